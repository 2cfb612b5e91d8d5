package flows

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// mostBulletin is how many characters a notice may have: it stands in one reply.
const mostBulletin = 500

var takeDown = regexp.MustCompile(`^(?:撤下|撤除|取消)(?:第)? *([0-9]+) *(?:号|条)?$`)

// announcing is 公告: a notice for the board, the taking down of one, or the list.
// Nothing is sent to anybody: who wants to know looks.
func announcing(_ *Engine, t *turn, c call) Act {
	words := strings.TrimSpace(c.rest)
	_, identity := maskIDs(words)
	if m := takeDown.FindStringSubmatch(fold.Text(words)); m != nil {
		n, _ := strconv.Atoi(m[1])
		return commit(func(tx storage.Tx) (string, error) { return t.takeDown(tx, n) })
	}
	switch {
	case words == "":
		return t.listBulletins()
	case utf8.RuneCountInString(words) < 5 || strings.HasPrefix(words, "撤下"):
		return Say(texts.Board.Usage)
	case utf8.RuneCountInString(words) > mostBulletin:
		return Say(texts.Board.TooLong(mostBulletin))
	case identity:
		return Say(texts.Board.NoID)
	}
	return commit(func(tx storage.Tx) (string, error) { return t.post(tx, words) })
}

func (t *turn) post(tx storage.Tx, words string) (string, error) {
	b := storage.Bulletin{N: 1, At: t.now, By: t.party.Staff.ID, Text: words}
	err := storage.Bulletins.Each(tx, storage.Range{Down: true}, func(_ string, last storage.Bulletin) (bool, error) {
		b.N = last.N + 1
		return true, nil
	})
	if err == nil {
		err = storage.Bulletins.Put(tx, bulletinKey(b.N), b)
	}
	if err == nil {
		err = tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "post", Text: words, Detail: strconv.Itoa(b.N)})
	}
	return texts.Board.Posted(b.N), err
}

func (t *turn) takeDown(tx storage.Tx, n int) (string, error) {
	b, found, err := storage.Bulletins.Find(tx, bulletinKey(n))
	if err != nil {
		return "", err
	}
	if !found || !b.Taken.IsZero() {
		return "", refuse(texts.Board.NoSuch(n))
	}
	b.Taken, b.TakenBy = t.now, t.party.Staff.ID
	if err := storage.Bulletins.Put(tx, bulletinKey(n), b); err != nil {
		return "", err
	}
	return texts.Board.Taken(n), tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "take_down", Detail: strconv.Itoa(n)})
}

// listBulletins tells the admin what hangs, and by which number it is taken down.
func (t *turn) listBulletins() Act {
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			posted, err := hanging(tx)
			lines := []string{texts.Board.List}
			if len(posted) == 0 {
				lines = []string{texts.Board.Empty}
			}
			for _, b := range posted {
				lines = append(lines, texts.Board.Hangs(b.N, day(b.At), texts.Plain(beginning(b.Text, firstWords))))
			}
			said = texts.Lines(append(lines, texts.Board.Usage)...)
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}
