package queue

import (
	"testing"
	"time"
)

// dayOfHours has so many couples in each hour, who waited so many minutes.
func dayOfHours(date time.Time, waits map[int][]int) DayHistory {
	d := DayHistory{Day: Day{Spans: []Span{{date.Add(8 * time.Hour), date.Add(18 * time.Hour)}}}}
	for hour, list := range waits {
		for i, m := range list {
			taken := date.Add(time.Duration(hour)*time.Hour + time.Duration(i)*time.Minute)
			if m < 0 {
				d.Unserved = append(d.Unserved, taken)
				continue
			}
			called := taken.Add(time.Duration(m) * time.Minute)
			d.Served = append(d.Served, Served{taken, called, called.Add(10 * time.Minute), 1})
		}
	}
	return d
}

func TestAdvice(t *testing.T) {
	may, september := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC), time.Date(2026, 9, 9, 0, 0, 0, 0, time.UTC)
	history := []DayHistory{
		dayOfHours(september, map[int][]int{8: {60, 70, 80}, 13: {20, 25, 30}, 16: {5, 5, -1}}),
		dayOfHours(may, map[int][]int{8: {90, 100, 110}, 13: {10, 15, 20}, 16: {4, 4, 4, 4}, 17: {1}}),
	}
	tip, ok := Advice(history)
	if !ok {
		t.Fatal("no advice")
	}
	if len(tip.Days) != 2 || tip.Days[0].YearDay() != may.YearDay() || tip.Days[1].YearDay() != september.YearDay() {
		t.Errorf("rests on %v", tip.Days)
	}
	if tip.Longest != (Hour{8, 90 * time.Minute, 6, 0}) {
		t.Errorf("longest %+v", tip.Longest)
	}
	if tip.Shortest != (Hour{13, 20 * time.Minute, 6, 0}) { // at four o'clock somebody was sent home, at five there was one
		t.Errorf("shortest %+v", tip.Shortest)
	}
}

func TestAdviceOnlyFromRecords(t *testing.T) {
	day := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
	for name, history := range map[string][]DayHistory{
		"no days":       nil,
		"an empty day":  {dayOfHours(day, nil)},
		"too few":       {dayOfHours(day, map[int][]int{8: {60, 60}, 14: {5}})},
		"one hour only": {dayOfHours(day, map[int][]int{8: {60, 60, 60, 60, 60, 60}})},
	} {
		if tip, ok := Advice(history); ok {
			t.Errorf("%s: %+v", name, tip)
		}
	}
}

func TestMissedNumberWaitedUntilItsFirstCall(t *testing.T) {
	day := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
	d := dayOfHours(day, map[int][]int{8: {60, 60, 60, 60, 60}, 14: {5, 5, 5, 5, 5}})
	missed := d.Served[0]
	again := missed
	again.Called = again.Called.Add(3 * time.Hour)
	d.Served[0].Ended = time.Time{}
	d.Served = append(d.Served, again)
	tip, ok := Advice([]DayHistory{d})
	if !ok || tip.Longest.Couples != 5 || tip.Shortest.Couples != 5 {
		t.Errorf("%+v", tip)
	}
}
