package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"minqing/flows/ledger"
	"minqing/storage"
)

// exportRescuesTask sends the records of the rescue registers. Without Names,
// nobody's name leaves the server.
type exportRescuesTask struct {
	Period ledger.Period // for the note of the export: all records are sent
	Names  bool
}

func (t *exportRescuesTask) do(ctx context.Context, h *house, out io.Writer) error {
	if err := noteExport(ctx, h, "rescues", t.Period, t.Names); err != nil {
		return err
	}
	var all []rescueLine
	err := h.store.View(ctx, func(tx storage.Tx) (err error) {
		all, err = t.lines(tx)
		return err
	})
	if err != nil {
		return err
	}
	send := json.NewEncoder(out)
	for _, l := range append([]rescueLine{{Now: h.now()}}, all...) {
		if err := send.Encode(l); err != nil {
			return fmt.Errorf("send register: %w", err)
		}
	}
	return nil
}

func (t *exportRescuesTask) lines(tx storage.Tx) (all []rescueLine, err error) {
	records, err := ledger.Read(tx)
	if err != nil {
		return nil, err
	}
	for i := range records.Dailies {
		d := &records.Dailies[i]
		by, err := staffName(tx, d.By)
		if err != nil {
			return nil, err
		}
		all = append(all, rescueLine{Daily: d, By: by})
	}
	for i := range records.Stays {
		s := &records.Stays[i]
		by, err := staffName(tx, s.By)
		if err != nil {
			return nil, err
		}
		left, err := staffName(tx, s.LeftBy)
		if err != nil {
			return nil, err
		}
		t.mask(s)
		all = append(all, rescueLine{Stay: s, By: by, LeftBy: left})
	}
	return all, nil
}

// mask takes away who the person is: the name but for its first character, who
// took the person over, and the mark of the identity number, which never leaves.
func (t *exportRescuesTask) mask(s *storage.Stay) {
	s.IDMark = ""
	if t.Names {
		return
	}
	s.Name = maskedName(s.Name)
	if s.To != "" {
		s.To = "*"
	}
}

// maskedName is 张* for 张三.
func maskedName(name string) string {
	if name == "" {
		return ""
	}
	_, size := utf8.DecodeRuneInString(name)
	return name[:size] + "*"
}
