package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"minqing/storage"
)

// file files a ticket and lets it become what it should be.
func file(tx storage.Tx, letter string, k storage.Ticket) (storage.Ticket, error) {
	want := k
	k.State = storage.Submitted
	if _, err := tx.File(letter, &k, storage.Event{At: k.Filed, Actor: storage.Actor{Kind: storage.BySystem}, Action: storage.ActFile, To: storage.Submitted}); err != nil {
		return k, err
	}
	if want.State == "" {
		return k, nil
	}
	k.State = want.State
	return k, tx.Move(&k, storage.Event{At: k.Filed, Actor: storage.Actor{Kind: storage.BySystem}, Action: storage.ActTake, From: storage.Submitted, To: want.State})
}

// someTickets are one of every sort that the ledger treats in a way of its own.
func someTickets(tx storage.Tx) error {
	person := storage.PersonID(strings.Repeat("ab", 16))
	gone := storage.PersonID(strings.Repeat("cd", 16))
	for _, id := range []storage.PersonID{person, gone} {
		if err := tx.PutPerson(&storage.Person{ID: id, OpenID: "o" + string(id), Since: clockAt("2026-01-01 08:00")}); err != nil {
			return err
		}
	}
	who := storage.Staff{Name: "王芳", Roles: []storage.Role{storage.RoleClerk}, Unit: "殡葬管理股"}
	if err := tx.PutStaff(&who); err != nil {
		return err
	}
	filed := clockAt("2026-11-23 09:30")
	for _, one := range []struct {
		letter string
		storage.Ticket
	}{
		{"F", storage.Ticket{Citizen: person, Kind: "投诉", Category: "殡仪馆", Unit: "殡葬管理股", Owner: who.ID, State: storage.Rated, Channel: "微信", Filed: filed,
			Due: clockAt("2026-11-30 23:59"), Responded: clockAt("2026-11-23 10:00"), Closed: clockAt("2026-11-24 11:00"), Urged: clockAt("2026-11-23 12:00"),
			Rating: 5, Media: 2, Reopened: 1, Private: storage.Private{Name: "李四", Phone: "13800138000", Text: "=1+1 停车难", Place: "殡仪馆门口",
				Done: &storage.Done{Responsible: "王芳", Measures: "划线", Result: "已划", Promise: "月底"}}}},
		{"F", storage.Ticket{Citizen: person, Kind: "举报", Category: "工作人员作风", Unit: "纪检组", State: storage.Submitted, Filed: filed.Add(time.Minute),
			Conduct: true, Anonymous: true, Due: clockAt("2026-01-01 00:00"), Private: storage.Private{Text: "窗口有人收红包", Place: "大厅"}}},
		{"J", storage.Ticket{Citizen: gone, Kind: "走失老人", Unit: "救助管理站", State: storage.Resolved, Channel: "街头巷尾", Filed: filed.Add(2 * time.Minute),
			Urgent: true, Township: "东湖街道", Sign: "1", Outcome: "进站", Private: storage.Private{Text: "老人迷路", Phone: "05911234"}}},
		{"F", storage.Ticket{Citizen: person, Kind: "咨询", Category: "其他", Filed: clockAt("2026-11-24 00:00"), Private: storage.Private{Text: "第二天"}}},
	} {
		if _, err := file(tx, one.letter, one.Ticket); err != nil {
			return err
		}
	}
	return tx.ForgetPerson(gone)
}

func TestExportTickets(t *testing.T) {
	bothWays(t, someTickets, func(t *testing.T, in *installation) {
		rows := rowsOf(t, openBook(t, in.export(t, "tickets", "t.xlsx", "--to", "2026-11-23")), "工单台账")
		want := [][]string{
			{"工单号", "提交时间", "种类", "事项", "股室", "经办人", "状态", "渠道", "期限", "首次回应", "办结时间", "超期", "评价", "乡镇", "引导牌", "处置结果",
				"附件", "紧急", "匿名", "作风", "重开", "最近催办", "办理记录"},
			{"F2611230001", "2026-11-23 09:30", "投诉", "殡仪馆", "殡葬管理股", "王芳", "已评价", "微信", "2026-11-30", "2026-11-23 10:00", "2026-11-24 11:00", "",
				"非常满意", "", "", "", "2", "", "", "", "1", "2026-11-23 12:00", "2"},
			{"F2611230002", "2026-11-23 09:31", "举报", "工作人员作风", "纪检组", "", "待受理", "", "2026-01-01", "", "", "是",
				"", "", "", "", "0", "", "是", "是", "", "", "2"},
			{"J2611230001", "2026-11-23 09:32", "走失老人", "", "救助管理站", "", "已办结", "街头巷尾", "", "", "", "",
				"", "东湖街道", "火车站", "进站", "0", "是", "", "", "", "", "2"},
		}
		if !reflect.DeepEqual(rows, want) {
			t.Errorf("got  %q\nwant %q", rows, want)
		}
		asCSV := readCSV(t, in.export(t, "tickets", "t.csv", "--from", "2026-11-24"))
		if len(asCSV) != 2 || asCSV[1][0] != "F2611240001" || asCSV[1][1] != "2026-11-24 00:00" {
			t.Errorf("from a day on: %q", asCSV)
		}
	})
}

