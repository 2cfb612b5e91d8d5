package boltstore

import (
	"errors"
	"slices"

	"minqing/storage"
)

func (v *verifier) attachments() error {
	err := v.each(inAttachments, func(k, val []byte) error {
		if len(k) != 9 {
			v.problem("attachments: a key has %d bytes", len(k))
			return nil
		}
		id := ticketID(k[:8])
		r, err := v.ticketRecord(id)
		if err != nil {
			v.problem("attachment %d of %s: %v", k[8], id.number(), err)
			return nil
		}
		a, err := v.decodeAttachment(&r, k, val)
		if err != nil {
			v.problem("attachment %d of %s: %v", k[8], id.number(), err)
			return nil
		}
		if a.State == storage.Kept {
			v.kept = append(v.kept, a)
		}
		due := v.get(dueAttachments, join(moment(a.NextTry), k)) != nil
		if due != (a.State == storage.Fetching) {
			v.problem("attachment %d of %s and the index of downloads disagree", k[8], id.number())
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.each(dueAttachments, func(k, _ []byte) error {
		if len(k) != 17 || v.get(inAttachments, k[8:]) == nil {
			v.problem("the index of downloads has an entry without an attachment")
		}
		return nil
	})
}

// media opens every kept file, and looks for the one of every kept attachment.
func (v *verifier) media(s *Store) error {
	names, err := mediaFiles(s.path)
	if err != nil {
		return err
	}
	for _, a := range v.kept {
		if !slices.Contains(names, a.Hash) {
			v.problem("attachment %d of %s: its file is missing", a.N, a.Ticket)
		}
	}
	for _, name := range names {
		v.report.Media++
		data, err := s.Read(v.ctx, name)
		switch {
		case v.ctx.Err() != nil:
			return v.ctx.Err()
		case errors.Is(err, storage.ErrNotFound): // removed meanwhile
		case err != nil:
			v.problem("media %s: %v", name, err)
		case s.key.FileName(data) != name:
			v.problem("media %s holds something else", name)
		}
	}
	return nil
}
