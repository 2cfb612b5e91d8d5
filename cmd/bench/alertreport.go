package main

import (
	"encoding/json"
	"io"
	"runtime"
)

// alertFigures are what one series of alerts came to, in microseconds.
type alertFigures struct {
	Alerts   int     `json:"alerts"`
	P50      float64 `json:"p50_us"`
	P99      float64 `json:"p99_us"`
	Max      float64 `json:"max_us"`
	Answered float64 `json:"answered_p50_us"` // until the reporter had the answer
	Late     float64 `json:"answered_p99_us"`
	CPU      float64 `json:"server_processors"` // that the server used, in processors
	Others   float64 `json:"processors_share_of_others"`
}

// alertReport is a whole run of `bench alert`.
type alertReport struct {
	Processors  int          `json:"processors"`
	Go          string       `json:"go"`
	Connections int          `json:"connections"`
	Users       int          `json:"users"`
	TargetRate  int          `json:"target_rate"`
	Alone       alertFigures `json:"alone"`
	Loaded      alertFigures `json:"under_load"`
	Load        figures      `json:"load"`
}

func newAlertReport(o options) *alertReport {
	return &alertReport{Processors: runtime.NumCPU(), Go: runtime.Version(), Connections: o.connections, Users: o.users, TargetRate: o.rate}
}

// alerts runs a series and puts its figures into f.
func (g *gauges) alerts(f *alertFigures, series func() (called, answered result, err error)) error {
	before, err := g.read()
	if err != nil {
		return err
	}
	called, answered, err := series()
	if err != nil {
		return err
	}
	after, err := g.read()
	if err != nil {
		return err
	}
	c, a := figuresOf(called), figuresOf(answered)
	ours := after.cpu - before.cpu + after.redisCPU - before.redisCPU + after.own - before.own
	*f = alertFigures{Alerts: called.Sent, P50: c.P50, P99: c.P99, Max: c.Max, Answered: a.P50, Late: a.P99,
		CPU:    float64(after.cpu-before.cpu) / float64(called.Took),
		Others: after.machine.others(before.machine, ours)}
	return nil
}

// write prints the report for people.
func (r *alertReport) write(w io.Writer) error {
	p := &printer{w: w}
	p.line("minqing bench alert: from the message that names the place to the call at the platform, %d processors shared with sender and Redis, %s", r.Processors, r.Go)
	p.line("")
	for _, s := range []struct {
		name string
		f    alertFigures
	}{{"alone", r.Alone}, {"under load", r.Loaded}} {
		p.line("%-12s %5d alerts   p50 %6.2f ms   p99 %6.2f ms   max %6.2f ms   (aim ≤ 1,000 ms; the reporter's answer: p50 %.2f ms, p99 %.2f ms; others %.0f%%)",
			s.name, s.f.Alerts, s.f.P50/1e3, s.f.P99/1e3, s.f.Max/1e3, s.f.Answered/1e3, s.f.Late/1e3, 100*s.f.Others)
	}
	p.line("the load     %.0f msg/s (of %d), %d messages, %d tickets, p50 %.2f ms, p99 %.2f ms, %d failed; the server used %.2f processors",
		r.Load.Rate, r.TargetRate, r.Load.Messages, r.Load.Tickets, r.Load.P50/1e3, r.Load.P99/1e3, r.Load.Failed, r.Loaded.CPU)
	if others := max(r.Alone.Others, r.Loaded.Others); others > 0.05 {
		p.line("DISTURBED    others than the bench had up to %.0f%% of the processors: take the figures with care", 100*others)
	}
	return p.err
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
