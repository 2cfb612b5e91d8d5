package flows

import (
	"slices"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// demands lists who must be told in such a case, by the bureau's rules: with a
// child the police identifies first and 未保 comes in; a mentally ill person is
// brought to hospital by the police; where life is in danger 120 comes before
// everything, 先救治后救助.
func (t *turn) demands(k *storage.Ticket, conditions []string, outcome string) []string {
	said := k.Private.Text + strings.Join(conditions, " ")
	is := func(kind int, words ...string) bool {
		return k.Kind == texts.Sighting.Kinds[kind] || slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
	}
	who := texts.Tell
	var list []string
	add := func(when bool, names ...string) {
		for _, n := range names {
			if when && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	add(is(0, "昏迷", "外伤", "流血", "抽搐"), who.Ambulance)
	add(is(1, "未成年", "孩子", "小孩", "婴", "弃婴") || outcome == texts.ToMinors, who.PoliceFirst, who.Minors)
	add(is(2), who.Police)
	add(is(3), who.PoliceKin)
	add(strings.Contains(said, "精神障碍"), who.PoliceHospital)
	add(outcome == texts.ToPolice, who.Police)
	return list
}
