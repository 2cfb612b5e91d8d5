package bot

import (
	"log/slog"
	"sync"
	"time"

	"minqing/flows"
	"minqing/storage"
)

// Config is what a Bot works with. Everything but Observer is required.
type Config struct {
	Engine   *flows.Engine
	Store    storage.Store
	Sessions storage.Sessions
	Now      func() time.Time
	Log      *slog.Logger
	Observer Observer

	Bureau   string        // as the privacy notice calls us
	Phone    string        // said wherever the bot cannot help
	Turn     time.Duration // past it the platform hears success and the reply goes by the outbox
	Patience time.Duration // past it a turn is given up; the person hears so
}

// Bot answers messages. It is safe for concurrent use.
type Bot struct {
	Config
	mu      sync.Mutex
	pending map[string]*pending  // by identity of the message
	telling map[uint64]time.Time // held notices in a reply on its way out
	turns   sync.WaitGroup
	crew    *crew
	pauses  []time.Duration // between the tries of a turn
}

// New returns a Bot that is ready to answer.
func New(c Config) *Bot {
	if c.Observer == nil {
		c.Observer = silent{}
	}
	return &Bot{Config: c, crew: newCrew(), pending: map[string]*pending{}, telling: map[uint64]time.Time{}, pauses: retryPauses}
}

// Wait returns when every turn has ended, with its commit and its reply.
func (b *Bot) Wait() { b.turns.Wait() }

// Observer hears what happened, for metrics. Nothing personal reaches it.
type Observer interface {
	Turn(flow, outcome string, took time.Duration)
	Sent(api, outcome string)
	Fetched(outcome string)
	Rang(kind, outcome string)
}

type silent struct{}

func (silent) Turn(string, string, time.Duration) {}
func (silent) Sent(string, string)                {}
func (silent) Fetched(string)                     {}
func (silent) Rang(string, string)                {}
