package bot

import (
	"context"
	"sync"
	"time"

	"minqing/flows"
)

// pending is a turn at work, and everybody who waits for its answer: the
// platform may deliver a message again while the first delivery is still being
// handled.
type pending struct {
	done    chan struct{} // closed when the answer is there, or when it will come later
	late    bool          // somebody was answered success; the reply goes by the outbox
	settled bool
	reply   string
	written func()
}

// Answer takes one message and returns what to reply: "" for a plain success.
// written, if not nil, must be called once the reply was written without error.
// Every delivery of one message gets the same answer, and causes one turn. A
// turn that nears the platform's five seconds goes on without the caller.
func (b *Bot) Answer(ctx context.Context, m flows.Message) (reply string, written func()) {
	p := b.join(ctx, m)
	timer := time.NewTimer(b.Turn)
	defer timer.Stop()
	select {
	case <-p.done:
	case <-timer.C:
		b.giveUp(p)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.late {
		return "", nil
	}
	return p.reply, p.written
}

// join starts the turn of a message, or finds the one that is at work.
func (b *Bot) join(ctx context.Context, m flows.Message) *pending {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p, ok := b.pending[m.ID]; ok {
		return p
	}
	p := &pending{done: make(chan struct{})}
	b.pending[m.ID] = p
	b.turns.Add(1)
	b.crew.run(func() { b.perform(context.WithoutCancel(ctx), m, p) })
	return p
}

// giveUp makes every delivery of the message hear success now.
func (b *Bot) giveUp(p *pending) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !p.settled {
		p.late = true
		p.settled = true
		close(p.done)
	}
}

// isLate reports whether the reply must go by the outbox.
func (b *Bot) isLate(p *pending) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return p.late
}

// perform runs the turn and hands its answer over, or pushes it when nobody
// waits any more.
func (b *Bot) perform(ctx context.Context, m flows.Message, p *pending) {
	defer b.turns.Done()
	ctx, cancel := context.WithTimeout(ctx, b.Patience)
	defer cancel()
	reply, written := b.tryTurn(ctx, m, p)

	b.mu.Lock()
	delete(b.pending, m.ID)
	if !p.settled {
		p.reply, p.settled = reply, true
		if written != nil {
			p.written = sync.OnceFunc(written) // several deliveries may be answered at once
		}
		close(p.done)
		b.mu.Unlock()
		return
	}
	b.mu.Unlock()
	if err := b.pushLate(context.WithoutCancel(ctx), m, reply); err != nil {
		b.Log.Error("late reply could not be queued", "turn", shortID(m.ID), "err", err)
	} else if written != nil {
		written() // the outbox has it now: it will be told
	}
}
