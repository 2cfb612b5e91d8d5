package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// redisServer is a real redis-server that keeps nothing on disk.
type redisServer struct {
	*process
	addr string
}

func startRedis(ctx context.Context, dir string) (*redisServer, error) {
	if _, err := exec.LookPath("redis-server"); err != nil {
		return nil, errors.New("start redis: redis-server was not found (Debian: apt-get install redis-server)")
	}
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(addr)
	p, err := start(dir, "redis", "redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no")
	if err != nil {
		return nil, err
	}
	r := &redisServer{process: p, addr: addr}
	if err := r.wait(ctx, func() bool { _, err := r.info(); return err == nil }); err != nil {
		r.stop()
		return nil, err
	}
	return r, nil
}

// freeAddr is a loopback address that nobody has now.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find free port: %w", err)
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// redisCount is how much Redis did since it began.
type redisCount struct {
	Commands int64 // all, those inside of scripts too
	Scripts  int64
	Reads    int64 // times that it found something to read: round trips, where nobody pipelines
}

func (c redisCount) minus(o redisCount) redisCount {
	return redisCount{c.Commands - o.Commands, c.Scripts - o.Scripts, c.Reads - o.Reads}
}

// count asks the server.
func (r *redisServer) count() (redisCount, error) {
	info, err := r.info()
	if err != nil {
		return redisCount{}, fmt.Errorf("read redis info: %w", err)
	}
	return parseInfo(info), nil
}

func parseInfo(info string) (c redisCount) {
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch name {
		case "total_reads_processed":
			c.Reads, _ = strconv.ParseInt(value, 10, 64)
		case "cmdstat_eval", "cmdstat_evalsha":
			c.Scripts += calls(value)
			c.Commands += calls(value)
		default:
			if strings.HasPrefix(name, "cmdstat_") {
				c.Commands += calls(value)
			}
		}
	}
	return c
}

// calls reads "calls=12,usec=…".
func calls(value string) int64 {
	first, _, _ := strings.Cut(value, ",")
	n, _ := strconv.ParseInt(strings.TrimPrefix(first, "calls="), 10, 64)
	return n
}

// info is INFO everything over a connection of its own.
func (r *redisServer) info() (string, error) {
	conn, err := net.DialTimeout("tcp", r.addr, time.Second)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := io.WriteString(conn, "INFO everything\r\n"); err != nil {
		return "", err
	}
	in := bufio.NewReader(conn)
	head, err := in.ReadString('\n')
	if err != nil {
		return "", err
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(head, "$")))
	if err != nil {
		return "", fmt.Errorf("strange answer %q", head)
	}
	body := make([]byte, n)
	_, err = io.ReadFull(in, body)
	return string(body), err
}
