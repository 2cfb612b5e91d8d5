package flows

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// visiting is 明察暗访: somebody goes to see how a unit works, item by item.
type visiting struct {
	Above bool // 上级督查
	Unit  string
	Place string
	Items []string // of the check list, as it was when the visit began
	Found map[string]string
	Words []string
	Media []piece
}

var visitFlow Flow = form(flow[visiting]{
	name:  "visiting",
	title: "明察暗访",
	steps: slices.Concat([]step[visiting]{
		{name: "unit", look: (*visiting).lookItems, say: say[visiting](texts.Visit.AskUnit), options: visitedUnits, take: (*visiting).takeUnit},
		{name: "place", say: say[visiting](texts.Visit.AskPlace), take: (*visiting).takePlace},
	}, visitItems(), []step[visiting]{
		{name: "words", say: say[visiting](texts.Visit.AskWords), take: (*visiting).takeWords},
		{name: checkStep, say: (*visiting).readBack, take: (*visiting).takeCheck},
	}),
	begin: func(v *visiting) string {
		if v.Unit != "" {
			return "place"
		}
		return "unit"
	},
	file: fileVisit,
})

// visitItem is the name of the nth item's step.
func visitItem(n int) string { return "item" + strconv.Itoa(n+1) }

// visitItems are as many questions as a check list may have; those past its end are
// not asked.
func visitItems() (steps []step[visiting]) {
	for n := range configs.MostVisitItems {
		steps = append(steps, step[visiting]{
			name: visitItem(n),
			when: func(v *visiting) bool { return n < len(v.Items) },
			say: func(v *visiting, _ *turn) string {
				return texts.Visit.AskItem(n+1, len(v.Items), v.Items[n])
			},
			options: func(*visiting, *turn) []string { return texts.Visit.Marks },
			take: func(v *visiting, t *turn) Move {
				if t.choice < 0 {
					return Again(unchoosable(t, texts.Visit.Marks))
				}
				v.Found[v.Items[n]] = texts.Visit.Marks[t.choice]
				return Next
			},
		})
	}
	return steps
}

func (v *visiting) lookItems(_ storage.Tx, t *turn) error {
	v.begun(t)
	return nil
}

// begun fixes the check list for this visit.
func (v *visiting) begun(t *turn) {
	if v.Found == nil {
		v.Items, v.Found = t.house.Bureau.Visits.Items, map[string]string{}
	}
}

// visitedUnits are the bureau's own.
func visitedUnits(_ *visiting, t *turn) (names []string) {
	for _, u := range t.house.Bureau.Units {
		if !u.Outside {
			names = append(names, u.Name)
		}
	}
	return names
}

func (v *visiting) takeUnit(t *turn) Move {
	units := visitedUnits(v, t)
	if t.choice < 0 {
		return Again(unchoosable(t, units))
	}
	v.Unit = units[t.choice]
	return Next
}

func (v *visiting) takePlace(t *turn) Move {
	v.begun(t)
	place, _, ok := placeOf(t)
	if t.says(texts.WordSkip) {
		place, ok = "", true
	}
	if !ok {
		return Again(texts.Visit.AskPlace)
	}
	v.Place = place
	return Next
}

func (v *visiting) takeWords(t *turn) Move {
	p, hasPiece := pieceOf(t.Message)
	switch {
	case t.says(texts.WordDone, texts.WordSkip):
		return Next
	case hasPiece && len(v.Media) >= storage.MaxAttachments:
		return Again(texts.Feedback.Full(storage.MaxAttachments))
	case hasPiece:
		v.Media = append(v.Media, p)
	case t.Kind != Text || t.said == "":
		return Again(texts.Visit.AskWords)
	default:
		words, _ := tidy(t.Text)
		v.Words = append(v.Words, words)
	}
	return Again(texts.Visit.Kept(len(v.Words), len(v.Media)))
}

// readBack shows the whole list: an item's number changes it.
func (v *visiting) readBack(*turn) string {
	lines := []string{texts.Visit.Check(v.Unit, texts.Plain(v.Place), v.Above)}
	for n, item := range v.Items {
		lines = append(lines, fmt.Sprintf("%d %s：%s", n+1, item, v.Found[item]))
	}
	if len(v.Words) > 0 {
		lines = append(lines, texts.Staff.Words+texts.Plain(strings.Join(v.Words, "\n")))
	}
	if n := len(v.Media); n > 0 {
		lines = append(lines, texts.Visit.Pictures(n, v.bad() != nil))
	}
	return texts.Lines(append(lines, texts.Visit.Tail(v.bad() != nil, len(v.Items)))...)
}

func (v *visiting) takeCheck(t *turn) Move {
	if t.says(texts.Submits...) {
		return Finish
	}
	rest, ok := strings.CutPrefix(t.said, texts.WordFix)
	n := number(strings.Trim(rest, " 第项"))
	if !ok || n < 1 || n > len(v.Items) {
		return Again(texts.Visit.CheckAgain(len(v.Items)))
	}
	t.session.Draft.Fixing = true
	return GoTo(visitItem(n - 1))
}

// bad are the items that were found bad (差).
func (v *visiting) bad() (items []string) {
	for _, item := range v.Items {
		if v.Found[item] == texts.Visit.Bad {
			items = append(items, item)
		}
	}
	return items
}

// fileVisit writes the visit down, and makes a ticket of what was found bad. The
// ticket names nobody who went there: the next visit should find what is usual, too.
func fileVisit(tx storage.Tx, v *visiting, t *turn) (string, error) {
	if !t.party.Staff.Has(visitors...) {
		return "", refuse(texts.House.NotUnderstood)
	}
	year := t.now.In(storage.Zone).Format("2006")
	last, _, err := storage.Counters.Find(tx, "visit/"+year)
	if err != nil {
		return "", err
	}
	last.N++
	visit := storage.Visit{Number: fmt.Sprintf("M%s-%04d", year, last.N), At: t.now, By: t.party.Staff.ID, Above: v.Above,
		Unit: v.Unit, Place: v.Place, Found: map[string]string{}, Words: strings.Join(v.Words, "\n")}
	for item, mark := range v.Found {
		if mark != texts.Visit.Unseen {
			visit.Found[item] = mark
		}
	}
	if bad := v.bad(); len(bad) > 0 {
		if visit.Ticket, err = t.fileFinding(tx, v, bad); err != nil {
			return "", err
		}
	}
	return texts.Visit.Filed(visit.Number, visit.Ticket != ""), firstError(
		func() error { return storage.Counters.Put(tx, "visit/"+year, last) },
		func() error {
			return storage.Visits.Put(tx, t.now.In(storage.Zone).Format("2006-01")+"/"+visit.Number, visit)
		},
		func() error {
			return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "visit", Detail: visit.Number})
		})
}

func (t *turn) fileFinding(tx storage.Tx, v *visiting, bad []string) (string, error) {
	k := storage.Ticket{
		Key: t.session.Draft.Instance, Kind: t.opinionKind(true), Category: t.categoryOf(v.Unit, v.Place+strings.Join(v.Words, "")), Channel: texts.ChannelVisit,
		Private: storage.Private{Text: texts.Visit.Finding(v.Unit, bad, strings.Join(v.Words, "\n")), Place: v.Place},
	}
	if v.Above {
		k.Channel = texts.ChannelAbove
	}
	_, err := t.fileAs(tx, storage.LetterFeedback, &k, v.Media, storage.Actor{Kind: storage.BySystem})
	return k.Number, err
}
