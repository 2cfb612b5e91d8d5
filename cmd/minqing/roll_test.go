package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"minqing/flows"
	"minqing/flows/informants"
	"minqing/storage"
)

// rollRows are so many rows of a sheet, from the n-th on, in three townships.
func rollRows(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "%d,%s,第%d村,信息员%d,138%08d\n", i+1, []string{"白水镇", "竹溪乡", "东湖街道"}[i%3], i, i, i)
	}
	return b.String()
}

const rollTitles = "清溪县灾害信息员名册,,,,\n序号,乡镇（街道）,村（社区）,姓名,联系电话\n"

// rolls runs the command on a sheet of that text.
func (in *installation) rolls(t *testing.T, csv string, flags ...string) result {
	t.Helper()
	return minqing(t, append([]string{"roll", "-c", in.config, in.put(t, "名册.csv", []byte(csv))}, flags...)...)
}

func (in *installation) wantRoll(t *testing.T, lines ...string) {
	t.Helper()
	got := minqing(t, "roll", "-c", in.config)
	for _, want := range lines {
		if got.code != exitDone || !strings.Contains(got.stdout, want) {
			t.Errorf("the roll, want %q: %+v", want, got)
		}
	}
}

// TestTheRoll: the county's 315 come in by sheet, beside a server and without one; the
// same sheet again changes nothing, a sheet adds and updates, and one that is the
// whole roll takes off who isn't in it. A dry run does none of it.
func TestTheRoll(t *testing.T) {
	bothWays(t, nothing, func(t *testing.T, in *installation) {
		in.wantRoll(t, "名册上还没有人")
		all := rollTitles + rollRows(0, 315)
		for _, c := range []struct {
			name, csv string
			flags     []string
			want      string
		}{
			{"dry run", all, []string{"--dry-run"}, "试运行，名册没有改动。会：新增 315、更新 0、没有变化 0。\n名册会有 315 人"},
			{"first", all, nil, "名册：新增 315、更新 0、没有变化 0。\n名册现有 315 人"},
			{"again", all, nil, "名册：新增 0、更新 0、没有变化 315。\n名册现有 315 人"},
			{"some", rollTitles + "1,白水镇,大坪村,信息员0,138 0000 0000\n" + rollRows(314, 2), nil, "名册：新增 1、更新 1、没有变化 1。\n名册现有 316 人"},
			{"a dry run of the whole", rollTitles + rollRows(0, 300), []string{"--replace", "--dry-run"}, "会：新增 0、更新 1、没有变化 299、移除 16。\n名册会有 300 人"},
			{"the whole", rollTitles + rollRows(0, 300), []string{"--replace"}, "名册：新增 0、更新 1、没有变化 299、移除 16。\n名册现有 300 人"},
			{"the whole again", rollTitles + rollRows(0, 300), []string{"--replace"}, "新增 0、更新 0、没有变化 300、移除 0。\n名册现有 300 人"},
		} {
			if got := in.rolls(t, c.csv, c.flags...); got.code != exitDone || !strings.Contains(got.stdout, c.want) {
				t.Errorf("%s: %+v", c.name, got)
			}
		}
		in.wantRoll(t, "白水镇        100\n", "青石镇        0\n", "合计          300\n")
		if got := minqing(t, "verify", "-c", in.config); got.code != exitDone {
			t.Errorf("verify: %+v", got)
		}
	})
}

// TestTheRollIsAllOrNothing: with anything wrong nothing is written, everything wrong
// is told by row, and no number is shown.
func TestTheRollIsAllOrNothing(t *testing.T) {
	bothWays(t, nothing, func(t *testing.T, in *installation) {
		got := in.rolls(t, rollTitles+rollRows(0, 313)+"314,白水镇,大坪村,张三,13800000000\n315,红星公社,,李四,1380013800\n")
		if got.code != exitFailed || got.stdout != "" {
			t.Errorf("roll: %+v", got)
		}
		for _, want := range []string{
			"名册.csv:316: 错误: 电话 138****0000 与第3行相同，请留一行\n", "名册.csv:317: 错误: 电话不对；", "名册.csv:317: 警告: 乡镇（街道）“红星公社”在地名和区划里都没有，照原样记\n",
			"有 2 处错误，名册没有改动\n",
		} {
			if !strings.Contains(got.stderr, want) {
				t.Errorf("want %q in:\n%s", want, got.stderr)
			}
		}
		for _, number := range []string{"13800000000", "1380013800"} {
			if strings.Contains(got.stderr, number) {
				t.Errorf("a number is shown: %s", got.stderr)
			}
		}
		in.wantRoll(t, "名册上还没有人")
	})
}

