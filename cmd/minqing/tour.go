package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
	"minqing/storage"
)

// A tour is a table of steps: who does what, and what must be seen by whom. It
// is played over the real webhook and every line of it is checked. A later
// capability adds its steps.
type step struct {
	who  string // whose phone; empty: nobody's
	does deed
	sees []sight
	till func(t *tour, tx storage.Tx) bool // besides: the store must come to this
	note string                            // what a reader should notice

	// bound stands in for the step when that person is bound already.
	bound *step
}

// deed is what somebody does. In words, {F}, {J}, {R}, {Z}, {A} and {CODE} stand for the
// last number of their kind that was seen, {J1} for the first and {J2} for the second.
type deed struct {
	words string   // for the reader
	act   page.Act // how it is done on a phone
	text  string   // what is said, tapped or scanned, or the name of the place
	do    func(ctx context.Context, t *tour, ph *simulator.Phone) error
}

// sight is one bubble that somebody must see from the account: all the words in
// this order, and whatever check adds.
type sight struct {
	who   string
	words []string
	check func(t *tour, b simulator.Bubble) error
}

// stepPatience is how long a step may take until all of it was seen.
const stepPatience = 20 * time.Second

// tour is a table being played.
type tour struct {
	played  map[string]string // who plays somebody of the table: one who is new to it
	world   *world
	screen  *screen
	shown   int64          // the last bubble drawn
	before  int64          // the last bubble of the step before
	taken   map[int64]bool // bubbles that were taken for a sight of this step
	mu      sync.Mutex     // guards numbers
	numbers map[string]string
}

func newTour(w *world, s *screen) *tour {
	return &tour{world: w, screen: s, numbers: map[string]string{}}
}

// play plays the steps and says at the end that all was as promised; the error
// names the step that was not.
func (t *tour) play(ctx context.Context, steps []step) error {
	for i, s := range steps {
		s = t.fitting(ctx, s)
		who := s.who
		if who != "" {
			who += "："
		}
		t.screen.line("%s", t.screen.look(bold, fmt.Sprintf("— %d/%d %s%s", i+1, len(steps), who, t.fill(s.does.words))))
		err := t.perform(ctx, s)
		t.draw()
		if err != nil {
			return fmt.Errorf("第 %d 步（%s%s）与约定不符：%w", i+1, who, t.fill(s.does.words), err)
		}
	}
	t.screen.line("%s", t.screen.look(green, fmt.Sprintf("共 %d 步，全部符合约定（%d steps, all as promised）", len(steps), len(steps))))
	return nil
}

// fitting is the step itself, or what stands in for it.
func (t *tour) fitting(ctx context.Context, s step) step {
	if s.bound != nil && t.world.isBound(ctx, s.who) {
		return *s.bound
	}
	return s
}

// perform does one step and waits until all of it was seen and nothing is on its
// way any more.
func (t *tour) perform(ctx context.Context, s step) error {
	ctx, cancel := context.WithTimeout(ctx, stepPatience)
	defer cancel()
	t.before, t.taken = t.shown, map[int64]bool{}
	if err := s.does.do(ctx, t, t.phone(s.who)); err != nil {
		return err
	}
	return t.await(ctx, s)
}

// phone is whose turn it is; nil when it is nobody's.
func (t *tour) phone(who string) *simulator.Phone {
	if who == "" {
		return nil
	}
	return t.world.platform.Phone(t.person(who))
}

// person is the name of whoever plays somebody of the table.
func (t *tour) person(who string) string {
	if name := t.played[who]; name != "" {
		return name
	}
	return who
}

// await returns when all that a step promises was seen, and nothing is on its way any more.
func (t *tour) await(ctx context.Context, s step) error {
	if err := t.see(ctx, s); err != nil {
		return err
	}
	return t.settle(ctx, s)
}

// see returns when everybody saw what a step promises.
func (t *tour) see(ctx context.Context, s step) error {
	for _, want := range s.sees {
		if err := t.look(ctx, want); err != nil {
			return err
		}
	}
	return nil
}

