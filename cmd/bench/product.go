package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// testAccount is the account that everybody of one run agrees on. It guards
// nothing.
var testAccount = account{
	Name:   "gh_bench00000000",
	AppID:  "wxbench000000000000",
	Secret: "benchbenchbenchbenchbenchbenchbe",
	Token:  "benchtoken",
	AESKey: "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtMTI",
}

// product is `minqing serve` at work.
type product struct {
	*process
	binary, config string
	addr, admin    string
}

// build compiles the program that is measured.
func build(ctx context.Context, dir string) (string, error) {
	binary := filepath.Join(dir, "minqing")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "minqing/cmd/minqing").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build minqing: %w\n%s", err, out)
	}
	return binary, nil
}

// startProduct starts the server and waits until it is ready.
func startProduct(ctx context.Context, dir, binary, redis, api string) (*product, error) {
	p := &product{binary: binary, config: filepath.Join(dir, "bench.yaml")}
	var errs [2]error
	p.addr, errs[0] = freeAddr()
	p.admin, errs[1] = freeAddr()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	a := testAccount
	config := fmt.Sprintf("listen: %s\nadmin_listen: %s\ndata: %s\nredis: redis://%s/0\nwechat:\n"+
		"  app_id: %s\n  app_secret: %s\n  token: %s\n  aes_key: %s\n  api_base: http://%s\n",
		p.addr, p.admin, filepath.Join(dir, "bench.db"), redis, a.AppID, a.Secret, a.Token, a.AESKey, api)
	if err := os.WriteFile(p.config, []byte(config), 0o600); err != nil {
		return nil, fmt.Errorf("write config: %w", err)
	}
	var err error
	if p.process, err = start(dir, "minqing-serve", binary, "serve", "-c", p.config); err != nil {
		return nil, err
	}
	if err := p.wait(ctx, p.ready); err != nil {
		p.stop()
		return nil, err
	}
	return p, nil
}

var client = &http.Client{Timeout: 60 * time.Second}

func (p *product) ready() bool {
	r, err := client.Get("http://" + p.addr + "/readyz")
	if err != nil {
		return false
	}
	defer r.Body.Close()
	return r.StatusCode == http.StatusOK
}

// invite has the command line make a code with which somebody becomes staff.
func (p *product) invite(ctx context.Context, name, role string) (string, error) {
	cmd := exec.CommandContext(ctx, p.binary, "staff", "invite", "-c", p.config, "--name", name, "--role", role)
	cmd.Env = ownEnvironment()
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("invite staff: %w", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return strings.TrimSpace(lines[len(lines)-1]), nil
}

// ownEnvironment is ours without what would change the program's settings.
func ownEnvironment() []string {
	var env []string
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "MINQING_") {
			env = append(env, e)
		}
	}
	return env
}

// metrics reads /metrics: the sums over all labels, by name.
func (p *product) metrics() (map[string]float64, error) {
	r, err := client.Get("http://" + p.admin + "/metrics")
	if err != nil {
		return nil, fmt.Errorf("read metrics: %w", err)
	}
	defer r.Body.Close()
	return parseMetrics(r.Body)
}

func parseMetrics(in io.Reader) (map[string]float64, error) {
	sums := map[string]float64{}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		cut := strings.LastIndexByte(line, ' ')
		value, err := strconv.ParseFloat(line[cut+1:], 64)
		if cut < 0 || err != nil {
			continue
		}
		name, _, _ := strings.Cut(line[:cut], "{")
		sums[name] += value
	}
	return sums, lines.Err()
}

// profile writes a CPU profile of the given time to a file.
func (p *product) profile(file, kind string) error {
	r, err := client.Get("http://" + p.admin + "/debug/pprof/" + kind)
	if err != nil {
		return fmt.Errorf("take profile: %w", err)
	}
	defer r.Body.Close()
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("take profile: %w", err)
	}
	_, err = io.Copy(out, r.Body)
	return errors.Join(err, out.Close())
}