// TestTheRollIsNoted: what changed the roll is an event that says how many, and not
// who; what changed nothing is none.
func TestTheRollIsNoted(t *testing.T) {
	in := install(t)
	h := in.house(t)
	var noted []string
	for _, c := range []struct {
		numbers []string
		whole   bool
	}{{[]string{"13800000000", "13800000001"}, false}, {[]string{"13800000000"}, false}, {[]string{"13800000001"}, true}} {
		var members []informants.Member
		for _, n := range c.numbers {
			members = append(members, informants.Member{Phone: n, Informant: storage.Informant{Name: "张三", Township: "白水镇"}})
		}
		err := h.store.Update(t.Context(), func(tx storage.Tx) error {
			heard := &listener{Tx: tx}
			change, err := flows.PlanRoll(heard, members, c.whole)
			if err == nil {
				err = change.Write(heard, clockAt("2026-11-23 09:00"))
			}
			noted = append(noted, heard.events...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	want := []string{"system roll 灾害信息员名册：新增2、更新0、移除0，现有2人", "system roll 灾害信息员名册：新增0、更新0、移除1，现有1人"}
	if !slices.Equal(noted, want) {
		t.Errorf("noted %q", noted)
	}
}

// listener hears the events of the house.
type listener struct {
	storage.Tx
	events []string
}

func (l *listener) Log(e storage.Event) error {
	l.events = append(l.events, fmt.Sprint(e.Actor.Kind, " ", e.Action, " ", e.Text, e.Detail))
	return l.Tx.Log(e)
}

// TestTheRollIsSealed: neither log nor data file has anybody's name or number.
func TestTheRollIsSealed(t *testing.T) {
	in := install(t)
	server := in.serve(t)
	in.rolls(t, rollTitles+rollRows(0, 20))
	server.end(t)
	data, err := os.ReadFile(in.data)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"13800000007", "信息员7", "第7村"} {
		if strings.Contains(server.log.String(), secret) || bytes.Contains(data, []byte(secret)) {
			t.Errorf("%s lies open", secret)
		}
	}
	if !strings.Contains(server.log.String(), `"task":"roll"`) {
		t.Errorf("the log does not tell of the task:\n%s", server.log)
	}
}

// TestInformantIsKnownInChat: who reports a disaster from a number of the roll is shown
// as one of it to the staff who open the ticket, however the number was typed; others
// are not. The reporter is not told: anybody can type a number.
func TestInformantIsKnownInChat(t *testing.T) {
	in := install(t)
	in.serve(t)
	if got := in.rolls(t, rollTitles+"1,白水,白水镇大坪村,张三,138-0013-8000\n"); got.code != exitDone {
		t.Fatalf("roll: %+v", got)
	}
	code := in.invite(t)
	say := func(who string, words ...string) (last string) {
		t.Helper()
		for _, w := range words {
			seen, err := in.platform.Phone(who).Say(t.Context(), w)
			if err != nil || !replied(seen) {
				t.Fatalf("%s: %s: %v %v", who, w, seen, err)
			}
			last = seen[0].Text
		}
		return last
	}
	say("王芳", "绑定 "+code)
	for phone, known := range map[string]bool{"138 0013 8000": true, "13800138001": false} {
		answer := say("李梅", "灾情快报 白水镇大坪村三组后山滑坡，路断了", phone)
		filed := reportGiven.FindStringSubmatch(answer)
		if filed == nil {
			t.Fatalf("no number was given: %s", answer)
		}
		shown := say("王芳", "工单 "+filed[1])
		if strings.Contains(shown, "灾害信息员张三（白水镇大坪村）") != known || strings.Contains(shown, "13800138") {
			t.Errorf("%s: %s", phone, shown)
		}
		if own := answer + say("李梅", "进度 "+filed[1]) + say("李梅", "我的数据") + say("李梅", "1"); strings.Contains(own, "张三") || strings.Contains(own, "灾害信息员") {
			t.Errorf("the reporter learns whose number it is: %s", own)
		}
	}
}

var reportGiven = regexp.MustCompile(`编号：(F[\d-]{9,})`)

func TestRollCommandLine(t *testing.T) {
	in := install(t)
	good := in.put(t, "good.csv", []byte(rollTitles+rollRows(0, 3)))
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no data", nil, exitFailed, "没有这个数据文件"},
		{"a file and a template", []string{good, "--template", "x.xlsx"}, exitUsage, "--template"},
		{"nothing to put in the place of all", []string{"--replace"}, exitUsage, "名册文件"},
		{"nothing to try", []string{"--dry-run"}, exitUsage, "名册文件"},
		{"a template of another kind", []string{"--template", "x.csv"}, exitUsage, ".xlsx"},
		{"a file that is not there", []string{in.dir + "/none.csv"}, exitFailed, "none.csv"},
		{"a broken book", []string{in.put(t, "broken.xlsx", []byte("PK\x03\x04"))}, exitFailed, "打不开"},
		{"a sheet of something else", []string{in.put(t, "other.csv", []byte(importTitles))}, exitFailed, "没有找到表头；表头一行要有：姓名、电话、乡镇"},
	} {
		if got := minqing(t, append([]string{"roll", "-c", in.config}, c.args...)...); got.code != c.code || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := minqing(t, "roll", "-c", in.config, "--dry-run", good); got.code != exitDone || !strings.Contains(got.stdout, "会：新增 3、") {
		t.Errorf("dry run: %+v", got)
	}
	if _, err := os.Stat(in.data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("none of these makes a data file: %v", err)
	}
}

// TestRollTemplate: the empty roll has our titles and offers the bureau's townships;
// filled in, it is read. A second roll beside it stops --replace, and nothing else.
func TestRollTemplate(t *testing.T) {
	in := install(t)
	file := filepath.Join(in.dir, "t.xlsx")
	if got := minqing(t, "roll", "-c", in.config, "--template", file); got.code != exitDone {
		t.Fatalf("template: %+v", got)
	}
	f := openBook(t, file)
	if rows := rowsOf(t, f, rollSheet); len(rows) != 1 || strings.Join(rows[0], ",") != "姓名,电话,乡镇（街道）,村（社区）" {
		t.Errorf("titles: %v", rows)
	}
	if v, err := f.GetDataValidations(rollSheet); err != nil || len(v) != 1 || !strings.HasPrefix(v[0].Sqref, "C2:") {
		t.Errorf("choices: %v %v", v, err)
	}
	fill := func(sheet string, number int) {
		t.Helper()
		for column, value := range map[string]any{"A": "张三", "B": number, "C": "白水镇", "D": "大坪村"} {
			if err := f.SetCellValue(sheet, column+"2", value); err != nil {
				t.Fatal(err)
			}
		}
	}
	filled := filepath.Join(in.dir, "filled.xlsx")
	fill(rollSheet, 13800138000)
	if err := f.SaveAs(filled); err != nil {
		t.Fatal(err)
	}
	if got := minqing(t, "roll", "-c", in.config, filled); got.code != exitDone || !strings.Contains(got.stdout, "新增 1、") || strings.Contains(got.stderr, "警告") {
		t.Errorf("filled in: %+v", got)
	}
	to, err := f.NewSheet("竹溪乡")
	if err == nil {
		err = f.CopySheet(0, to)
	}
	if err != nil {
		t.Fatal(err)
	}
	fill("竹溪乡", 13800138001)
	if err := f.SaveAs(filled); err != nil {
		t.Fatal(err)
	}
	if got := minqing(t, "roll", "-c", in.config, "--replace", filled); got.code != exitFailed || !strings.Contains(got.stderr, "--replace 会把没有读到的人移除") {
		t.Errorf("the whole roll on two sheets: %+v", got)
	}
	if got := minqing(t, "roll", "-c", in.config, "--sheet", "竹溪乡", filled); got.code != exitDone || !strings.Contains(got.stdout, "名册现有 2 人") {
		t.Errorf("the other sheet: %+v", got)
	}
}
