package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"minqing/flows"
	"minqing/storage"
)

// TestSurveyCountsEverybodyOnce: many answer at once, each message comes twice, some
// try a second time, while staff type forms; the counts come out right, the house being
// closed and opened again, and no record names who answered.
func TestSurveyCountsEverybodyOnce(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	n.engage("陈静", "", storage.RoleDispatcher)
	n.says("陈静", "测评 新建 窗口测评 婚姻登记中心 50")
	const people = 12
	send := func(m flows.Message) {
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() { n.say(m) })
		}
		both.Wait()
	}
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			for j, said := range []string{"[scan survey-1]", fmt.Sprint(i%5 + 1), "排队等得太久", "跳过", "[scan survey-1]", "5"} {
				m := flows.Message{ID: fmt.Sprintf("p%d-%d", i, j), From: fmt.Sprintf("o-p%d", i), To: "gh_bureau", At: n.clock.Now(), Kind: flows.Text, Text: said}
				if strings.HasPrefix(said, "[scan") {
					m.Kind, m.Text, m.Scene = flows.Scan, "", "survey-1"
				}
				send(m)
			}
		})
	}
	all.Go(func() {
		send(flows.Message{ID: "staff", From: openidOf("陈静"), To: "gh_bureau", At: n.clock.Now(), Kind: flows.Text, Text: "测评 录入 1 5 4 4"})
	})
	all.Wait()
	n.bot.Wait()
	n.reopen()

	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		s, err := storage.Surveys.Get(tx, "1")
		if err != nil {
			return err
		}
		if want := [6]int{0, 3, 3, 2, 4, 3}; s.Grades != want || s.Returned() != people+3 || s.Paper != 3 {
			t.Errorf("grades %v, want %v; returned %d, on paper %d", s.Grades, want, s.Returned(), s.Paper)
		}
		if s.Words != people || s.Tickets != 6 { // grades 1 and 2
			t.Errorf("%d sentences, %d tickets; want %d and 6", s.Words, s.Tickets, people)
		}
		page, err := tx.Tickets(storage.Query{Limit: 100})
		if err != nil {
			return err
		}
		for _, k := range page.Tickets {
			if k.Citizen != "" || !k.Anonymous {
				t.Errorf("%s is somebody's: %q", k.Number, k.Citizen)
			}
		}
		if len(page.Tickets) != 6 {
			t.Errorf("%d tickets, want 6", len(page.Tickets))
		}
		return n.nobodyNamed(tx, people)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// nobodyNamed looks for a person in all that a survey leaves behind.
func (n *night) nobodyNamed(tx storage.Tx, people int) error {
	marks := 0
	for _, book := range []string{string(storage.SurveyAnswers), string(storage.SurveyMarks), string(storage.Surveys)} {
		err := tx.Records(book, storage.Range{}, func(key string, value []byte) (bool, error) {
			if book == string(storage.SurveyMarks) {
				marks++
			}
			for i := range people {
				openid := fmt.Sprintf("o-p%d", i)
				if record := key + string(value); strings.Contains(record, openid) || strings.Contains(record, string(n.store.PersonOf(openid))) {
					n.t.Errorf("%s %s names %s", book, key, openid)
				}
			}
			return false, nil
		})
		if err != nil {
			return err
		}
	}
	if marks != people {
		n.t.Errorf("%d marks, want %d", marks, people)
	}
	return nil
}
