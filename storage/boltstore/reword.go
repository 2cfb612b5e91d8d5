package boltstore

import (
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
	"minqing/storage/seal"
	"minqing/storage/wording"
)

// What the meta bucket knows of the index of words.
var (
	metaWords  = []byte("words")        // the scheme that the index is whole in
	metaMaking = []byte("words making") // the scheme in which it is being made …
	metaMade   = []byte("words made")   // … and the last ticket that was
)

// rewordStep is how many tickets one transaction puts into the index: so many that
// a file of a county is done in one, so few that one of a million needs no memory.
const rewordStep = 20_000

// addWords makes the index of words; store.reword fills it.
func addWords(t *bolt.Tx, _ *seal.Key) error {
	_, err := t.CreateBucketIfNotExists(inWords.name())
	return err
}

// reword makes the index of words anew where there is none, or where it was made by
// another scheme than this program's. It is done when it returns; a crash on the way
// costs nothing, the next start goes on.
func (s *Store) reword(step int) error {
	done := false
	err := s.db.View(func(t *bolt.Tx) error { // most starts write nothing
		done = string(inMeta.open(t).Get(metaWords)) == wording.Scheme()
		return nil
	})
	if err != nil {
		return fmt.Errorf("index words: %w", err)
	}
	for n := 0; !done; n += step {
		err := s.db.Update(func(bt *bolt.Tx) (err error) {
			t := &tx{batch: &batch{store: s, bolt: bt, words: s.words.Load(), writable: true}}
			done, err = t.rewordSome(step)
			return errors.Join(err, t.broken)
		})
		if err != nil {
			return fmt.Errorf("index words: %w", err)
		}
		if !done {
			s.log.Info("index words of tickets", "done", n+step)
		}
	}
	return nil
}

// rewordSome does the next part; done: nothing is left.
func (t *tx) rewordSome(step int) (done bool, err error) {
	meta := t.bucket(inMeta)
	scheme := wording.Scheme()
	if string(meta.Get(metaMaking)) != scheme {
		if err := t.emptyWords(); err != nil {
			return false, err
		}
	}
	c := t.bucket(inTickets).Cursor()
	made := append([]byte{}, meta.Get(metaMade)...)
	k, _ := c.Seek(append(made, 0))
	for n := 0; k != nil && n < step; n++ {
		id, ok := toTicketID(k)
		if !ok {
			return false, errCorrupt
		}
		if err := t.rewordTicket(id); err != nil {
			return false, fmt.Errorf("ticket %s: %w", id.number(), err)
		}
		made = append(made[:0], k...)
		k, _ = c.Next()
	}
	if k != nil {
		return false, meta.Put(metaMade, made)
	}
	return true, errors.Join(meta.Put(metaWords, []byte(scheme)), meta.Delete(metaMaking), meta.Delete(metaMade))
}

// emptyWords begins the index anew.
func (t *tx) emptyWords() error {
	if err := t.bolt.DeleteBucket(inWords.name()); err != nil {
		return err
	}
	if _, err := t.bolt.CreateBucket(inWords.name()); err != nil {
		return err
	}
	t.opened[inWords] = nil
	meta := t.bucket(inMeta)
	return errors.Join(meta.Put(metaMaking, []byte(wording.Scheme())), meta.Delete(metaMade), meta.Delete(metaWords))
}

func (t *tx) rewordTicket(id ticketID) error {
	r, err := t.ticketRecord(id)
	if err != nil {
		return err
	}
	var p storage.Private
	if len(r.sealed) > 0 {
		if p, err = t.openPrivate(id, &r); err != nil {
			return err
		}
	}
	return t.putWords(id, nil, &r, &p)
}
