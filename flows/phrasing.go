package flows

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"minqing/configs"
	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// phrasing is 快捷: one of the canned answers, its blanks filled in one by one.
type phrasing struct {
	Number string
	Names  []string // of the answers that the ticket's category has
	Known  map[string]string
	Text   string
	Values map[string]string
}

const phraseName = "快捷"

// longestBlank is how many characters fill one blank at most.
const longestBlank = 200

var phraseFlow Flow = form(flow[phrasing]{
	name:  "phrase",
	title: "快捷回复",
	begin: func(p *phrasing) string {
		if p.Text != "" {
			return blankStep(0)
		}
		return ""
	},
	steps: append([]step[phrasing]{{
		name: "pick", say: say[phrasing](texts.Manners.Pick), take: (*phrasing).pick,
		options: func(p *phrasing, _ *turn) []string { return p.Names },
	}}, blankSteps()...),
})

// blankSteps are a step for each blank that an answer may have, so that 返回 goes back
// one blank.
func blankSteps() (steps []step[phrasing]) {
	for i := range configs.MostBlanks {
		steps = append(steps, step[phrasing]{
			name: blankStep(i),
			say:  func(p *phrasing, _ *turn) string { return p.ask(i) },
			take: func(p *phrasing, t *turn) Move { return p.fill(t, i) },
		})
	}
	return steps
}

func blankStep(i int) string { return "blank" + strconv.Itoa(i+1) }

func phraseCommand() *command {
	return &command{name: phraseName, usage: "快捷 F… [名称]", help: "挑一条写好的答复，填空、看过再发给反映人", roles: handlers, ticket: true,
		action: storage.ActReply, run: startPhrasing}
}

// startPhrasing offers the answers for the ticket's category, or takes the one named.
func startPhrasing(_ *Engine, t *turn, c call) Act {
	p := &phrasing{Number: c.number}
	return Act{
		Look: func(tx storage.Tx) error {
			k, err := t.open(tx, c)
			if err == nil {
				err = t.legal(k, storage.ActReply)
			}
			if err != nil {
				return err
			}
			list := t.house.Bureau.PhrasesFor(k.Category)
			if len(list) == 0 {
				return refuse(texts.Manners.NoPhrases)
			}
			p.Names, p.Known = nil, t.knownBlanks(k)
			for _, phrase := range list {
				p.Names = append(p.Names, phrase.Name)
			}
			return nil
		},
		Then: func(string) Act {
			i := named(p.Names, c.rest)
			if i < 0 {
				return before(p.unnamed(c.rest), phraseFlow.start(t, p))
			}
			p.choose(t, i)
			if m := p.whole(); len(configs.Blanks(p.Text)) == 0 {
				return m.flow.start(t, m.with)
			}
			return phraseFlow.start(t, p)
		},
	}
}

// named finds what was typed among the names, by name or number; -1: not there.
func named(names []string, typed string) int {
	said := fold.Text(typed)
	if n, err := strconv.Atoi(said); err == nil && n >= 1 && n <= len(names) {
		return n - 1
	}
	return slices.IndexFunc(names, func(name string) bool { return said != "" && fold.Text(name) == said })
}

func (p *phrasing) unnamed(typed string) string {
	if strings.TrimSpace(typed) == "" {
		return ""
	}
	return texts.Manners.NoPhrase(texts.Plain(strings.TrimSpace(typed)))
}

// knownBlanks are what the house can fill in of a ticket.
func (t *turn) knownBlanks(k *storage.Ticket) map[string]string {
	b := t.house.Bureau
	u, _ := b.Unit(k.Unit)
	known := map[string]string{
		configs.BlankNumber: k.Number, configs.BlankUnit: k.Unit, configs.BlankUnitPhone: u.Phone,
		configs.BlankPhone: b.Phone, configs.BlankHotline: b.Hotline, configs.BlankToday: day(t.now),
	}
	if !k.Due.IsZero() {
		known[configs.BlankDue] = day(k.Due)
	}
	return known
}

func (p *phrasing) pick(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, p.Names))
	}
	p.choose(t, t.choice)
	if len(configs.Blanks(p.Text)) == 0 {
		return p.whole()
	}
	return Next
}

func (p *phrasing) choose(t *turn, i int) {
	phrases := t.house.Bureau.Phrases
	if j := slices.IndexFunc(phrases, func(phrase configs.Phrase) bool { return phrase.Name == p.Names[i] }); j >= 0 {
		p.Text, p.Values = configs.Fill(phrases[j].Text, p.Known), map[string]string{}
	}
}

// ask shows the answer as far as it is filled in, and asks for blank i.
func (p *phrasing) ask(i int) string {
	blanks := configs.Blanks(p.Text)
	if i >= len(blanks) { // what another release kept could not be read
		return texts.Manners.Anew
	}
	filled := map[string]string{}
	for _, b := range blanks[:i] {
		filled[b] = p.Values[b]
	}
	return texts.Manners.Blank(texts.Plain(configs.Fill(p.Text, filled)), blanks[i], i+1, len(blanks))
}

func (p *phrasing) fill(t *turn, i int) Move {
	blanks := configs.Blanks(p.Text)
	if i >= len(blanks) || p.Values == nil {
		return Quit(texts.Manners.Anew)
	}
	if c, ok := t.engine.parse(t); ok {
		return Again(texts.Manners.LooksLikeCommand(c.name))
	}
	value := strings.TrimSpace(t.Text)
	if t.Kind != Text || t.said == "" || t.says(notAnswers...) || strings.ContainsAny(value, "{}") || utf8.RuneCountInString(value) > longestBlank {
		return Again(texts.Manners.BlankAgain(blanks[i], longestBlank))
	}
	p.Values[blanks[i]] = value
	if i+1 < len(blanks) {
		return Next
	}
	return p.whole()
}

// whole shows what is filled in for a yes.
func (p *phrasing) whole() Move {
	return Switch(speakingFlow, &speaking{Command: "回复", Number: p.Number, Words: configs.Fill(p.Text, p.Values)})
}
