package flows

import (
	"crypto/subtle"
	"errors"
	"strconv"
	"strings"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// SheetPath is where the printable slips are; what follows is number, reader, end
// and mark.
const SheetPath = "/slip/"

// sheetLife is how long a link to a printable slip opens it.
const sheetLife = 24 * time.Hour

// ErrNoSheet means that a link opens nothing: it was changed, its time is over, or
// its reader may not see the slip any more. Which, nobody is told.
var ErrNoSheet = errors.New("no such sheet")

// Sheet is a slip (转办单) as one reader may see it on paper. Where the ticket is
// not in the reader's scope, Within is false and what it says is empty.
type Sheet struct {
	Bureau, Number, Ticket string
	Kind, Category         string
	From, To               string
	Outside                bool
	Why, By                string
	At, Due, Filed         time.Time
	Receiver               string
	Received               time.Time
	Receipts               []string
	Within                 bool
	Text, Place, Contact   string // the phone is masked
	Media                  int
}

// sheetOf gathers a slip with the words of its events, without what the ticket says.
func sheetOf(tx storage.Tx, s *storage.Slip, k *storage.Ticket) (*Sheet, error) {
	sheet := &Sheet{
		Number: s.Number, Ticket: k.Number, Kind: k.Kind, Category: k.Category, From: s.From, To: s.To, Outside: s.Outside,
		At: s.At, Due: s.Due, Filed: k.Filed, Received: s.Received,
	}
	events, err := tx.Events(k.Number)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		number, _, _ := strings.Cut(e.Detail, " ")
		words := orElse(e.Text, goneText(e.Gone))
		switch {
		case number != s.Number && !(e.Gone && e.At.Equal(s.At)):
		case e.Action == storage.ActHandOver:
			sheet.Why = words
		case e.Action == storage.ActReceive && words != "":
			sheet.Receipts = append(sheet.Receipts, words)
		}
	}
	names, err := namesIn(tx, &storage.Ticket{Owner: s.By}, []storage.Event{{Actor: storage.Actor{Kind: storage.ByStaff, ID: string(s.Receiver)}}})
	sheet.By, sheet.Receiver = names[s.By], names[s.Receiver]
	return sheet, err
}

// sheetLink is where this member of staff may print a slip; empty: the house has no
// address. The link is signed for its reader and ends by itself.
func (t *turn) sheetLink(tx storage.BookTx, number string) string {
	root := strings.TrimRight(t.house.PublicURL, "/")
	if root == "" {
		return ""
	}
	about := number + "/" + string(t.party.Staff.ID) + "/" + strconv.FormatInt(t.now.Add(sheetLife).Unix(), 10)
	return root + SheetPath + about + "/" + tx.Mark("sheet", about)
}

// Sheet opens the link that ends with number, reader, end and mark, or says
// ErrNoSheet. A look at what a citizen said is an event: it needs a transaction
// that writes.
func (e *Engine) Sheet(tx storage.Tx, number, reader, end, mark string) (*Sheet, error) {
	about := number + "/" + reader + "/" + end
	until, err := strconv.ParseInt(end, 10, 64)
	if err != nil || subtle.ConstantTimeCompare([]byte(mark), []byte(tx.Mark("sheet", about))) != 1 {
		return nil, ErrNoSheet
	}
	t := e.unasked()
	if !t.now.Before(time.Unix(until, 0)) {
		return nil, ErrNoSheet
	}
	staff, err := tx.Staff(storage.StaffID(reader))
	if isNotFound(err) || (err == nil && !staff.Removed.IsZero()) {
		return nil, ErrNoSheet
	}
	if err != nil {
		return nil, err
	}
	t.party.Staff = staff
	return t.sheet(tx, number)
}

func (t *turn) sheet(tx storage.Tx, number string) (*Sheet, error) {
	c := call{command: t.engine.command("转办单"), slip: number}
	var refusal *Refusal
	s, k, within, err := t.slip(tx, c)
	if errors.As(err, &refusal) || (err == nil && !c.open(t.party.Staff)) {
		return nil, ErrNoSheet
	}
	if err != nil {
		return nil, err
	}
	sheet, err := sheetOf(tx, &s, k)
	if err != nil {
		return nil, err
	}
	sheet.Bureau, sheet.Within = t.house.Bureau.Name, within
	if !within {
		return sheet, nil
	}
	shown := masked(k, seen(t.house.Bureau, t.party.Staff, k))
	sheet.Text, sheet.Place, sheet.Media = orElse(shown.Private.Text, goneText(k.Private.Gone)), shown.Private.Place, k.Media
	sheet.Contact = strings.TrimPrefix(staffContact(shown), texts.Staff.Who(""))
	return sheet, t.looked(tx, k)
}
