package main

import (
	"fmt"
	"io"
	"runtime"
	"time"
)

// figures are what one phase came to. Times are microseconds; what is "per
// message" says so by lying beside Messages.
type figures struct {
	Messages  int     `json:"messages"`
	Seconds   float64 `json:"seconds"`
	Rate      float64 `json:"messages_per_second"`
	P50       float64 `json:"p50_us"`
	P99       float64 `json:"p99_us"`
	P999      float64 `json:"p99.9_us"`
	Max       float64 `json:"max_us"`
	Failed    int     `json:"failed"`
	FirstFail string  `json:"first_failure,omitempty"`
	Tickets   int     `json:"tickets"`

	CPU        float64 `json:"cpu_us_per_message"`
	Others     float64 `json:"processors_share_of_others"`
	SenderCPU  float64 `json:"sender_cpu_us_per_message"`
	RedisCPU   float64 `json:"redis_cpu_us_per_message,omitempty"`
	RoundTrips float64 `json:"redis_round_trips_per_message,omitempty"`
	Scripts    float64 `json:"redis_scripts_per_message,omitempty"`
	Commands   float64 `json:"redis_commands_per_message,omitempty"`
	Commits    float64 `json:"commits,omitempty"`
	Writers    float64 `json:"commit_writers,omitempty"`
	Sends      int64   `json:"notices_sent,omitempty"`
	Waiting    int     `json:"notices_waiting,omitempty"`
	Held       int     `json:"notices_held,omitempty"`
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }

func figuresOf(r result) figures {
	f := figures{
		Messages: r.Sent, Seconds: r.Took.Seconds(), Rate: r.rate(), Tickets: r.Tickets, Failed: r.Failed,
		P50: micros(r.Times.percentile(50)), P99: micros(r.Times.percentile(99)),
		P999: micros(r.Times.percentile(99.9)), Max: micros(r.Times.percentile(100)),
	}
	if r.First != nil {
		f.FirstFail = r.First.Error()
	}
	return f
}

// report is a whole run.
type report struct {
	Processors  int       `json:"processors"`
	Go          string    `json:"go"`
	Connections int       `json:"connections"`
	Users       int       `json:"users"`
	Staff       int       `json:"staff"`
	TargetRate  int       `json:"target_rate"`
	Echo        []figures `json:"echo"`
	Warm        figures   `json:"introduction"`
	Full        figures   `json:"full"`
	Steady      figures   `json:"steady"`
	Drain       float64   `json:"outbox_drain_seconds"`
	IdleMemory  memory    `json:"idle_memory"`
	Memory      memory    `json:"memory_under_load"`
	Filed       int       `json:"tickets_acknowledged"`
	Numbered    int       `json:"tickets_numbered"`
	Ratio       float64   `json:"ratio_to_echo"`
	EchoRate    float64   `json:"echo_rate"`
	EchoCPU     float64   `json:"echo_cpu_us_per_message"`
}

func newReport(o options) *report {
	return &report{Processors: runtime.NumCPU(), Go: runtime.Version(), Connections: o.connections,
		Users: o.users, Staff: o.staff, TargetRate: o.rate}
}

// conclude computes what rests on several phases.
func (r *report) conclude() {
	messages, seconds, cpu := 0.0, 0.0, 0.0
	for _, e := range r.Echo {
		messages += float64(e.Messages)
		seconds += e.Seconds
		cpu += e.CPU * float64(e.Messages)
	}
	r.EchoRate, r.EchoCPU = messages/seconds, cpu/messages
	r.Ratio = r.Full.Rate / r.EchoRate
}

// disturbed is the largest share that others had of the processors in a phase.
func (r *report) disturbed() float64 {
	most := max(r.Full.Others, r.Steady.Others)
	for _, e := range r.Echo {
		most = max(most, e.Others)
	}
	return most
}

// write prints the report for people.
func (r *report) write(w io.Writer) error {
	p := &printer{w: w}
	p.line("minqing bench: %d connections, %d users, %d processors shared with sender and Redis, %s", r.Connections, r.Users, r.Processors, r.Go)
	p.line("")
	p.line("full load")
	for i, e := range r.Echo {
		p.line("  bare echo %d      %8.0f msg/s   p50 %6.2f ms   p99 %6.2f ms   %4.0f µs CPU/msg   (others %.0f%%)", i+1, e.Rate, e.P50/1e3, e.P99/1e3, e.CPU, 100*e.Others)
	}
	f := r.Full
	p.line("  minqing          %8.0f msg/s   p50 %6.2f ms   p99 %6.2f ms   %4.0f µs CPU/msg   (others %.0f%%, max %.1f ms)", f.Rate, f.P50/1e3, f.P99/1e3, f.CPU, 100*f.Others, f.Max/1e3)
	p.line("  sender           %8.0f µs CPU/msg beside the echo, %.0f beside minqing", r.Echo[0].SenderCPU, f.SenderCPU)
	p.line("  minqing ÷ echo   %8.2f          (aim ≥ 0.60; CPU %.0f µs, aim ≤ 200)", r.Ratio, f.CPU)
	p.phase(f)
	p.line("steady %d msg/s, after the outbox had settled for %.1f s", r.TargetRate, r.Drain)
	s := r.Steady
	p.line("  minqing          %8.0f msg/s   p50 %6.2f ms   p99 %6.2f ms   %4.0f µs CPU/msg   (others %.0f%%, max %.1f ms; aim p99 ≤ 5 ms)", s.Rate, s.P50/1e3, s.P99/1e3, s.CPU, 100*s.Others, s.Max/1e3)
	p.phase(s)
	if others := r.disturbed(); others > 0.05 {
		p.line("DISTURBED          others than the bench had up to %.0f%% of the processors: take the figures with care", 100*others)
	}
	p.line("memory             idle %d MB (own %d)   after full load %d MB (own %d)", r.IdleMemory.Resident>>20, r.IdleMemory.Own>>20, r.Memory.Resident>>20, r.Memory.Own>>20)
	p.line("tickets            %d acknowledged, %d numbered", r.Filed, r.Numbered)
	return p.err
}

// printer remembers the first error of many lines.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// phase prints what belongs to one phase of the product alone.
func (p *printer) phase(f figures) {
	p.line("  Redis            %.2f round trips, %.2f scripts, %.2f commands, %.0f µs CPU a message", f.RoundTrips, f.Scripts, f.Commands, f.RedisCPU)
	p.line("  tickets          %.0f a second; %.0f commits for %.0f writers (%.1f each, two fsyncs a commit)",
		float64(f.Tickets)/f.Seconds, f.Commits, f.Writers, f.Writers/max(f.Commits, 1))
	p.line("  notices          %d sent, %d waiting, %d held at the end", f.Sends, f.Waiting, f.Held)
	if f.Failed > 0 {
		p.line("  FAILED           %d answers; the first: %s", f.Failed, f.FirstFail)
	}
	p.line("")
}
