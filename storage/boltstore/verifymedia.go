package boltstore

import (
	"errors"
	"slices"

	"minqing/storage"
)

// attachments reads every attachment, and looks for its places in the indexes.
func (v *verifier) attachments() error {
	files := 0
	err := v.each(inAttachments, func(k, val []byte) error {
		if len(k) != 9 {
			v.problem("attachments: a key has %d bytes", len(k))
			return nil
		}
		in, err := v.albumOf(ticketID(k[:8]))
		if err != nil {
			v.problem("attachment %d of %s: %v", k[8], ticketID(k[:8]).number(), err)
			return nil
		}
		a, err := v.decodeAttachment(&in, k, val)
		if err != nil {
			v.problem("attachment %d of %s: %v", k[8], in.number, err)
			return nil
		}
		if a.State == storage.Kept {
			v.kept = append(v.kept, a)
		}
		due := v.get(dueAttachments, join(moment(a.NextTry), k)) != nil
		if due != (a.State == storage.Fetching) {
			v.problem("attachment %d of %s and the index of downloads disagree", a.N, a.Ticket)
		}
		if a.Hash == "" {
			return nil
		}
		if files++; v.get(byFile, fileKey(a.Hash, k)) == nil {
			v.problem("attachment %d of %s is missing in %s", a.N, a.Ticket, byFile.name())
		}
		return nil
	})
	if err != nil {
		return err
	}
	listed := 0
	if err := v.each(byFile, func(_, _ []byte) error { listed++; return nil }); err != nil {
		return err
	}
	if listed != files {
		v.problem("%s has %d entries for %d attachments with a file", byFile.name(), listed, files)
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
