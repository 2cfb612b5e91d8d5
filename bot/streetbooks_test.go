package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"minqing/flows/places"
	"minqing/storage"
)

// sightingFiled is a sighting as it lies in the store.
type sightingFiled struct {
	*storage.Ticket
	events    []storage.Event
	media     int
	followers []storage.PersonID
}

// count is how many events of an action a sighting has.
func (f *sightingFiled) count(a storage.Action) (n int) {
	for _, e := range f.events {
		if e.Action == a {
			n++
		}
	}
	return n
}

// said reports whether somebody's words are in the sighting: in its text, or in
// what was added to it.
func (f *sightingFiled) said(words string) bool {
	return strings.Contains(f.Private.Text, words) ||
		slices.ContainsFunc(f.events, func(e storage.Event) bool { return strings.Contains(e.Text, words) })
}

// check holds the books against what everybody did.
func (c *crowd) check() {
	c.t.Helper()
	c.gather()
	c.checkNumbers()
	c.checkJoins()
	photos := map[string]int{}
	for _, r := range c.people {
		if k := c.checkReport(r); k != nil {
			photos[k.Number] += r.photos
		}
	}
	for number, k := range c.filed {
		if want := min(photos[number], storage.MaxAttachments); k.media != want || k.Media != want {
			c.t.Errorf("%s has %d pictures and says %d, want %d", number, k.media, k.Media, want)
		}
	}
	c.checkDistances()
	report, err := c.store.Verify(context.Background())
	if err != nil || len(report.Problems) > 0 {
		c.t.Errorf("store is not sound: %v %v", err, report.Problems)
	}
}

