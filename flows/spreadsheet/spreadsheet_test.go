package spreadsheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// shown are the rows of a sheet, one line each: its number, then its cells.
func shown(s Sheet) string {
	var b strings.Builder
	for _, r := range s.Rows {
		fmt.Fprintf(&b, "%d %s\n", r.N, strings.ReplaceAll(strings.Join(r.Cells, "|"), "\n", "⏎"))
	}
	return b.String()
}

func encoded(t *testing.T, text string, in interface {
	Bytes([]byte) ([]byte, error)
}) []byte {
	t.Helper()
	b, err := in.Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCSV(t *testing.T) {
	const table = "渠道,内容\r\n\r\n大走访,\"第一行\r\n第二行,还有\"\"引号\"\"\"\r\n意见箱,没有引号\n"
	const want = "1 渠道|内容\n3 大走访|第一行⏎第二行,还有\"引号\"\n4 意见箱|没有引号\n"
	for name, data := range map[string][]byte{
		"UTF-8":     []byte(table),
		"with mark": []byte("\uFEFF" + table),
		"GBK":       encoded(t, table, simplifiedchinese.GBK.NewEncoder()),
		"GB18030":   encoded(t, table, simplifiedchinese.GB18030.NewEncoder()),
		"UTF-16LE":  encoded(t, table, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16BE":  encoded(t, table, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()),
	} {
		sheets, err := Read(data, 100)
		if err != nil || len(sheets) != 1 {
			t.Errorf("%s: %v %v", name, sheets, err)
			continue
		}
		if got := strings.ReplaceAll(shown(sheets[0]), "\r", ""); got != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestCSVHasASheetForEverySeparator(t *testing.T) {
	sheets, err := Read([]byte("渠道;内容\n大走访;一,二\n"), 100)
	if err != nil || len(sheets) != 2 || shown(sheets[0]) != "1 渠道;内容\n2 大走访;一|二\n" || shown(sheets[1]) != "1 渠道|内容\n2 大走访|一,二\n" {
		t.Errorf("%v %v", sheets, err)
	}
	if sheets, err = Read([]byte("渠道\t内容\r大走访\t低保"), 100); err != nil || shown(sheets[0]) != "1 渠道|内容\n2 大走访|低保\n" {
		t.Errorf("tabs and the lines of an old Mac: %v %v", sheets, err)
	}
}

func TestFilesThatAreNone(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":        {[]byte(" \n"), ErrEmpty},
		"an old Excel":   {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), ErrOld},
		"no zip":         {[]byte("PK\x03\x04 and nothing more"), ErrBroken},
		"a picture":      {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00"), ErrEncoding},
		"an open quote":  {[]byte("a,b\n\"c,d\n1,2\n"), ErrQuote},
		"too large":      {bytes.Repeat([]byte("a"), MostBytes+1), ErrTooLarge},
		"a zip of a zip": {zipped(t, "a.txt", []byte("x")), ErrBroken},
	} {
		if _, err := Read(c.data, 100); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func zipped(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(data)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBomb: a few kilobytes that unfold to a hundred megabytes are refused unread.
func TestBomb(t *testing.T) {
	data := zipped(t, "xl/worksheets/sheet1.xml", make([]byte, 100<<20))
	if len(data) > 1<<20 {
		t.Fatalf("that is no bomb: %d bytes", len(data))
	}
	if _, err := Read(data, 100); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

// book makes an XLSX file.
func book(t *testing.T, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := errors.Join(fill(f), f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSX(t *testing.T) {
	data := book(t, func(f *excelize.File) error {
		hidden := f.SetSheetVisible
		_, err := f.NewSheet("旧表")
		return errors.Join(err,
			f.SetCellValue("Sheet1", "A1", "2026年台账"), f.MergeCell("Sheet1", "A1", "C1"),
			f.SetCellValue("Sheet1", "A3", " 大走访 "), f.MergeCell("Sheet1", "A3", "A4"),
			f.SetCellValue("Sheet1", "B3", time.Date(2026, 1, 18, 0, 0, 0, 0, time.UTC)),
			f.SetCellValue("Sheet1", "C3", 12345), f.SetCellValue("Sheet1", "B4", "第二"),
			f.SetCellFormula("Sheet1", "D4", "1+1"),
			f.SetCellValue("旧表", "A1", "看不见"), hidden("旧表", false))
	})
	sheets, err := Read(data, 100)
	if err != nil || len(sheets) != 1 || sheets[0].Name != "Sheet1" {
		t.Fatalf("%v %v", sheets, err)
	}
	if got := shown(sheets[0]); got != "1 2026年台账\n3 大走访|46040|12345\n4 |第二\n" {
		t.Errorf("got\n%s", got)
	}
	if m := sheets[0].Merges; len(m) != 1 || m[0] != (Merge{Column: 0, First: 3, Last: 4}) {
		t.Errorf("merged cells: %v", m)
	}
}

func TestXLSXFrom1904(t *testing.T) {
	late := true
	data := book(t, func(f *excelize.File) error {
		return errors.Join(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &late}),
			f.SetCellValue("Sheet1", "A1", 44578), f.SetCellValue("Sheet1", "B1", 12345))
	})
	sheets, err := Read(data, 100)
	if err != nil || shown(sheets[0]) != "1 46040|12345\n" {
		t.Errorf("%v %v", sheets, err)
	}
}

// TestLongSheets are cut, and say so.
func TestLongSheets(t *testing.T) {
	var csv strings.Builder
	for n := range 100_000 {
		fmt.Fprintf(&csv, "大走访,%d\n", n)
	}
	long := book(t, func(f *excelize.File) error {
		w, err := f.NewStreamWriter("Sheet1")
		for n := 1; err == nil && n <= 20_000; n++ {
			err = w.SetRow(fmt.Sprintf("A%d", n), []any{"大走访", n})
		}
		return errors.Join(err, w.Flush())
	})
	for name, data := range map[string][]byte{"csv": []byte(csv.String()), "xlsx": long} {
		sheets, err := Read(data, 1000)
		if err != nil || !sheets[0].More || len(sheets[0].Rows) != 1000 {
			t.Errorf("%s: %v, %d rows", name, err, len(sheets[0].Rows))
		}
	}
	if sheets, err := Read([]byte("a,b\nc,d\n"), 2); err != nil || sheets[0].More {
		t.Errorf("just enough: %v %v", sheets, err)
	}
}

// FuzzRead: whatever the bytes, there are rows in order or an error, and what was
// written as CSV is read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte("渠道,收到日期\n大走访,\"2026-01-18\"\n"))
	f.Add([]byte("\xFF\xFEa\x00,\x00b\x00"))
	f.Add([]byte("\xc7\xfe\xb5\xc0;\xc4\xda\xc8\xdd\r\n\"\""))
	f.Add([]byte("a\r\r\n\"b\"\"c\"d,\t|;"))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets, err := Read(data, 50)
		if err != nil {
			return
		}
		for _, s := range sheets {
			last := 0
			for _, r := range s.Rows {
				if r.N <= last || len(r.Cells) == 0 || len(r.Cells) > mostColumns {
					t.Fatalf("row %d after %d: %q", r.N, last, r.Cells)
				}
				last = r.N
			}
			if len(s.Rows) > 50 {
				t.Fatalf("%d rows", len(s.Rows))
			}
		}
	})
}

// A formula that a program wrote without its value is worked out; one that cannot be is
// no empty cell.
func TestFormulasWithoutValues(t *testing.T) {
	f := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "渠道", "B1": "结果", "C1": "责任人", "A2": "大走访", "A3": "信访"} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	for cell, formula := range map[string]string{"B2": `IF(A2="大走访","已办结","")`, "B3": `IF(A3="大走访","已办结","")`, "C3": `NOSUCHFUNCTION(A3)`} {
		if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	sheets, err := Read(file.Bytes(), 10)
	if err != nil {
		t.Fatal(err)
	}
	if got := sheets[0].Rows[1].Cells; !slices.Equal(got, []string{"大走访", "已办结"}) {
		t.Errorf("worked out: %q", got)
	}
	if got := sheets[0].Rows[2].Cells; len(got) != 3 || got[1] != "" || !strings.HasPrefix(got[2], "=NOSUCH") {
		t.Errorf("what cannot be worked out: %q", got)
	}
}
