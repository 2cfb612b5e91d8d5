package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// options are what the command line chooses.
type options struct {
	binary      string
	dir         string
	profile     string
	duration    time.Duration
	connections int
	users       int
	rate        int
	staff       int
	json        bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		stop()
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 && args[0] == "echo" {
		return echo(ctx, args[1:], stdout)
	}
	if len(args) > 0 && args[0] == "queue" {
		return queueBench(args[1:], stdout)
	}
	if len(args) > 0 && args[0] == "alert" {
		return alert(ctx, args[1:], stdout, stderr)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	// Nothing of a run may hang: the phases, and two minutes for the rest.
	ctx, cancel := context.WithTimeout(ctx, 3*o.duration+2*time.Minute)
	defer cancel()
	b := &bench{options: o, say: stderr}
	defer b.close()
	report, err := b.measure(ctx)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(stdout, report)
	}
	return report.write(stdout)
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.binary, "binary", "", "the minqing program to measure; empty: build it")
	f.StringVar(&o.dir, "dir", ".", "where a directory for the data is made; must lie on a disk")
	f.StringVar(&o.profile, "profile", "", "write pprof profiles of the phases to FILE.full.cpu, FILE.steady.cpu and the like")
	f.DurationVar(&o.duration, "duration", 10*time.Second, "of each of the phases")
	f.IntVar(&o.connections, "connections", 64, "keep-alive connections")
	f.IntVar(&o.users, "users", 10_000, "people who write")
	f.IntVar(&o.rate, "rate", 1000, "messages a second of the steady phase")
	f.IntVar(&o.staff, "staff", 1, "dispatchers, who each get a notice of every ticket")
	f.BoolVar(&o.json, "json", false, "print the figures as JSON")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	switch {
	case f.NArg() > 0:
		return o, fmt.Errorf("unknown argument %s", f.Arg(0))
	case o.duration < time.Second, o.connections < 1, o.users < o.connections, o.rate < 1, o.staff < 0:
		return o, errors.New("the duration must be at least 1s, and there must be as many users as connections")
	}
	return o, nil
}
