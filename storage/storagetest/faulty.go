package storagetest

import (
	"context"
	"fmt"
	"sync"

	"minqing/storage"
)

// ErrFault is what a call that was made to fail returns; it wraps
// storage.ErrUnavailable, as a keeper does that does not answer.
var ErrFault = fmt.Errorf("%w: made to fail by the test", storage.ErrUnavailable)

// When says at which end a call fails.
type When int

// The two ends of a call.
const (
	Before When = iota // nothing was done
	After              // all was done, but the caller does not hear of it
)

// Plan says which call fails, counted over everything that shares the plan.
// Its zero value lets every call through. It is safe for concurrent use.
type Plan struct {
	mu    sync.Mutex
	calls int
	fail  int
	when  When
	hit   bool
}

// FailAt makes the n-th call from now fail, counted from 1, and only that one.
func (p *Plan) FailAt(n int, when When) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls, p.fail, p.when, p.hit = 0, n, when, false
}

// Calls tells how many calls there were since FailAt.
func (p *Plan) Calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls
}

// Hit reports whether the call that was to fail came.
func (p *Plan) Hit() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hit
}

// do runs one call, or makes it fail.
func (p *Plan) do(call func() error) error {
	p.mu.Lock()
	p.calls++
	fails := p.calls == p.fail
	p.hit = p.hit || fails
	when := p.when
	p.mu.Unlock()
	if fails && when == Before {
		return ErrFault
	}
	if err := call(); err != nil || !fails {
		return err
	}
	return ErrFault
}

// Faulty passes calls on to a store and lets View and Update fail by the plan.
func Faulty(s storage.Store, p *Plan) storage.Store { return &faultyStore{Store: s, plan: p} }

type faultyStore struct {
	storage.Store
	plan *Plan
}

func (f *faultyStore) View(ctx context.Context, fn func(tx storage.Tx) error) error {
	return f.plan.do(func() error { return f.Store.View(ctx, fn) })
}

func (f *faultyStore) Update(ctx context.Context, fn func(tx storage.Tx) error) error {
	return f.plan.do(func() error { return f.Store.Update(ctx, fn) })
}

// FaultySessions passes calls on to a keeper of sessions and lets them fail by
// the plan. A lease that a failed call leaves behind ends at once: in real life
// it ends by itself before the platform repeats the message, and no test waits
// for that.
func FaultySessions(s storage.Sessions, p *Plan) storage.Sessions {
	return &faultySessions{inner: s, plan: p}
}

type faultySessions struct {
	inner storage.Sessions
	plan  *Plan
}

func (f *faultySessions) Open(ctx context.Context, user storage.PersonID) (*storage.Session, error) {
	var session *storage.Session
	err := f.plan.do(func() (err error) {
		session, err = f.inner.Open(ctx, user)
		return err
	})
	if err != nil {
		f.endLease(ctx, session)
		return nil, err
	}
	return session, nil
}

func (f *faultySessions) Save(ctx context.Context, s *storage.Session) error {
	err := f.plan.do(func() error { return f.inner.Save(ctx, s) })
	if err != nil {
		f.endLease(ctx, s)
	}
	return err
}

func (f *faultySessions) Release(ctx context.Context, s *storage.Session) error {
	err := f.plan.do(func() error { return f.inner.Release(ctx, s) })
	if err != nil {
		f.endLease(ctx, s)
	}
	return err
}

func (f *faultySessions) Contact(ctx context.Context, user storage.PersonID) (c storage.Contact, err error) {
	err = f.plan.do(func() (err error) {
		c, err = f.inner.Contact(ctx, user)
		return err
	})
	if err != nil {
		return storage.Contact{}, err
	}
	return c, nil
}

func (f *faultySessions) Forget(ctx context.Context, user storage.PersonID) error {
	return f.plan.do(func() error { return f.inner.Forget(ctx, user) })
}

func (f *faultySessions) Ping(ctx context.Context) error {
	return f.plan.do(func() error { return f.inner.Ping(ctx) })
}

func (f *faultySessions) endLease(ctx context.Context, s *storage.Session) {
	if s != nil {
		_ = f.inner.Release(context.WithoutCancel(ctx), s)
	}
}
