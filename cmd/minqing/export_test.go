package main

import (
	"bytes"
	"encoding/csv"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"minqing/storage"
)

// fill puts something into the data file.
func (in *installation) fill(t *testing.T, fn func(tx storage.Tx) error) {
	t.Helper()
	h := in.house(t)
	if err := h.store.Update(t.Context(), fn); err != nil {
		t.Error(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
}

// house opens the installation as a command without a server does.
func (in *installation) house(t *testing.T) *house {
	t.Helper()
	a := &app{ctx: t.Context(), stderr: os.Stderr, lookup: os.LookupEnv, environ: os.Environ, now: time.Now}
	s, err := a.usable(in.config)
	if err != nil {
		t.Fatal(err)
	}
	h, err := openHouse(t.Context(), s, slog.New(slog.DiscardHandler), time.Now, lockWait, watchers{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// bothWays runs a test beside a server and without one, on the same data.
func bothWays(t *testing.T, fill func(tx storage.Tx) error, test func(t *testing.T, in *installation)) {
	for _, beside := range []bool{true, false} {
		t.Run(map[bool]string{true: "beside", false: "without"}[beside], func(t *testing.T) {
			in := install(t)
			in.fill(t, fill)
			if beside {
				in.serve(t)
			}
			test(t, in)
		})
	}
}

// export writes a file and returns where it is.
func (in *installation) export(t *testing.T, what, name string, flags ...string) string {
	t.Helper()
	file := filepath.Join(in.dir, name)
	got := minqing(t, append([]string{"export", "-c", in.config, what, file}, flags...)...)
	if got.code != exitDone || !strings.Contains(got.stdout, file) || !strings.Contains(got.stderr, "注意：") {
		t.Fatalf("export %s: %+v", what, got)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("exported file: %v %v", info, err)
	}
	return file
}

func nothing(storage.Tx) error { return nil }

func clockAt(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, storage.Zone)
	if err != nil {
		panic(err)
	}
	return at
}

// openBook opens an XLSX file again.
func openBook(t *testing.T, file string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rowsOf are the cells of a sheet as they are shown.
func rowsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// readCSV parses a CSV file as Excel would, which wants the mark.
func readCSV(t *testing.T, file string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, marked := bytes.CutPrefix(raw, []byte{0xEF, 0xBB, 0xBF})
	if !marked {
		t.Errorf("%s does not begin with the mark of UTF-8", file)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// field is the cell of a row under a title; rows are the titles and then the row.
func field(t *testing.T, titles, row []string, name string) string {
	t.Helper()
	for i, title := range titles {
		if title == name {
			if i < len(row) {
				return row[i]
			}
			return ""
		}
	}
	t.Fatalf("no column %s in %v", name, titles)
	return ""
}

func atoi(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Errorf("%q is no number", text)
	}
	return n
}

func TestExportCommandLine(t *testing.T) {
	in := install(t)
	in.fill(t, nothing)
	file := func(name string) string { return filepath.Join(in.dir, name) }
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"what is none", []string{"people", file("a.csv")}, "people"},
		{"no file", []string{"tickets"}, "OUT"},
		{"a file of another kind", []string{"tickets", file("a.pdf")}, ".xlsx"},
		{"a file of no kind", []string{"rescues", file("a")}, ".csv"},
		{"a day that is none", []string{"rescues", file("a.csv"), "--from", "1.1.2026"}, "1.1.2026"},
		{"an end before the beginning", []string{"rescues", file("a.csv"), "--from", "2026-02-01", "--to", "2026-01-31"}, "--to"},
		{"names of tickets", []string{"tickets", file("a.csv"), "--names"}, "--names"},
		{"names of couples", []string{"queue", file("a.csv"), "--names"}, "--names"},
		{"words of rescues", []string{"rescues", file("a.csv"), "--private"}, "--private"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := minqing(t, append([]string{"export", "-c", in.config}, c.args...)...)
			if got.code != exitUsage || !strings.Contains(got.stderr, c.want) || strings.Count(got.stderr, "\n") != 1 {
				t.Errorf("got %+v", got)
			}
		})
	}
	if entries, err := os.ReadDir(in.dir); err != nil || len(entries) != 2 {
		t.Errorf("a file was made: %v %v", entries, err)
	}
}

func TestExportOverAFile(t *testing.T) {
	in := install(t)
	in.fill(t, nothing)
	for _, name := range []string{"a.csv", "a.xlsx"} {
		file := in.export(t, "tickets", name)
		if got := minqing(t, "export", "-c", in.config, "tickets", file); got.code != exitFailed || !strings.Contains(got.stderr, "--force") {
			t.Errorf("export over %s: %+v", name, got)
		}
		in.export(t, "tickets", name, "--force")
	}
	if entries, err := os.ReadDir(in.dir); err != nil || len(entries) != 4 {
		t.Errorf("a scrap was left: %v %v", entries, err)
	}
}

// A mistyped path is no empty ledger.
func TestExportWithoutData(t *testing.T) {
	in := install(t)
	got := minqing(t, "export", "-c", in.config, "rescues", filepath.Join(in.dir, "a.xlsx"))
	if got.code != exitFailed || !strings.Contains(got.stderr, in.data) {
		t.Errorf("got %+v", got)
	}
	if entries, err := os.ReadDir(in.dir); err != nil || len(entries) != 1 {
		t.Errorf("a file was made: %v %v", entries, err)
	}
}

func TestExportOfNothing(t *testing.T) {
	bothWays(t, nothing, func(t *testing.T, in *installation) {
		f := openBook(t, in.export(t, "rescues", "r.xlsx"))
		if got := strings.Join(f.GetSheetList(), " "); got != "汇总 日常登记表 入站表 出站表" {
			t.Errorf("sheets: %s", got)
		}
		for _, sheet := range []string{"日常登记表", "入站表", "出站表"} {
			if rows := rowsOf(t, f, sheet); len(rows) != 1 || len(rows[0]) < 10 {
				t.Errorf("%s: %v", sheet, rows)
			}
		}
		if rows := rowsOf(t, openBook(t, in.export(t, "tickets", "t.xlsx")), "工单台账"); len(rows) != 1 || rows[0][0] != "工单号" {
			t.Errorf("tickets: %v", rows)
		}
		if rows := rowsOf(t, openBook(t, in.export(t, "queue", "q.xlsx")), "婚姻登记排队"); len(rows) != 1 || rows[0][0] != "日期" {
			t.Errorf("queue: %v", rows)
		}
		for what, columns := range map[string]int{"tickets": 20, "rescues": 20, "queue": 12} {
			if rows := readCSV(t, in.export(t, what, what+".csv")); len(rows) != 1 || len(rows[0]) < columns {
				t.Errorf("%s: %v", what, rows)
			}
		}
	})
}

func TestCellsThatAreNoFormulas(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"=1+1", "'=1+1"}, {"+86 138", "'+86 138"}, {"-5", "'-5"}, {"@SUM(A1)", "'@SUM(A1)"}, {"\t=1", "'\t=1"}, {"\r=1", "'\r=1"},
		{"＝1", "'＝1"}, {"", ""}, {"男，约50岁", "男，约50岁"}, {"a=b", "a=b"},
	} {
		if got := words(c.written).csv(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.written, got, c.want)
		}
	}
	if got := money(-5).csv(); strings.Contains(got, "'") {
		t.Errorf("a number is no text: %s", got)
	}
}
