package flows

import (
	"time"

	"minqing/flows/disclosure"
	"minqing/flows/texts"
	"minqing/storage"
)

// batch is how many pictures go out at once: the platform takes five messages
// per contact, and one is left for words.
const batch = 4

// pictures is a clerk looking through a ticket's attachments.
type pictures struct {
	Number string
	From   int
}

// A ticket has at most nine attachments: the first four come with 照片, and 更多
// brings the rest in two steps.
var picturesFlow Flow = form(flow[pictures]{
	name:   "pictures",
	title:  "照片",
	browse: true,
	steps: []step[pictures]{
		{name: "second", say: quiet, take: (*pictures).takeMore},
		{name: "third", say: quiet, take: (*pictures).takeMore},
		{name: "end", say: quiet, take: func(*pictures, *turn) Move { return Elsewhere }},
	},
	file: func(tx storage.Tx, p *pictures, t *turn) (string, error) {
		return onTicket(tx, t, "照片", p.Number, "", func(tx storage.Tx, t *turn, _ call, k *storage.Ticket) (string, error) {
			return sendPictures(tx, t, k, p.From)
		})
	},
})

// afterReply is how long pictures wait, so that they follow the sentence that
// announces them, and find the window that the command opened.
const afterReply = 2 * time.Second

func quiet(*pictures, *turn) string { return "" }

func (p *pictures) takeMore(t *turn) Move {
	if !t.says(texts.WordMore) {
		return Elsewhere
	}
	p.From += batch
	return Commit
}

func showPictures(_ *Engine, t *turn, c call) Act {
	if c.stay != "" {
		return commit(func(tx storage.Tx) (string, error) { return t.stayPictures(tx, c.stay, c.rest) })
	}
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			k, err := t.open(tx, c)
			if err != nil {
				return "", err
			}
			return sendPictures(tx, t, k, 0)
		},
		Then: func(said string) Act { return before(said, picturesFlow.start(t, &pictures{Number: c.number})) },
	}
}

// sendPictures queues the next attachments to the one who asks, and records the
// look. They go out by the outbox, which reads them where they are kept.
func sendPictures(tx storage.Tx, t *turn, k *storage.Ticket, from int) (string, error) {
	if !t.sees(t.party.Staff, k, disclosure.Photos) {
		return "", refuse(texts.Staff.ScenePictures)
	}
	all, err := tx.Attachments(k.Number)
	if err != nil {
		return "", err
	}
	var kept []storage.Attachment
	fetching, lost, thinned := 0, 0, 0
	for _, a := range all {
		switch a.State {
		case storage.Kept:
			kept = append(kept, a)
		case storage.Fetching:
			fetching++
		case storage.Thinned:
			thinned++
		default:
			lost++
		}
	}
	switch {
	case from >= len(kept) && fetching > 0:
		return "", refuse(texts.Staff.PicturesLater(fetching))
	case from > 0 && from >= len(kept):
		return "", refuse(texts.Staff.NoMore)
	case from >= len(kept) && lost > 0:
		return "", refuse(texts.Staff.PicturesLost(lost))
	case from >= len(kept) && thinned > 0:
		return "", refuse(texts.Staff.PicturesThinned)
	case from >= len(kept):
		return "", refuse(texts.Staff.NoPictures(k.Number))
	}
	now := kept[from:min(from+batch, len(kept))]
	for _, a := range now {
		if _, err := tx.Enqueue(storage.Notice{To: t.party.ID, Kind: storage.NoticePicture, Picture: a.Hash, Created: t.now, NextTry: t.now.Add(afterReply)}); err != nil {
			return "", err
		}
	}
	said := texts.Staff.Pictures(len(now), len(kept))
	if left := len(kept) - from - len(now); left > 0 {
		said = texts.Staff.PicturesMore(len(now), left)
	} else if fetching > 0 {
		said = texts.Lines(said, texts.Staff.PicturesLater(fetching))
	}
	return t.move(tx, k, t.actor(), storage.ActLook, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = "照片"
		return said, nil
	})
}
