package flows

import (
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// The kinds of keyed marks by which the register knows somebody again. What was
// marked is not kept with the mark and cannot be read from it.
const (
	markIdentity = "identity"
	markName     = "name"
)

// sameAge is by how many years a guessed age may differ.
const sameAge = 5

// nameMark is the mark of a name, however it was spaced or written.
func nameMark(tx storage.BookTx, name string) string {
	if name = strings.Join(strings.Fields(fold.Text(name)), ""); name == "" {
		return ""
	}
	return tx.Mark(markName, name)
}

// recall lets a stay be found by its marks from now on.
func recall(tx storage.Tx, s *storage.Stay) error {
	for _, mark := range []string{s.IDMark, nameMark(tx, s.Name)} {
		if mark == "" {
			continue
		}
		numbers, _, err := storage.Repeats.Find(tx, mark)
		if err != nil {
			return err
		}
		if slices.Contains(numbers, s.Number) {
			continue
		}
		if err := storage.Repeats.Put(tx, mark, append(numbers, s.Number)); err != nil {
			return err
		}
	}
	return nil
}

// repeats tells of earlier stays of what is, or may be, the same person. It is a
// hint for people and decides nothing: who came before is helped all the same.
func (t *turn) repeats(tx storage.Tx, s *storage.Stay) (string, error) {
	months := t.house.Bureau.Rescue.RepeatMonths
	if months <= 0 {
		return "", nil
	}
	var lines, seen []string
	for i, mark := range []string{s.IDMark, nameMark(tx, s.Name)} {
		if mark == "" {
			continue
		}
		numbers, _, err := storage.Repeats.Find(tx, mark)
		if err != nil {
			return "", err
		}
		for _, number := range slices.Backward(numbers) {
			old, ok, err := storage.Stays.Find(tx, number)
			if err != nil {
				return "", err
			}
			byName := i > 0
			last := old.Entered
			if !old.Left.IsZero() {
				last = old.Left
			}
			within := ok && (old.Left.IsZero() || last.After(t.now.AddDate(0, -months, 0)))
			if number == s.Number || !within || slices.Contains(seen, number) || byName && !alike(&old, s) {
				continue
			}
			seen = append(seen, number)
			lines = append(lines, repeatLine(&old, byName))
		}
	}
	if len(lines) == 0 {
		return "", nil
	}
	return texts.Register.Repeats(months, lines), nil
}

func repeatLine(s *storage.Stay, byName bool) string {
	left, why := texts.Register.StillIn, texts.Register.SameID
	if !s.Left.IsZero() {
		left = day(s.Left) + "离站"
	}
	if byName {
		why = texts.Register.MaybeSame
	}
	return why + "：" + texts.Register.Repeat(s.Number, day(s.Entered), left, s.Township, s.How)
}

// alike reports whether two of the same name may be one: what is known of both
// does not differ.
func alike(a, b *storage.Stay) bool {
	switch {
	case a.IDMark != "" && b.IDMark != "" && a.IDMark != b.IDMark,
		a.Sex != "" && b.Sex != "" && a.Sex != b.Sex:
		return false
	case a.Age > 0 && b.Age > 0:
		return max(a.Age-b.Age, b.Age-a.Age) <= sameAge
	}
	return true
}
