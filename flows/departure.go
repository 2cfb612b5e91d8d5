package flows

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// departure is 出站表 as far as it is filled in.
type departure struct {
	Number   string
	At       string
	Numbers  []string // of those who are in, to choose from
	Lines    []string
	Guarded  string // why this person may not leave alone; empty: may
	How      string
	Declared bool
	Ticked   bool
	Checks   []string
	Why      string
	Asked    bool // where to
	To       string
	Costed   bool
	Cost     int64
}

var departureFlow = newDepartureFlow()

func newDepartureFlow() *flow[departure] {
	ask, items := texts.Register, texts.Register.LeaveItems
	f := &flow[departure]{name: "departure", title: "离站", summary: ask.LeaveHead, file: fileDeparture,
		begin: func(d *departure) string { return d.At }}
	f.steps = []step[departure]{
		{name: "who", look: (*departure).lookIn, say: (*departure).askWho,
			options: func(d *departure, _ *turn) []string { return d.Lines }, take: (*departure).takeWho},
		{name: "how", look: (*departure).lookStay, say: say[departure](ask.How), options: list[departure](texts.Departures),
			take: (*departure).takeHow, item: items.How, value: func(d *departure) string { return d.How }},
		{name: "declared", say: say[departure](ask.Declared), options: list[departure](ask.DeclaredIs), take: (*departure).takeDeclared},
		{name: "kin", say: say[departure](ask.Kin(texts.Ticks(texts.KinChecks))), take: (*departure).takeKin,
			item: items.Checks, value: (*departure).checked},
		{name: "why", say: (*departure).askWhy, take: (*departure).takeWhy,
			item: items.Why, value: func(d *departure) string { return orElse(d.Why, ask.None) }},
		{name: "to", say: (*departure).askTo, options: (*departure).hospitals, take: (*departure).takeTo,
			item: items.To, value: func(d *departure) string { return orElse(d.To, ask.None) }},
		{name: "cost", say: say[departure](ask.Cost), take: (*departure).takeCost,
			item: items.Cost, value: func(d *departure) string { return costWords(d.Cost) }},
	}
	f.steps = append(f.steps, step[departure]{name: checkStep, take: f.takeCheck,
		say: func(d *departure, t *turn) string { return texts.Lines(d.Number, f.readBack(d, t)) }})
	return f
}

// startDeparture is 离站: of one stay, or of one chosen among those who are in.
func startDeparture(_ *Engine, t *turn, c call) Act {
	if c.stay == "" {
		return departureFlow.start(t, &departure{At: "who"})
	}
	return departureFlow.start(t, &departure{Number: c.stay, At: "how"})
}

func (d *departure) lookIn(tx storage.Tx, t *turn) error {
	d.Numbers, d.Lines = nil, nil
	in, err := staying(tx)
	if err != nil {
		return err
	}
	if len(in) == 0 {
		return refuse(texts.Register.NobodyIn)
	}
	for i := range in {
		d.Numbers, d.Lines = append(d.Numbers, in[i].Number), append(d.Lines, t.stayLine(&in[i]))
	}
	return nil
}

func (d *departure) askWho(*turn) string { return texts.Register.WhoLeaves }

func (d *departure) takeWho(t *turn) Move {
	number, _ := cutStay(t.Text)
	switch {
	case t.choice >= 0:
		d.Number = d.Numbers[t.choice]
	case number != "":
		d.Number = number
	default:
		return Again(unchoosable(t, d.Lines))
	}
	return Next
}

// lookStay makes sure that the person is in, and finds whether they may leave alone.
func (d *departure) lookStay(tx storage.Tx, t *turn) error {
	s, err := t.present(tx, d.Number)
	if err == nil {
		d.Guarded = t.guarded(s)
	}
	return err
}

// present is the stay of somebody who is in.
func (t *turn) present(tx storage.Tx, number string) (*storage.Stay, error) {
	s, err := t.stay(tx, number)
	if err == nil && !s.Left.IsZero() {
		err = refuse(texts.Register.GoneAlready(number, day(s.Left)))
	}
	return s, err
}

func (d *departure) takeHow(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, texts.Departures))
	}
	how := texts.Departures[t.choice]
	if how == texts.LeftAlone && d.Guarded != "" {
		return Again(texts.Lines(texts.Register.Guarded(d.Guarded), texts.Numbered(texts.Departures)))
	}
	if how != d.How {
		d.How, d.Declared, d.Ticked, d.Checks, d.Why, d.Asked, d.To = how, false, false, nil, "", false, ""
	}
	return d.onward(t)
}

