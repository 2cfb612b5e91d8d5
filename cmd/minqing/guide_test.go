package main

import (
	"context"
	"testing"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
)

// awaitState returns the tour's state once it is as wanted.
func (g *guide) awaitState(t *testing.T, what string, wanted func(page.TourState) bool) page.TourState {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		s := g.State()
		if wanted(s) {
			return s
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the tour never came to %s: %+v", what, s)
		case <-tick.C:
		}
	}
}

// walk does every step by the button.
func (g *guide) walk(t *testing.T) {
	t.Helper()
	if err := g.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range tourSteps {
		s := g.awaitState(t, "the next step", func(s page.TourState) bool { return s.At == i && !s.Busy })
		if s.Step.Words == "" || s.Step.Note == "" || s.Step.Act == "" {
			t.Errorf("step %d says nothing: %+v", i+1, s.Step)
		}
		if err := g.Next(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	g.awaitState(t, "its end", func(s page.TourState) bool { return s.At == len(tourSteps) && s.Wrong == "" })
}

// The tour can be walked again in the same world, where everybody is bound and two days have passed.
func TestGuideAgain(t *testing.T) {
	w := openDemo(t)
	w.guide.walk(t)
	w.guide.walk(t)
	if len(w.platform.Phone(newcomers[1]).Bubbles()) == 0 {
		t.Error("the second tour had no newcomer")
	}
}

// A step that the reader does by hand counts; one that cannot be seen says so, and can be left behind.
func TestGuideByHand(t *testing.T) {
	w := openDemo(t)
	g := w.guide
	if err := g.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	g.awaitState(t, "the first step", func(s page.TourState) bool { return !s.Busy })
	if _, err := w.platform.Phone(zhao).Say(t.Context(), "工作台"); err != nil {
		t.Fatal(err)
	}
	g.awaitState(t, "the second step", func(s page.TourState) bool { return s.At == 1 && !s.Busy })
	if err := g.Next(t.Context(), 0); err != nil { // a late click on the step before
		t.Fatal(err)
	}
	if s := g.State(); s.At != 1 || s.Busy {
		t.Errorf("a late click did something: %+v", s)
	}
	if err := g.Skip(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	g.awaitState(t, "the third step", func(s page.TourState) bool { return s.At == 2 && !s.Busy && s.Step.Act == page.Follow })
	if err := g.Skip(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	g.awaitState(t, "the fourth step", func(s page.TourState) bool { return s.At == 3 && !s.Busy })
	if err := g.Next(t.Context(), 3); err != nil { // there is nothing to tap yet
		t.Fatal(err)
	}
	g.awaitState(t, "what went wrong", func(s page.TourState) bool { return s.Wrong != "" && !s.Busy })
	g.Leave()
	if s := g.State(); s.On {
		t.Errorf("left, but on: %+v", s)
	}
}

// A killed bot answers nobody, and a new one on the same data knows everything.
func TestKillAndBegin(t *testing.T) {
	w := openDemo(t)
	phone := w.platform.Phone(li)
	for range 3 {
		if err := w.kill(); err != nil {
			t.Fatal(err)
		}
		if got, err := phone.Say(t.Context(), "菜单"); err != nil || len(got) != 1 || got[0].Kind != simulator.Fault {
			t.Errorf("a dead bot: %v %v", got, err)
		}
		if err := w.begin(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, err := phone.Say(t.Context(), "菜单"); err != nil || len(got) != 1 || !got[0].Says("我要反映") {
			t.Errorf("begun again: %v %v", got, err)
		}
		if !w.isBound(t.Context(), wang) {
			t.Error("forgot who works here")
		}
	}
}
