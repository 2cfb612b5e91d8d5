package bot

import (
	"cmp"
	"context"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/flows"
	"minqing/flows/figures"
	"minqing/flows/intake"
	"minqing/flows/intake/sampleyear"
	"minqing/flows/ledger"
	"minqing/storage"
)

// TestTheYearInChat: the year typed in day by day through the chat — written down,
// assigned, taken, closed, one of them escalated — has the figures of the same year
// out of a sheet, table by table.
func TestTheYearInChat(t *testing.T) {
	t.Parallel()
	typed, read := newPaperYear(t), newPaperYear(t)
	typed.inChat()
	read.fromSheet()
	got, want := typed.figures(), read.figures()
	if f := want.Total; f.Received != 236 || f.Accepted != 236 || f.Resolved != 235 || f.Escalated != 1 || f.Overdue != 0 || f.Rate() != "99.6%" {
		t.Errorf("the year of the sheet: %+v", f)
	}
	for _, table := range []struct {
		name      string
		got, want any
	}{
		{"total", got.Total, want.Total}, {"channels", got.Channels, want.Channels}, {"units", got.Units, want.Units},
		{"categories", got.Categories, want.Categories}, {"months", got.Months, want.Months},
	} {
		if !reflect.DeepEqual(table.got, table.want) {
			t.Errorf("%s:\ntyped: %+v\nsheet: %+v", table.name, table.got, table.want)
		}
	}
	report, err := typed.store.Verify(context.Background())
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("store is not sound: %v %v", err, report.Problems)
	}
}

// paperYear is a house at the beginning of the sample year, with somebody in every unit.
type paperYear struct {
	*stage
	a *actor
}

func newPaperYear(t *testing.T) *paperYear {
	t.Helper()
	y := &paperYear{stage: newStage(t)}
	y.clock.Add(time.Date(sampleyear.Year, 1, 2, 8, 0, 0, 0, storage.Zone).Sub(y.clock.Now()))
	y.reopen()
	y.a = &actor{stage: y.stage}
	y.a.hire("陈静: dispatcher")
	for _, u := range y.bureau.Units {
		if !u.Conduct {
			y.a.hire("经办" + u.Name + ": clerk " + u.Name)
		}
	}
	return y
}

// says lets somebody speak and wants the answer to have the words.
func (y *paperYear) says(who, words, want string) string {
	y.t.Helper()
	m, _ := y.a.message(who, words)
	reply := y.say(m)
	if !strings.Contains(reply, want) {
		y.t.Fatalf("%s: %s\nwant %q in: %s", who, words, want, reply)
	}
	return reply
}

// paperDeed is what somebody types on a day.
type paperDeed struct {
	at time.Time
	do func()
}

// inChat types the year in, each deed on its day.
func (y *paperYear) inChat() {
	opinions := sampleyear.Opinions()
	numbers := make([]string, len(opinions))
	var deeds []paperDeed
	for i := range opinions {
		o := &opinions[i]
		deeds = append(deeds,
			paperDeed{o.Received.Add(9 * time.Hour), func() { numbers[i] = y.writeDown(o) }},
			paperDeed{o.Closed.Add(10 * time.Hour), func() { y.close(o, numbers[i]) }})
	}
	slices.SortStableFunc(deeds, func(a, b paperDeed) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
	for _, d := range deeds {
		y.clock.Add(max(time.Second, d.at.Sub(y.clock.Now())))
		d.do()
	}
	y.endOfYear()
}

var filedPaper = regexp.MustCompile(`F\d{10}`)

func (y *paperYear) writeDown(o *intake.Opinion) string {
	y.t.Helper()
	const same = "多半是同一条"
	if said := y.says("陈静", "代录 "+o.Channel+" "+o.Category+" "+o.Text, ""); strings.Contains(said, same) {
		y.says("陈静", "2", "请核对")
	}
	return filedPaper.FindString(y.says("陈静", "提交", "已录入并受理"))
}

func (y *paperYear) close(o *intake.Opinion, number string) {
	y.t.Helper()
	c, _ := y.bureau.Category(o.Category)
	clerk := "经办" + c.Unit
	y.says("陈静", "派单 "+number, "已把 "+number+" 派给"+c.Unit)
	if o.Result == intake.Escalated {
		y.says(clerk, "上报 "+number+" "+o.Done.Result, "已上报 "+number)
		return
	}
	y.says(clerk, "接单 "+number, "已接单 "+number)
	y.says(clerk, "办结 "+number, "责任人")
	y.says(clerk, o.Done.Responsible, "整改措施")
	y.says(clerk, o.Done.Measures, "解决结果")
	y.says(clerk, o.Done.Result, "承诺兑现")
	y.says(clerk, o.Done.Promise, "提交")
	y.says(clerk, "提交", "已办结 "+number)
}

// fromSheet imports the year at its end.
func (y *paperYear) fromSheet() {
	y.t.Helper()
	y.endOfYear()
	engine, err := flows.New(flows.House{Bureau: y.bureau, Now: y.clock.Now, Draft: 24 * time.Hour, Chars: 2000, NewID: func() string { return "import" }})
	if err == nil {
		err = y.store.Update(context.Background(), func(tx storage.Tx) error {
			_, err := engine.Import(tx, "", sampleyear.Opinions())
			return err
		})
	}
	if err != nil {
		y.t.Fatal(err)
	}
}

func (y *paperYear) endOfYear() {
	y.clock.Add(time.Date(sampleyear.Year, 12, 31, 17, 0, 0, 0, storage.Zone).Sub(y.clock.Now()))
}

// figures are the year's, but for the hours to the first word: a sheet knows only days.
func (y *paperYear) figures() *figures.Report {
	y.t.Helper()
	period := ledger.Year(sampleyear.Year)
	var r *figures.Report
	err := y.store.View(context.Background(), func(tx storage.Tx) error {
		c := figures.NewCounter(period, y.clock.Now(), y.bureau.Calendar, true)
		q := figures.Filed(period)
		for more := true; more; {
			var err error
			if more, err = c.Page(tx, &q, nil); err != nil {
				return err
			}
		}
		r = c.Report()
		return nil
	})
	if err != nil {
		y.t.Fatal(err)
	}
	r.Total.Response = figures.Times{}
	for _, rows := range [][]figures.Row{r.Channels, r.Units, r.Categories, r.Months} {
		for i := range rows {
			rows[i].Response = figures.Times{}
		}
	}
	return r
}
