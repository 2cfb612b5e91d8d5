package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"minqing/storage"
)

var queueSeed = flag.Uint64("queue-seed", 0, "what couples and windows do in TestQueueDay; 0: drawn anew")

// The day of TestQueueDay.
const (
	dayCouples = 300
	dayWindows = 8
	dayEarly   = 60 // couples who come before anybody was called
	dayAhead   = 30 // couples at least who have come and were not called
	dayLeft    = 15 // couples who are left when the windows shut
	dayCrowd   = 4  // who speak at the same moment, besides the windows
)

// One number a couple, never twice, never lost, whatever happens at once: a whole
// day of the marriage office through the real webhook and the real data file.
// Three hundred couples take numbers, join, come late, give up or never come,
// messages arrive three times, eight windows call, pass over, undo and shut, and
// the server stops and starts in the middle. Then what everybody was told is held
// against what is kept.
func TestQueueDay(t *testing.T) {
	seed := *queueSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("again with: -queue-seed %d", seed)
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // much is read anew with every act
	d := openQueueDay(t, seed)
	d.live()
	if d.ctx.Err() != nil {
		t.Fatalf("the day was broken off: %v", d.ctx.Err())
	}
	d.shut()
	newProof(d).all()
	if t.Failed() {
		t.Logf("the log of the server:\n%s", d.log)
	}
}

// queueDay is the day, and what the test remembers of it.
type queueDay struct {
	*halls
	ctx    context.Context
	giveUp context.CancelFunc // something is wrong: the day ends
	clerks []*clerk
	people []*visitor
	parted []func() // what each couple does, in the order in which they come

	moment atomic.Int64  // orders what happens, across everybody
	lives  atomic.Int64  // odd while the house is shut
	house  sync.RWMutex  // held by whoever looks into the data file
	door   chan struct{} // a couple may come in
	crowd  chan struct{}
	inside sync.WaitGroup // couples who have not been given a number yet
	came   atomic.Int64   // couples who have
	calls  atomic.Int64
	all    chan struct{} // closed when every couple has one
	open   context.Context
	shutUp context.CancelFunc // the windows are shut

	mu     sync.Mutex
	takes  []took
	joins  []took
	leaves []took
	lates  []took
	absent map[int]bool // numbers whose couple will not come
}

// span is from when to when something was said and answered. What it caused
// happened in between.
type span struct{ from, to int64 }

// before reports whether one was over when the other began.
func (s span) before(o span) bool { return s.to < o.from }

// took is what somebody did with a number and was told.
type took struct {
	span
	who    *visitor // nil: a couple without WeChat
	number int
	words  string // what else the answer says: a code, an hour, why not
}

func openQueueDay(t *testing.T, seed uint64) *queueDay {
	t.Helper()
	d := &queueDay{halls: openHalls(t, nil), door: make(chan struct{}, 4*dayCouples), crowd: make(chan struct{}, dayCrowd),
		all: make(chan struct{}), absent: map[int]bool{}}
	d.ctx, d.giveUp = context.WithCancel(t.Context())
	if end, ok := t.Deadline(); ok { // a slow machine may take what there is
		d.ctx, d.giveUp = context.WithDeadline(t.Context(), end.Add(-20*time.Second))
	}
	t.Cleanup(d.giveUp)
	d.open, d.shutUp = context.WithCancel(d.ctx)
	d.set(8, 40)
	seeds := rand.New(rand.NewPCG(seed, 0))
	for n := 1; n <= dayWindows; n++ {
		d.engage(n, drawn(seeds))
	}
	d.clerks[0].command("今日时间 08:00-20:00 不午休", `今天的办理时间：08:00—20:00`)
	for n := range dayCouples {
		d.invent(n, seeds)
	}
	d.inside.Add(dayCouples)
	for range dayEarly {
		d.door <- struct{}{}
	}
	return d
}

// drawn is somebody's own will.
func drawn(seeds *rand.Rand) *rand.Rand { return rand.New(rand.NewPCG(seeds.Uint64(), seeds.Uint64())) }

// wrong fails the test and ends the day: what follows would only look wrong.
func (d *queueDay) wrong(format string, args ...any) {
	d.t.Helper()
	if d.ctx.Err() == nil {
		d.t.Errorf(format, args...)
		d.giveUp()
	}
}

func (d *queueDay) note(list *[]took, a took) {
	d.mu.Lock()
	defer d.mu.Unlock()
	*list = append(*list, a)
}

// engage makes a member of staff for a window, who joins by a code.
func (d *queueDay) engage(n int, r *rand.Rand) {
	d.t.Helper()
	var shown bytes.Buffer
	invite := inviteTask{Name: fmt.Sprintf("窗口%d", n), Roles: []storage.Role{storage.RoleWindow}, Unit: "婚姻登记中心"}
	if err := invite.do(d.ctx, d.service.house, &shown); err != nil {
		d.t.Fatal(err)
	}
	c := &clerk{visitor: d.visitor(invite.Name, r, nil), n: n}
	c.command("绑定 "+lastLine(shown.String()), "绑定成功")
	d.clerks = append(d.clerks, c)
}

// live lets the day happen.
func (d *queueDay) live() {
	looking, stop := context.WithCancel(d.ctx)
	var looks, windows, couples sync.WaitGroup
	looks.Go(func() { d.watch(looking) })
	looks.Go(d.restart)
	for _, c := range d.clerks {
		windows.Go(c.work)
	}
	for _, come := range d.parted {
		couples.Go(come)
	}
	d.inside.Wait()
	close(d.all)
	windows.Wait()
	d.shutUp()
	couples.Wait()
	stop()
	looks.Wait()
}

// restart stops the server and starts it on the same data when half of the
// couples have come.
func (d *queueDay) restart() {
	for d.came.Load() < dayCouples/2 {
		if d.ctx.Err() != nil {
			return
		}
		time.Sleep(time.Millisecond)
	}
	d.house.Lock()
	defer d.house.Unlock()
	d.lives.Add(1)
	d.end()
	d.begin()
	d.lives.Add(1)
}

// shut ends the day at its hour, and has everybody read what was held for them.
func (d *queueDay) shut() {
	d.t.Helper()
	d.platform.Faults.Clear()
	d.set(20, 3)
	for !d.hall().Over {
		d.pause("the day is not closed")
	}
	for range 3 { // what one reply cannot carry follows
		d.settle()
		for _, v := range d.people {
			if d.held(v) {
				v.say("取号") // none is given any more
			}
		}
		d.clock.advance(5 * time.Second)
	}
	d.settle()
}

func (d *queueDay) pause(why string) {
	d.t.Helper()
	if d.ctx.Err() != nil {
		d.t.Fatal(why)
	}
	time.Sleep(5 * time.Millisecond)
}

func (d *queueDay) held(v *visitor) (held bool) {
	err := d.service.store.View(d.ctx, func(tx storage.Tx) error {
		all, err := tx.HeldNotices(v.id)
		held = len(all) > 0
		return err
	})
	if err != nil {
		d.t.Error(err)
	}
	return held
}

// settle returns when the outbox has nothing to send.
func (d *queueDay) settle() {
	d.t.Helper()
	for waiting := 1; waiting > 0; d.pause("the outbox is not empty") {
		err := d.service.store.View(d.ctx, func(tx storage.Tx) error {
			waiting, _, _ = tx.OutboxDepth(d.clock.Now())
			return nil
		})
		if err != nil {
			d.t.Fatal(err)
		}
	}
}
