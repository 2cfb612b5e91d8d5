package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"minqing/flows/intake/sampleyear"
	"minqing/flows/texts"
	"minqing/storage"
)

// put writes a file beside the installation.
func (in *installation) put(t *testing.T, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(in.dir, name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// yearCSV is the sample year as Excel in China writes CSV.
func yearCSV(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	err := csv.NewWriter(&b).WriteAll(sampleyear.Table())
	data, failed := simplifiedchinese.GBK.NewEncoder().Bytes(b.Bytes())
	if err := errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	return data
}

// yearXLSX is the same year as people keep it: a title above, titles on two rows with
// merged cells, dates that are date cells, a sum below.
func yearXLSX(t *testing.T) []byte {
	t.Helper()
	const name = "Sheet1"
	f := excelize.NewFile()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	failed := errors.Join(err, f.SetCellValue(name, "A1", "群众意见办理台账"), f.MergeCell(name, "A1", "J1"),
		f.SetCellValue(name, "E2", "办理情况"), f.MergeCell(name, "E2", "J2"))
	for row, cells := range sampleyear.Table() {
		for column, text := range cells {
			at, err := excelize.CoordinatesToCellName(column+1, row+3)
			var value any = text
			if when, notDay := time.Parse(time.DateOnly, text); notDay == nil {
				value = when
				failed = errors.Join(failed, f.SetCellStyle(name, at, at, day))
			}
			failed = errors.Join(failed, err, f.SetCellValue(name, at, value))
		}
	}
	last := len(sampleyear.Table()) + 3
	var b bytes.Buffer
	failed = errors.Join(failed, f.SetCellValue(name, fmt.Sprintf("A%d", last), "合计"), f.SetCellValue(name, fmt.Sprintf("D%d", last), 236), f.Write(&b), f.Close())
	if failed != nil {
		t.Fatal(failed)
	}
	return b.Bytes()
}

// yearTotal is the figure that the bureau's report stands on.
type yearTotal struct {
	Total struct {
		Received, Accepted, Resolved, Escalated, Overdue int
		Rate                                             string
	}
	ByChannel map[string]struct{ Received, Resolved, Escalated int } `json:"by_channel"`
}

func (in *installation) yearReport(t *testing.T) (r yearTotal) {
	t.Helper()
	got := minqing(t, "report", "-c", in.config, "--from", "2025-01-01", "--to", "2025-12-31", "--format", "json")
	if got.code != exitDone {
		t.Fatalf("report: %+v", got)
	}
	if err := json.Unmarshal([]byte(got.stdout), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTheYearOnPaper: the bureau's report comes out of import and report to the last
// figure, from either sort of file, beside a server and without one; the second time
// nothing is added, whichever file it is.
func TestTheYearOnPaper(t *testing.T) {
	files := []struct {
		name string
		data []byte
	}{{"台账.csv", yearCSV(t)}, {"台账.xlsx", yearXLSX(t)}}
	turn := 0
	bothWays(t, nothing, func(t *testing.T, in *installation) {
		first, second := files[turn%2], files[(turn+1)%2]
		turn++
		file := in.put(t, first.name, first.data)
		dry := minqing(t, "import", "-c", in.config, "--dry-run", file)
		if dry.code != exitDone || !strings.Contains(dry.stdout, "会导入 236 件") || in.yearReport(t).Total.Received != 0 {
			t.Fatalf("dry run: %+v", dry)
		}
		got := minqing(t, "import", "-c", in.config, file)
		for _, want := range []string{"读到 236 条意见", "已导入 236 件，早已在库 0 件", "渠道：大走访 214、群众路线 15、信访 2", "结果：已办结 235、上报待解决 1", "F2501060001 至 F2509180001"} {
			if got.code != exitDone || !strings.Contains(got.stdout, want) {
				t.Errorf("import, want %q: %+v", want, got)
			}
		}
		in.checkYear(t)
		again := minqing(t, "import", "-c", in.config, in.put(t, "again-"+second.name, second.data))
		if again.code != exitDone || !strings.Contains(again.stdout, "已导入 0 件，早已在库 236 件") || !strings.Contains(again.stderr, "早已在库，不再导入") {
			t.Errorf("the same again: %+v", again)
		}
		in.checkYear(t)
		if got := minqing(t, "verify", "-c", in.config); got.code != exitDone {
			t.Errorf("verify: %+v", got)
		}
	})
}

func (in *installation) checkYear(t *testing.T) {
	t.Helper()
	r := in.yearReport(t)
	if tot := r.Total; tot.Received != 236 || tot.Accepted != 236 || tot.Resolved != 235 || tot.Escalated != 1 || tot.Overdue != 0 || tot.Rate != "99.6%" {
		t.Errorf("the year: %+v", tot)
	}
	others := 0
	for name, c := range r.ByChannel {
		switch name {
		case "大走访":
			others -= c.Received - 214 // must be exactly so
		case "群众路线":
			if c.Received != 15 || c.Resolved != 14 || c.Escalated != 1 {
				t.Errorf("%s: %+v", name, c)
			}
		default:
			others += c.Received
		}
	}
	if others != 7 || len(r.ByChannel) != 8 {
		t.Errorf("by channel: %+v", r.ByChannel)
	}
}

const importTitles = "渠道,收到日期,类别,内容,办理结果,办结日期,责任人,整改措施,解决结果,承诺兑现\n"

// TestImportGivesEachItsLife: what the paper tells is in the ticket, step by step, each
// on its day; what is open waits for those whose it is, who hear of it once.
func TestImportGivesEachItsLife(t *testing.T) {
	in := install(t)
	in.fill(t, staffOnPaper)
	got := minqing(t, "import", "-c", in.config, in.put(t, "a.csv", []byte(importTitles+`大走访,2026-01-18,低保,申请低保,已办结,2026-02-02,王芳,入户核对,已批准,已兑现
信访,2026-01-18,其他,协理员待遇,上报待解决,2026-03-01,,,已报县里,
12345,2026-01-19,其他,医保报销,不予受理,2026-01-20,,,请向县医保局反映,
意见箱,2026-01-20,低保,公示栏旧了,办理中,,王芳,联系村里,,
意见箱,2026-01-20,养老,饭菜凉,,,不在册,,,
意见箱,2026-01-21,工作人员作风,态度不好,,,,,,
`)))
	if got.code != exitDone || !strings.Contains(got.stderr, "警告: 第6行没有办完，责任人不是该股室已绑定的经办人") {
		t.Fatalf("import: %+v", got)
	}
	h := in.lookAtPaper(t)
	want := map[string]string{
		"F2601180001": "大走访 已办结 社会救助股 王芳 2026-02-02 file 01-18 accept 01-18 assign 01-18 take 01-18 resolve 02-02",
		"F2601180002": "信访 上报待解决 办公室   file 01-18 accept 01-18 assign 01-18 escalate 03-01",
		"F2601190001": "12345 不予受理   2026-01-20 file 01-19 accept 01-19 decline 01-20",
		"F2601200001": "意见箱 办理中 社会救助股 王芳  file 01-20 accept 01-20 assign 01-20 note 01-20 take 01-20",
		"F2601200002": "意见箱 已派 养老服务股   file 01-20 accept 01-20 assign 01-20 note 01-20",
		"F2601210001": "意见箱 已派 纪检组   file 01-21 accept 01-21 assign 01-21",
	}
	if lives := h.lives; !reflect.DeepEqual(lives, want) {
		t.Errorf("lives:\n%s", strings.ReplaceAll(fmt.Sprintf("%q", lives), "\" \"", "\"\n\""))
	}
	if d := h.done; d == nil || *d != (storage.Done{Responsible: "王芳", Measures: "入户核对", Result: "已批准", Promise: "已兑现"}) {
		t.Errorf("四个到位: %+v", d)
	}
	wantTold := []string{
		"陈静 从纸质台账导入了2件没有办完的意见，已按事项派给：社会救助股 1件、养老服务股 1件。没有写经办人的等各股室接单，请督促。",
		"郑廉 从纸质台账导入了1件反映工作人员的意见，请看",
	}
	if !reflect.DeepEqual(h.told, wantTold) {
		t.Errorf("told:\n%s", strings.Join(h.told, "\n"))
	}
}

// One opinion has one number, and no span of them.
func TestImportOfOneNamesOneNumber(t *testing.T) {
	in := install(t)
	got := minqing(t, "import", "-c", in.config, in.put(t, "one.csv", []byte(importTitles+"大走访,2026-01-18,低保,申请低保,,,,,,\n")))
	if got.code != exitDone || !strings.HasSuffix(got.stdout, "工单号 F2601180001。\n") {
		t.Errorf("import: %+v", got)
	}
}

func staffOnPaper(tx storage.Tx) error {
	var failed error
	for i, s := range []storage.Staff{
		{Name: "陈静", Roles: []storage.Role{storage.RoleDispatcher}}, {Name: "郑廉", Roles: []storage.Role{storage.RoleDiscipline}},
		{Name: "王芳", Roles: []storage.Role{storage.RoleClerk}, Unit: "社会救助股"}, {Name: "不在册", Roles: []storage.Role{storage.RoleClerk}, Unit: "养老服务股"},
	} {
		if s.Name != "不在册" {
			s.Person = storage.PersonID(strings.Repeat(fmt.Sprintf("%02d", i+1), 16))
			failed = errors.Join(failed, tx.PutPerson(&storage.Person{ID: s.Person, OpenID: fmt.Sprint("o-", i), Since: clockAt("2026-01-01 08:00")}))
		}
		failed = errors.Join(failed, tx.PutStaff(&s))
	}
	return failed
}

// onPaper is what an import left in the store.
type onPaper struct {
	lives map[string]string
	told  []string // to staff: who, and what
	done  *storage.Done
}

func (in *installation) lookAtPaper(t *testing.T) (p onPaper) {
	t.Helper()
	h := in.house(t)
	err := h.store.View(t.Context(), func(tx storage.Tx) error {
		p = onPaper{lives: map[string]string{}}
		page, err := tx.Tickets(storage.Query{Limit: 100})
		if err != nil {
			return err
		}
		for _, listed := range page.Tickets {
			k, err := tx.Ticket(listed.Number)
			if err != nil {
				return err
			}
			life, err := lifeOf(tx, k)
			if err != nil {
				return err
			}
			if p.lives[k.Number] = life; k.Private.Done != nil {
				p.done = k.Private.Done
			}
			if k.Citizen != "" || k.Private.Text == "" || k.Due.IsZero() || k.Filed.Format("060102") != k.Number[1:7] {
				t.Errorf("%s: %+v", k.Number, k)
			}
		}
		staff, err := tx.AllStaff()
		for _, s := range staff {
			notices, failed := tx.DueFor(s.Person, time.Now(), 10)
			err = errors.Join(err, failed)
			for _, n := range notices {
				words, _, _ := strings.Cut(n.Text, " <a")
				p.told = append(p.told, s.Name+" "+words)
			}
		}
		return err
	})
	if err := errors.Join(err, h.Close()); err != nil {
		t.Fatal(err)
	}
	return p
}

// lifeOf is a ticket in one line: way, state, unit, owner, end, and each step with its day.
func lifeOf(tx storage.Tx, k *storage.Ticket) (string, error) {
	owner, err := staffName(tx, k.Owner)
	if err != nil {
		return "", err
	}
	closed := ""
	if !k.Closed.IsZero() {
		closed = k.Closed.Format(time.DateOnly)
	}
	line := strings.Join([]string{k.Channel, texts.StateNames[string(k.State)], k.Unit, owner, closed}, " ")
	events, err := tx.Events(k.Number)
	for _, e := range events {
		if e.Actor.Kind != storage.BySystem {
			line += " by " + string(e.Actor.Kind)
		}
		line += " " + string(e.Action) + e.At.Format(" 01-02")
	}
	return line, err
}

// TestImportIsAllOrNothing: with anything wrong nothing is written, and everything
// wrong is told by row.
func TestImportIsAllOrNothing(t *testing.T) {
	bothWays(t, nothing, func(t *testing.T, in *installation) {
		got := minqing(t, "import", "-c", in.config, in.put(t, "a.csv", []byte(importTitles+`大走访,2025-01-18,低保,申请低保,,,,,,
大走访,2025-02-30,地保,申请低保,,,,,,
`)))
		if got.code != exitFailed || got.stdout != "" || in.yearReport(t).Total.Received != 0 {
			t.Errorf("import: %+v", got)
		}
		for _, want := range []string{"a.csv:3: 错误: 收到日期“2025-02-30”没有这一天\n", "a.csv:3: 错误: 没有“地保”这个类别，是不是“低保”？\n", "有 2 处错误，什么也没有导入\n"} {
			if !strings.Contains(got.stderr, want) {
				t.Errorf("want %q in:\n%s", want, got.stderr)
			}
		}
	})
}

// TestImportAgain: two rows alike are two opinions; the same sheet, longer or further
// on, adds what is new and says what it left alone; a batch is another sheet.
func TestImportAgain(t *testing.T) {
	in := install(t)
	row := "大走访,2025-01-18,低保,申请低保,,,,,,\n"
	for _, c := range []struct {
		name, csv string
		flags     []string
		want      string
	}{
		{"two alike", row + row, nil, "已导入 2 件，早已在库 0 件"},
		{"the same", row + row, nil, "已导入 0 件，早已在库 2 件"},
		{"one more", row + row + row, nil, "已导入 1 件，早已在库 2 件"},
		{"written in another way", "大走访,2025年1月18日,低保,申请低保。,已办结,2025-01-20,,,,\n", nil, "已导入 0 件，早已在库 1 件"},
		{"another batch", row, []string{"--batch", "白水镇"}, "已导入 1 件，早已在库 0 件"},
		{"the batch again", row, []string{"--batch", "白水镇"}, "已导入 0 件，早已在库 1 件"},
	} {
		got := minqing(t, append([]string{"import", "-c", in.config, in.put(t, c.name, []byte(importTitles+c.csv))}, c.flags...)...)
		if got.code != exitDone || !strings.Contains(got.stdout, c.want) {
			t.Errorf("%s: %+v", c.name, got)
		}
		if c.name == "written in another way" && !strings.Contains(got.stderr, "表里写“已办结”，库里的 F2501180001 还是“已派”，没有改动") {
			t.Errorf("an end that the desk does not know: %s", got.stderr)
		}
	}
}

func TestImportCommandLine(t *testing.T) {
	in := install(t)
	good := in.put(t, "good.csv", []byte(importTitles+"大走访,2025-01-18,低保,申请低保,,,,,,\n"))
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no file", nil, exitUsage, "--template"},
		{"a file and a template", []string{good, "--template", "x.xlsx"}, exitUsage, "--template"},
		{"a year that is none", []string{good, "--year", "26"}, exitUsage, "--year"},
		{"a template of another kind", []string{"--template", "x.csv"}, exitUsage, ".xlsx"},
		{"a file that is not there", []string{in.dir + "/none.csv"}, exitFailed, "none.csv"},
		{"a broken book", []string{in.put(t, "broken.xlsx", []byte("PK\x03\x04"))}, exitFailed, "打不开"},
		{"an old book", []string{in.put(t, "old.xls", []byte("\xD0\xCF\x11\xE0"))}, exitFailed, "旧版"},
		{"a long sheet", []string{in.put(t, "long.csv", []byte(importTitles+strings.Repeat("大走访,2025-01-18,低保,申请低保,,,,,,\n", 100_000)))}, exitFailed, "最多导入3000条"},
	} {
		if got := minqing(t, append([]string{"import", "-c", in.config}, c.args...)...); got.code != c.code || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := minqing(t, "import", "-c", in.config, "--dry-run", good); got.code != exitDone || !strings.Contains(got.stdout, "会导入 1 件") {
		t.Errorf("dry run: %+v", got)
	}
	if _, err := os.Stat(in.data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("none of these makes a data file: %v", err)
	}
}

// TestImportTemplate: the empty sheet has our titles and offers the bureau's words;
// filled in, it is read.
func TestImportTemplate(t *testing.T) {
	in := install(t)
	file := filepath.Join(in.dir, "t.xlsx")
	if got := minqing(t, "import", "-c", in.config, "--template", file); got.code != exitDone {
		t.Fatalf("template: %+v", got)
	}
	f := openBook(t, file)
	if rows := rowsOf(t, f, "意见台账"); len(rows) != 1 || strings.Join(rows[0], ",")+"\n" != importTitles {
		t.Errorf("titles: %v", rows)
	}
	if v, err := f.GetDataValidations("意见台账"); err != nil || len(v) != 3 {
		t.Errorf("choices: %v %v", v, err)
	}
	if rows := rowsOf(t, f, "说明"); rows[1][0] != "微信" || rows[1][1] != "低保" || rows[1][2] != "已办结" {
		t.Errorf("words: %v", rows)
	}
	for column, text := range map[string]string{"A2": "意见箱", "B2": "2025-01-18", "C2": "养老", "D2": "饭菜凉"} {
		if err := f.SetCellStr("意见台账", column, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(filepath.Join(in.dir, "filled.xlsx")); err != nil {
		t.Fatal(err)
	}
	if got := minqing(t, "import", "-c", in.config, filepath.Join(in.dir, "filled.xlsx")); got.code != exitDone || !strings.Contains(got.stdout, "已导入 1 件") || got.stderr != "" && strings.Contains(got.stderr, "警告") {
		t.Errorf("filled in: %+v", got)
	}
}
