package flows

import (
	"strconv"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// startHandling is 处置: with the outcome in the same line it is filed at once.
func startHandling(_ *Engine, t *turn, c call) Act {
	h := &handling{Number: c.number, At: "outcome"}
	outcome, rest := outcomeIn(c.rest)
	if outcome == "" {
		return Act{
			Look: func(tx storage.Tx) error {
				k, err := t.open(tx, c)
				if err == nil && !isSighting(k) {
					return refuse(texts.Rescue.OnlySightings)
				}
				if err == nil && !t.onScene(t.party.Staff, k) {
					return refuse(texts.Rescue.TakeFirst(k.Number))
				}
				if err == nil && !untaken(k) {
					err = t.legal(k, storage.ActDispose)
				}
				return err
			},
			Then: func(string) Act { return handlingFlow.start(t, h) },
		}
	}
	h.At = "told"
	h.told(t, outcome, rest)
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			k, err := t.open(tx, c)
			if err != nil {
				return "", err
			}
			return t.dispose(tx, k, h)
		},
		Then: func(said string) Act { return before(said, handlingFlow.start(t, h)) },
	}
}

// outcomeIn finds the outcome at the head of what was typed, by name or number.
func outcomeIn(typed string) (outcome, rest string) {
	words := listed(typed)
	if len(words) == 0 {
		return "", ""
	}
	rest = strings.TrimSpace(strings.TrimPrefix(typed, words[0]))
	if n, err := strconv.Atoi(fold.Text(words[0])); err == nil && n >= 1 && n <= len(texts.Outcomes) {
		return texts.Outcomes[n-1], rest
	}
	for _, o := range texts.Outcomes {
		if strings.HasPrefix(words[0], o) {
			return o, strings.TrimLeft(strings.TrimSpace(typed)[len(o):], " 　，,。")
		}
	}
	return "", ""
}

func (t *turn) hospitalIn(words string) string {
	for _, h := range t.house.Bureau.Hospitals {
		if strings.Contains(words, h.Name) || strings.Contains(words, strings.TrimPrefix(h.Name, strings.TrimSuffix(t.house.Bureau.County, "县"))) {
			return h.Name
		}
	}
	return ""
}

// dispose closes a sighting with its outcome, writes its line of the daily
// register (日常登记表), and tells whoever reported it, without saying who the
// person is or how ill.
func (t *turn) dispose(tx storage.Tx, k *storage.Ticket, h *handling) (string, error) {
	if err := t.onStreet(tx, k, false); err != nil {
		return "", err
	}
	people, cost, words := figuresIn(h.Words)
	return t.move(tx, k, t.actor(), storage.ActDispose, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Outcome, k.Responded = h.Outcome, first(k.Responded, t.now)
		e.Detail, e.Text = h.Outcome+bracketed(h.Hospital), h.Words
		d := storage.Daily{
			Ticket: k.Number, At: t.now, By: t.party.Staff.ID, Kind: k.Kind, Place: k.Private.Place, Township: k.Township, Sign: k.Sign,
			Outcome: h.Outcome, Hospital: h.Hospital, People: max(people, 1), Cost: cost, Words: words,
			Owed: t.demands(k, nil, h.Outcome),
		}
		if err := t.addDaily(tx, k, d); err != nil {
			return "", err
		}
		if err := t.tellOutcome(tx, k); err != nil {
			return "", err
		}
		byPhone, err := "", error(nil)
		if h.Outcome == texts.ToMinors {
			byPhone, err = t.tellMinors(tx, k)
		}
		return texts.Lines(texts.Rescue.Handled(k.Number, e.Detail, h.Outcome == texts.ToStation, k.Channel != texts.ChannelPatrol), t.referral(k, h), byPhone), err
	})
}

// referral is 转介单, what the hospital needs to know of who was brought: to be
// forwarded or read out.
func (t *turn) referral(k *storage.Ticket, h *handling) string {
	if h.Outcome != texts.ToHospital {
		return ""
	}
	b := t.house.Bureau
	return texts.Rescue.Referral(k.Number, orElse(h.Hospital, texts.Rescue.OtherHospital), hour(t.now), texts.Plain(k.Private.Place), k.Kind, b.Rescue.Unit, b.Hotline)
}

// tellOutcome is what the reporters hear at the end.
func (t *turn) tellOutcome(tx storage.Tx, k *storage.Ticket) error {
	if k.Outcome == texts.NotFound {
		return t.tellReporters(tx, k, texts.Notices.StillThere(k.Number))
	}
	words := texts.Notices.Handled(k.Number, k.Outcome == texts.ToHospital)
	if err := t.tell(tx, k, storage.NoticeResolved, texts.Paragraphs(words, texts.Notices.Rate(k.Number))); err != nil {
		return err
	}
	return t.tellFollowers(tx, k, words)
}

// tellMinors tells the child protection centre what it needs for its part. Where nobody
// of it is here, whoever hands the child over must call, and is told so.
func (t *turn) tellMinors(tx storage.Tx, k *storage.Ticket) (byPhone string, err error) {
	name := "未成年人保护中心"
	if c, ok := t.house.Bureau.Category("未成年人保护"); ok {
		name = c.Unit
	}
	theirs := func(s *storage.Staff) bool { return s.Has(storage.RoleClerk) && s.Unit == name }
	n, err := bound(tx, k, theirs)
	if err != nil {
		return "", err
	}
	if n == 0 {
		u, _ := t.house.Bureau.Unit(name)
		byPhone = texts.Rescue.CallMinors(name, u.Phone)
	}
	return byPhone, t.notify(tx, k, texts.Alerts.Minor(k.Number, texts.Plain(k.Private.Place)), theirs)
}
