package flows

import (
	"errors"
	"slices"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// viewRegister is 在站: who is in and what is missing, or one whole form.
func viewRegister(_ *Engine, t *turn, c call) Act {
	if c.stay != "" {
		return commit(func(tx storage.Tx) (string, error) { return t.openStay(tx, c.stay) })
	}
	return commit(func(tx storage.Tx) (string, error) {
		in, err := staying(tx)
		if err != nil {
			return "", err
		}
		if len(in) == 0 {
			return "", refuse(texts.Register.Empty)
		}
		lines := []string{texts.Register.ListHead(len(in))}
		for i := range in {
			missing, err := t.missing(tx, &in[i])
			if err != nil {
				return "", err
			}
			line := t.stayLine(&in[i])
			if len(missing) > 0 {
				line += " " + texts.Register.Missing(missing)
			}
			lines = append(lines, line)
		}
		lines = append(lines, texts.Register.OpenOne(in[0].Number))
		return texts.Lines(lines...), tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: storage.ActLook, Detail: "在站"})
	})
}

// staying lists who is at the station now, in the order they came.
func staying(tx storage.Tx) (in []storage.Stay, err error) {
	err = storage.Stays.Each(tx, storage.Range{}, func(_ string, s storage.Stay) (bool, error) {
		if s.Left.IsZero() {
			in = append(in, s)
		}
		return false, nil
	})
	return in, err
}

// stayLine is one person in a list: no more of the name than it takes to know
// whom it means.
func (t *turn) stayLine(s *storage.Stay) string {
	name := texts.Register.Nameless
	if s.Name != "" {
		name = string([]rune(s.Name)[:1]) + texts.Register.Someone
	}
	return texts.Register.InLine(s.Number, texts.Plain(name), s.Sex, ageWords(s.Age), t.daysIn(s))
}

// missing is what a stay lacks that the station must still do.
func (t *turn) missing(tx storage.Tx, s *storage.Stay) (lacks []string, err error) {
	name := texts.Register.Lack
	if unidentified(s) {
		lacks = append(lacks, name.Identity)
		if s.Searched.IsZero() {
			lacks = append(lacks, name.Search)
		}
	}
	all, err := tx.Attachments(s.Number)
	if len(all) == 0 && !contains(s.Checks, texts.PhotoCheck) {
		lacks = append(lacks, name.Photo)
	}
	if s.National == "" {
		lacks = append(lacks, name.National)
	}
	if undone := without(checksDue(s.Sex, s.Age, s.Kind), append(slices.Clone(s.Checks), texts.PhotoCheck)); len(undone) > 0 {
		lacks = append(lacks, texts.Register.ChecksN(len(undone)))
	}
	return lacks, err
}

// openStay shows the whole of a stay and writes the look down.
func (t *turn) openStay(tx storage.Tx, number string) (string, error) {
	s, err := t.stay(tx, number)
	if err != nil {
		return "", err
	}
	all, err := tx.Attachments(number)
	if err != nil {
		return "", err
	}
	by, err := nameOf(tx, s.By)
	if err != nil {
		return "", err
	}
	leftBy, err := nameOf(tx, s.LeftBy)
	if err != nil {
		return "", err
	}
	view := t.stayForm(s, by, leftBy, len(all))
	before, err := t.repeats(tx, s)
	if err != nil {
		return "", err
	}
	can := ""
	if s.Left.IsZero() {
		can = texts.Register.Can(number)
	}
	return texts.Paragraphs(view, before, can), t.logLook(tx, s, "入站表")
}

func nameOf(tx storage.Tx, id storage.StaffID) (string, error) {
	if id == "" {
		return "", nil
	}
	s, err := tx.Staff(id)
	if errors.Is(err, storage.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return s.Name, nil
}

func (t *turn) stayForm(s *storage.Stay, by, leftBy string, photos int) string {
	of := texts.Register.FormItems
	left := !s.Left.IsZero()
	lines := []string{texts.Register.Form(s.Number, t.daysIn(s), left)}
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+"："+texts.Plain(value))
		}
	}
	known := func(value string) string { return orElse(value, texts.Register.Unknown) }
	add(of.Entered, hour(s.Entered)+" "+by)
	add(of.Ticket, s.Ticket)
	add(of.Found, s.Township)
	add(of.Name, known(s.Name))
	add(of.Sex, known(s.Sex))
	add(of.Age, known(ageWords(s.Age)))
	add(of.Identity, identityWords(s.IDMark))
	add(of.Home, known(s.Home))
	add(of.Reason, known(s.Reason))
	add(of.State, known(s.State))
	add(of.Things, s.Things)
	add(of.Checks, orElse(strings.Join(s.Checks, "、"), texts.Register.NoneYet))
	add(of.Photos, orElse(countWords(photos), texts.Register.NoneYet))
	add(of.National, orElse(s.National, texts.Register.NoneYet))
	if !s.Searched.IsZero() {
		add(of.Search, hour(s.Searched))
	}
	if left {
		add(of.Left, hour(s.Left)+" "+leftBy)
		add(of.How, s.How)
		add(of.To, s.To)
		add(of.LeftChecks, strings.Join(s.LeftChecks, "、"))
		add(of.LeftWords, s.LeftWords)
		add(of.Cost, costWords(s.Cost))
	}
	return texts.Lines(lines...)
}

func countWords(photos int) string {
	if photos == 0 {
		return ""
	}
	return texts.Register.PhotosN(photos)
}

func costWords(fen int64) string {
	if fen == 0 {
		return texts.Register.None
	}
	return texts.Register.Yuan(int(fen))
}