// gather reads every sighting.
func (c *crowd) gather() {
	c.t.Helper()
	c.filed = map[string]*sightingFiled{}
	err := c.store.View(context.Background(), func(tx storage.Tx) error {
		for q := (storage.Query{Limit: 100}); ; {
			page, err := tx.Tickets(q)
			if err != nil {
				return err
			}
			for _, k := range page.Tickets {
				if c.filed[k.Number], err = look(tx, k.Number); err != nil {
					return err
				}
			}
			if q.After = page.Next; q.After == "" {
				return nil
			}
		}
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

func look(tx storage.Tx, number string) (*sightingFiled, error) {
	k, err := tx.Ticket(number)
	if err != nil {
		return nil, err
	}
	f := &sightingFiled{Ticket: k}
	if f.events, err = tx.Events(number); err != nil {
		return nil, err
	}
	media, err := tx.Attachments(number)
	if err != nil {
		return nil, err
	}
	f.media = len(media)
	return f, storage.Follows.Each(tx, storage.Range{Prefix: number + "/"}, func(key string, _ storage.Follow) (bool, error) {
		f.followers = append(f.followers, storage.PersonID(strings.TrimPrefix(key, number+"/")))
		return false, nil
	})
}

// checkNumbers: they run without gaps, and nothing was filed but once.
func (c *crowd) checkNumbers() {
	c.t.Helper()
	for i := range len(c.filed) {
		if number := fmt.Sprintf("J261123%04d", i+1); c.filed[number] == nil {
			c.t.Errorf("of %d sightings there is no %s", len(c.filed), number)
		}
	}
	for number, k := range c.filed {
		if k.count(storage.ActFile) != 1 || len(k.events) != k.Events {
			c.t.Errorf("%s was filed %d times and has %d events, says %d", number, k.count(storage.ActFile), len(k.events), k.Events)
		}
	}
}

// checkJoins: the three books of joined reports tell the same.
func (c *crowd) checkJoins() {
	c.t.Helper()
	own, joined, followed := map[string]int{}, map[string]int{}, map[string]int{}
	err := c.store.View(context.Background(), func(tx storage.Tx) error {
		err := storage.Joins.Each(tx, storage.Range{}, func(instance string, j storage.Join) (bool, error) {
			if k := c.filed[j.Number]; j.Own && k != nil && k.Key == instance {
				own[j.Number]++
			} else if !j.Own {
				joined[j.Number]++
			}
			return false, nil
		})
		if err != nil {
			return err
		}
		return storage.Followed.Each(tx, storage.Range{}, func(key string, _ storage.Follow) (bool, error) {
			_, number, _ := strings.Cut(key, "/")
			followed[number]++
			return false, nil
		})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	for number, k := range c.filed {
		if n := len(k.followers); own[number] != 1 || joined[number] != n || followed[number] != n {
			c.t.Errorf("%s: filed by %d reports, joined by %d, followed by %d and %d", number, own[number], joined[number], n, followed[number])
		}
	}
}

// checkReport: the person's report is in one sighting, the one they were told of,
// with everything they said; or in none, if it could wait and they left.
func (c *crowd) checkReport(r *reporter) (at *sightingFiled) {
	c.t.Helper()
	who := c.store.PersonOf(openidOf(r.name))
	filed, followed := 0, 0
	for _, k := range c.filed {
		if k.Citizen == who {
			filed, at = filed+1, k
		}
		if slices.Contains(k.followers, who) {
			followed, at = followed+1, k
		}
	}
	want := [2]int{1, 0}
	switch {
	case !r.reached():
		want = [2]int{}
	case r.follows():
		want = [2]int{0, 1}
	}
	if got := [2]int{filed, followed}; got != want {
		c.t.Errorf("%v: filed and followed %v, want %v", r, got, want)
	}
	if at == nil {
		return nil
	}
	if at.Number != r.told {
		c.t.Errorf("%v: is in %s", r, at.Number)
	}
	if heard := r.words && len(r.replies) > 3; heard && !(r.asked && r.answer == "") && !at.said(r.description()) {
		c.t.Errorf("%v: the words are not in %s", r, at.Number)
	}
	if r.asked && r.answer == "" {
		r.photos = 0 // never came to send them
	}
	return at
}

// checkDistances: whoever joined a sighting was near it, and of two that cannot
// wait the later would have joined the earlier if it had been near, unless its
// reporter said otherwise.
func (c *crowd) checkDistances() {
	c.t.Helper()
	limit := float64(c.bureau.Rescue.NearMetres)
	by := map[storage.PersonID]*reporter{}
	joins := map[string]int{}
	for _, r := range c.people {
		by[c.store.PersonOf(openidOf(r.name))] = r
		if r.asked && (r.pressing() || r.same()) {
			joins[r.joinedTo()]++
		}
	}
	for _, r := range c.people {
		if !r.asked || r.joinedTo() == "" {
			continue
		}
		first := by[c.filed[r.joinedTo()].Citizen]
		if d, ok := apart(r, first); ok && d >= limit+1 {
			c.t.Errorf("%s joined %s, %.0f metres away", r.name, r.joined, d)
		}
	}
	for number, k := range c.filed {
		if k.count(storage.ActJoin) != joins[number] {
			c.t.Errorf("%s was joined %d times, want %d", number, k.count(storage.ActJoin), joins[number])
		}
	}
	for i, a := range c.people {
		for _, b := range c.people[:i] {
			if d, ok := apart(a, b); ok && a.alone() && b.alone() && d <= limit {
				c.t.Errorf("%s and %s are %.0f metres apart and were not asked whether it is the same", a.name, b.name, d)
			}
		}
	}
}

// joinedTo is the sighting that the report was joined to first; "": none.
func (r *reporter) joinedTo() string {
	if r.joined == "" && r.same() {
		return r.told // one that can wait is joined by the answer
	}
	return r.joined
}

// alone reports whether the report was filed at once as one that nobody made before.
func (r *reporter) alone() bool { return r.pressing() && !r.asked }

// apart is how far from each other two people stand who sent a location.
func apart(a, b *reporter) (metres float64, ok bool) {
	if a.point == nil || b.point == nil {
		return 0, false
	}
	return places.Metres(*a.point, *b.point), true
}
