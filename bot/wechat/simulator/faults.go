package simulator

import (
	"sync"
	"time"
)

// Outage is how the API is down.
type Outage int

const (
	Up          Outage = iota
	Unavailable        // every call is answered with HTTP 503
	HangUp             // every connection is closed without an answer
)

// Delivery is how often the platform pushes what a person does.
type Delivery int

const (
	// Once stops at the first good answer.
	Once Delivery = iota
	// ThriceInTurn pushes three times, one after the other, as if the first two answers had been lost: the
	// person sees the last answer.
	ThriceInTurn
	// ThriceAtOnce pushes three times at the same moment: the person sees the answer that comes first.
	ThriceAtOnce
)

// FaultState is every switch as it stands.
type FaultState struct {
	WindowsClosed bool
	QuotaUsedUp   bool
	Slow          time.Duration
	Outage        Outage
	Delivery      Delivery
	DropAnswers   int // answers of the webhook still to be lost
}

// Faults are the ways in which the platform misbehaves on demand; New makes them, all off. All
// methods are safe for concurrent use, and take effect from the next call or callback.
type Faults struct {
	mu     sync.Mutex
	state  FaultState
	codes  map[string]*codeFault
	revoke func()
}

type codeFault struct {
	code Errcode
	left int
}

// CloseWindows makes every customer-service message fail with 45015.
func (f *Faults) CloseWindows(on bool) { f.set(func(s *FaultState) { s.WindowsClosed = on }) }

// UseUpQuota makes every customer-service message fail with 45047.
func (f *Faults) UseUpQuota(on bool) { f.set(func(s *FaultState) { s.QuotaUsedUp = on }) }

// SlowAPI delays every API call; 0 ends it. The delay is real time.
func (f *Faults) SlowAPI(delay time.Duration) { f.set(func(s *FaultState) { s.Slow = delay }) }

// DownAPI takes the API down, tokens included; [Up] brings it back.
func (f *Faults) DownAPI(o Outage) { f.set(func(s *FaultState) { s.Outage = o }) }

// Deliver says how often each callback is pushed.
func (f *Faults) Deliver(d Delivery) { f.set(func(s *FaultState) { s.Delivery = d }) }

// DropAnswers loses the webhook's next n answers, so that the platform tries again.
func (f *Faults) DropAnswers(n int) { f.set(func(s *FaultState) { s.DropAnswers = max(n, 0) }) }

// RevokeTokens makes every access token issued so far invalid (40001); the next one fetched is good.
func (f *Faults) RevokeTokens() { f.revoke() }

// Answer makes the next n calls of a path, such as "/cgi-bin/message/custom/send", answer errcode. n of 0 or
// less takes it back.
func (f *Faults) Answer(path string, code Errcode, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n <= 0 {
		delete(f.codes, path)
		return
	}
	if f.codes == nil {
		f.codes = make(map[string]*codeFault)
	}
	f.codes[path] = &codeFault{code: code, left: n}
}

// Clear ends every fault. Revoked tokens stay revoked.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state, f.codes = FaultState{}, nil
}

// State returns the switches as they stand, for display.
func (f *Faults) State() FaultState {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state
}

func (f *Faults) set(change func(*FaultState)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(&f.state)
}

// takeCode answers and counts down the errcode set for a path; OK when there is none.
func (f *Faults) takeCode(path string) Errcode {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.codes[path]
	if c == nil {
		return OK
	}
	if c.left--; c.left == 0 {
		delete(f.codes, path)
	}
	return c.code
}

func (f *Faults) takeDrop() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.state.DropAnswers == 0 {
		return false
	}
	f.state.DropAnswers--
	return true
}
