package flows

import (
	"slices"
	"time"

	"minqing/flows/office"
	"minqing/flows/queue"
	"minqing/flows/texts"
	"minqing/storage"
)

// What a record must show before it may advise anybody.
const (
	adviceYears  = 2                // how old it may be
	adviceSooner = 10 * time.Minute // a difference that people feel
	adviceLost   = 0.1              // of the day's numbers that were never called
)

// peakAdvice says when the wait was shortest on the last peak day whose record
// shows a difference; "" when none does. It says which day it rests on.
func (t *turn) peakAdvice(tx storage.Tx) (string, error) {
	for _, date := range t.engine.peaksPast(t.now) {
		past, ok, err := storage.HallPast.Find(tx, today(date))
		if err != nil {
			return "", err
		}
		if !ok || past.Sort != office.SortPeak {
			continue
		}
		if words := adviceOf(date, &past); words != "" {
			return words, nil
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

// adviceOf is what one day's record advises; "" when it is thin or shows no
// difference.
func adviceOf(date time.Time, past *storage.HallDay) string {
	tip, ok := queue.Advice([]queue.DayHistory{historyOf(date, past)})
	if !ok || tip.Longest.Wait-tip.Shortest.Wait < adviceSooner {
		return ""
	}
	return texts.Peaks.Advice(date.Year(), int(date.Month()), date.Day(),
		tip.Shortest.From, int((tip.Shortest.Wait+time.Minute-1)/time.Minute), tip.Longest.From)
}

// historyOf is a record as the queue reads it. The record tells of those who were
// called. Where many were not, the hours in which the last of the others came may
// be theirs, too: they are left out, so that no evening is praised in which people
// were sent home.
func historyOf(date time.Time, past *storage.HallDay) queue.DayHistory {
	h := queue.DayHistory{Day: queue.Day{Spans: []queue.Span{{From: date, To: date.AddDate(0, 0, 1)}}}}
	numbers := map[int64]bool{}
	last := time.Time{}
	for _, s := range past.Served {
		at := s.Taken.In(storage.Zone)
		numbers[at.UnixNano()] = true
		if at.After(last) {
			last = at
		}
		h.Served = append(h.Served, queue.Served{Taken: at, Called: s.Called, Ended: s.Ended, Window: s.Window})
	}
	if lost := past.Taken - len(numbers); float64(lost) > adviceLost*float64(past.Taken) {
		h.Served = slices.DeleteFunc(h.Served, func(s queue.Served) bool { return s.Taken.Hour() >= last.Hour() })
	}
	return h
}
