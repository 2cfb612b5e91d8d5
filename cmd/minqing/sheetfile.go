package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"minqing/flows/spreadsheet"
	"minqing/flows/texts"
)

// readSheets reads the tables of a file, here, where whoever runs the command may
// read it: at most so many rows of each.
func readSheets(file string, most int) ([]spreadsheet.Sheet, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("读文件：%w", err)
	}
	data, err := io.ReadAll(io.LimitReader(f, spreadsheet.MostBytes+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("读文件 %s：%w", file, err)
	}
	sheets, err := spreadsheet.Read(data, most)
	if err != nil {
		return nil, fmt.Errorf("%s：%s", file, whyUnread(err))
	}
	return sheets, nil
}

// whyUnread says what is wrong with a file, and how to help it.
func whyUnread(err error) string {
	say := texts.Table.File
	for _, known := range []struct {
		is  error
		say string
	}{
		{spreadsheet.ErrEmpty, say.Empty}, {spreadsheet.ErrOld, say.Old}, {spreadsheet.ErrBroken, say.Broken},
		{spreadsheet.ErrTooLarge, say.TooLarge}, {spreadsheet.ErrEncoding, say.Encoding}, {spreadsheet.ErrQuote, say.Quote},
	} {
		if errors.Is(err, known.is) {
			return known.say
		}
	}
	return err.Error()
}

// listProblems lists what is wrong with a sheet, one line each, and counts the errors.
func listProblems(w io.Writer, file string, problems spreadsheet.Problems) (wrong int) {
	for _, p := range problems {
		level := "警告"
		if !p.Warning {
			level = "错误"
			wrong++
		}
		where := file
		if len(p.Rows) == 1 {
			where = fmt.Sprintf("%s:%d", file, p.Rows[0])
		}
		text := p.Text
		if len(p.Rows) > 1 {
			text = rowsNamed(p.Rows) + "：" + text
		}
		fmt.Fprintf(w, "%s: %s: %s\n", where, level, text)
	}
	return wrong
}

// rowsNamed lists rows as people write them: 第3、5—9行等12行.
func rowsNamed(rows []int) string {
	var parts []string
	for i := 0; i < len(rows); {
		end := i
		for end+1 < len(rows) && rows[end+1] == rows[end]+1 {
			end++
		}
		part := fmt.Sprint(rows[i])
		if end > i {
			part += "—" + fmt.Sprint(rows[end])
		}
		parts = append(parts, part)
		i = end + 1
	}
	const most = 12
	if len(parts) > most {
		return fmt.Sprintf("第%s行等%d行", strings.Join(parts[:most], "、"), len(rows))
	}
	return "第" + strings.Join(parts, "、") + "行"
}

// tableRead names the table that was read: the file, the worksheet, the row of its titles.
func tableRead(file, worksheet string, header int) string {
	if worksheet != "" {
		return fmt.Sprintf("%s，工作表“%s”，表头在第%d行", file, worksheet, header)
	}
	return fmt.Sprintf("%s，表头在第%d行", file, header)
}
