package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/flows"
	"minqing/storage"
)

// fileMany stores tickets of the month before, past the conversation.
func (s *stage) fileMany(n int, category string, change func(*storage.Ticket)) {
	s.t.Helper()
	err := s.store.Update(context.Background(), func(tx storage.Tx) error {
		for i := range n {
			k := storage.Ticket{
				Key: fmt.Sprint(category, s.clock.Now(), i), Category: category, Unit: "社会救助股", Channel: "大走访", State: storage.Resolved,
				Filed: opening.AddDate(0, -1, 0), Closed: opening.AddDate(0, -1, 3),
			}
			change(&k)
			if _, err := tx.File(storage.LetterFeedback, &k, storage.Event{At: k.Filed, Action: storage.ActFile, To: k.State}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// What everybody may read tells of no few, and of no complaint about staff; it is
// counted anew on the next day and not before.
func TestPublicBoardTellsOfNobody(t *testing.T) {
	s := newStage(t)
	nothing := func(*storage.Ticket) {}
	s.fileMany(8, "低保", nothing)
	s.fileMany(4, "殡仪馆", nothing)
	s.fileMany(6, "工作人员作风", func(k *storage.Ticket) { k.Conduct, k.State = true, storage.Assigned })
	s.fileMany(5, "养老", func(k *storage.Ticket) { k.Filed = opening.AddDate(0, -2, 0) })
	asked := 0
	board := func() string {
		asked++
		return s.say(flows.Message{ID: fmt.Sprint("board-", asked), From: "o-li", To: "gh_bureau", At: s.clock.Now(), Kind: flows.Text, Text: "公开栏"})
	}
	first := board()
	for _, want := range []string{"2026年10月收到群众意见18件，已办结12件，办结率66.7%（截至11月23日）", "反映较多的：低保8件\n"} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in\n%s", want, first)
		}
	}
	for _, secret := range []string{"殡仪馆", "作风", "保密", "纪检", "养老"} {
		if strings.Contains(first, secret) {
			t.Errorf("%q is told to everybody:\n%s", secret, first)
		}
	}
	s.fileMany(1, "殡仪馆 ", func(k *storage.Ticket) { k.Category = "殡仪馆" })
	if again := board(); !strings.Contains(again, "意见18件") {
		t.Errorf("counted twice on a day:\n%s", again)
	}
	s.clock.Add(24 * time.Hour)
	if next := board(); !strings.Contains(next, "意见19件") || !strings.Contains(next, "低保8件、殡仪馆5件\n") {
		t.Errorf("not counted anew:\n%s", next)
	}
}
