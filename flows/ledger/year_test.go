package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

// book is a year as somebody with a pencil would keep it: every figure is added
// when the thing happens.
type book struct {
	records  ledger.Records
	random   *rand.Rand
	people   map[string]int // by table and name
	cases    map[string]int
	cost     map[string]int64
	refused  int
	stayDays int
}

func (b *book) note(at time.Time, people, cases int, cost int64, names map[string]string) {
	names["total"], names["month"] = "", at.Format("2006-01")
	for table, name := range names {
		key := table + " " + name
		b.people[key] += people
		b.cases[key] += cases
		b.cost[key] += cost
	}
}

func (b *book) choose(from []string) string { return from[b.random.IntN(len(from))] }

var (
	kinds     = []string{"昏迷受伤发病", "未成年人或弃婴", "有伤人自伤危险", "走失老人", "一般流浪乞讨"}
	townships = []string{"清溪镇", "城关镇", "东湖街道", "白水镇", "石桥镇", ""}
	signs     = []string{"", "", "", "1", "2", "3", "4"}
	hospitals = []string{"清溪县医院", "清溪县中医院", "清溪县精神病院"}
)

// Of the year in the bureau's report.
const (
	yearPeople = 198
	yearCost   = 258_200_00
)

// live makes a year of so many 人次 and so much money.
func live(seed uint64) *book {
	b := &book{random: rand.New(rand.NewPCG(seed, 7)), people: map[string]int{}, cases: map[string]int{}, cost: map[string]int64{}}
	left, money := yearPeople, int64(yearCost)
	for n := 1; left > 0; n++ {
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, storage.Zone).Add(time.Duration(b.random.IntN(360*24*60)) * time.Minute)
		people := min(left, 1+b.random.IntN(10)/8)
		cost := min(money, int64(b.random.IntN(260_000)))
		if b.random.IntN(6) == 0 {
			b.walkIn(n, at, cost)
			people = 1
		} else if !b.sighting(n, at, people, cost) {
			people = 0
		}
		left -= people
		money -= cost
	}
	// The hospital's bill at the end of the year makes up the sum.
	b.bill(money)
	return b
}

func (b *book) sighting(n int, at time.Time, people int, cost int64) (helped bool) {
	d := storage.Daily{
		Ticket: fmt.Sprintf("J26%06d", n), At: at, Kind: b.choose(kinds), Township: b.choose(townships), Sign: b.choose(signs),
		Outcome: b.choose(texts.Outcomes), People: people, Cost: cost,
	}
	names := map[string]string{"kind": d.Kind, "township": d.Township, "sign": d.Sign, "outcome": d.Outcome}
	if d.Outcome == texts.ToHospital {
		d.Hospital = b.choose(hospitals)
		names["hospital"] = d.Hospital
	}
	b.records.Dailies = append(b.records.Dailies, d)
	switch d.Outcome {
	case texts.Refused:
		b.refused += people
		fallthrough
	case texts.NotFound:
		b.note(at, 0, 1, cost, names)
		return false
	}
	b.note(at, people, 1, cost, names)
	if d.Outcome == texts.ToStation {
		b.enter(storage.Stay{Number: fmt.Sprintf("R2026-%04d", n), Ticket: d.Ticket, Entered: at.Add(time.Hour)})
	}
	return true
}

func (b *book) walkIn(n int, at time.Time, cost int64) {
	s := storage.Stay{Number: fmt.Sprintf("R2026-%04d", n), Entered: at, Cost: cost, Kind: b.choose(kinds), Township: b.choose(townships)}
	b.note(at, 1, 1, cost, map[string]string{"kind": s.Kind, "township": s.Township, "sign": "", "outcome": ledger.WalkIn})
	b.enter(s)
}

// enter lets somebody stay so many nights.
func (b *book) enter(s storage.Stay) {
	nights := b.random.IntN(5)
	s.Left = s.Entered.AddDate(0, 0, nights)
	b.stayDays += max(nights, 1)
	b.records.Stays = append(b.records.Stays, s)
}

func (b *book) bill(money int64) {
	at := time.Date(2026, 12, 31, 23, 59, 59, 0, storage.Zone)
	d := storage.Daily{Ticket: "J9", At: at, Kind: kinds[0], Outcome: texts.NotFound, People: 1, Cost: money}
	b.records.Dailies = append(b.records.Dailies, d)
	b.note(at, 0, 1, money, map[string]string{"kind": d.Kind, "township": "", "sign": "", "outcome": d.Outcome})
}

// The bureau's year: 198 人次 and 25.82 万元 are 1304 元 each, however the cases fell.
func TestTheYearOfTheBureau(t *testing.T) {
	for seed := range uint64(20) {
		b := live(seed)
		l := ledger.Make(ledger.Year(2026), later, b.records)
		if l.Total.People != 198 || l.Total.Cost != 25_820_000 || l.Total.Average() != 1304 {
			t.Fatalf("seed %d: got %d 人次, %d 分, %d 元 each", seed, l.Total.People, l.Total.Cost, l.Total.Average())
		}
		if l.Refused != b.refused || l.Stays.Days != b.stayDays || l.Stays.In != len(b.records.Stays) {
			t.Errorf("seed %d: declined %d, want %d; stay days %d, want %d", seed, l.Refused, b.refused, l.Stays.Days, b.stayDays)
		}
		rows := 0
		for table, list := range map[string][]ledger.Row{
			"total": {{Figures: l.Total}}, "month": l.Months, "kind": l.Kinds, "outcome": l.Outcomes,
			"township": l.Townships, "sign": l.Signs, "hospital": l.Hospitals,
		} {
			for _, r := range list {
				rows++
				key := table + " " + r.Name
				if r.People != b.people[key] || r.Cases != b.cases[key] || r.Cost != b.cost[key] {
					t.Errorf("seed %d: %s: got %+v, want %d %d %d", seed, key, r.Figures, b.people[key], b.cases[key], b.cost[key])
				}
			}
		}
		if rows != len(b.cases) {
			t.Errorf("seed %d: %d rows, the book has %d", seed, rows, len(b.cases))
		}
	}
}
