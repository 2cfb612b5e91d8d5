package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// machine is a look at how busy the whole machine has been since it started.
type machine struct {
	at   time.Time
	busy time.Duration // of all processors together
}

func lookAtMachine() (machine, error) {
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		return machine{}, fmt.Errorf("look at machine: %w", err)
	}
	busy, err := parseBusy(string(stat))
	return machine{at: time.Now(), busy: busy}, err
}

// parseBusy adds what the first line of /proc/stat counts but idle and waiting
// for a disk; stolen time, which another guest of the host had, is in it.
func parseBusy(stat string) (time.Duration, error) {
	line, _, _ := strings.Cut(stat, "\n")
	fields := strings.Fields(line)
	if len(fields) < 9 || fields[0] != "cpu" {
		return 0, fmt.Errorf("look at machine: strange first line %q", line)
	}
	var busy time.Duration
	for i, field := range fields[1:9] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("look at machine: %w", err)
		}
		if name := i + 1; name != 4 && name != 5 { // idle, iowait
			busy += time.Duration(n) * tick
		}
	}
	return busy, nil
}

// others is the share of the processors that went to somebody else than the
// processes that used ours since before.
func (m machine) others(before machine, ours time.Duration) float64 {
	all := time.Duration(runtime.NumCPU()) * m.at.Sub(before.at)
	return max(0, float64(m.busy-before.busy-ours)/float64(all))
}
