package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"minqing/bot/wechat/simulator/page"
)

// guide leads a reader of the page through the tour's table. It does a step when
// asked, and sees by itself when the reader did it by hand; each step counts only
// once all was seen that it promises.
type guide struct {
	world *world

	mu    sync.Mutex
	tour  *tour // nil: not begun, or left
	end   context.CancelFunc
	at    int
	step  step
	busy  bool
	wrong string
	did   chan struct{}      // closed when the guide did the step
	skip  context.CancelFunc // ends the watch over the step
}

func newGuide(w *world) *guide { return &guide{world: w} }

// State is where the tour is.
func (g *guide) State() page.TourState {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := page.TourState{Total: len(tourSteps)}
	if g.tour == nil {
		return s
	}
	s.On, s.At, s.Busy, s.Wrong = true, g.at, g.busy, g.wrong
	if g.at < len(tourSteps) {
		d := g.step.does
		s.Step = page.Step{Words: g.tour.fill(d.words), Note: g.step.note, Act: d.act, Text: g.tour.fill(d.text)}
		if d.act == page.Say {
			s.Step.Words = "说“" + s.Step.Text + "”"
		}
		if g.step.who != "" {
			s.Step.Who = g.tour.person(g.step.who)
		}
	}
	return s
}

// Begin begins with a citizen who has not spoken to the account yet.
func (g *guide) Begin(context.Context) error {
	g.Leave()
	t := newTour(g.world, nil)
	t.played = map[string]string{li: g.newcomer()}
	ctx, cancel := context.WithCancel(context.Background())
	g.mu.Lock()
	g.tour, g.end = t, cancel
	g.enter(t, 0, tourSteps[0], func() {})
	g.busy = true // until somebody watches over it
	g.mu.Unlock()
	go g.follow(ctx, t)
	return nil
}

// newcomers play the citizen once the first has told her story.
var newcomers = []string{li, "林秀英", "黄志明", "何静", "许建国", "高远", "沈月", "罗平"}

func (g *guide) newcomer() string {
	i := slices.IndexFunc(newcomers, func(name string) bool { return len(g.world.platform.Phone(name).Bubbles()) == 0 })
	return newcomers[max(i, 0)]
}

// Leave ends the tour.
func (g *guide) Leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.end != nil {
		g.end()
	}
	g.tour, g.end, g.busy, g.wrong = nil, nil, false, ""
}

// follow watches over every step in turn.
func (g *guide) follow(ctx context.Context, t *tour) {
	for i, s := range tourSteps {
		s = t.fitting(ctx, s)
		watch, skip := context.WithCancel(ctx)
		t.before, t.taken = g.world.lastBubble(), map[int64]bool{}
		g.mu.Lock()
		did, current := g.enter(t, i, s, skip), g.tour == t
		g.mu.Unlock()
		g.world.page.Changed()
		if !current {
			skip()
			return
		}
		g.watch(watch, t, s, did)
		skip()
		if ctx.Err() != nil {
			return
		}
	}
	g.mu.Lock()
	if g.tour == t {
		g.at, g.busy, g.wrong = len(tourSteps), false, ""
	}
	g.mu.Unlock()
	g.world.page.Changed()
}

// enter makes a step the current one; g.mu must be held.
func (g *guide) enter(t *tour, i int, s step, skip context.CancelFunc) (did chan struct{}) {
	did = make(chan struct{})
	if g.tour == t {
		g.at, g.step, g.busy, g.wrong, g.did, g.skip = i, s, false, "", did, skip
	}
	return did
}

// watch returns when all of a step was seen, or ctx ends.
func (g *guide) watch(ctx context.Context, t *tour, s step, did chan struct{}) {
	if len(s.sees) == 0 { // nobody can do it but the guide
		select {
		case <-did:
		case <-ctx.Done():
			return
		}
	}
	err := t.see(ctx, s)
	if err == nil {
		g.work(t) // done by hand, too, it is not to be done again
		err = t.settle(ctx, s)
	}
	if err != nil && ctx.Err() == nil {
		g.say(t, s, err.Error())
		<-ctx.Done()
	}
}

// work takes the buttons away while the rest of a step comes in.
func (g *guide) work(t *tour) {
	g.mu.Lock()
	did := g.did
	if g.tour == t && !g.busy {
		g.busy = true
		time.AfterFunc(stepPatience, func() { g.late(did) })
	}
	g.mu.Unlock()
	g.world.page.Changed()
}

// say tells what was not as promised.
func (g *guide) say(t *tour, s step, wrong string) {
	g.mu.Lock()
	if g.tour == t && g.step.does.words == s.does.words {
		g.busy, g.wrong = false, wrong
	}
	g.mu.Unlock()
	g.world.page.Changed()
}

// Next does the current step. When its promises are not seen in time, the state
// says so, and the reader may do it again or go on.
func (g *guide) Next(ctx context.Context, at int) error {
	g.mu.Lock()
	t, s, did := g.tour, g.step, g.did
	if t == nil || at != g.at || g.at >= len(tourSteps) || g.busy {
		g.mu.Unlock()
		return nil
	}
	g.busy, g.wrong = true, ""
	g.mu.Unlock()
	g.world.page.Changed()
	if err := s.does.do(ctx, t, t.phone(s.who)); err != nil {
		g.say(t, s, explain(err))
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.did == did {
		select {
		case <-did:
		default:
			close(did)
		}
		time.AfterFunc(stepPatience, func() { g.late(did) })
	}
	return nil
}

// late gives the reader the buttons back.
func (g *guide) late(did chan struct{}) {
	g.mu.Lock()
	if g.did == did && g.busy {
		g.busy, g.wrong = false, "等了一会儿还没有到。故障开关是不是开着？"
	}
	g.mu.Unlock()
	g.world.page.Changed()
}

// Skip goes on although not all was seen.
func (g *guide) Skip(_ context.Context, at int) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.tour != nil && at == g.at && g.at < len(tourSteps) {
		g.skip()
	}
	return nil
}
