package flows

import (
	"minqing/flows/texts"
	"minqing/storage"
)

// onScene reports whether somebody has a part on the scene of a sighting: those
// who go there, the station, whoever has it now. What was said and pictured of a
// vulnerable person is for them; others see what they need for their part.
func (t *turn) onScene(s *storage.Staff, k *storage.Ticket) bool {
	return s.Has(storage.RoleOutreach) || s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit || k.Owner == s.ID
}

// sightingLines are what the desk's view of a sighting tells besides.
func (t *turn) sightingLines(tx storage.Tx, k *storage.Ticket) ([]string, error) {
	var lines []string
	if k.Township != "" {
		lines = append(lines, texts.Rescue.Township(k.Township))
	}
	if link := mapLink(k.Private.Point); link != "" {
		lines = append(lines, texts.Rescue.Map(link))
	}
	who, err := followers(tx, k.Number)
	if err != nil {
		return nil, err
	}
	if len(who) > 0 {
		lines = append(lines, texts.Rescue.Also(len(who)))
	}
	if k.Outcome != "" {
		lines = append(lines, texts.Rescue.Outcome(k.Outcome))
	}
	return lines, nil
}

// asFollower is a ticket as somebody sees it whose report was joined to it: what
// the first reporter said stays with the first reporter.
func (t *turn) asFollower(k *storage.Ticket) *storage.Ticket {
	if k.Citizen == t.party.ID {
		return k
	}
	seen := *k
	seen.Private = storage.Private{Text: texts.Sighting.NotYours}
	seen.Media = 0
	return &seen
}
