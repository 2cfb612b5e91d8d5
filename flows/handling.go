package flows

import (
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
		if outcome, rest := outcomeIn(t.Text); t.Kind == Text && outcome != "" { // 送医 县医院, as in one line
			h.told(t, outcome, rest)
			return Commit.To("told")
		}
		return Again(unchoosable(t, texts.Outcomes))
	}
	h.Outcome = texts.Outcomes[t.choice]
	if h.Outcome == texts.ToHospital && len(t.house.Bureau.Hospitals) > 0 {
		return Next
	}
	h.Done = "outcome"
	return Commit.To("told")
}

// told takes an outcome with what was said after it.
func (h *handling) told(t *turn, outcome, rest string) {
	h.Outcome, h.Words, h.Done = outcome, rest, "outcome"
	if outcome == texts.ToHospital {
		h.Hospital = t.hospitalIn(rest)
	}
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
