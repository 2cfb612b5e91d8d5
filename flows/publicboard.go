package flows

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"minqing/flows/figures"
	"minqing/flows/fold"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

func publicCommands() []*command {
	return []*command{
		{name: texts.PublicBoard, usage: "公开栏", help: "看上月的收件和办结、公告和公开资料", anywhere: true, run: showBoard},
		{name: "公告", usage: "公告 文字", help: "在公开栏登一条公告；公告 撤下 N 撤下一条，公告 看全部", roles: []storage.Role{storage.RoleAdmin}, run: announcing},
	}
}

// fewest is the smallest number that is made public by category: fewer could tell of
// somebody.
const fewest = 5

// mostDisclosed is how many categories are made public.
const mostDisclosed = 5

// showBoard is 公开栏. Its figures are counted at most once a day: anybody may ask.
func showBoard(_ *Engine, t *turn, c call) Act {
	if n, err := strconv.Atoi(fold.Text(c.rest)); err == nil {
		return showBulletin(t, n)
	}
	var d storage.Disclosed
	var posted []storage.Bulletin
	counted := false
	month := lastMonth(t.now)
	return Act{
		Look: func(tx storage.Tx) (err error) {
			counted = false
			if posted, err = hanging(tx); err != nil {
				return err
			}
			var found bool
			d, found, err = storage.Published.Find(tx, monthKey(month))
			if err != nil || (found && sameDay(d.At, t.now)) {
				return err
			}
			counted = true
			d, err = t.disclosed(tx, month)
			return err
		},
		Then: func(string) Act {
			said := t.boardText(month, d, posted)
			if !counted {
				return Say(said)
			}
			return commit(func(tx storage.Tx) (string, error) { return said, storage.Published.Put(tx, monthKey(month), d) })
		},
	}
}

// lastMonth is the last whole month.
func lastMonth(now time.Time) ledger.Period {
	y, m, _ := now.In(storage.Zone).Date()
	return ledger.Month(y, m-1)
}

func monthKey(p ledger.Period) string { return ledger.MonthOf(p.From) }

// disclosed counts what everybody may know of a month: no category with few, none of
// complaints about staff.
func (t *turn) disclosed(tx storage.Tx, month ledger.Period) (d storage.Disclosed, err error) {
	r, err := t.figuresOf(tx, month, false, nil)
	if err != nil {
		return d, err
	}
	d = storage.Disclosed{At: t.now, Received: r.Total.Received, Resolved: r.Total.Resolved}
	for _, row := range r.Categories {
		if row.Received >= fewest && row.Name != "" && row.Name != figures.Sealed && len(d.Topics) < mostDisclosed {
			d.Topics = append(d.Topics, storage.Topic{Name: row.Name, N: row.Received})
		}
	}
	return d, nil
}

// mostPosted is how many notices stand on the board itself, and firstWords how much of each.
const (
	mostPosted = 5
	firstWords = 40
)

func (t *turn) boardText(month ledger.Period, d storage.Disclosed, posted []storage.Bulletin) string {
	name := periodSaid(month)
	told := texts.Board.Few(name)
	if d.Received >= fewest {
		told = texts.Board.Figures(name, d.Received, d.Resolved, figures.Percent(d.Resolved, d.Received), day(d.At))
	}
	var topics []string
	for _, topic := range d.Topics {
		topics = append(topics, texts.Board.Topic(texts.Plain(topic.Name), topic.N))
	}
	lines := []string{texts.Board.Head(t.house.Bureau.Name), told}
	if len(topics) > 0 {
		lines = append(lines, texts.Board.Topics(topics))
	}
	return texts.Paragraphs(texts.Lines(lines...), bulletinLines(posted), t.postings(), texts.Board.Ask)
}

func bulletinLines(posted []storage.Bulletin) string {
	if len(posted) == 0 {
		return texts.Board.NoNotices
	}
	lines := []string{texts.Board.Notices}
	for _, b := range posted[:min(len(posted), mostPosted)] {
		lines = append(lines, texts.Board.Notice(b.N, day(b.At), texts.Plain(beginning(b.Text, firstWords))))
	}
	if rest := len(posted) - mostPosted; rest > 0 {
		lines = append(lines, texts.Board.More(rest))
	}
	return texts.Lines(lines...)
}

// beginning is the first characters of a text, on one line.
func beginning(s string, most int) string {
	line, _, more := strings.Cut(s, "\n")
	r := []rune(line)
	if len(r) > most {
		r, more = r[:most], true
	}
	if more {
		return string(r) + "…"
	}
	return string(r)
}

// postings lists what the bureau file says is public elsewhere.
func (t *turn) postings() string {
	if len(t.house.Bureau.Public) == 0 {
		return ""
	}
	lines := []string{texts.Board.Links}
	for _, p := range t.house.Bureau.Public {
		lines = append(lines, texts.Board.Link(p.Title, p.URL, p.Date))
	}
	return texts.Lines(lines...)
}

// showBulletin is 公开栏 N: one notice as a whole.
func showBulletin(t *turn, n int) Act {
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			b, found, err := storage.Bulletins.Find(tx, bulletinKey(n))
			said = texts.Board.NoSuch(n)
			if found && b.Taken.IsZero() {
				said = texts.Board.One(b.N, day(b.At), texts.Plain(b.Text))
			}
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}

func bulletinKey(n int) string { return fmt.Sprintf("%06d", n) }

// hanging are the notices on the board, newest first.
func hanging(tx storage.Tx) (posted []storage.Bulletin, err error) {
	err = storage.Bulletins.Each(tx, storage.Range{Down: true}, func(_ string, b storage.Bulletin) (bool, error) {
		if b.Taken.IsZero() {
			posted = append(posted, b)
		}
		return false, nil
	})
	return posted, err
}
