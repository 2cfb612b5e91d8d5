package flows

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"minqing/configs"
	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// handling is 处置: what became of the person. The outcome is filed as soon as it
// is known; who was told and what it cost follows if the fingers are warm enough.
type handling struct {
	Number   string
	At       string
	Outcome  string
	Hospital string
	Names    []string // of the hospitals, as they are offered
	For      []string // and the lines of the list
	Demands  []string // who must be told in such a case
	Told     []string
	Words    string
	Done     string // the last step that was filed
}

var handlingFlow Flow = form(flow[handling]{
	name:  "handling",
	title: "处置",
	steps: []step[handling]{
		{name: "outcome", say: say[handling](texts.Rescue.AskOutcome), options: func(*handling, *turn) []string { return texts.Outcomes }, take: (*handling).takeOutcome},
		{name: "hospital", look: (*handling).lookCase, when: func(h *handling) bool { return h.Outcome == texts.ToHospital }, say: say[handling](texts.Rescue.AskHospital), options: (*handling).hospitals, take: (*handling).takeHospital},
		{name: "told", look: (*handling).lookDemands, when: func(h *handling) bool { return len(h.Demands) > 0 },
			say: (*handling).askTold, take: (*handling).takeTold},
		{name: "words", when: func(h *handling) bool { return h.Words == "" }, say: say[handling](texts.Rescue.AskWords), take: (*handling).takeWords},
	},
	begin: func(h *handling) string { return h.At },
	left:  func(h *handling) string { return texts.Rescue.HandledAnyway(h.Number, h.Outcome) },
	file:  fileHandling,
})

func (h *handling) takeOutcome(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, texts.Outcomes))
	}
	h.Outcome = texts.Outcomes[t.choice]
	if h.Outcome == texts.ToHospital && len(t.house.Bureau.Hospitals) > 0 {
		return Next
	}
	h.Done = "outcome"
	return Commit.To("told")
}

// lookCase finds the hospitals, those first that take such a case.
func (h *handling) lookCase(tx storage.Tx, t *turn) error {
	k, err := tx.Ticket(h.Number)
	if err != nil {
		return err
	}
	fits := func(p configs.Place) int {
		if slices.ContainsFunc(p.For, func(f string) bool { return strings.Contains(k.Private.Text, f) }) {
			return 0
		}
		return 1
	}
	places := slices.Clone(t.house.Bureau.Hospitals)
	slices.SortStableFunc(places, func(a, b configs.Place) int { return fits(a) - fits(b) })
	h.Names, h.For = nil, nil
	for _, p := range places {
		h.Names = append(h.Names, p.Name)
		h.For = append(h.For, p.Name+bracketed(strings.Join(p.For, "、")))
	}
	return nil
}

