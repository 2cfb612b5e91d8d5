package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"minqing/flows"
	"minqing/flows/intake"
	"minqing/flows/spreadsheet"
	"minqing/flows/texts"
)

// importCommand brings in opinions that were collected on paper. The file is read
// here, where whoever runs the command may read it; what goes to the server are the
// opinions.
type importCommand struct {
	configFlag
	File     string `arg:"" optional:"" name:"SHEET" help:"意见台账，.xlsx 或 .csv。"`
	DryRun   bool   `help:"只看会怎样，不导入。"`
	Year     int    `placeholder:"年份" help:"日期没有写年份时按哪一年。"`
	Sheet    string `placeholder:"名称" help:"读哪一张工作表；不写就读第一张像意见台账的。"`
	Batch    string `placeholder:"名称" help:"批次。不同的表里渠道、日期、内容都一样、其实是不同的人提的，给每张表起一个批次名，例如乡镇。"`
	Template string `placeholder:"OUT.xlsx" help:"不导入，写一份空白台账，渠道、类别、办理结果可以下拉选择。"`
	Force    bool   `help:"覆盖已有的空白台账。"`
}

// Run is `minqing import`.
func (c *importCommand) Run(a *app) error {
	switch {
	case (c.File == "") == (c.Template == ""):
		return usage("请写上要导入的文件，或用 --template 写一份空白台账")
	case c.Year != 0 && (c.Year < 2000 || c.Year > 2099):
		return usage("--year 应当是四位年份，例如 2026")
	case c.Template != "" && strings.ToLower(filepath.Ext(c.Template)) != ".xlsx":
		return usage(fmt.Sprintf("%s：空白台账的文件名应当以 .xlsx 结尾", c.Template))
	}
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	if c.Template != "" {
		return c.template(a, s)
	}
	r, err := c.read(a, s)
	if err != nil {
		return err
	}
	told := c.warnings(a.stderr, &r)
	if told > 0 {
		return fmt.Errorf("%s：有 %d 处错误，什么也没有导入", c.File, told)
	}
	taken, err := c.perform(a, s, &r)
	if err != nil {
		return err
	}
	return c.show(a, &r, taken)
}

// read makes opinions of the file.
func (c *importCommand) read(a *app, s *setup) (r intake.Reading, err error) {
	f, err := os.Open(c.File)
	if err != nil {
		return r, fmt.Errorf("读文件：%w", err)
	}
	data, err := io.ReadAll(io.LimitReader(f, spreadsheet.MostBytes+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return r, fmt.Errorf("读文件 %s：%w", c.File, err)
	}
	sheets, err := spreadsheet.Read(data, intake.MostRows)
	if err != nil {
		return r, fmt.Errorf("%s：%s", c.File, whyUnread(err))
	}
	return intake.Read(sheets, intake.Options{Bureau: s.bureau, Now: a.now(), Year: c.Year, Chars: s.config.Limits.TextChars, Worksheet: c.Sheet}), nil
}

// whyUnread says what is wrong with a file, and how to help it.
func whyUnread(err error) string {
	for _, known := range []struct {
		is  error
		say string
	}{
		{spreadsheet.ErrEmpty, texts.Intake.File.Empty}, {spreadsheet.ErrOld, texts.Intake.File.Old}, {spreadsheet.ErrBroken, texts.Intake.File.Broken},
		{spreadsheet.ErrTooLarge, texts.Intake.File.TooLarge}, {spreadsheet.ErrEncoding, texts.Intake.File.Encoding}, {spreadsheet.ErrQuote, texts.Intake.File.Quote},
	} {
		if errors.Is(err, known.is) {
			return known.say
		}
	}
	return err.Error()
}

// warnings lists what the reading says, one line each, and counts the errors.
func (c *importCommand) warnings(w io.Writer, r *intake.Reading) (wrong int) {
	for _, p := range r.Problems {
		level := "警告"
		if !p.Warning {
			level = "错误"
			wrong++
		}
		where := c.File
		if len(p.Rows) == 1 {
			where = fmt.Sprintf("%s:%d", c.File, p.Rows[0])
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

// perform has the opinions imported, or looked up, where the data are. A dry run
// makes no data file.
func (c *importCommand) perform(a *app, s *setup, r *intake.Reading) (taken []flows.Taken, err error) {
	if _, err := os.Stat(s.config.Data); errors.Is(err, fs.ErrNotExist) && c.DryRun {
		for _, o := range r.Opinions {
			taken = append(taken, flows.Taken{Row: o.Row, Fresh: true})
		}
		return taken, nil
	}
	var answer bytes.Buffer
	if err := a.perform(s, "import", &importTask{Batch: c.Batch, DryRun: c.DryRun, Opinions: r.Opinions}, &answer); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(answer.Bytes(), &taken); err != nil || len(taken) != len(r.Opinions) {
		return nil, fmt.Errorf("read what became of the rows: %w", errors.Join(err, io.ErrUnexpectedEOF))
	}
	return taken, nil
}
