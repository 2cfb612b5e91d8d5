package flows

import (
	"time"

	"minqing/flows/fold"
	"minqing/flows/places"
	"minqing/flows/texts"
	"minqing/storage"
)

// spot is where something is, as far as words and a point tell.
type spot struct {
	words    string // folded
	name     string // of the gazetteer
	township string
	point    *storage.Point // sent by the reporter
	about    *storage.Point // of the place in the gazetteer, when none was sent
}

// where finds a place in the bureau's gazetteer and on its map.
func (t *turn) where(words string, point *storage.Point) spot {
	g := t.house.Bureau.Places
	s := spot{words: fold.Text(words), point: point}
	found, ok := g.Find(words)
	if ok {
		s.name, s.township, s.about = found.Name, found.Township, found.Point
	}
	switch {
	case point != nil:
		s.township = g.Township(*point)
	case s.township == "" && s.about != nil:
		s.township = g.Township(*s.about)
	case s.township == "":
		s.township = g.TownshipIn(words)
	}
	return s
}

// neighbour is an open sighting that may be of the same person.
type neighbour struct {
	number string
	watch  storage.Watch
	metres int // -1: not known
}

// near finds the open sighting closest to a new one; the zero neighbour when
// there is none. A person's own earlier report counts, too.
func (t *turn) near(tx storage.Tx, s *sighting) (found neighbour, err error) {
	r := &t.house.Bureau.Rescue
	here := t.where(s.Place, s.Point)
	err = storage.Watched.Each(tx, storage.Range{}, func(number string, w storage.Watch) (bool, error) {
		if t.now.Sub(w.At) > time.Duration(r.NearHours)*time.Hour {
			return false, nil
		}
		metres, same := here.near(w, r.NearMetres)
		if same && (found.number == "" || closer(metres, found.metres)) {
			found = neighbour{number, w, metres}
		}
		return false, nil
	})
	return found, err
}

func closer(a, b int) bool { return a >= 0 && (b < 0 || a < b) }

// near reports whether a watched sighting may be at the same place: by distance
// where both reporters sent a point, else by their words or by the place that
// the words name.
func (s spot) near(w storage.Watch, limit int) (metres int, same bool) {
	if s.point != nil && w.Point != nil {
		d := int(places.Metres(*s.point, *w.Point))
		return d, d <= limit
	}
	if s.name != "" && s.name == w.Spot {
		return -1, true
	}
	if a, b := orPoint(s.point, s.about), orPoint(w.Point, w.About); a != nil && b != nil {
		d := int(places.Metres(*a, *b))
		return d, d <= limit
	}
	return -1, places.Alike(s.words, w.Words)
}

func orPoint(a, b *storage.Point) *storage.Point {
	if a != nil {
		return a
	}
	return b
}

// watch has new sightings compared with this one, until it is closed.
func (t *turn) watch(tx storage.Tx, k *storage.Ticket) error {
	at := t.where(k.Private.Place, k.Private.Point)
	return storage.Watched.Put(tx, k.Number, storage.Watch{
		At: k.Filed, Kind: k.Kind, Words: at.words, Spot: at.name, Point: at.point, About: at.about,
	})
}

// lookSame learns where the report went, and for one that is not filed yet
// whether somebody else may have reported the same.
func (s *sighting) lookSame(tx storage.Tx, t *turn) error {
	s.Near, s.Nearby = "", ""
	led, done, err := storage.Joins.Find(tx, t.session.Draft.Instance)
	if err != nil || s.Insist {
		s.Number, s.Joined = led.Number, false
		return err
	}
	var n neighbour
	if done {
		s.Number, s.Joined = led.Number, !led.Own
		if led.Own {
			return nil
		}
		n.number = led.Number
		if n.watch, _, err = storage.Watched.Find(tx, led.Number); err == nil {
			n.metres, _ = t.where(s.Place, s.Point).near(n.watch, t.house.Bureau.Rescue.NearMetres)
		}
	} else {
		n, err = t.near(tx, s)
	}
	if err != nil || n.number == "" {
		return err
	}
	s.Near = n.number
	s.Nearby = texts.Sighting.Nearby(n.watch.Kind, clock(n.watch.At), n.metres)
	return nil
}

func (s *sighting) doubtful() bool { return s.Near != "" && !s.Insist && !s.Sure }

func (s *sighting) askSame(*turn) string { return texts.Sighting.Same(s.Nearby) }

func (s *sighting) sameOrNot(*turn) []string { return texts.Sighting.SameOrNot }

func (s *sighting) takeSame(t *turn) Move {
	switch {
	case t.choice == 0, t.says("附近", "是", "是的", "同一位", "同一个"):
		s.Joined, s.Sure = true, true
		return Commit.To("same")
	case t.choice == 1, t.says("不是", "不", "否", "另一位", "另一个"):
		s.Insist, s.Joined, s.Near = true, false, ""
		return Commit.To("same")
	}
	return Again(texts.Lines(texts.Sighting.SameAgain, texts.Numbered(texts.Sighting.SameOrNot)))
}
