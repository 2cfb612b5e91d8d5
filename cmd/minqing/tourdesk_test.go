package main

import (
	"bytes"
	"os"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows/calendar"
)

// Whenever a newcomer comes to the desk, on a holiday or in the night, its day is a
// working day that another follows, soon; and what came on paper is due on it.
func TestDeskDay(t *testing.T) {
	b, _, err := configs.LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	c, days := b.Calendar, b.Deadlines.General
	until := time.Date(2028, 1, 1, 0, 0, 0, 0, calendar.Zone)
	for now := time.Date(2025, 1, 1, 0, 0, 0, 0, calendar.Zone); now.Before(until); now = now.Add(73 * time.Minute) {
		at := deskDay(c, now)
		if !at.After(now) || at.Sub(now) > 14*24*time.Hour || !c.Working(at) || !c.Working(at.AddDate(0, 0, 1)) || at.Sub(calendar.Day(at)) != deskHour {
			t.Fatalf("%s: the desk's day begins %s", now, at)
		}
		if got := receivedFor(c, at, days); !got.Before(calendar.Day(at)) || !c.AddWorking(got, days).Equal(calendar.Day(at)) {
			t.Fatalf("%s: received %s, due %s", at, got, c.AddWorking(got, days))
		}
	}
}

// The tour is as promised whenever a newcomer begins it: on the night before a weekend,
// and on the last night of the year.
func TestTourAtAnyHour(t *testing.T) {
	late := func(day time.Time) time.Time { return calendar.Day(day).Add(23*time.Hour + 50*time.Minute) }
	today := time.Now().In(calendar.Zone)
	for name, start := range map[string]time.Time{
		"friday":         late(today.AddDate(0, 0, (int(time.Friday-today.Weekday())+6)%7+1)),
		"new year's eve": late(time.Date(today.Year()+1, 12, 31, 0, 0, 0, 0, calendar.Zone)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := openWorld(t.Context(), "127.0.0.1:0", t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			w.clock.advance(start.Sub(w.clock.Now()))
			var screen bytes.Buffer
			if err := newTour(w, newScreen(&screen, os.LookupEnv)).play(t.Context(), tourSteps); err != nil {
				t.Errorf("%s: %v\n%s", start, err, screen.Bytes()[max(0, screen.Len()-2000):])
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}
