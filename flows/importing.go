package flows

import (
	"fmt"
	"slices"

	"minqing/flows/intake"
	"minqing/flows/texts"
	"minqing/storage"
)

// Taken is what became of one row of a sheet.
type Taken struct {
	Row    int
	Number string        // empty in a dry run, if it is new
	State  storage.State // of a ticket that was there; of a new one where it stands now
	Fresh  bool          // it was not there
	Alone  bool          // its 责任人 is no clerk of the unit: it waits for one to take it
}

// Import makes tickets of opinions on paper, each with the life that the paper tells,
// and says what became of every row, in their order. What a sheet of the same batch
// brought before is there already: two rows alike are two opinions, but the same
// sheet twice adds nothing. The dispatchers hear of what is open in one alert.
func (e *Engine) Import(tx storage.Tx, batch string, opinions []intake.Opinion) ([]Taken, error) {
	p, err := e.paperSheet(tx, batch)
	if err != nil {
		return nil, err
	}
	var all []Taken
	open := map[string]int{}
	for i := range opinions {
		o := &opinions[i]
		taken, err := p.find(tx, o)
		if err == nil && taken.Fresh {
			taken, err = p.add(tx, o)
		}
		if err != nil {
			return nil, fmt.Errorf("import row %d: %w", o.Row, err)
		}
		if all = append(all, taken); taken.Fresh && taken.State.Open() && taken.State != storage.Escalated {
			open[unitOf(e.house.Bureau, o.Category)]++
		}
	}
	return all, firstError(
		func() error { return p.keep(tx) },
		func() error { return p.tell(tx, all, open) })
}

// Foresee tells what Import would do, and does nothing.
func (e *Engine) Foresee(tx storage.Tx, batch string, opinions []intake.Opinion) (all []Taken, err error) {
	p, err := e.paperSheet(tx, batch)
	if err != nil {
		return nil, err
	}
	for i := range opinions {
		taken, err := p.find(tx, &opinions[i])
		if err != nil {
			return nil, fmt.Errorf("foresee row %d: %w", opinions[i].Row, err)
		}
		all = append(all, taken)
	}
	return all, nil
}

// paperSheet is one sheet on its way into the store.
type paperSheet struct {
	*turn
	batch string
	staff []storage.Staff
	marks []string                     // in the order they came up
	known map[string][]storage.Written // by mark: what the book has, and what is new
	had   map[string]int               // by mark: how many of the batch the book had
	seen  map[string]int               // by mark: how many the sheet had so far
}

func (e *Engine) paperSheet(tx storage.Tx, batch string) (*paperSheet, error) {
	staff, err := tx.AllStaff()
	return &paperSheet{turn: e.unasked(), batch: batch, staff: staff,
		known: map[string][]storage.Written{}, had: map[string]int{}, seen: map[string]int{}}, err
}

// find looks whether the row is there already. The first of equal rows is the first
// that was imported, and so on.
func (p *paperSheet) find(tx storage.Tx, o *intake.Opinion) (Taken, error) {
	taken := Taken{Row: o.Row, Fresh: true}
	words, _ := tidy(o.Text)
	mark := paperMark(tx, o.Channel, o.Received, words)
	if _, met := p.known[mark]; !met {
		all, _, err := storage.Opinions.Find(tx, mark)
		if err != nil {
			return taken, err
		}
		p.marks = append(p.marks, mark)
		p.known[mark], p.had[mark] = all, len(p.ofBatch(all))
	}
	n := p.seen[mark]
	p.seen[mark]++
	if n >= p.had[mark] {
		return taken, nil
	}
	taken.Number, taken.Fresh = p.ofBatch(p.known[mark])[n].Ticket, false
	k, err := tx.Ticket(taken.Number)
	if err == nil {
		taken.State = k.State
	} else if isNotFound(err) { // it was there, and its time is over
		err = nil
	}
	return taken, err
}

func (p *paperSheet) ofBatch(all []storage.Written) []storage.Written {
	return slices.DeleteFunc(slices.Clone(all), func(w storage.Written) bool { return w.Batch != p.batch })
}

// keep remembers what was added, each mark once.
func (p *paperSheet) keep(tx storage.Tx) error {
	for _, mark := range p.marks {
		if p.seen[mark] <= p.had[mark] {
			continue
		}
		if err := storage.Opinions.Put(tx, mark, p.known[mark]); err != nil {
			return err
		}
	}
	return nil
}

// add files the ticket and lets it live as the paper tells.
func (p *paperSheet) add(tx storage.Tx, o *intake.Opinion) (Taken, error) {
	taken := Taken{Row: o.Row, Fresh: true}
	words, _ := tidy(o.Text)
	mark := paperMark(tx, o.Channel, o.Received, words)
	k := storage.Ticket{
		Key:  fmt.Sprintf("paper/%s/%s/%d", mark, p.batch, p.seen[mark]),
		Kind: o.Kind, Category: o.Category, Channel: o.Channel, Filed: o.Received,
		Private: storage.Private{Text: words},
	}
	told := *p.turn // the house, on the day that the paper tells of
	told.now = o.Received
	fresh, err := told.filePaper(tx, &k, byPaper, texts.Paper.Imported(p.now.In(storage.Zone).Format("2006年1月2日"), o.Row), nil)
	if taken.Fresh = fresh; err == nil && fresh {
		taken.Alone, err = told.live(tx, &k, o, told.clerkNamed(p.staff, o.Done.Responsible, unitOf(p.house.Bureau, o.Category), &k))
	}
	p.known[mark] = append(p.known[mark], storage.Written{Ticket: k.Number, Batch: p.batch})
	taken.Number, taken.State = k.Number, k.State
	return taken, err
}

// byPaper is who did what a paper tells of: the house, for nobody's hand was seen.
var byPaper = storage.Actor{Kind: storage.BySystem}
