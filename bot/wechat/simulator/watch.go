package simulator

import (
	"context"
	"sync"
	"time"
)

// Happening is one thing that happened on the platform: exactly one of the pointers is set. It may carry
// what people wrote; it is for the eyes of whoever runs the simulator.
type Happening struct {
	Seq      uint64 // from 1, without gaps
	At       time.Time
	Bubble   *Bubble
	Callback *Callback
	Call     *Call
}

// Callback is one try to deliver something to the account's webhook.
type Callback struct {
	Phone    string // name of the person
	OpenID   string
	Try      int // from 1
	Start    time.Time
	Duration time.Duration
	Status   int    // HTTP status, 0 when there was no answer
	XML      string // what was pushed, decrypted
	Reply    string // the answer, decrypted; "success" or empty when the account said nothing
	Fault    string // why the answer was no good; empty when it was
}

// Call is one call of the API by the account.
type Call struct {
	Method, Path string
	Start        time.Time
	Duration     time.Duration
	Status       int // HTTP status; 0 when the connection was closed on purpose
	Errcode      Errcode
	Errmsg       string
	Body         string // JSON of the request; empty for tokens, because it holds the secret, and for uploads
}

// keptHappenings is how many the platform remembers for a watcher who comes late.
const keptHappenings = 2000

// Watch returns everything that happens from now on, in order, without loss however slowly it is read. The
// channel is closed when ctx ends or the platform closes.
func (p *Platform) Watch(ctx context.Context) <-chan Happening {
	return p.hub.watch(ctx, nil)
}

// WatchSince is Watch that first repeats what happened after seq, as far back as it is remembered: 0 for
// all. A page that lost its connection resumes with the last Seq it saw.
func (p *Platform) WatchSince(ctx context.Context, seq uint64) <-chan Happening {
	return p.hub.watch(ctx, &seq)
}

type hub struct {
	mu       sync.Mutex
	seq      uint64
	kept     []Happening
	watchers map[*watcher]struct{}
	closed   bool
}

type watcher struct {
	queue []Happening
	more  chan struct{} // capacity 1: something is in the queue, or the hub closed
}

func (h *hub) publish(x Happening) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq++
	x.Seq = h.seq
	h.kept = append(h.kept, x)
	if len(h.kept) > 2*keptHappenings {
		h.kept = append([]Happening(nil), h.kept[len(h.kept)-keptHappenings:]...)
	}
	for w := range h.watchers {
		w.queue = append(w.queue, x)
		w.wake()
	}
}

func (w *watcher) wake() {
	select {
	case w.more <- struct{}{}:
	default:
	}
}

func (h *hub) watch(ctx context.Context, since *uint64) <-chan Happening {
	out := make(chan Happening)
	w := &watcher{more: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		close(out)
		return out
	}
	if since != nil {
		for _, x := range h.kept {
			if x.Seq > *since {
				w.queue = append(w.queue, x)
			}
		}
		w.wake()
	}
	if h.watchers == nil {
		h.watchers = make(map[*watcher]struct{})
	}
	h.watchers[w] = struct{}{}
	go h.pump(ctx, w, out)
	return out
}

func (h *hub) pump(ctx context.Context, w *watcher, out chan<- Happening) {
	defer close(out)
	defer h.leave(w)
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.more:
		}
		batch, closed := h.take(w)
		for _, x := range batch {
			select {
			case <-ctx.Done():
				return
			case out <- x:
			}
		}
		if closed {
			return
		}
	}
}

func (h *hub) take(w *watcher) (batch []Happening, closed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	batch, w.queue = w.queue, nil
	return batch, h.closed
}

func (h *hub) leave(w *watcher) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.watchers, w)
}

// close lets the watchers read what is left and then closes their channels. It does not wait for them.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for w := range h.watchers {
		w.wake()
	}
}
