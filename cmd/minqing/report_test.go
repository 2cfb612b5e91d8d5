package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minqing/storage"
)

// theYear files the bureau's year: 214 + 15 + 7 = 236 opinions, one of them escalated;
// besides, one of another year, one that was merged and one sighting.
func theYear(tx storage.Tx) error {
	n := 0
	file := func(letter, channel, unit, category string, state storage.State, filed time.Time, rating int) error {
		n++
		k := storage.Ticket{
			Key: fmt.Sprint("year-", n), State: state, Channel: channel, Unit: unit, Category: category, Kind: "求助", Filed: filed, Updated: filed,
			Due: filed.AddDate(0, 0, 7), Responded: filed.Add(90 * time.Minute), Rating: rating,
		}
		if !state.Open() {
			k.Closed = filed.AddDate(0, 0, 3)
		}
		_, err := tx.File(letter, &k, storage.Event{At: filed, Action: storage.ActFile, To: state})
		return err
	}
	day := func(i int) time.Time { return clockAt("2025-01-06 09:00").AddDate(0, i%12, i%20) }
	for i := range 214 {
		if err := file("F", "大走访", "社会救助股", "低保", storage.Resolved, day(i), i%6); err != nil {
			return err
		}
	}
	for i := range 15 {
		state := storage.Resolved
		if i == 7 {
			state = storage.Escalated
		}
		if err := file("F", "群众路线", "殡葬管理股", "殡仪馆", state, day(i), 0); err != nil {
			return err
		}
	}
	for i, channel := range []string{"征求意见表", "座谈会", "大走访之外", "大接访", "信访", "行评", ""} {
		if err := file("F", channel, "", "其他", storage.Rated, day(i), 5); err != nil {
			return err
		}
	}
	if err := file("F", "微信", "办公室", "其他", storage.Resolved, clockAt("2024-12-31 23:00"), 0); err != nil {
		return err
	}
	if err := file("F", "意见箱", "办公室", "其他", storage.Merged, day(1), 0); err != nil {
		return err
	}
	return file("J", "微信", "救助管理站", "救助管理站", storage.Resolved, day(1), 0)
}

const lastYear = "2025-01-01"

// report runs the command over the bureau's year.
func (in *installation) report(t *testing.T, flags ...string) string {
	t.Helper()
	got := minqing(t, append([]string{"report", "-c", in.config, "--from", lastYear}, flags...)...)
	if got.code != exitDone || got.stderr != "" {
		t.Fatalf("report %v: %+v", flags, got)
	}
	return got.stdout
}

func TestReportOfTheYear(t *testing.T) {
	bothWays(t, theYear, func(t *testing.T, in *installation) {
		var r map[string]json.RawMessage
		whole := in.report(t, "--format", "json")
		if err := json.Unmarshal([]byte(whole), &r); err != nil {
			t.Fatal(err)
		}
		golden(t, "report.json", strings.ReplaceAll(whole, madeOf(t, r), "MADE"))
		text := in.report(t)
		golden(t, "report.txt", strings.ReplaceAll(text, madeOf(t, r), "MADE"))
	})
}

func madeOf(t *testing.T, r map[string]json.RawMessage) (made string) {
	t.Helper()
	if err := json.Unmarshal(r["made"], &made); err != nil || made == "" {
		t.Fatalf("made: %s %v", r["made"], err)
	}
	return made
}

// golden compares with a file; MINQING_GOLDEN=write writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("MINQING_GOLDEN") == "write" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is otherwise:\n%s", path, got)
	}
}

