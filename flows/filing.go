package flows

import (
	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// piece is a photo, voice or video as it was sent.
type piece struct {
	Kind storage.AttachmentKind
	ID   string
}

// pieceOf returns what a message carries; false when it carries none.
func pieceOf(m Message) (piece, bool) {
	kinds := map[Kind]storage.AttachmentKind{Photo: storage.Photo, Voice: storage.Voice, Video: storage.Video}
	kind, ok := kinds[m.Kind]
	return piece{kind, m.MediaID}, ok && m.MediaID != ""
}

// fileTicket gives a ticket its number, queues its attachments and tells the
// desk, once per flow instance. Everything the flow left empty is filled in.
func (t *turn) fileTicket(tx storage.Tx, letter string, ticket *storage.Ticket, pieces []piece) (fresh bool, err error) {
	ticket.Key = t.session.Draft.Instance
	by := t.asCitizen()
	if ticket.Citizen = t.party.ID; ticket.Channel == texts.ChannelPatrol {
		ticket.Citizen, by = "", t.actor() // the team's own: nobody waits for an answer
	}
	return t.fileAs(tx, letter, ticket, pieces, by)
}

// fileAs is fileTicket for what has its key, and a citizen or none, already.
func (t *turn) fileAs(tx storage.Tx, letter string, ticket *storage.Ticket, pieces []piece, by storage.Actor) (fresh bool, err error) {
	ticket.Channel = orElse(ticket.Channel, "微信")
	ticket.Filed, ticket.Updated = t.now, t.now
	ticket.State = storage.Submitted
	ticket.Media = len(pieces)
	if c, ok := t.house.Bureau.Category(ticket.Category); ok && c.Conduct {
		ticket.Conduct = true
	}
	if letter == storage.LetterFeedback {
		t.asHardship(ticket)
	}
	if t.house.takeOn(ticket); letter == storage.LetterSighting {
		ticket.Due = t.now.Add(sightingLife)
	}
	ticket.Urgent = ticket.Urgent || urgent(ticket)
	fresh, err = tx.File(letter, ticket, storage.Event{At: t.now, Actor: by, Action: storage.ActFile, To: storage.Submitted})
	if err != nil || !fresh {
		return fresh, err
	}
	if err := t.attach(tx, ticket.Number, pieces); err != nil {
		return true, err
	}
	if err := t.barNamed(tx, ticket, ticket.Private.Text); err != nil {
		return true, err
	}
	return true, t.announce(tx, ticket)
}

func (t *turn) attach(tx storage.Tx, number string, pieces []piece) error {
	for _, p := range pieces {
		a := storage.Attachment{Ticket: number, Kind: p.Kind, MediaID: p.ID, State: storage.Fetching, Added: t.now, NextTry: t.now}
		if _, err := tx.Attach(&a); err != nil {
			return err
		}
	}
	return nil
}

// announce tells the desk of a new ticket. A conduct complaint goes past the
// desk, straight to 纪检.
func (t *turn) announce(tx storage.Tx, ticket *storage.Ticket) error {
	switch {
	case ticket.Conduct:
		return t.toDiscipline(tx, ticket)
	case isSighting(ticket):
		return t.announceSighting(tx, ticket)
	case ticket.Kind == texts.Disaster.TicketKind:
		return t.passOn(tx, ticket)
	case ticket.Procedure == limits.Hardship:
		return t.toWindow(tx, ticket)
	}
	return t.notify(tx, ticket, texts.Alerts.Filed(ticket.Number, ticket.Kind, ticket.Category), dispatchers)
}

// announceSighting calls the team. What the team itself reports is theirs already.
func (t *turn) announceSighting(tx storage.Tx, ticket *storage.Ticket) error {
	err := firstError(
		func() error { return t.watch(tx, ticket) },
		func() error { return t.thinLater(tx, ticket) })
	if err != nil || ticket.Channel == texts.ChannelPatrol {
		return err
	}
	return t.callOut(tx, ticket)
}

func (t *turn) toDiscipline(tx storage.Tx, ticket *storage.Ticket) error {
	bot := storage.Actor{Kind: storage.BySystem}
	if _, err := t.move(tx, ticket, bot, storage.ActAccept, nothing); err != nil {
		return err
	}
	_, err := t.move(tx, ticket, bot, storage.ActAssign, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if u, ok := t.house.Bureau.ConductUnit(); ok {
			k.Unit, e.Detail = u.Name, u.Name
		}
		return "", nil
	})
	if err != nil {
		return err
	}
	return t.notify(tx, ticket, texts.Alerts.Conduct(ticket.Number), responsible(ticket))
}

func nothing(storage.Tx, *storage.Ticket, *storage.Event) (string, error) { return "", nil }
