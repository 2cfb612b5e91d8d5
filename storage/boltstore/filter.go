package boltstore

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"minqing/storage"
	"minqing/storage/seal"
	"minqing/storage/wording"
)

// What a ticket's citizen said is found again by a filter: a row of bits, of which
// every pair of characters sets a few. Where they hang on the master key and on
// the ticket, see seal.Spotter. All bits of a word that stands there are set; now
// and then those of one that doesn't, so whoever searches opens the ticket and
// looks.

// The kinds of pairs.
const (
	pairOfWords byte = 1 + iota
	pairOfName
	pairOfPhone // the last four digits, as two numbers
)

// bitsOfPair is how long a filter is for each pair: with seal.SpotCount bits set
// for each, one filter in 150 seems to hold a pair that it doesn't.
const bitsOfPair = 12

type pair struct {
	kind byte
	a, b rune
}

func comparePairs(x, y pair) int {
	return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
}

// pairsIn are the pairs of words, in order and once each.
func pairsIn(kind byte, texts ...string) (list []pair) {
	for _, text := range texts {
		wording.EachPair(wording.Normal(text), func(a, b rune) { list = append(list, pair{kind, a, b}) })
	}
	slices.SortFunc(list, comparePairs)
	return slices.Compact(list)
}

// tailPair is the end of a telephone number as a pair.
func tailPair(phone string) []pair {
	tail, ok := wording.Tail(phone)
	if !ok {
		return nil
	}
	two := func(s string) rune { return 10*rune(s[0]-'0') + rune(s[1]-'0') }
	return []pair{{pairOfPhone, two(tail[:2]), two(tail[2:])}}
}

// pairsOf are all pairs by which a ticket is found. Who asked to stay unknown isn't
// found by name and phone.
func pairsOf(r *ticketRecord, p *storage.Private, later []string) []pair {
	list := pairsIn(pairOfWords, append(later, p.Text, p.Place)...)
	if r.Anonymous {
		return list
	}
	return append(append(list, pairsIn(pairOfName, p.Name)...), tailPair(p.Phone)...)
}

func makeFilter(s *seal.Spotter, id ticketID, pairs []pair) []byte {
	filter := make([]byte, (len(pairs)*bitsOfPair+7)/8)
	size := uint32(len(filter) * 8)
	for _, p := range pairs {
		for _, spot := range s.Of(p.kind, p.a, p.b, id) {
			filter[spot%size/8] |= 1 << (spot % 8)
		}
	}
	return filter
}

// mayHold reports whether a filter may be of words with all the pairs: false is
// certain. No pairs are nowhere.
func mayHold(s *seal.Spotter, id ticketID, filter []byte, pairs []pair) bool {
	if len(filter) == 0 || len(pairs) == 0 {
		return false
	}
	size := uint32(len(filter) * 8)
	for _, p := range pairs {
		for _, spot := range s.Of(p.kind, p.a, p.b, id) {
			if filter[spot%size/8]&(1<<(spot%8)) == 0 {
				return false
			}
		}
	}
	return true
}

// wordsKey is where a ticket stands in the index of words: those filed last come last.
func wordsKey(id ticketID, r *ticketRecord) []byte { return append(stamp(r.Filed), id[:]...) }

// openWords is what stands before the filter: the numbers of the words that anybody
// may read in the ticket's record, too.
type openWords [3]uint64

// wordsValue is the index's line of a ticket, whose private part is p. Of somebody
// who was forgotten it holds no words.
func (t *tx) wordsValue(id ticketID, r *ticketRecord, p *storage.Private) ([]byte, error) {
	var e encoder
	for _, name := range []string{r.Category, r.Kind, r.Channel} {
		n, _ := t.word(name, t.writable)
		e.uint(uint64(n))
	}
	if r.gone {
		return e.b, nil
	}
	later, err := t.saidLater(r)
	if err != nil {
		return nil, err
	}
	return append(e.b, makeFilter(t.store.key.Spotter(), id, pairsOf(r, p, later))...), nil
}

// cutWords takes a line of the index apart.
func cutWords(value []byte) (open openWords, filter []byte) {
	for i := range open {
		n, size := binary.Uvarint(value)
		if size <= 0 {
			return open, nil
		}
		open[i], value = n, value[size:]
	}
	return open, value
}

// saidLater are the words of a ticket's citizens that came after it was filed.
func (t *tx) saidLater(r *ticketRecord) (texts []string, err error) {
	for _, seq := range r.events {
		record := t.get(inEvents, key64(seq))
		if len(record) < hashSize {
			return nil, errCorrupt
		}
		e, _, sealed, _, err := decodeEvent(record[:len(record)-hashSize])
		if err != nil {
			return nil, err
		}
		if e.Actor.Kind != storage.ByCitizen || len(sealed) == 0 {
			continue
		}
		if e, err = t.event(seq, r); err != nil {
			return nil, err
		}
		texts = append(texts, e.Text)
	}
	return texts, nil
}

// putWords brings the index of words from old (nil: the ticket is new) to now.
func (t *tx) putWords(id ticketID, old, now *ticketRecord, p *storage.Private) error {
	value, err := t.wordsValue(id, now, p)
	if err != nil {
		return err
	}
	key := wordsKey(id, now)
	if old != nil {
		if before := wordsKey(id, old); !bytes.Equal(before, key) {
			t.del(inWords, before)
		}
	}
	t.put(inWords, key, value)
	return t.broken
}

// putMovedWords does so after a move that may have changed them. Most don't, and cost
// one look into what was sealed before.
func (t *tx) putMovedWords(id ticketID, old, now *ticketRecord, e storage.Event) error {
	said := e.Actor.Kind == storage.ByCitizen && e.Text != ""
	same := old.Category == now.Category && old.Kind == now.Kind && old.Channel == now.Channel &&
		old.Anonymous == now.Anonymous && bytes.Equal(stamp(old.Filed), stamp(now.Filed))
	if same && !said && (old.gone || emptyPrivate(now.Private)) {
		return nil
	}
	var before storage.Private
	var err error
	if !old.gone && len(old.sealed) > 0 {
		if before, err = t.openPrivate(id, old); err != nil {
			return err
		}
	}
	p := now.Private
	if emptyPrivate(p) { // as in a ticket from a list: it stays as it was
		p = before
	}
	if same && !said && p.Name == before.Name && p.Phone == before.Phone && p.Text == before.Text && p.Place == before.Place {
		return nil
	}
	return t.putWords(id, old, now, &p)
}
