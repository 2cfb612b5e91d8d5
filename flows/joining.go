package flows

import (
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// join adds a report to a sighting that somebody reported before: whoever is on
// the way hears of it, and the reporter hears what becomes of it. It is made
// before the reporter was asked whether it is the same person where minutes
// count, so that nothing is lost if they never answer.
func (s *sighting) join(tx storage.Tx, t *turn, number string) (string, error) {
	k, err := tx.Ticket(number)
	if err != nil {
		return "", err
	}
	said := texts.Sighting.JoinedNow(number)
	if s.Joined {
		said = texts.Sighting.JoinedSure(number)
	}
	if !k.Open() { // it was closed while the reporter thought
		return s.fileNew(tx, t)
	}
	had, err := t.follows(tx, number)
	if err != nil {
		return "", err
	}
	if err := t.follow(tx, k, s.Phone); err != nil {
		return "", err
	}
	media := s.Media[:min(len(s.Media), max(0, storage.MaxAttachments-k.Media))]
	_, err = t.move(tx, k, t.asCitizen(), storage.ActJoin, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = strings.Join(append([]string{s.What, s.Place}, s.Words...), "\n")
		if err := t.attach(tx, number, media); err != nil {
			return "", err
		}
		k.Media += len(media)
		if pressing(s.What) {
			k.Urgent = true
		}
		return "", t.supplied(tx, k, texts.Alerts.Joined(s.What, texts.Plain(s.Place)), len(media))
	})
	if err != nil {
		return "", err
	}
	first := ""
	if s.Sign != "" {
		first = s.emergency(t)
	}
	if len(media) < len(s.Media) {
		said = texts.Lines(said, texts.Sighting.PicturesFull)
	}
	return texts.Paragraphs(first, said), storage.Joins.Put(tx, t.session.Draft.Instance, storage.Join{Number: number, Had: had, At: t.now})
}

// follow lets a person hear what becomes of somebody else's sighting.
func (t *turn) follow(tx storage.Tx, k *storage.Ticket, phone string) error {
	if k.Citizen == t.party.ID {
		return nil // it is their own
	}
	return follow(tx, k.Number, t.party.ID, storage.Follow{Since: t.now, Phone: phone})
}

func follow(tx storage.Tx, number string, who storage.PersonID, f storage.Follow) error {
	if err := storage.Follows.Put(tx, number+"/"+string(who), f); err != nil {
		return err
	}
	return storage.Followed.Put(tx, string(who)+"/"+number, f)
}

// part takes back a join: the reporter says that it is another person.
func (t *turn) part(tx storage.Tx, number string) error {
	return unfollow(tx, number, t.party.ID)
}

// followers are those who reported the same and are told what becomes of it.
func followers(tx storage.Tx, number string) (who []storage.PersonID, err error) {
	err = storage.Follows.Each(tx, storage.Range{Prefix: number + "/"}, func(key string, _ storage.Follow) (bool, error) {
		who = append(who, storage.PersonID(strings.TrimPrefix(key, number+"/")))
		return false, nil
	})
	return who, err
}

// follows reports whether a person's report was joined to the sighting.
func (t *turn) follows(tx storage.Tx, number string) (bool, error) {
	_, ok, err := storage.Follows.Find(tx, number+"/"+string(t.party.ID))
	return ok, err
}

// ForgetFollows lets go of whatever reports of a person were joined to others'
// sightings: with the person goes the number they left and that they are told.
func ForgetFollows(tx storage.Tx, who storage.PersonID) error {
	var numbers []string
	err := storage.Followed.Each(tx, storage.Range{Prefix: string(who) + "/"}, func(key string, _ storage.Follow) (bool, error) {
		numbers = append(numbers, strings.TrimPrefix(key, string(who)+"/"))
		return false, nil
	})
	if err != nil {
		return err
	}
	for _, n := range numbers {
		if err := unfollow(tx, n, who); err != nil {
			return err
		}
	}
	return nil
}

func unfollow(tx storage.Tx, number string, who storage.PersonID) error {
	if err := storage.Follows.Drop(tx, number+"/"+string(who)); err != nil {
		return err
	}
	return storage.Followed.Drop(tx, string(who)+"/"+number)
}

// stepBack is a withdrawal of what others have reported, too: it goes
// on for them.
func (t *turn) stepBack(tx storage.Tx, k *storage.Ticket, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if err := t.legal(k, storage.ActWithdraw); err != nil {
		return "", err
	}
	return t.move(tx, k, t.asCitizen(), storage.ActNote, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = texts.Sighting.SteppedBack
		who, err := t.hearers(tx, k)
		if err != nil {
			return "", err
		}
		if !isSighting(k) {
			e.Text = texts.Moves.SteppedBack
			return texts.Moves.OthersToo(k.Number), t.notify(tx, k, texts.Moves.FirstLeft(k.Number), who)
		}
		return texts.Sighting.OthersToo(k.Number), t.notify(tx, k, texts.Alerts.SteppedBack(k.Number), who)
	})
}
