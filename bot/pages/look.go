package pages

import (
	"bytes"
	"context"
	"time"

	"minqing/flows"
	"minqing/storage"
)

const (
	// lookEvery is how often the screen is made anew when nothing was written: waits
	// grow shorter and days end by themselves.
	lookEvery = 5 * time.Second
	// lookPause keeps a burst of calls from being looked at one by one.
	lookPause = 100 * time.Millisecond
)

// Run keeps the screen as the store is until ctx ends, and then lets go of every
// reader. While nobody looks it does nothing.
func (s *Screen) Run(ctx context.Context) {
	defer s.code.working.Wait()
	defer s.close()
	for {
		if len(s.places) == 0 {
			select {
			case <-ctx.Done():
				return
			case <-s.wanted:
			}
		}
		wrote, jumped := s.Store.WroteBook(string(storage.Halls)), s.jump() // taken before looking, so that nothing slips between
		s.look(ctx)
		if !pause(ctx, lookPause) {
			return
		}
		tick := time.NewTimer(lookEvery)
		select {
		case <-ctx.Done():
		case <-wrote:
		case <-jumped:
		case <-s.wanted:
		case <-s.code.made:
		case <-tick.C:
		}
		tick.Stop()
		if ctx.Err() != nil {
			return
		}
	}
}

func (s *Screen) jump() <-chan struct{} {
	if s.Jumped == nil {
		return nil
	}
	return s.Jumped()
}

// pause waits; false: ctx ended.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// look makes a snapshot and tells the readers when it is another than before. A
// store that does not answer leaves the last one standing, and the readers soon
// hear nothing more: their pages then say how old it is.
func (s *Screen) look(ctx context.Context) {
	var b flows.Board
	err := s.Store.View(ctx, func(tx storage.Tx) (err error) { b, err = s.Board(tx); return err })
	var made []byte
	if err == nil {
		made, err = render(b, s.codeOf(ctx, b))
	}
	if err != nil {
		if ctx.Err() == nil {
			s.seldom.Do(func() { s.Log.Warn("calling screen cannot look", "err", err) })
		}
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := time.Since(s.looked) < stale
	s.looked = time.Now()
	if fresh && bytes.Equal(made, s.shown) {
		return
	}
	s.shown = made
	close(s.changed)
	s.changed = make(chan struct{})
}

// codeOf is the address of the day's code, where numbers are taken by it.
func (s *Screen) codeOf(ctx context.Context, b flows.Board) string {
	if !b.OnSite || b.Giving != flows.NumbersGiven {
		return ""
	}
	return s.code.of(ctx, b.Day)
}

// latest is what stands on the screen, and what is closed when that is another.
func (s *Screen) latest() (shown []byte, looked time.Time, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown, s.looked, s.changed
}
