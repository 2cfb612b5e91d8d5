package flows

import (
	"slices"

	"minqing/storage"
)

// stranded is what was sent to a unit in which nobody may take it: nobody is bound there,
// or all are concerned (回避). No other list has it, so it stays with whoever assigns.
func (t *turn) stranded(tx storage.Tx) ([]*storage.Ticket, error) {
	if !dispatchers(t.party.Staff) {
		return nil, nil
	}
	r, err := t.callRoll(tx)
	if err != nil {
		return nil, err
	}
	sent, err := mine(tx, t.house.Bureau, t.party.Staff, storage.Query{States: []storage.State{storage.Assigned}})
	return slices.DeleteFunc(sent, func(k *storage.Ticket) bool {
		return isSighting(k) || len(r.those(k, responsible(k))) > 0
	}), err
}
