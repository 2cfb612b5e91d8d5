package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/storagetest"
)

// album is a ticket with pictures.
func (f *belfry) album(key string, pictures ...string) (number string) {
	f.t.Helper()
	ticket := storage.Ticket{Key: key, Kind: "流浪乞讨", Category: "街面救助", State: storage.Submitted, Filed: f.clock.Now()}
	f.update(func(tx storage.Tx) error {
		_, err := tx.File("J", &ticket, storage.Event{At: f.clock.Now(), Action: storage.ActFile, To: storage.Submitted})
		return err
	})
	for _, p := range pictures {
		f.refer(ticket.Number, f.name(p))
	}
	return ticket.Number
}

// refer gives a ticket a picture that is kept.
func (f *belfry) refer(number, hash string) {
	f.t.Helper()
	f.update(func(tx storage.Tx) error {
		a := storage.Attachment{Ticket: number, Kind: storage.Photo, MediaID: "p", Added: f.clock.Now()}
		if _, err := tx.Attach(&a); err != nil {
			return err
		}
		a.State, a.Hash = storage.Kept, hash
		return tx.PutAttachment(&a)
	})
}

// thin lets go of every picture of a ticket.
func thin(tx storage.Tx, t storage.Timer) (scraps []string, err error) {
	_, number, _ := strings.Cut(t.Key, "/")
	all, err := tx.Attachments(number)
	for _, a := range all {
		scraps = append(scraps, a.Hash)
		a.State, a.Hash = storage.Thinned, ""
		err = errors.Join(err, tx.PutAttachment(&a))
	}
	return scraps, err
}

// name is that of a picture's file.
func (f *belfry) name(picture string) string {
	f.t.Helper()
	hash, err := f.store.Keep(context.Background(), []byte(picture))
	if err != nil {
		f.t.Fatal(err)
	}
	return hash
}

func (f *belfry) there(hash string) bool {
	f.t.Helper()
	_, err := f.store.Read(context.Background(), hash)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		f.t.Fatal(err)
	}
	return err == nil
}

// TestScraps: a file goes with its last reference, and not before.
func TestScraps(t *testing.T) {
	f := newBelfry(t, thin)
	one, other := f.album("one", "shared", "own"), f.album("other", "shared")
	shared, own := f.name("shared"), f.name("own")
	f.set("thin/"+one, 0)
	f.set("thin/"+other, time.Hour)
	f.later(0)
	if !f.there(shared) || f.there(own) {
		t.Errorf("shared is there: %v, own: %v", f.there(shared), f.there(own))
	}
	f.later(time.Hour)
	if f.there(shared) {
		t.Error("nobody refers to it, and it is there")
	}
}

// TestScrapsSurvive: whichever call fails, and though the process dies then, the
// file is gone once a bell hangs in the house again.
func TestScrapsSurvive(t *testing.T) {
	for _, when := range []storagetest.When{storagetest.Before, storagetest.After} {
		for n, hit := 1, true; hit; n++ {
			f := newBelfry(t, thin)
			number, own := f.album("one", "own"), f.name("own")
			f.set("thin/"+number, 0)
			f.fault.FailAt(n, when)
			_, _ = f.round(context.Background())
			hit = f.fault.Hit()
			f.reopen()
			f.fault.FailAt(0, when)
			f.later(0)
			if f.there(own) {
				t.Errorf("call %d failed, after=%v, and the file is still there", n, when == storagetest.After)
			}
		}
	}
}

// TestScrapsStuckFile: a file that cannot be removed is tried again.
func TestScrapsStuckFile(t *testing.T) {
	f := newBelfry(t, thin)
	number, own := f.album("one", "own"), f.name("own")
	f.set("thin/"+number, 0)
	f.Files = busyFiles{f.store}
	if _, err := f.round(context.Background()); !errors.Is(err, errBusyFile) {
		t.Errorf("got %v", err)
	}
	f.Files = f.store
	f.later(0)
	if f.there(own) {
		t.Error("it is still there")
	}
}

var errBusyFile = errors.New("file is busy")

type busyFiles struct{ storage.Files }

func (busyFiles) Remove(context.Context, string) error { return errBusyFile }

// TestSentAgain: a picture that somebody sends again just as its file is to go
// keeps its file.
func TestSentAgain(t *testing.T) {
	f := newBelfry(t, thin)
	one, other := f.album("one", "shared"), f.album("other")
	f.set("thin/"+one, 0)
	keeping := f.Keeping()
	keeping.Lock()
	shared := f.name("shared") // it is there already
	rang := make(chan string, 1)
	f.Observer = did{what: rang} // once the commit is done that let go of it
	done := make(chan error, 1)
	go func() { _, err := f.round(context.Background()); done <- err }()
	<-rang
	select {
	case err := <-done:
		t.Fatalf("the bell did not wait: %v", err)
	case <-time.After(20 * time.Millisecond):
	}
	f.refer(other, shared)
	keeping.Unlock()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if !f.there(shared) {
		t.Error("a picture that was just sent lost its file")
	}
}
