package bot

import (
	"context"
	"time"
)

// longestSleep is how long a worker goes without looking, whatever it expects: a
// machine that was suspended, or whose clock was set, is at another time than the
// one it slept towards.
const longestSleep = time.Minute

// sleep returns when it is time to look again: at next (zero: nothing is
// expected), when one of the channels says so, or when ctx ends. A nil channel
// never does.
func sleep(ctx context.Context, now func() time.Time, next time.Time, wrote, jumped, freed <-chan struct{}) {
	d := longestSleep
	if !next.IsZero() {
		d = min(max(next.Sub(now()), 10*time.Millisecond), longestSleep)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-wrote:
	case <-jumped:
	case <-freed:
	case <-timer.C:
	}
}

// jump is the channel that is closed when time is next put forward; nil where
// time only passes.
func jump(jumped func() <-chan struct{}) <-chan struct{} {
	if jumped == nil {
		return nil
	}
	return jumped()
}
