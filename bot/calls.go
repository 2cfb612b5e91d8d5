package bot

import (
	"errors"
	"strings"

	"minqing/storage"
)

// fadeCalls leaves of the held calls for help what their reader needs now: the
// newest of each sighting, whole while it is open, a line of the digest once
// nobody needs to go any more. How a notice was queued stays as it is in the
// store, and all of them count as told.
func fadeCalls(tx storage.Tx, held []storage.Notice) error {
	newer := map[string]bool{}
	for i := len(held) - 1; i >= 0; i-- {
		n := &held[i]
		if n.Kind != storage.NoticeAlert {
			continue
		}
		if newer[n.Ticket] {
			n.Text = "" // a later rung of the same ladder says all of it
			continue
		}
		newer[n.Ticket] = n.Ticket != ""
		ticket, err := tx.Ticket(n.Ticket)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if !ticket.Open() {
			line, _, _ := strings.Cut(n.Text, "\n")
			n.Kind, n.Text = storage.NoticeStaff, line
		}
	}
	return nil
}