func (h *handling) hospitals(*turn) []string {
	return append(slices.Clone(h.For), texts.Rescue.OtherHospital)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

func (h *handling) takeHospital(t *turn) Move {
	switch {
	case t.choice >= 0 && t.choice < len(h.Names):
		h.Hospital = h.Names[t.choice]
	case t.choice >= 0:
		h.Hospital = texts.Rescue.OtherHospital
	case t.Kind == Text && t.said != "" && !isDigits(t.said):
		h.Hospital = strings.TrimSpace(t.Text)
	default:
		return Again(unchoosable(t, h.hospitals(t)))
	}
	h.Done = "outcome"
	return Commit.To("told")
}

func (h *handling) lookDemands(tx storage.Tx, t *turn) error {
	k, err := tx.Ticket(h.Number)
	if err != nil {
		return err
	}
	h.Demands = t.demands(k, nil, h.Outcome)
	return nil
}

func (h *handling) askTold(*turn) string { return texts.Rescue.AskTold(texts.Ticks(h.Demands)) }

func (h *handling) takeTold(t *turn) Move {
	if t.says(texts.WordSkip, texts.WordDone, "没有", "无") {
		return Next
	}
	told, ok := ticked(t.said, h.Demands)
	if !ok {
		return Again(h.askTold(t))
	}
	h.Told, h.Done = told, "told"
	return Commit
}

func (h *handling) takeWords(t *turn) Move {
	if t.says(texts.WordSkip, texts.WordDone, "没有", "无") {
		return Quit(texts.Rescue.HandledAnyway(h.Number, h.Outcome))
	}
	words, _ := tidy(t.Text)
	if t.Kind != Text || words == "" {
		return Again(texts.Rescue.AskWords)
	}
	h.Words, h.Done = words, "words"
	return Finish
}

// ticked reads a list of numbers such as "1 3 5", or 全部.
func ticked(said string, list []string) (chosen []string, ok bool) {
	if said == "全部" || said == "都" || said == "全部都告知了" {
		return list, true
	}
	for _, w := range listed(strings.NewReplacer(".", " ", "+", " ").Replace(said)) {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > len(list) {
			i := slices.IndexFunc(list, func(name string) bool { return fold.Text(name) == w })
			if i < 0 {
				return nil, false
			}
			n = i + 1
		}
		if !slices.Contains(chosen, list[n-1]) {
			chosen = append(chosen, list[n-1])
		}
	}
	return chosen, len(chosen) > 0
}

func fileHandling(tx storage.Tx, h *handling, t *turn) (string, error) {
	return onTicket(tx, t, "处置", h.Number, "", func(tx storage.Tx, t *turn, _ call, k *storage.Ticket) (string, error) {
		switch h.Done {
		case "outcome":
			return t.dispose(tx, k, h)
		case "told":
			return t.amendDaily(tx, k, texts.Rescue.ToldNoted(h.Told), texts.Rescue.ToldNoted(h.Told), func(d *storage.Daily) {
				d.Told = h.Told
				d.Owed = without(h.Demands, h.Told)
			})
		}
		people, cost, words := figuresIn(h.Words)
		return t.amendDaily(tx, k, h.Words, texts.Rescue.Noted(k.Number), func(d *storage.Daily) {
			d.Words = strings.TrimSpace(d.Words + "\n" + words)
			d.Cost += cost
			if people > 0 {
				d.People = people
			}
		})
	})
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}

// startHandling is 处置: with the outcome in the same line it is filed at once.
func startHandling(_ *Engine, t *turn, c call) Act {
	h := &handling{Number: c.number, At: "outcome"}
	outcome, rest := outcomeIn(c.rest)
	if outcome == "" {
		return Act{
			Look: func(tx storage.Tx) error {
				k, err := t.open(tx, c)
				if err == nil && !isSighting(k) {
					return refuse(texts.Rescue.OnlySightings)
				}
				if err == nil && !t.onScene(t.party.Staff, k) {
					return refuse(texts.Rescue.TakeFirst(k.Number))
				}
				if err == nil && !untaken(k) {
					err = t.legal(k, storage.ActDispose)
				}
				return err
			},
			Then: func(string) Act { return handlingFlow.start(t, h) },
		}
	}
	h.Outcome, h.Words, h.At, h.Done = outcome, rest, "told", "outcome"
	if h.Outcome == texts.ToHospital {
		h.Hospital = t.hospitalIn(rest)
	}
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			k, err := t.open(tx, c)
			if err != nil {
				return "", err
			}
			return t.dispose(tx, k, h)
		},
		Then: func(said string) Act { return before(said, handlingFlow.start(t, h)) },
	}
}

// outcomeIn finds the outcome at the head of what was typed, by name or number.
func outcomeIn(typed string) (outcome, rest string) {
	words := listed(typed)
	if len(words) == 0 {
		return "", ""
	}
	rest = strings.TrimSpace(strings.TrimPrefix(typed, words[0]))
	if n, err := strconv.Atoi(fold.Text(words[0])); err == nil && n >= 1 && n <= len(texts.Outcomes) {
		return texts.Outcomes[n-1], rest
	}
	for _, o := range texts.Outcomes {
		if strings.HasPrefix(words[0], o) {
			return o, strings.TrimLeft(strings.TrimSpace(typed)[len(o):], " 　，,。")
		}
	}
	return "", ""
}

func (t *turn) hospitalIn(words string) string {
	for _, h := range t.house.Bureau.Hospitals {
		if strings.Contains(words, h.Name) || strings.Contains(words, strings.TrimPrefix(h.Name, strings.TrimSuffix(t.house.Bureau.County, "县"))) {
			return h.Name
		}
	}
	return ""
}

// dispose closes a sighting with its outcome, writes its line of the daily
// register (日常登记表), and tells whoever reported it, without saying who the
// person is or how ill.
func (t *turn) dispose(tx storage.Tx, k *storage.Ticket, h *handling) (string, error) {
	if err := t.onStreet(tx, k, false); err != nil {
		return "", err
	}
	people, cost, words := figuresIn(h.Words)
	return t.move(tx, k, t.actor(), storage.ActDispose, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Outcome, k.Responded = h.Outcome, first(k.Responded, t.now)
		e.Detail, e.Text = h.Outcome+bracketed(h.Hospital), h.Words
		d := storage.Daily{
			Ticket: k.Number, At: t.now, By: t.party.Staff.ID, Kind: k.Kind, Place: k.Private.Place, Township: k.Township, Sign: k.Sign,
			Outcome: h.Outcome, Hospital: h.Hospital, People: max(people, 1), Cost: cost, Words: words,
			Owed: t.demands(k, nil, h.Outcome),
		}
		if err := t.addDaily(tx, k, d); err != nil {
			return "", err
		}
		if err := t.tellOutcome(tx, k); err != nil {
			return "", err
		}
		if h.Outcome == texts.ToMinors {
			if err := t.tellMinors(tx, k); err != nil {
				return "", err
			}
		}
		return texts.Lines(texts.Rescue.Handled(k.Number, e.Detail, h.Outcome == texts.ToStation, k.Channel != texts.ChannelPatrol), t.referral(k, h)), nil
	})
}

