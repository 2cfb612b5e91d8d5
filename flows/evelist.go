package flows

import (
	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// eveWords is the check list as it stands, for whoever asks.
func (t *turn) eveWords(tx storage.Tx, d office.Day, eve *storage.Eve) (string, error) {
	taps := windowStaff(t.party.Staff)
	list, err := t.eveLines(tx, eve, taps, everyItem)
	if err != nil {
		return "", err
	}
	tail := ""
	switch {
	case len(t.eveOpen(eve)) == 0:
		tail = texts.Peaks.EveAllGood(t.dateName(d.Date))
	case taps:
		tail = texts.Peaks.EveTaps
	}
	return texts.Lines(texts.Peaks.EveFixed(d.Peak, t.dateName(d.Date)), texts.Lines(list...), tail), nil
}

// eveOpen lists the items, by place in the list, that are not in order.
func (t *turn) eveOpen(eve *storage.Eve) (open []int) {
	for i, item := range t.house.Bureau.Marriage.EveItems {
		if notReady(eve, item) {
			open = append(open, i)
		}
	}
	return open
}

func everyItem(*storage.Eve, string) bool { return true }

// notReady reports whether nobody has looked at an item yet, or it was found wanting.
func notReady(eve *storage.Eve, item string) bool { return !eve.Answers[item].OK }

// eveLines are the chosen items, a line each, with who found what; with taps for
// those who may answer.
func (t *turn) eveLines(tx storage.Tx, eve *storage.Eve, taps bool, chosen func(*storage.Eve, string) bool) (lines []string, err error) {
	for i, item := range t.house.Bureau.Marriage.EveItems {
		if !chosen(eve, item) {
			continue
		}
		found, err := t.eveFound(tx, eve, item)
		if err != nil {
			return nil, err
		}
		line := texts.Peaks.EveItem(i+1, item) + found
		if taps && notReady(eve, item) {
			line += texts.Peaks.EveTap(i + 1)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// eveFound says who found what of an item, and when.
func (t *turn) eveFound(tx storage.Tx, eve *storage.Eve, item string) (string, error) {
	a, ok := eve.Answers[item]
	if !ok {
		return texts.Peaks.EveUnasked, nil
	}
	name := ""
	switch by, err := tx.Staff(a.By); {
	case err == nil:
		name = by.Name
	case !isNotFound(err):
		return "", err
	}
	if a.OK {
		return texts.Peaks.EveGood(name, hour(a.At), a.Words), nil
	}
	return texts.Peaks.EveBad(name, hour(a.At), a.Words), nil
}
