package flows

import (
	"fmt"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

var (
	goers = []storage.Role{storage.RoleOutreach}
	// stationed are on the scene, or may take a sighting over; with command.station.
	stationed = []storage.Role{storage.RoleOutreach, storage.RoleClerk, storage.RoleDispatcher, storage.RoleLeader}
)

// streetCommands are what the team does about a sighting.
func streetCommands() []*command {
	return []*command{
		{name: "到达", usage: "到达 J…", help: "已到现场；可以接着发位置", roles: stationed, station: true, ticket: true, action: storage.ActArrive, run: arriveAt},
		{name: "去不了", usage: "去不了 J… 原因", help: "接了单去不了的退出来，马上另外叫人", roles: goers, ticket: true, run: moving(cannotGo)},
		{name: "处置", usage: "处置 J… 结果", help: "记下处置结果，报告人会收到通知", roles: stationed, station: true, ticket: true, action: storage.ActDispose, run: startHandling},
	}
}

// cannotGo is 去不了: whoever took a sighting and cannot go gives it back with the
// reason, and the others are called anew.
func cannotGo(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	switch {
	case !isSighting(k):
		return "", refuse(texts.Rescue.OnlySightings)
	case k.Owner != t.party.Staff.ID:
		return "", refuse(texts.Rescue.NotYours(k.Number))
	}
	if err := t.legal(k, storage.ActReturn); err != nil {
		return "", err
	}
	if !reasoned(c.rest) {
		return "", refuse(texts.Rescue.CannotGoReason(k.Number))
	}
	words := texts.Alerts.CannotGo(t.party.Staff.Name, k.Number, texts.Plain(strings.TrimRight(c.rest, "。")))
	return t.goesBack(tx, k, c.rest, words, texts.Rescue.CannotGo(k.Number))
}

// onStreet makes sure that whoever is there has taken the sighting: with cold
// fingers nobody types 接单 first. told says whether the reporter hears of it, which
// is too late when the outcome follows at once.
func (t *turn) onStreet(tx storage.Tx, k *storage.Ticket, told bool) error {
	if !isSighting(k) {
		return refuse(texts.Rescue.OnlySightings)
	}
	if !t.onScene(t.party.Staff, k) {
		return refuse(texts.Rescue.TakeFirst(k.Number))
	}
	if !untaken(k) {
		return nil
	}
	_, err := t.takeOver(tx, k, told)
	return err
}

// takeOver is what 接单 writes: the owner, and a word to whoever reported it.
func (t *turn) takeOver(tx storage.Tx, k *storage.Ticket, told bool) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActTake, func(tx storage.Tx, k *storage.Ticket, _ *storage.Event) (string, error) {
		k.Owner = t.party.Staff.ID
		if k.Unit == "" {
			k.Unit = orElse(t.party.Staff.Unit, t.unitFor("", k))
		}
		k.Responded = first(k.Responded, t.now)
		if !isSighting(k) {
			words := texts.Notices.Taken(k.Number, k.Unit)
			if u, ok := t.house.Bureau.Unit(k.Unit); ok && u.Outside {
				words = texts.Slips.Followed(k.Number, k.Unit)
			}
			said := heard(k, texts.Staff.Taken, texts.Paper.Taken)
			if !t.party.Staff.Has(handlers...) { // a leader takes what others then answer
				said = texts.Staff.TakenAbove
			}
			return said(k.Number), t.tell(tx, k, storage.NoticeTaken, words)
		}
		said := texts.Rescue.Taken(k.Number, texts.Plain(k.Private.Place), mapLink(k.Private.Point), k.Private.Phone != "", k.Media > 0)
		if !told {
			return said, nil
		}
		words := texts.Notices.OnTheWay(k.Number)
		if err := t.tell(tx, k, storage.NoticeTaken, words); err != nil {
			return "", err
		}
		return said, t.tellFollowers(tx, k, words)
	})
}

// mapLink opens the place on the map. The platform's own coordinates (GCJ-02) are
// those of Tencent's map.
func mapLink(p *storage.Point) string {
	if p == nil {
		return ""
	}
	return fmt.Sprintf("https://apis.map.qq.com/uri/v1/marker?marker=coord:%.6f,%.6f", p.Lat, p.Lng)
}

// arrival is whoever arrived and may still send where.
type arrival struct{ Number, Where string }

var arrivalFlow Flow = form(flow[arrival]{
	name:   "arrival",
	title:  "到达",
	browse: true,
	steps: []step[arrival]{{
		name: "where",
		say:  func(*arrival, *turn) string { return "" },
		take: func(a *arrival, t *turn) Move {
			if t.Kind != Location || t.Point == nil {
				return Elsewhere
			}
			a.Where, _, _ = placeOf(t)
			return Finish
		},
	}},
	file: func(tx storage.Tx, a *arrival, t *turn) (string, error) {
		return onTicket(tx, t, "到达", a.Number, "", func(tx storage.Tx, t *turn, _ call, k *storage.Ticket) (string, error) {
			return t.move(tx, k, t.actor(), storage.ActNote, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
				e.Text = texts.Rescue.ArrivedWhere + a.Where
				return texts.Rescue.WhereNoted(a.Number), nil
			})
		})
	},
})

func arriveAt(_ *Engine, t *turn, c call) Act {
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			k, err := t.open(tx, c)
			if err != nil {
				return "", err
			}
			if err := t.onStreet(tx, k, true); err != nil {
				return "", err
			}
			return t.move(tx, k, t.actor(), storage.ActArrive, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
				e.Text = c.rest
				return texts.Rescue.Arrived(k.Number, t.demands(k, nil, "")), nil
			})
		},
		Then: func(said string) Act { return before(said, arrivalFlow.start(t, &arrival{Number: c.number})) },
	}
}
