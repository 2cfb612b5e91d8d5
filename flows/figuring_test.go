package flows

import (
	"errors"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows/ledger"
	"minqing/storage"
)

// endless is a store whose list of tickets has no end.
type endless struct {
	storage.Tx
	pages int
}

func (e *endless) Tickets(storage.Query) (storage.Page, error) {
	e.pages++
	return storage.Page{Tickets: make([]storage.Ticket, 1), Next: "on"}, nil
}

// A turn of the chat has to end, however many tickets there are.
func TestFiguresOfTooManyAreRefused(t *testing.T) {
	asked := &turn{now: time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone), house: &House{Bureau: &configs.Bureau{}}}
	tx := &endless{}
	_, err := asked.figuresOf(tx, ledger.Year(2026), false, nil)
	var refusal *Refusal
	if !errors.As(err, &refusal) || tx.pages != mostCounted {
		t.Errorf("after %d pages: %v", tx.pages, err)
	}
}
