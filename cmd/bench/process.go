package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a child of ours. It dies with us, also when we are killed.
type process struct {
	name string
	cmd  *exec.Cmd
	log  string // the file that takes its output
	gone chan struct{}
	err  error // once gone
}

// start starts a program; what it says goes to a file in dir.
func start(dir, name string, command ...string) (*process, error) {
	p := &process{name: name, log: filepath.Join(dir, name+".log"), gone: make(chan struct{})}
	out, err := os.Create(p.log)
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	defer out.Close()
	p.cmd = exec.Command(command[0], command[1:]...)
	p.cmd.Dir, p.cmd.Env = dir, ownEnvironment()
	p.cmd.Stdout, p.cmd.Stderr = out, out
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	go func() { p.err = p.cmd.Wait(); close(p.gone) }()
	return p, nil
}

// stop asks the process to end and kills it when it does not.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.gone:
	case <-time.After(12 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.gone
	}
}

// wait polls until ready says yes, for at most 20 seconds.
func (p *process) wait(ctx context.Context, ready func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if ready() {
			return nil
		}
		select {
		case <-p.gone:
			return fmt.Errorf("%s ended: %v\n%s", p.name, p.err, p.tail())
		case <-ctx.Done():
			return fmt.Errorf("%s is not ready: %w\n%s", p.name, ctx.Err(), p.tail())
		case <-tick.C:
		}
	}
}

// tail is the end of what the process said.
func (p *process) tail() string {
	said, _ := os.ReadFile(p.log) // without it the error is only shorter
	return string(said[max(0, len(said)-2000):])
}

// firstLine waits for the first line that the process says.
func (p *process) firstLine(ctx context.Context) (line string, err error) {
	err = p.wait(ctx, func() bool {
		said, _ := os.ReadFile(p.log)
		first, _, whole := bytes.Cut(said, []byte("\n"))
		line = string(first)
		return whole
	})
	return line, err
}

// tick is the kernel's unit of processor time in /proc: USER_HZ, 100 on every
// platform that Go runs on.
const tick = 10 * time.Millisecond

// cpu is the processor time that the process has used.
func (p *process) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read cpu of %s: %w", p.name, err)
	}
	return parseCPU(string(stat))
}

// parseCPU adds the fields utime and stime, the 14th and 15th. The name in
// parentheses before them may hold spaces.
func parseCPU(stat string) (time.Duration, error) {
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0, fmt.Errorf("read cpu: %d fields", len(fields))
	}
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read cpu: %w", err)
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read cpu: %w", err)
	}
	return time.Duration(user+system) * tick, nil
}

// ownCPU is the processor time that the sender itself has used.
func ownCPU() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // cannot fail for ourselves
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// memory is what the process holds in memory now, and at most held, in bytes.
// Pages of the mapped data file count when they are in memory; own leaves
// them out.
func (p *process) memory() (m memory, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return m, fmt.Errorf("read memory of %s: %w", p.name, err)
	}
	return parseMemory(string(status)), nil
}

type memory struct {
	Resident int64 `json:"resident_bytes"`
	Own      int64 `json:"own_bytes"` // without mapped files
	Peak     int64 `json:"peak_bytes"`
}

func parseMemory(status string) (m memory) {
	for line := range strings.Lines(status) {
		name, rest, _ := strings.Cut(line, ":")
		n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
		if err != nil {
			continue
		}
		switch name {
		case "VmRSS":
			m.Resident = n << 10
		case "RssAnon":
			m.Own = n << 10
		case "VmHWM":
			m.Peak = n << 10
		}
	}
	return m
}
