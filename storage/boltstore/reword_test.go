package boltstore

import (
	"bytes"
	"testing"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
	"minqing/storage/wording"
)

// filled opens a file with tickets of which each 金丝楠木 is one in ten thousand.
func filled(t *testing.T, n int) *Store {
	t.Helper()
	s := openAt(t, newPath(t))
	fillBench(t, s, 0, n)
	return s
}

func (s *Store) finds(t *testing.T, term string) (n int) {
	t.Helper()
	err := s.View(ctx, func(tx storage.Tx) error {
		found, err := tx.Find(storage.Search{Terms: []string{term}, Limit: 100})
		n = len(found.Tickets)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A file from before the index of words gets it at the next start, and a start
// that was killed on the way costs nothing.
func TestWordsOfAnOlderFile(t *testing.T) {
	s := filled(t, 90)
	want := s.finds(t, "老人走路")
	if want == 0 || s.finds(t, "金丝楠木") != 1 {
		t.Fatalf("%d tickets speak of it", want)
	}
	before := lines(t, s)
	err := s.db.Update(func(bt *bolt.Tx) error { // as version 2 left it
		if err := bt.DeleteBucket(inWords.name()); err != nil {
			return err
		}
		meta := inMeta.open(bt)
		if err := meta.Delete(metaWords); err != nil {
			return err
		}
		return meta.Put(metaVersion, key64(2))
	})
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	again := openAt(t, s.path)
	if !bytes.Equal(lines(t, again), before) {
		t.Error("the index is another than before")
	}
	wantSound(t, again)

	err = again.db.Update(func(bt *bolt.Tx) error { // as a kill on the way leaves it
		if err := inMeta.open(bt).Put(metaWords, []byte("of an older program")); err != nil {
			return err
		}
		tx := &tx{batch: &batch{store: again, bolt: bt, words: again.words.Load(), writable: true}}
		done, err := tx.rewordSome(40)
		if done {
			t.Error("forty of ninety are all")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := again.finds(t, "老人走路"); n >= want {
		t.Errorf("half an index finds %d of %d", n, want)
	}
	closeStore(t, again)
	last := openAt(t, s.path)
	if got := last.finds(t, "老人走路"); got != want || !bytes.Equal(lines(t, last), before) {
		t.Errorf("%d are found, want %d", got, want)
	}
	wantSound(t, last)
	if err := last.reword(7); err != nil {
		t.Fatal(err)
	}
}

// lines is the whole index of words.
func lines(t *testing.T, s *Store) (all []byte) {
	t.Helper()
	err := s.db.View(func(bt *bolt.Tx) error {
		if got := string(inMeta.open(bt).Get(metaWords)); got != wording.Scheme() || inMeta.open(bt).Get(metaMade) != nil {
			t.Errorf("the index is of scheme %q, and there is more to do", got)
		}
		return inWords.open(bt).ForEach(func(k, v []byte) error {
			all = append(append(all, k...), v...)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Two tickets of the same words have nothing in common in the index: it tells nobody
// without the key which words are frequent.
func TestFiltersTellNothing(t *testing.T) {
	key := testKey(t)
	pairs := pairsIn(pairOfWords, "殡仪馆门口的鞭炮纸满地都是")
	one, other := makeTicketID('F', 261123, 1), makeTicketID('F', 261123, 2)
	a, b := makeFilter(key.Spotter(), one, pairs), makeFilter(key.Spotter(), other, pairs)
	if bytes.Equal(a, b) || len(a) != len(b) || len(a) != (len(pairs)*bitsOfPair+7)/8 {
		t.Errorf("%x and %x", a, b)
	}
	if !mayHold(key.Spotter(), one, a, pairs) || mayHold(key.Spotter(), other, a, pairs) {
		t.Error("a filter is read as its own ticket's alone")
	}
	if mayHold(key.Spotter(), one, a, nil) || mayHold(key.Spotter(), one, nil, pairs) {
		t.Error("nothing holds nothing")
	}
}

// A filter seems to hold what it doesn't about once in 150 times: more, and a search
// opens too much.
func TestFiltersAreSelective(t *testing.T) {
	key := testKey(t)
	spots := key.Spotter()
	wrong, asked := 0, 0
	for n := range 300 {
		id := makeTicketID('F', 261123, uint32(n+1))
		filter := makeFilter(spots, id, pairsIn(pairOfWords, benchWords(n).Text))
		for a := rune(0x5000); a < 0x5032; a++ {
			asked++
			if mayHold(spots, id, filter, []pair{{pairOfWords, a, a + 1}}) {
				wrong++
			}
		}
	}
	if share := float64(wrong) / float64(asked); share > 0.012 || share < 0.003 {
		t.Errorf("%d of %d: %.4f", wrong, asked, share)
	}
}
