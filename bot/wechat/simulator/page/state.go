package page

import (
	"time"

	"minqing/bot/wechat/simulator"
)

// state is everything a page shows beside chats and wire. It is compared as it is written: nothing in it may
// differ from one look to the next without a reason.
type state struct {
	Epoch  string             `json:"epoch"`
	Ahead  int64              `json:"ahead"` // seconds the clock is ahead of the real one
	People []personState      `json:"people"`
	Menu   []simulator.Button `json:"menu"`
	Faults map[string]bool    `json:"faults"`
	Tour   *TourState         `json:"tour,omitempty"`
}

type personState struct {
	Person
	OpenID    string     `json:"openid"`
	Following bool       `json:"following"`
	Left      int        `json:"left"`            // customer-service messages that may still be sent
	Until     *time.Time `json:"until,omitempty"` // and until when
}

func (p *Page) state() state {
	s := state{Epoch: p.epoch, Menu: p.Platform.Menu(), Faults: map[string]bool{}}
	s.Ahead = int64(time.Until(p.Now()).Round(time.Second) / time.Second)
	for _, person := range p.cast() {
		ph := p.Platform.Phone(person.Name)
		w := ph.Window()
		one := personState{Person: person, OpenID: ph.OpenID(), Following: ph.Following(), Left: w.Left}
		if !w.Until.IsZero() {
			one.Until = &w.Until
		}
		s.People = append(s.People, one)
	}
	for _, f := range p.Switches {
		if f.On != nil {
			s.Faults[f.ID] = f.On()
		}
	}
	if p.Tour != nil {
		t := p.Tour.State()
		s.Tour = &t
	}
	return s
}

// cast is everybody with a phone: those of the options first, then whoever came later, from here or elsewhere.
func (p *Page) cast() []Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	known := make(map[string]bool, len(p.people))
	for _, person := range p.people {
		known[person.Name] = true
	}
	for _, ph := range p.Platform.Phones() {
		if !known[ph.Name()] {
			p.people = append(p.people[:len(p.people):len(p.people)], Person{Name: ph.Name(), Part: "市民"})
		}
	}
	return p.people
}
