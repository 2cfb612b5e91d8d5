package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/storage"
	"minqing/storage/boltstore"
)

// replied reports whether the account answered, and the platform did not have to
// say that it was out of order.
func replied(seen []simulator.Bubble) bool {
	return len(seen) == 1 && seen[0].From == simulator.FromAccount
}

// kills is how often the process is killed.
const kills = 30

// The real process is killed at random moments under load, again and again.
// What was acknowledged is there once, the chain is whole, every notice arrives.
func TestCrash(t *testing.T) {
	in := install(t)
	c := &crash{in: in, words: map[string]string{}}
	bind := lastLine(minqing(t, "staff", "invite", "-c", in.config, "--name", "赵敏", "--role", "dispatcher").stdout)
	process := in.launch(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c.until(ctx, in.platform.Phone("赵敏"), "绑定 "+bind, "绑定成功", "已经绑定")

	loading, stopLoad := context.WithCancel(ctx)
	var load sync.WaitGroup
	filed := make(chan string, 10_000)
	for i := range 6 {
		load.Go(func() { c.cite(loading, ctx, fmt.Sprintf("市民%d", i), filed) })
	}
	var desk sync.WaitGroup
	desk.Go(func() { c.accept(ctx, filed) })
	for range kills {
		time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond) // the moment is the point
		if err := process.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = process.Wait()
		process = in.launch(t)
	}
	stopLoad()
	load.Wait()
	close(filed)
	desk.Wait()
	c.collect(ctx, t)
	if err := process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := process.Wait(); err != nil {
		t.Errorf("the last process did not end well: %v\n%s", err, process.Stderr)
	}
	c.check(t, in.open(t))
}

// crash is what the people of the test remember.
type crash struct {
	in *installation

	mu       sync.Mutex
	words    map[string]string // acknowledged number → what its citizen wrote
	accepted []acceptance
}

type acceptance struct{ citizen, number string }

// launch starts the real program and returns when it answers.
func (in *installation) launch(t *testing.T) *exec.Cmd {
	t.Helper()
	process := exec.Command(program, "serve", "-c", in.config)
	process.Stderr = new(lockedBuffer)
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = process.Process.Kill() })
	for deadline := time.Now().Add(10 * time.Second); !in.up(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the program does not start:\n%s", process.Stderr)
		}
	}
	return process
}

func (in *installation) up() bool {
	answer, err := http.Get("http://" + in.public + "/healthz")
	if err != nil {
		return false
	}
	return answer.Body.Close() == nil && answer.StatusCode == http.StatusOK
}

// until says the words again and again, as people do when something is out of
// order, until the reply holds one of the wanted; it returns that reply.
func (c *crash) until(ctx context.Context, phone *simulator.Phone, words string, wanted ...string) string {
	for ctx.Err() == nil {
		seen, err := phone.Say(ctx, words)
		if err == nil && replied(seen) && slices.ContainsFunc(wanted, func(w string) bool { return strings.Contains(seen[0].Text, w) }) {
			return seen[0].Text
		}
		for !c.in.up() && ctx.Err() == nil {
			time.Sleep(2 * time.Millisecond)
		}
	}
	return ""
}

// cite leaves one message after the other with 人工服务. A reply that was lost on
// the way shows in the menu coming instead of a number.
func (c *crash) cite(loading, ctx context.Context, name string, filed chan<- string) {
	phone := c.in.platform.Phone(name)
	for i := 0; loading.Err() == nil; i++ {
		words := fmt.Sprintf("%s的第%d次留言：请问高龄津贴怎么领", name, i)
		c.until(ctx, phone, "人工服务", "也可以在这里留言")
		reply := c.until(ctx, phone, words, "工单号：", "没有听懂")
		if m := givenNumbers["F"].FindStringSubmatch(reply); m != nil {
			c.mu.Lock()
			c.words[m[1]] = words
			c.mu.Unlock()
			filed <- m[1]
		}
	}
}

// accept is the desk: every ticket that a citizen has the number of is taken in.
func (c *crash) accept(ctx context.Context, filed <-chan string) {
	phone := c.in.platform.Phone("赵敏")
	for number := range filed {
		if c.until(ctx, phone, "受理 "+number, "已受理") == "" {
			return
		}
		c.mu.Lock()
		c.accepted = append(c.accepted, acceptance{strings.Split(c.words[number], "的第")[0], number})
		c.mu.Unlock()
	}
}

// collect waits until every citizen has read that every ticket was taken in,
// from a push, or from the reply to what they write next.
func (c *crash) collect(ctx context.Context, t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	for _, a := range c.accepted {
		phone := c.in.platform.Phone(a.citizen)
		told := func(b simulator.Bubble) bool {
			return b.From == simulator.FromAccount && b.Says("您的工单 "+a.number+" 已经受理")
		}
		for !slices.ContainsFunc(phone.Bubbles(), told) {
			if ctx.Err() != nil {
				t.Errorf("%s never heard that %s was taken in", a.citizen, a.number)
				return
			}
			c.until(ctx, phone, "菜单", "我要反映")
			time.Sleep(20 * time.Millisecond) // a push may be on its way
		}
	}
}

// check compares what people remember with what is kept.
func (c *crash) check(t *testing.T, store *boltstore.Store) {
	t.Helper()
	report, err := store.Verify(t.Context())
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("verify: %v %v", report.Problems, err)
	}
	kept := keptTickets(t, store)
	for words, numbers := range kept {
		if len(numbers) != 1 {
			t.Errorf("%q is there %d times: %v", words, len(numbers), numbers)
		}
	}
	for _, number := range slices.Sorted(maps.Keys(c.words)) {
		if !slices.Contains(kept[c.words[number]], number) {
			t.Errorf("acknowledged ticket %s is not there", number)
		}
	}
	if len(c.words) < kills || len(c.accepted) < kills/3 {
		t.Errorf("too little happened: %d tickets, %d taken in", len(c.words), len(c.accepted))
	}
	t.Logf("%d tickets acknowledged, %d kept, %d taken in", len(c.words), len(kept), len(c.accepted))
}

// keptTickets reads every ticket: words → numbers.
func keptTickets(t *testing.T, store *boltstore.Store) (kept map[string][]string) {
	t.Helper()
	err := store.View(t.Context(), func(tx storage.Tx) error {
		kept = map[string][]string{}
		for after := ""; ; {
			page, err := tx.Tickets(storage.Query{After: after, Limit: 100})
			if err != nil {
				return err
			}
			for _, short := range page.Tickets {
				k, err := tx.Ticket(short.Number)
				if err != nil {
					return err
				}
				kept[k.Private.Text] = append(kept[k.Private.Text], k.Number)
			}
			if after = page.Next; after == "" {
				return nil
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return kept
}
