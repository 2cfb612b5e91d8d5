package flows

import (
	"fmt"
	"strings"

	"minqing/storage"
)

// rings says who answers a timer, by the part of its key before the first slash.
// What follows the slash is handed over.
var rings = map[string]func(t *turn, tx storage.Tx, about string, timer storage.Timer) error{
	"ladder":  ringLadder,
	"stale":   ringStale,
	"supply":  ringSupply,
	"weather": ringWeather,
	"stay":    ringStay,
	"thin":    ringThin,
	"keep":    ringKeep,
	"relay":   ringRelay,
	"hall":    ringHall,
	"remind":  ringRemind,
	"recall":  ringCallBack,
	standing:  ringStanding,
}

// Ring does what a timer stands for. It runs in the Update that lets go of the
// timer, and may run more than once: it touches only tx. A timer that Ring sets
// anew rings again. The files it returns have lost a reference; whoever commits
// removes those that nothing else refers to.
func (e *Engine) Ring(tx storage.Tx, timer storage.Timer) (scraps []string, err error) {
	name, about, _ := strings.Cut(timer.Key, "/")
	answer := rings[name]
	if answer == nil {
		return nil, fmt.Errorf("ring %s: nobody answers it in this release", name)
	}
	t := e.unasked()
	if err := answer(t, tx, about, timer); err != nil {
		return nil, fmt.Errorf("ring %s: %w", name, err)
	}
	return t.scraps, nil
}

// unasked is a turn that nobody's message began: the house acts by itself.
func (e *Engine) unasked() *turn {
	return e.newTurn(new(storage.Session), Party{}, Message{})
}