// Without --private nothing that a citizen wrote is in the file; with it neither
// name nor whole phone is, and nothing about a member of staff.
func TestExportOfPrivateParts(t *testing.T) {
	in := install(t)
	in.fill(t, someTickets)
	in.serve(t)
	for _, name := range []string{"t.xlsx", "t.csv"} {
		plain := unpacked(t, in.export(t, "tickets", name))
		for _, secret := range []string{"停车难", "殡仪馆门口", "138****8000", "李四", "红包", "划线", "abab", "第二天"} {
			if strings.Contains(plain, secret) {
				t.Errorf("%s has %s", name, secret)
			}
		}
		all := unpacked(t, in.export(t, "tickets", name, "--private", "--force"))
		for _, there := range []string{"停车难", "殡仪馆门口", "138****8000", "划线", "已划", "月底", "第二天", "信息已删除"} {
			if !strings.Contains(all, there) {
				t.Errorf("%s --private lacks %s", name, there)
			}
		}
		for _, never := range []string{"李四", "13800138000", "红包", "大厅", "老人迷路", "05911234", "abab"} {
			if strings.Contains(all, never) {
				t.Errorf("%s --private has %s", name, never)
			}
		}
	}
	f := openBook(t, in.dir+"/t.xlsx")
	if formula, err := f.GetCellFormula("工单台账", "X2"); err != nil || formula != "" {
		t.Errorf("words became the formula %q %v", formula, err)
	}
	if got := readCSV(t, in.dir+"/t.csv")[1][23]; got != "'=1+1 停车难" {
		t.Errorf("words in CSV: %q", got)
	}
}

// That a ledger left the house is written in the chain.
func TestExportIsNoted(t *testing.T) {
	in := install(t)
	in.fill(t, someTickets)
	before := lastLine(minqing(t, "verify", "-c", in.config).stdout)
	in.export(t, "tickets", "t.csv")
	in.export(t, "rescues", "r.csv", "--names")
	in.export(t, "queue", "q.csv")
	after := lastLine(minqing(t, "verify", "-c", in.config).stdout)
	var tickets, was, is int
	for line, n := range map[string]*int{before: &was, after: &is} {
		if _, err := fmt.Sscanf(line, "核对无误：工单 %d 件，事件 %d 条", &tickets, n); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	if is != was+3 {
		t.Errorf("events: %d, before %d", is, was)
	}
}

// meddler does something to the tickets at every hundredth line.
type meddler struct {
	bytes.Buffer
	n    int
	then func(n int)
}

func (m *meddler) Write(p []byte) (int, error) {
	if m.n++; m.n%100 == 1 {
		m.then(m.n)
	}
	return m.Buffer.Write(p)
}

// A desk at work while a long list is sent: what was there when it began is sent
// once, in order, and what is filed meanwhile is not.
func TestExportTicketsWhileTheDeskWorks(t *testing.T) {
	in := install(t)
	var numbers []string
	in.fill(t, func(tx storage.Tx) error {
		numbers = nil
		for i := range 345 {
			k := storage.Ticket{Kind: "咨询", Unit: "办公室", Filed: clockAt("2026-11-01 08:00").Add(time.Duration(i) * 3 * time.Hour)}
			k.State = []storage.State{"", storage.InProgress, storage.Resolved}[i%3]
			filed, err := file(tx, "F", k)
			if err != nil {
				return err
			}
			numbers = append(numbers, filed.Number)
		}
		return nil
	})
	h := in.house(t)
	defer h.Close()
	out := &meddler{then: func(n int) {
		err := h.store.Update(t.Context(), func(tx storage.Tx) error {
			if _, err := file(tx, "F", storage.Ticket{Kind: "咨询", Filed: clockAt("2026-12-30 08:00")}); err != nil {
				return err
			}
			for _, number := range []string{numbers[(n+150)%345], numbers[0], numbers[344]} {
				k, err := tx.Ticket(number)
				if err != nil {
					return err
				}
				from := k.State
				k.State = storage.States[(slices.Index(storage.States, from)+1)%len(storage.States)]
				if err := tx.Move(k, storage.Event{At: clockAt("2026-12-30 09:00"), Actor: storage.Actor{Kind: storage.BySystem}, Action: storage.ActTake, From: from, To: k.State}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}}
	if err := new(exportTicketsTask).do(t.Context(), h, out); err != nil {
		t.Fatal(err)
	}
	var sent []string
	for text := range strings.Lines(out.String()) {
		var l ticketLine
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		sent = append(sent, l.Ticket.Number)
	}
	if !slices.Equal(sent, numbers) {
		t.Errorf("sent %d of %d: %v", len(sent), len(numbers), sent)
	}
}

// A sheet that is full goes on in the next.
func TestLongSheetGoesOn(t *testing.T) {
	var out bytes.Buffer
	book, err := newWorkbook(&out, t.TempDir(), "某某县民政局", "全部")
	if err != nil {
		t.Fatal(err)
	}
	book.most = 4
	s, err := book.sheet("工单台账", []column{{"号", 10}})
	for i := 0; err == nil && i < 5; i++ {
		err = s.row(count(i))
	}
	if err := book.finish(err); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), ","); got != "工单台账,工单台账 (2)" {
		t.Errorf("sheets: %s", got)
	}
	rows := rowsOf(t, f, "工单台账 (2)")
	if !reflect.DeepEqual(rows, [][]string{{"号"}, {"3"}, {"4"}}) {
		t.Errorf("second sheet: %v", rows)
	}
}

// TestAcceptingIsNoAnswer: what the figures call a response is any first word to the
// citizen, so no column and no line may call it an answer (答复).
func TestAcceptingIsNoAnswer(t *testing.T) {
	for _, c := range ticketColumns {
		if strings.Contains(c.title, "首次答复") {
			t.Errorf("the ledger's column %s holds the acceptance", c.title)
		}
	}
	in := install(t)
	in.fill(t, nothing)
	report := minqing(t, "report", "-c", in.config, "--format", "html")
	if !strings.Contains(report.stdout, "受理、接单、答复都算") || strings.Contains(report.stdout, "首次答复") {
		t.Errorf("the report does not say what a response is: %+v", report)
	}
}
