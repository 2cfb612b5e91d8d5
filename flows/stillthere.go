package flows

import (
	"strings"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// stillAsked is how long a reporter's 还在 finds the sighting that the team could
// not find, when it comes without a number.
const stillAsked = 24 * time.Hour

// stillCommands answer "人还在吗?".
func stillCommands() []*command {
	return []*command{
		{name: "还在", usage: "还在 J…", help: "救助队没找到人而人还在那里，请队员再去", ticket: true, bare: true, anywhere: true,
			run: func(_ *Engine, t *turn, c call) Act {
				return commit(func(tx storage.Tx) (string, error) { return stillThere(tx, t, c) })
			}},
		{name: "不在了", usage: "不在了 J…", help: "人已经离开", ticket: true, bare: true, anywhere: true,
			run: func(_ *Engine, t *turn, c call) Act {
				return commit(func(tx storage.Tx) (string, error) { return goneAway(tx, t, c) })
			}},
	}
}

// Whoever was asked 人还在吗? answers as people do.
var (
	stillWords = []string{"在", "在的", "还在的", "还在呢", "人在", "人还在", "还在这里", "还在那里", "还在这儿", "还在那儿"}
	goneWords  = []string{"不在", "人不在", "人不在了", "走了", "人走了", "已经走了", "不见了", "人不见了", "没在"}
)

// plainAnswer takes such an answer; to nobody who was not asked does it mean anything.
// All of it is one commit: a second run hears what the first one said.
func (e *Engine) plainAnswer(t *turn) (Act, bool) {
	var do func(storage.Tx, *turn, call) (string, error)
	switch {
	case t.Kind != Text:
	case t.says(stillWords...):
		do = stillThere
	case t.says(goneWords...):
		do = goneAway
	}
	if do == nil {
		return Act{}, false
	}
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			said, err := do(tx, t, call{})
			return said, ignoreRefusal(err)
		},
		Then: func(said string) Act {
			if said == "" {
				return e.showMenu(t, texts.House.NotUnderstood)
			}
			return Say(said)
		},
	}, true
}

// asked is the sighting that the person is answering about: by number, else the
// last one that the team did not find.
func (t *turn) asked(tx storage.Tx, number string) (*storage.Ticket, error) {
	numbers := []string{number}
	if number == "" {
		numbers = nil
		page, err := tx.Tickets(storage.Query{Citizen: t.party.ID, Limit: 20})
		if err != nil {
			return nil, err
		}
		for _, k := range page.Tickets {
			numbers = append(numbers, k.Number)
		}
		err = storage.Followed.Each(tx, storage.Range{Prefix: string(t.party.ID) + "/", Down: true}, func(key string, _ storage.Follow) (bool, error) {
			numbers = append(numbers, strings.TrimPrefix(key, string(t.party.ID)+"/"))
			return false, nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, n := range numbers {
		k, err := t.ownOrFollowed(tx, n)
		if err != nil && number != "" {
			return nil, err
		}
		if err == nil && k.Outcome == texts.NotFound && !k.Open() && (number != "" || t.now.Sub(k.Closed) < stillAsked) {
			return k, nil
		}
	}
	return nil, refuse(texts.Sighting.NothingAsked)
}

// stillThere is a yes: the sighting is opened again and the team called back.
func stillThere(tx storage.Tx, t *turn, c call) (string, error) {
	k, err := t.asked(tx, c.number)
	if err != nil {
		return "", err
	}
	return t.move(tx, k, t.asCitizen(), storage.ActReopen, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		words, _ := tidy(c.rest)
		e.Text = texts.Sighting.StillThere + words
		k.Private.Text = strings.TrimSpace(k.Private.Text + "\n" + words)
		t.callHead = texts.Alerts.StillThere(texts.Plain(words))
		k.Reopened++
		k.Owner, k.Outcome, k.Closed, k.Urgent = "", "", time.Time{}, true
		if k.Reopened > 1 { // twice not found: a leader should know
			if err := t.notify(tx, k, texts.Alerts.FoundTwiceNot(k.Number), func(s *storage.Staff) bool { return s.Has(storage.RoleLeader) }); err != nil {
				return "", err
			}
		}
		return texts.Sighting.GoingBack(k.Number), nil
	})
}

// goneAway is a no.
func goneAway(tx storage.Tx, t *turn, c call) (string, error) {
	k, err := t.asked(tx, c.number)
	if err != nil {
		return "", err
	}
	return t.move(tx, k, t.asCitizen(), storage.ActNote, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = texts.Sighting.GoneAway
		return texts.Sighting.Thanks(k.Number), nil
	})
}
