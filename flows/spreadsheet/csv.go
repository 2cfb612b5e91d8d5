package spreadsheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// separators are what stands between the cells of a CSV file: Excel writes a
// semicolon in some countries, and a tab as "Unicode text".
const separators = ",;\t|"

func readCSV(data []byte, most int) ([]Sheet, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	var failed error
	for _, separator := range separators {
		if !strings.ContainsRune(text, separator) {
			continue
		}
		s, err := splitCSV(text, separator, most)
		if err != nil {
			failed = err
			continue
		}
		sheets = append(sheets, s)
	}
	switch {
	case len(sheets) > 0:
		return sheets, nil
	case failed != nil:
		return nil, failed
	}
	s, err := splitCSV(text, ',', most)
	return []Sheet{s}, err
}

// decode brings the text of a file to UTF-8. Excel in China writes GBK, of which
// GB18030 is the whole.
func decode(data []byte) (string, error) {
	var text []byte
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	case utf8.Valid(data):
		text = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	default:
		text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if bytes.ContainsRune(text, utf8.RuneError) {
			err = ErrEncoding
		}
	}
	if err != nil || bytes.IndexByte(text, 0) >= 0 {
		return "", ErrEncoding
	}
	return string(text), nil
}

// splitCSV splits a text as Excel does: rows are counted with their blank ones, a
// quotation mark counts at the beginning of a cell only, and a cell may have lines.
func splitCSV(text string, separator rune, most int) (Sheet, error) {
	s := Sheet{}
	for n := 1; text != ""; n++ {
		cells, rest, err := cutRow(text, separator)
		if err != nil {
			return s, fmt.Errorf("row %d: %w", n, err)
		}
		if text = rest; len(trimmed(cells)) == 0 {
			continue
		}
		if len(s.Rows) == most {
			s.More = true
			return s, nil
		}
		s.Rows = append(s.Rows, Row{N: n, Cells: trimmed(cells)})
	}
	return s, nil
}

// cutRow takes the first row off a text.
func cutRow(text string, separator rune) (cells []string, rest string, err error) {
	for {
		var cell string
		if cell, text, err = cutCell(text, separator); err != nil {
			return nil, "", err
		}
		if len(cells) < mostColumns {
			cells = append(cells, strings.TrimSpace(cell))
		}
		if text == "" {
			return cells, "", nil
		}
		end := text[0]
		text = text[1:]
		if end == '\r' {
			text = strings.TrimPrefix(text, "\n")
		}
		if end == '\r' || end == '\n' {
			return cells, text, nil
		}
	}
}

// cutCell takes the first cell off a text; what follows begins with a separator or
// the end of the line.
func cutCell(text string, separator rune) (cell, rest string, err error) {
	stop := string(separator) + "\r\n"
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, stop)
		if end < 0 {
			end = len(text)
		}
		return text[:end], text[end:], nil
	}
	var b strings.Builder
	for text = text[1:]; ; {
		end := strings.IndexByte(text, '"')
		if end < 0 {
			return "", "", ErrQuote
		}
		b.WriteString(text[:end])
		text = text[end+1:]
		if !strings.HasPrefix(text, `"`) {
			break
		}
		b.WriteByte('"')
		text = text[1:]
	}
	end := strings.IndexAny(text, stop)
	if end < 0 {
		end = len(text)
	}
	b.WriteString(text[:end]) // behind the second mark, where nothing should stand
	return b.String(), text[end:], nil
}
