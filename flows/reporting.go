package flows

import (
	"regexp"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// report is 上报: what the team itself found in the street. It is made to be
// typed with cold fingers: a place, photos, numbers, numbers.
type report struct {
	Place      string
	Point      *storage.Point
	Media      []piece
	Conditions []string
	Done       []string
	Outcome    string
	Words      []string
}

var reportFlow Flow = form(flow[report]{
	name:  "report",
	title: "上报",
	steps: []step[report]{
		{name: "place", say: say[report](texts.Report.Place), take: (*report).takePlace},
		{name: "photos", say: say[report](texts.Report.Photos), take: (*report).takePhotos},
		{name: "conditions", say: func(*report, *turn) string { return texts.Report.Conditions(texts.Ticks(texts.Conditions)) }, take: (*report).takeConditions},
		{name: "done", say: func(*report, *turn) string { return texts.Report.Done(texts.Ticks(texts.Deeds)) }, take: (*report).takeDone},
	},
	file: fileReport,
	done: focusOnFiled,
})

// filedNumber is the number that an answer tells.
var filedNumber = regexp.MustCompile(`J\d{10,}`)

// focusOnFiled keeps what was just reported in focus, so that 处置 needs no number.
func focusOnFiled(t *turn, said string) {
	if n := filedNumber.FindString(said); n != "" {
		t.session.Focus = n
	}
}

func (r *report) takePlace(t *turn) Move {
	place, point, ok := placeOf(t)
	if !ok {
		return Again(texts.Report.Place)
	}
	r.Place, r.Point = place, point
	return Next
}

func (r *report) takePhotos(t *turn) Move {
	p, ok := pieceOf(t.Message)
	switch {
	case t.says(texts.WordDone, texts.WordSkip):
		return Next
	case ok && len(r.Media) >= storage.MaxAttachments:
		return Again(texts.Feedback.Full(storage.MaxAttachments))
	case ok:
		r.Media = append(r.Media, p)
		return Again(texts.Report.PhotoKept)
	case t.Kind == Text && t.said != "" && !isDigits(t.said):
		words, _ := tidy(t.Text)
		r.Words = append(r.Words, words)
		return Again(texts.Report.PhotoKept)
	}
	if _, isTicks := ticked(t.said, texts.Conditions); isTicks { // photos were not to be had: on to the list
		return r.takeConditions(t).afterPhotos()
	}
	return Again(texts.Report.Photos)
}

// afterPhotos lets the ticks of the next list be typed a step early.
func (m Move) afterPhotos() Move {
	if m.kind == moveNext {
		return GoTo("done")
	}
	return m
}

func (r *report) takeConditions(t *turn) Move {
	if t.says(texts.WordSkip, texts.WordDone, "无", "没有") {
		return Next
	}
	if chosen, ok := ticked(t.said, texts.Conditions); ok {
		r.Conditions = chosen
		return Next
	}
	words, _ := tidy(t.Text)
	if t.Kind != Text || words == "" || isDigits(t.said) {
		return Again(texts.Report.Conditions(texts.Ticks(texts.Conditions)))
	}
	r.Words = append(r.Words, words)
	return Next
}

func (r *report) takeDone(t *turn) Move {
	if t.says(texts.WordSkip, texts.WordDone, "无", "没有") {
		return Finish
	}
	if chosen, ok := ticked(t.said, texts.Deeds); ok {
		r.Done = chosen
		return Finish
	}
	words, _ := tidy(t.Text)
	if t.Kind != Text || words == "" || isDigits(t.said) {
		return Again(texts.Report.Done(texts.Ticks(texts.Deeds)))
	}
	r.Words = append(r.Words, words)
	return Finish
}

// kind is the kind of sighting that the ticks amount to.
func (r *report) kind() string {
	kinds := texts.Sighting.Kinds
	for _, c := range r.Conditions {
		if i, ok := texts.ConditionKinds[c]; ok {
			return kinds[i]
		}
	}
	return kinds[len(kinds)-1]
}

// fileReport files what the team found. Whoever reports is there and has it; an
// outcome among what was done closes it at once; a call for help calls the others.
func fileReport(tx storage.Tx, r *report, t *turn) (string, error) {
	if !t.party.Staff.Has(storage.RoleOutreach) {
		return "", refuse(texts.House.NotUnderstood)
	}
	lines := append([]string{}, r.Words...)
	if len(r.Conditions) > 0 {
		lines = append(lines, texts.Report.Saw+strings.Join(r.Conditions, "、"))
	}
	if len(r.Done) > 0 {
		lines = append(lines, texts.Report.Did+strings.Join(r.Done, "、"))
	}
	k := storage.Ticket{
		Kind: r.kind(), Category: sightingCategory, Unit: t.house.Bureau.Rescue.Unit, Channel: texts.ChannelPatrol,
		Urgent:   pressing(r.kind()),
		Township: t.where(r.Place, r.Point).township,
		Private:  storage.Private{Text: strings.Join(lines, "\n"), Place: r.Place, Point: r.Point},
	}
	if _, err := t.fileTicket(tx, storage.LetterSighting, &k, r.Media); err != nil {
		return "", err
	}
	if _, err := t.takeOver(tx, &k, false); err != nil {
		return "", err
	}
	if _, err := t.move(tx, &k, t.actor(), storage.ActArrive, nothing); err != nil {
		return "", err
	}
	said := texts.Report.Filed(k.Number, t.demands(&k, r.Conditions, ""))
	if contains(r.Done, texts.NeedsHelp) {
		if err := t.callMore(tx, &k); err != nil {
			return "", err
		}
		said = texts.Lines(said, texts.Report.HelpCalled)
	}
	outcome := r.Outcome
	for _, d := range r.Done {
		if o, ok := texts.DeedOutcomes[d]; ok {
			outcome = o
		}
	}
	if outcome == "" {
		return said, nil
	}
	h := &handling{Number: k.Number, Outcome: outcome, Words: strings.Join(r.Words, "\n")}
	if _, err := t.dispose(tx, &k, h); err != nil {
		return "", err
	}
	return texts.Report.Closed(k.Number, outcome, t.demands(&k, r.Conditions, outcome), outcome == texts.ToStation), nil
}

// callMore calls everybody else who goes out to where one of the team needs help.
func (t *turn) callMore(tx storage.Tx, k *storage.Ticket) error {
	words := texts.Alerts.NeedsHelp(t.party.Staff.Name, k.Number, texts.Plain(k.Private.Place), mapLink(k.Private.Point))
	return t.notify(tx, k, words, func(s *storage.Staff) bool {
		return s.Has(storage.RoleOutreach, storage.RoleDispatcher) || s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit
	})
}
