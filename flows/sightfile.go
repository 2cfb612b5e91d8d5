package flows

import (
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// fileSighting files what is known by now: the first time a ticket, or a report
// joined to one; after that, what came since. It is told where the report went
// by the book of joins, not by what the session remembers: a crash may have come
// between.
func fileSighting(tx storage.Tx, s *sighting, t *turn) (string, error) {
	instance := t.session.Draft.Instance
	led, done, err := storage.Joins.Find(tx, instance)
	if err != nil {
		return "", err
	}
	switch {
	case done && s.Insist && !led.Own:
		if !led.Had {
			if err := t.part(tx, led.Number); err != nil {
				return "", err
			}
		}
		return s.fileNew(tx, t)
	case done:
		return s.supply(tx, t, led.Number, led.Own)
	case s.Joined:
		return s.join(tx, t, s.Near)
	case s.waits(tx, t):
		return "", nil
	case !s.Insist && t.session.Draft.Step != checkStep:
		near, err := t.near(tx, s)
		if err != nil {
			return "", err
		}
		if near.number != "" {
			return s.join(tx, t, near.number)
		}
	}
	return s.fileNew(tx, t)
}

// waits reports whether the report is filed only when it is complete: 一般流浪乞讨,
// unless the weather or a holiday makes everything urgent.
func (s *sighting) waits(tx storage.Tx, t *turn) bool {
	return t.session.Draft.Step != checkStep && !pressing(s.What) && !t.raised(tx)
}

func (s *sighting) fileNew(tx storage.Tx, t *turn) (string, error) {
	k := storage.Ticket{
		Kind: s.What, Category: sightingCategory, Unit: t.house.Bureau.Rescue.Unit, Sign: s.Sign,
		Urgent:   pressing(s.What),
		Township: t.where(s.Place, s.Point).township,
		Private:  storage.Private{Phone: s.Phone, Text: strings.Join(s.Words, "\n"), Place: s.Place, Point: s.Point},
	}
	if _, err := t.fileTicket(tx, storage.LetterSighting, &k, s.Media); err != nil {
		return "", err
	}
	if err := storage.Joins.Put(tx, t.session.Draft.Instance, storage.Join{Number: k.Number, Own: true, At: t.now}); err != nil {
		return "", err
	}
	if t.session.Draft.Step == checkStep {
		return texts.Sighting.Filed(k.Number, t.house.Bureau.Hotline), nil
	}
	first := ""
	if s.Sign != "" {
		first = s.emergency(t) // the question that would have said it was not asked
	}
	return texts.Paragraphs(first, texts.Sighting.Alerted(k.Number)), nil
}

// supply adds what came since to the sighting that the report led to. Whoever is
// on the way hears of it.
func (s *sighting) supply(tx storage.Tx, t *turn, number string, own bool) (string, error) {
	k, err := tx.Ticket(number)
	if err != nil {
		return "", err
	}
	words := s.Words[min(s.Sent.Words, len(s.Words)):]
	media := s.Media[min(s.Sent.Media, len(s.Media)):]
	if s.Sent.What != "" && s.What != s.Sent.What {
		words = append(words, texts.Sighting.NowWhat(s.What))
	}
	if s.Place != s.Sent.Place && s.Sent.Place != "" {
		words = append(words, texts.Sighting.NowPlace(s.Place))
	}
	phone := own && s.Phone != s.Sent.Phone
	if !k.Open() && (len(words)+len(media) > 0 || s.Joined) {
		return texts.Sighting.Over(number, t.house.Bureau.Hotline), nil
	}
	if len(words) == 0 && len(media) == 0 && !phone {
		return s.filedAs(t, number), nil
	}
	said := ""
	_, err = t.move(tx, k, t.asCitizen(), storage.ActSupplement, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if own {
			s.amend(t, k)
		}
		kept := media[:min(len(media), max(0, storage.MaxAttachments-k.Media))]
		if len(kept) < len(media) {
			said = texts.Sighting.PicturesFull
		}
		k.Media += len(kept)
		added := orElse(strings.Join(words, "\n"), supplied(len(kept), phone))
		if e.Text = added; own {
			e.Text, e.Detail = "", texts.Sighting.Items.More // the words are in the ticket
		}
		if err := t.attach(tx, number, kept); err != nil {
			return "", err
		}
		if phone && len(words)+len(kept) == 0 {
			return "", nil // nothing that whoever is on the way must hear at once
		}
		return "", t.supplied(tx, k, added, len(kept))
	})
	if err != nil {
		return "", err
	}
	return texts.Lines(said, s.filedAs(t, number)), nil
}

// amend brings the reporter's own ticket up to what the summary says.
func (s *sighting) amend(t *turn, k *storage.Ticket) {
	k.Kind, k.Sign = s.What, s.Sign
	k.Urgent = k.Urgent || pressing(s.What) || urgent(k)
	k.Township = t.where(s.Place, s.Point).township
	k.Private.Text = strings.Join(s.Words, "\n")
	k.Private.Place, k.Private.Point, k.Private.Phone = s.Place, s.Point, s.Phone
}

func supplied(media int, phone bool) string {
	switch {
	case media > 0:
		return texts.Feedback.AttachmentsOnly
	case phone:
		return texts.Sighting.PhoneLeft
	}
	return ""
}

// filedAs is what the reporter hears of where the report went, at the steps that
// end in it.
func (s *sighting) filedAs(t *turn, number string) string {
	switch step := t.session.Draft.Step; {
	case s.Joined && step == "same":
		return texts.Sighting.JoinedSure(number)
	case s.Joined && t.says(texts.WordDone, texts.WordSkip), s.Joined && step == checkStep:
		return texts.Sighting.JoinedFiled(number)
	case step == checkStep:
		return texts.Sighting.Filed(number, t.house.Bureau.Hotline)
	}
	return ""
}

// nowFiled notes what a commit has filed.
func (s *sighting) nowFiled() {
	s.Sent = sent{What: s.What, Place: s.Place, Phone: s.Phone, Words: len(s.Words), Media: len(s.Media)}
}
