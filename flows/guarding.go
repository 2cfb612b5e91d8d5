package flows

import (
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// guarded tells why somebody may not leave alone; "" when they may. Children and
// whoever cannot look after themselves are taken home by relatives or handed to an
// office (民发〔2014〕132号).
func (t *turn) guarded(s *storage.Stay) string {
	under := t.house.Bureau.Rescue.GuardedUnder
	switch {
	case s.Age > 0 && s.Age < under:
		return texts.Register.TooYoung(under)
	case child(s.Age, s.Kind) && s.Age == 0:
		return texts.Register.IsChild
	case helpless(s.State):
		return texts.Register.IsHelpless
	}
	return ""
}

// helpless reads the words about somebody's state; 无精神障碍 is none.
func helpless(state string) bool {
	for _, w := range texts.Helpless {
		for rest := state; ; {
			i := strings.Index(rest, w)
			if i < 0 {
				break
			}
			if before := []rune(rest[:i]); !strings.ContainsAny(string(before[max(0, len(before)-2):]), "无没非未") {
				return true
			}
			rest = rest[i+len(w):]
		}
	}
	return false
}
