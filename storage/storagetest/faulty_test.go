package storagetest

import (
	"context"
	"errors"
	"testing"

	"minqing/storage"
)

// counting is a store that counts what goes through.
type counting struct {
	storage.Store
	calls int
}

func (c *counting) View(context.Context, func(storage.Tx) error) error   { c.calls++; return nil }
func (c *counting) Update(context.Context, func(storage.Tx) error) error { c.calls++; return nil }

func TestPlan(t *testing.T) {
	ctx := context.Background()
	for when, through := range map[When]int{Before: 3, After: 4} {
		inner, plan := &counting{}, &Plan{}
		s := Faulty(inner, plan)
		if err := s.View(ctx, nil); err != nil || plan.Calls() != 1 {
			t.Errorf("without a plan: %v, %d calls", err, plan.Calls())
		}
		inner.calls = 0
		plan.FailAt(3, when)
		for n := 1; n <= 4; n++ {
			call := s.Update
			if n%2 == 0 {
				call = s.View
			}
			err := call(ctx, nil)
			if fails := n == 3; fails != errors.Is(err, storage.ErrUnavailable) || fails != errors.Is(err, ErrFault) || plan.Hit() != (n >= 3) {
				t.Errorf("call %d: %v, hit %v", n, err, plan.Hit())
			}
		}
		if plan.Calls() != 4 || inner.calls != through {
			t.Errorf("%d calls, of which %d came through, want 4 and %d", plan.Calls(), inner.calls, through)
		}
	}
}

// sessions is a keeper that remembers which leases were given back.
type sessions struct {
	storage.Sessions
	saved, released int
}

func (s *sessions) Open(_ context.Context, user storage.PersonID) (*storage.Session, error) {
	return &storage.Session{User: user, Lease: "1"}, nil
}
func (s *sessions) Save(context.Context, *storage.Session) error    { s.saved++; return nil }
func (s *sessions) Release(context.Context, *storage.Session) error { s.released++; return nil }

// A failed call leaves no lease behind that a retry would have to wait for.
func TestFaultySessions(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		n               int
		when            When
		saved, released int
	}{
		"open before": {1, Before, 0, 0}, "open after": {1, After, 0, 1},
		"save before": {2, Before, 0, 1}, "save after": {2, After, 1, 1},
	} {
		inner, plan := &sessions{}, &Plan{}
		plan.FailAt(c.n, c.when)
		s := FaultySessions(inner, plan)
		session, err := s.Open(ctx, "li")
		if err == nil {
			err = s.Save(ctx, session)
		}
		if !errors.Is(err, ErrFault) || inner.saved != c.saved || inner.released != c.released {
			t.Errorf("%s: %v, %d saved, %d released", name, err, inner.saved, inner.released)
		}
	}
}
