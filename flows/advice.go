package flows

import (
	"slices"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// What a record must have before it may advise anybody. Few couples, or an hour
// with hardly any, teach nothing; and a wait is only called short when the
// difference is one that people feel.
const (
	adviceYears   = 2
	adviceCouples = 20
	adviceHour    = 3   // couples that came in an hour
	adviceShort   = 0.6 // of the usual wait that day …
	adviceSooner  = 5 * time.Minute
	adviceLost    = 0.1 // of the day's numbers that were never called
)

// peakSort is what sortOf says of a peak day.
const peakSort = "peak"

// peakAdvice says when the wait was shortest on the last peak day whose record
// shows a difference; "" when none does. It says which day it rests on.
func (t *turn) peakAdvice(tx storage.Tx) (string, error) {
	for _, date := range t.engine.peaksPast(t.now) {
		past, ok, err := storage.HallPast.Find(tx, today(date))
		if err != nil {
			return "", err
		}
		if !ok || past.Sort != peakSort {
			continue
		}
		if when := quietWords(&past); len(when) > 0 {
			return texts.Peaks.Advice(date.Year(), int(date.Month()), date.Day(), when), nil
		}
	}
	return "", nil
}

// peaksPast lists the dates of the peak days that are over, the latest first.
func (e *Engine) peaksPast(now time.Time) (days []time.Time) {
	end := midnight(now)
	for _, p := range e.office.Peaks {
		for year := end.Year() - adviceYears; year <= end.Year(); year++ {
			if d, ok := e.peakIn(p, year); ok && d.Before(end) {
				days = append(days, d)
			}
		}
	}
	slices.SortFunc(days, func(a, b time.Time) int { return b.Compare(a) })
	return slices.CompactFunc(days, time.Time.Equal)
}

// quietHours is a stretch of hours, until just before to, in which whoever took a
// number waited clearly less than was usual that day.
type quietHours struct{ from, to int }

// quietWords says the quiet hours of a day; none when the record is thin or shows
// no difference.
func quietWords(past *storage.HallDay) (when []string) {
	waits := waitsByHour(past.Served)
	hours := judged(waits)
	if len(hours) < 2 || len(past.Served) < adviceCouples {
		return nil
	}
	first, last := hours[0], hours[len(hours)-1]
	for _, q := range quietOf(waits, hours) {
		switch {
		case q.to == last+1 && lost(past):
			// the record tells of those who were called, and not of those for whom it grew too late
		case q.from == first:
			when = append(when, texts.Peaks.BeforeHour(q.to))
		case q.to == last+1:
			when = append(when, texts.Peaks.AfterHour(q.from))
		default:
			when = append(when, texts.Peaks.Between(q.from, q.to))
		}
	}
	return when
}

// lost reports whether many numbers of the day were never called.
func lost(past *storage.HallDay) bool {
	return float64(past.Taken-len(past.Served)) > adviceLost*float64(past.Taken)
}

// waitsByHour is how long people waited, by the hour in which they took a number.
func waitsByHour(served []storage.HallService) map[int][]time.Duration {
	waits := map[int][]time.Duration{}
	for _, s := range served {
		hour := s.Taken.In(storage.Zone).Hour()
		waits[hour] = append(waits[hour], s.Called.Sub(s.Taken))
	}
	return waits
}

// judged lists the hours of which enough is known, in order.
func judged(waits map[int][]time.Duration) (hours []int) {
	for hour, w := range waits {
		if len(w) >= adviceHour {
			hours = append(hours, hour)
		}
	}
	slices.Sort(hours)
	return hours
}

// quietOf joins the hours with a short wait that follow each other.
func quietOf(waits map[int][]time.Duration, hours []int) (quiet []quietHours) {
	var all []time.Duration
	for _, w := range waits {
		all = append(all, w...)
	}
	usual := median(all)
	for _, hour := range hours {
		w := median(waits[hour])
		if float64(w) > adviceShort*float64(usual) || usual-w < adviceSooner {
			continue
		}
		if n := len(quiet); n > 0 && quiet[n-1].to == hour {
			quiet[n-1].to++
		} else {
			quiet = append(quiet, quietHours{hour, hour + 1})
		}
	}
	return quiet
}

func median(waits []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(waits))
	return sorted[len(sorted)/2]
}
