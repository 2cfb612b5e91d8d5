package flows

import "minqing/flows/texts"

// guide is somebody looking up where to go.
type guide struct{}

var guideFlow Flow = form(flow[guide]{
	name:   "guide",
	title:  "服务指南",
	browse: true,
	steps: []step[guide]{{
		name:    "unit",
		say:     say[guide](texts.Browse.Units),
		options: (*guide).units,
		take:    (*guide).takeUnit,
	}},
})

func (*guide) units(t *turn) []string {
	var names []string
	for _, u := range t.house.Bureau.Units {
		names = append(names, u.Name)
	}
	return names
}

func (g *guide) takeUnit(t *turn) Move {
	if t.choice < 0 {
		return Elsewhere
	}
	b := t.house.Bureau
	u := b.Units[t.choice]
	return Again(texts.Paragraphs(
		texts.Browse.Unit(u.Name, u.Duties, orElse(u.Address, b.Address), orElse(u.Hours, b.Hours), orElse(u.Phone, b.Phone)),
		texts.Browse.UnitsMore))
}