// What the contract promises, read as a program reads it.
func TestReportObject(t *testing.T) {
	in := install(t)
	in.fill(t, theYear)
	type row struct {
		Received, Accepted, Resolved, Escalated, Overdue int
		Rate                                             string
	}
	var r struct {
		Total    row
		Channel  map[string]row `json:"by_channel"`
		Unit     map[string]row `json:"by_unit"`
		Category map[string]row `json:"by_category"`
		Month    map[string]row `json:"by_month"`
	}
	if err := json.Unmarshal([]byte(in.report(t, "--format", "json")), &r); err != nil {
		t.Fatal(err)
	}
	if want := (row{236, 236, 235, 1, 0, "99.6%"}); r.Total != want {
		t.Errorf("total %+v, want %+v", r.Total, want)
	}
	for table, rows := range map[string]map[string]row{"channel": r.Channel, "unit": r.Unit, "category": r.Category, "month": r.Month} {
		received := 0
		for _, one := range rows {
			received += one.Received
		}
		if received != 236 {
			t.Errorf("by %s: %d received", table, received)
		}
	}
	if got := r.Channel["群众路线"]; got.Received != 15 || got.Resolved != 14 || got.Rate != "93.3%" {
		t.Errorf("群众路线: %+v", got)
	}
	if got := r.Channel["大走访"]; got.Received != 214 || got.Rate != "100.0%" {
		t.Errorf("大走访: %+v", got)
	}
}

func TestReportCommandLine(t *testing.T) {
	in := install(t)
	if got := minqing(t, "report", "-c", in.config); got.code != exitFailed || !strings.Contains(got.stderr, in.data) {
		t.Errorf("without data: %+v", got)
	}
	in.fill(t, theYear)
	for _, c := range []struct {
		flags []string
		want  string
	}{
		{[]string{"--from", "1.1.2026"}, "1.1.2026"}, {[]string{"--from", "2026-02-01", "--to", "2026-01-01"}, "--to"}, {[]string{"--format", "pdf"}, "pdf"},
	} {
		if got := minqing(t, append([]string{"report", "-c", in.config}, c.flags...)...); got.code != exitUsage || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%v: %+v", c.flags, got)
		}
	}
	if got := in.report(t, "--from", "2025-01-01", "--to", "2025-01-31", "--format", "json"); !strings.Contains(got, `"to": "2025-01-31"`) || strings.Contains(got, "2025-02") {
		t.Errorf("a month: %s", got)
	}
	file := filepath.Join(in.dir, "report.json")
	in.report(t, "--format", "json", file)
	if got := minqing(t, "report", "-c", in.config, "--format", "json", file); got.code != exitFailed || !strings.Contains(got.stderr, "--force") {
		t.Errorf("over a file: %+v", got)
	}
	in.report(t, "--format", "json", file, "--force")
}

// Without --from and --to it is this year; with one of them, the year of that day.
func TestReportPeriod(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"", "", "2026-01-01 至 2026-12-31"}, {"2025-03-01", "", "2025-03-01 至 2025-12-31"}, {"", "2025-03-31", "2025-01-01 至 2025-03-31"},
		{"2024-12-01", "2026-02-01", "2024-12-01 至 2026-02-01"},
	} {
		p, err := (&reportCommand{From: c.from, To: c.to}).period(clockAt("2026-11-23 09:00"))
		if got := periodName(p); err != nil || got != c.want {
			t.Errorf("%s..%s: %s %v, want %s", c.from, c.to, got, err, c.want)
		}
	}
}

// The bulletin speaks in figures and categories, of the month before this one or of
// what was asked for.
func TestReportBrief(t *testing.T) {
	in := install(t)
	in.fill(t, theYear)
	got := in.report(t, "--to", "2025-12-31", "--format", "brief")
	for _, want := range []string{
		"民情简报（草稿）\n清溪县民政局　2025-01-01 至 2025-12-31", "收到群众意见236件（上一期1件，多235件）", "整改率99.6%", "来自：大走访214件、群众路线15件、",
		"低保214件，占90.7%；殡仪馆15件，占6.4%；其他7件，占3.0%（上一期1件，多6件）。", "没有超期未办结的。", "1件：殡仪馆1件。请每月复议一次。",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if p, err := (&reportCommand{Format: "brief"}).period(clockAt("2026-01-23 09:00")); err != nil || periodName(p) != "2025-12-01 至 2025-12-31" {
		t.Errorf("without dates: %s %v", periodName(p), err)
	}
}
