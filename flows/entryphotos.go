package flows

import (
	"slices"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// entryPhotos are photos of a stay that are taken after the entry. They belong to
// the station number, apart from what a citizen sent of the sighting.
type entryPhotos struct {
	Number string
	Photos []piece
}

var entryPhotosFlow Flow = form(flow[entryPhotos]{
	name:  "entry-photos",
	title: "入站照片",
	steps: []step[entryPhotos]{{
		name: "photo",
		look: func(p *entryPhotos, tx storage.Tx, t *turn) error { _, err := t.photosLeft(tx, p.Number); return err },
		say:  func(p *entryPhotos, _ *turn) string { return texts.Register.PhotosFor(p.Number) },
		take: (*entryPhotos).take,
	}},
	file: fileEntryPhotos,
})

func (p *entryPhotos) take(t *turn) Move {
	switch {
	case t.says(texts.WordDone, texts.WordSkip) && len(p.Photos) == 0:
		return Quit(texts.Register.PhotosNone(p.Number))
	case t.says(texts.WordDone, texts.WordSkip):
		return Finish
	}
	photos, m := takenPhoto(p.Photos, t, texts.Register.PhotosFor(p.Number))
	p.Photos = photos
	return m
}

// photosLeft is how many photos a stay still takes.
func (t *turn) photosLeft(tx storage.Tx, number string) (int, error) {
	if _, err := t.stay(tx, number); err != nil {
		return 0, err
	}
	all, err := tx.Attachments(number)
	if err == nil && len(all) >= storage.MaxAttachments {
		err = refuse(texts.Feedback.Full(storage.MaxAttachments))
	}
	return storage.MaxAttachments - len(all), err
}

func fileEntryPhotos(tx storage.Tx, p *entryPhotos, t *turn) (string, error) {
	left, err := t.photosLeft(tx, p.Number)
	if err != nil {
		return "", err
	}
	s, err := t.stay(tx, p.Number)
	if err != nil {
		return "", err
	}
	photos := p.Photos[:min(len(p.Photos), left)]
	if err := t.attach(tx, p.Number, photos); err != nil {
		return "", err
	}
	s.Checks = withPhoto(s.Checks, len(photos))
	if err := storage.Stays.Put(tx, p.Number, *s); err != nil {
		return "", err
	}
	return texts.Register.PhotosAdded(p.Number, len(photos)), t.noteStay(tx, s, texts.Register.NotedPhotos(p.Number))
}

// takenPhoto adds a photo to those sent so far.
func takenPhoto(photos []piece, t *turn, ask string) ([]piece, Move) {
	p, ok := pieceOf(t.Message)
	switch {
	case !ok || p.Kind != storage.Photo:
		return photos, Again(ask)
	case len(photos) >= storage.MaxAttachments:
		return photos, Again(texts.Feedback.Full(storage.MaxAttachments))
	}
	photos = append(photos, p)
	return photos, Again(texts.Register.PhotoKept(len(photos)))
}

// stayPictures is 照片 R…: the pictures of the register go to whoever works at the
// station, a few at a time, from the one named on; the look is an event.
func (t *turn) stayPictures(tx storage.Tx, number, from string) (string, error) {
	s, err := t.stay(tx, number)
	if err != nil {
		return "", err
	}
	all, err := tx.Attachments(number)
	if err != nil {
		return "", err
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(a storage.Attachment) bool { return a.State != storage.Kept })
	switch {
	case len(kept) == 0 && fetching(all):
		return "", refuse(texts.Staff.PicturesLater(len(all)))
	case len(kept) == 0:
		return "", refuse(texts.Register.NoPictures(number))
	}
	first := max(1, numberIn(from))
	if first > len(kept) {
		return "", refuse(texts.Staff.NoMore)
	}
	now := kept[first-1 : min(first-1+batch, len(kept))]
	for _, a := range now {
		n := storage.Notice{To: t.party.ID, Kind: storage.NoticePicture, Picture: a.Hash, Created: t.now, NextTry: t.now.Add(afterReply)}
		if err := enqueue(tx, n); err != nil {
			return "", err
		}
	}
	said := texts.Staff.Pictures(len(now), len(kept))
	if next := first + len(now); next <= len(kept) {
		said = texts.Lines(said, texts.Register.MorePhotos(number, next))
	}
	return said, t.logLook(tx, s, "照片")
}

// numberIn reads what was typed as a number; 0: it is none.
func numberIn(typed string) int {
	if s := fold.Text(typed); len(s) < 4 && isDigits(s) {
		return number(s)
	}
	return 0
}
