package flows

import (
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// waitingCall is one line of the list of 回访.
type waitingCall struct {
	ticket *storage.Ticket
	record storage.CallBack
}

// callList is 回访 alone: bad ratings first, the one that waits longest on top,
// then closed tickets to be called back unasked. typed is the page.
func (t *turn) callList(typed string) Act {
	var waiting []waitingCall
	return Act{
		Look: func(tx storage.Tx) (err error) {
			waiting, err = t.waitingCalls(tx)
			return err
		},
		Then: func(string) Act {
			from := max(0, number(fold.Text(typed))-1) * pageSize
			if from >= len(waiting) {
				from = 0
			}
			if len(waiting) == 0 {
				return Say(texts.CallBack.None)
			}
			end := min(len(waiting), from+pageSize)
			bad := 0
			for _, w := range waiting {
				if w.record.Bad {
					bad++
				}
			}
			lines := []string{texts.CallBack.List(len(waiting), bad)}
			for _, w := range waiting[from:end] {
				lines = append(lines, t.callLine(w))
			}
			if end < len(waiting) {
				lines = append(lines, texts.CallBack.More(end/pageSize+1))
			}
			return Say(texts.Lines(lines...))
		},
	}
}

// waitingCalls are the calls that whoever speaks may make.
func (t *turn) waitingCalls(tx storage.Tx) (waiting []waitingCall, err error) {
	records := map[string]storage.CallBack{}
	err = storage.CallBacks.Each(tx, storage.Range{}, func(number string, r storage.CallBack) (bool, error) {
		if records[number] = r; r.Rated == t.party.Staff.ID {
			delete(records, number)
		}
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	for number, r := range records {
		k, err := tx.Ticket(number)
		if isNotFound(err) { // its time was over
			continue
		}
		if err != nil {
			return nil, err
		}
		if _, err := k.Next(storage.ActCallBack); err == nil && t.reachesCall(k, r) {
			waiting = append(waiting, waitingCall{k, r})
		}
	}
	slices.SortFunc(waiting, func(a, b waitingCall) int {
		if a.record.Bad != b.record.Bad {
			return map[bool]int{true: -1, false: 1}[a.record.Bad]
		}
		if n := a.record.Since.Compare(b.record.Since); n != 0 {
			return n
		}
		return strings.Compare(a.ticket.Number, b.ticket.Number)
	})
	return waiting, nil
}

func (t *turn) callLine(w waitingCall) string {
	k, r := w.ticket, w.record
	if !r.Bad {
		return texts.CallBack.Line(k.Number, k.Category, day(k.Closed), r.Missed)
	}
	return texts.CallBack.BadLine(k.Number, t.gradeName(worst(k)), int(t.now.Sub(r.Since).Hours()/24), day(r.Due), t.now.After(r.Due), r.Missed)
}