// settle returns when nothing is on its way any more and the store came to what a step promises.
func (t *tour) settle(ctx context.Context, s step) error {
	if err := t.world.settle(ctx); err != nil {
		return fmt.Errorf("通知没有发完：%w", err)
	}
	if s.till != nil {
		if err := t.world.until(ctx, func(tx storage.Tx) bool { return s.till(t, tx) }); err != nil {
			return fmt.Errorf("数据没有变成应有的样子：%w", err)
		}
	}
	return nil
}

// look waits for one sight.
func (t *tour) look(ctx context.Context, want sight) error {
	words := make([]string, len(want.words))
	for i, w := range want.words {
		words[i] = t.fill(w)
	}
	phone := t.phone(want.who)
	b, err := phone.WaitAfter(ctx, t.before, func(b simulator.Bubble) bool {
		return !t.taken[b.ID] && b.From != simulator.FromPerson && (b.Kind == simulator.Image) == (len(words) == 0) && saysInOrder(b.Text, words)
	})
	if err != nil {
		if len(words) == 0 {
			words = []string{"照片"}
		}
		return fmt.Errorf("%s没有看到“%s”", phone.Name(), strings.Join(words, "…"))
	}
	t.taken[b.ID] = true
	t.learn(b)
	if want.check != nil {
		return want.check(t, b)
	}
	return nil
}

func saysInOrder(text string, words []string) bool {
	for _, w := range words {
		_, after, found := strings.Cut(text, w)
		if !found {
			return false
		}
		text = after
	}
	return true
}

// givenNumbers finds what is given to somebody, by kind: tickets, stays, slips, numbers of
// a queue, and the four digits by which the second of a couple joins.
var givenNumbers = map[string]*regexp.Regexp{
	"F":    regexp.MustCompile(`(?:工单号|编号)：(F[\d-]{9,})`),
	"J":    regexp.MustCompile(`编号：(J[\d-]{9,})`),
	"R":    regexp.MustCompile(`编号：(R[\d-]{9,})`),
	"Z":    regexp.MustCompile(`(?:转办单|回执) (Z\d{4}-\d+)`),
	"A":    regexp.MustCompile(`(?:取号成功：|现场号 )(A\d{3,})`),
	"CODE": regexp.MustCompile(`发送：加入 (\d{4})`),
}

// learn remembers the numbers that somebody was just given.
func (t *tour) learn(b simulator.Bubble) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for kind, given := range givenNumbers {
		if m := given.FindStringSubmatch(b.Text); m != nil {
			t.remember(kind, m[1])
		}
	}
}

// remember keeps a number as the last of its kind, and as the first, the second and so
// on if it is new; t.mu must be held.
func (t *tour) remember(kind, number string) {
	for n := 1; ; n++ {
		nth := fmt.Sprintf("{%s%d}", kind, n)
		if t.numbers[nth] == "" {
			t.numbers[nth] = number
		}
		if t.numbers[nth] == number {
			break
		}
	}
	t.numbers["{"+kind+"}"] = number
}

// call gives what is no number a name of its own, for the words of the steps to come.
func (t *tour) call(placeholder, words string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.numbers[placeholder] = words
}

// fill puts the numbers where {F}, {J} and the others stand.
func (t *tour) fill(words string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for placeholder, number := range t.numbers {
		words = strings.ReplaceAll(words, placeholder, number)
	}
	return words
}

// draw shows every bubble since the last time, in the order they came.
func (t *tour) draw() {
	var fresh []simulator.Bubble
	for _, ph := range t.world.platform.Phones() {
		for _, b := range ph.Bubbles() {
			if b.ID > t.shown {
				fresh = append(fresh, b)
			}
		}
	}
	slices.SortFunc(fresh, func(a, b simulator.Bubble) int { return int(a.ID - b.ID) })
	for _, b := range fresh {
		t.screen.bubble(b)
		t.shown = b.ID
	}
}
