package flows

import (
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/flows/triage"
)

// amiss tells what in words for a citizen should be put otherwise (文明用语), a line
// each. It advises: what somebody quotes, or means, only they know.
func (t *turn) amiss(words string) (advice []string) {
	for _, d := range t.house.Bureau.Manners.Amiss(words) {
		advice = append(advice, texts.Manners.Avoid(d.Word, d.Instead))
	}
	open, hidden := maskIDs(words)
	if hidden {
		advice = append(advice, texts.Manners.Identity)
	}
	if neutral := triage.Neutral(open); neutral != open {
		advice = append(advice, texts.Manners.Respect(texts.Plain(neutral)))
	}
	return advice
}

// asksYes reports whether words are shown whole, and wait for a yes, before they go out.
func (t *turn) asksYes(words string) bool {
	longest := t.house.Bureau.Manners.Confirm
	return longest > 0 && utf8.RuneCountInString(words) > longest || len(t.amiss(words)) > 0
}