// onward goes to the next question that this way of leaving asks.
func (d *departure) onward(t *turn) Move {
	kin := d.How == texts.LeftWithKin
	switch {
	case d.How == texts.LeftAlone && !d.Declared:
		return GoTo("declared")
	case kin && !d.Ticked:
		return GoTo("kin")
	case d.Why == "" && (d.How == texts.LeftOther || kin && len(d.undone()) > 0):
		return GoTo("why")
	case !d.Asked && texts.Register.To[d.How] != "":
		return GoTo("to")
	case !d.Costed:
		return GoTo("cost")
	}
	return enough(t)
}

func (d *departure) takeDeclared(t *turn) Move {
	if t.choice != 0 && !t.says("签了", "已签", "是") {
		return Again(texts.Lines(texts.Register.NotSigned, texts.Numbered(texts.Register.DeclaredIs)))
	}
	d.Declared = true
	return d.onward(t)
}

func (d *departure) takeKin(t *turn) Move {
	done, ok := ticked(t.said, texts.KinChecks)
	if !ok && !t.says(texts.WordSkip, "没有", "无") {
		return Again(texts.Register.Kin(texts.Ticks(texts.KinChecks)))
	}
	d.Ticked, d.Checks = true, done
	if len(d.undone()) == 0 {
		d.Why = ""
	}
	return d.onward(t)
}

func (d *departure) undone() []string { return without(texts.KinChecks, d.Checks) }

func (d *departure) checked() string {
	switch {
	case d.How == texts.LeftAlone:
		return texts.Declaration
	case d.How != texts.LeftWithKin:
		return texts.Register.None
	case len(d.undone()) == 0:
		return strings.Join(d.Checks, "、")
	}
	return orElse(strings.Join(d.Checks, "、"), texts.Register.NoneYet) + texts.Register.Undone(d.undone())
}

func (d *departure) askWhy(*turn) string {
	if d.How == texts.LeftWithKin && len(d.undone()) > 0 {
		return texts.Register.KinWhy(d.undone())
	}
	return texts.Register.OtherWhy
}

func (d *departure) takeWhy(t *turn) Move {
	words, _ := tidy(t.Text)
	if t.Kind != Text || utf8.RuneCountInString(words) < 2 || t.says(texts.WordSkip) {
		return Again(d.askWhy(t))
	}
	if utf8.RuneCountInString(words) > mostWords {
		return Again(texts.Register.TooLong(mostWords))
	}
	d.Why = words
	return d.onward(t)
}

func (d *departure) askTo(*turn) string {
	return orElse(texts.Register.To[d.How], texts.Register.ToAny)
}

func (d *departure) hospitals(t *turn) []string {
	if d.How != texts.LeftHospital {
		return nil
	}
	var names []string
	for _, h := range t.house.Bureau.Hospitals {
		names = append(names, h.Name)
	}
	return names
}

func (d *departure) takeTo(t *turn) Move {
	words, _ := tidy(t.Text)
	if t.choice >= 0 {
		words = d.hospitals(t)[t.choice]
	}
	switch {
	case t.says(texts.WordSkip) && d.How != texts.LeftWithKin:
		words = ""
	case t.says(texts.WordSkip):
		return Again(texts.Register.ToNeeded)
	case t.Kind != Text || words == "":
		return Again(d.askTo(t))
	case utf8.RuneCountInString(words) > mostWords:
		return Again(texts.Register.TooLong(mostWords))
	}
	d.Asked, d.To = true, words
	return d.onward(t)
}

// price is an amount in 元, such as 258.50元.
var price = regexp.MustCompile(`^(\d{1,7})(?:\.(\d{1,2}))?元?$`)

func (d *departure) takeCost(t *turn) Move {
	m := price.FindStringSubmatch(fold.Text(t.Text))
	switch {
	case t.says(texts.WordSkip, "没有", "无"):
		d.Cost = 0
	case t.Kind != Text || m == nil:
		return Again(texts.Register.Cost)
	default:
		d.Cost = int64(number(m[1]))*100 + int64(number((m[2] + "00")[:2]))
	}
	d.Costed = true
	return d.onward(t)
}