// referral is 转介单, what the hospital needs to know of who was brought: to be
// forwarded or read out.
func (t *turn) referral(k *storage.Ticket, h *handling) string {
	if h.Outcome != texts.ToHospital {
		return ""
	}
	b := t.house.Bureau
	return texts.Rescue.Referral(k.Number, orElse(h.Hospital, texts.Rescue.OtherHospital), hour(t.now), texts.Plain(k.Private.Place), k.Kind, b.Rescue.Unit, b.Hotline)
}

// tellOutcome is what the reporters hear at the end.
func (t *turn) tellOutcome(tx storage.Tx, k *storage.Ticket) error {
	if k.Outcome == texts.NotFound {
		return t.tellReporters(tx, k, texts.Notices.StillThere(k.Number))
	}
	words := texts.Notices.Handled(k.Number, k.Outcome == texts.ToHospital)
	if err := t.tell(tx, k, storage.NoticeResolved, texts.Paragraphs(words, texts.Notices.Rate(k.Number))); err != nil {
		return err
	}
	return t.tellFollowers(tx, k, words)
}

// tellMinors tells the child protection centre what it needs for its part.
func (t *turn) tellMinors(tx storage.Tx, k *storage.Ticket) error {
	unit := "未成年人保护中心"
	if c, ok := t.house.Bureau.Category("未成年人保护"); ok {
		unit = c.Unit
	}
	return t.notify(tx, k, texts.Alerts.Minor(k.Number, texts.Plain(k.Private.Place)), func(s *storage.Staff) bool {
		return s.Has(storage.RoleClerk) && s.Unit == unit
	})
}

var (
	peopleIn = regexp.MustCompile(`(\d{1,3})\s*(?:人|名|位)`)
	costIn   = regexp.MustCompile(`(?:花费|费用|花了|用去|支出|经费|共计|合计)?\s*(\d{1,7})(?:\.(\d{1,2}))?\s*元`)
)

// figuresIn reads how many people and how much money a sentence speaks of. The
// sentence stays as it is.
func figuresIn(words string) (people int, fen int64, same string) {
	folded := strings.Map(fold.Rune, words)
	if m := peopleIn.FindStringSubmatch(folded); m != nil {
		people = number(m[1])
	}
	for _, m := range costIn.FindAllStringSubmatch(folded, -1) {
		cents := m[2] + strings.Repeat("0", 2-len(m[2]))
		fen += int64(number(m[1]))*100 + int64(number(cents))
	}
	return people, fen, words
}

// dailyKey is where the nth line of a sighting lies.
func dailyKey(ticket string, n int) string { return fmt.Sprintf("%s/%02d", ticket, n) }

func (t *turn) addDaily(tx storage.Tx, k *storage.Ticket, d storage.Daily) error {
	n, since, err := 1, k.Filed, error(nil)
	events, err := tx.Events(k.Number)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Action == storage.ActArrive && d.Seconds == 0 && k.Channel != texts.ChannelPatrol { // who found somebody was there
			d.Seconds = max(1, int(e.At.Sub(since).Seconds()))
		}
	}
	err = storage.Dailies.Each(tx, storage.Range{Prefix: k.Number + "/"}, func(string, storage.Daily) (bool, error) { n++; return false, nil })
	if err != nil {
		return err
	}
	if d.Stay, err = staysOf(tx, k); err != nil { // of whoever was registered before the outcome was
		return err
	}
	return storage.Dailies.Put(tx, dailyKey(k.Number, n), d)
}

// amendDaily changes the last line of a sighting and writes down that it was
// changed. said is the answer.
func (t *turn) amendDaily(tx storage.Tx, k *storage.Ticket, words, said string, change func(*storage.Daily)) (string, error) {
	key, line := "", storage.Daily{}
	err := storage.Dailies.Each(tx, storage.Range{Prefix: k.Number + "/", Down: true}, func(at string, d storage.Daily) (bool, error) {
		key, line = at, d
		return true, nil
	})
	if err != nil {
		return "", err
	}
	if key == "" {
		return "", refuse(texts.Rescue.NotHandled(k.Number))
	}
	change(&line)
	if err := storage.Dailies.Put(tx, key, line); err != nil {
		return "", err
	}
	return t.move(tx, k, t.actor(), storage.ActRegister, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = words
		return said, nil
	})
}
