package flows

import (
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
)

// glued answers staff who left out the space after a command's name. Nothing is done
// by such words, because a sentence may begin like that; but whoever typed them must
// learn why. A code is no sentence: it binds.
func (e *Engine) glued(t *turn) (Act, bool) {
	if t.Kind != Text {
		return Act{}, false
	}
	typed := strings.Map(fold.Rune, strings.TrimSpace(t.Text))
	for _, c := range e.commands {
		rest, ok := strings.CutPrefix(typed, c.name)
		switch {
		case !ok:
		case c.name == bindName && len(normalCode(rest)) == codeLength:
			return bind(t, rest), true
		case c.name == joinName && len(normalCode(rest)) == 4 && isDigits(normalCode(rest)):
			return e.run(t, call{command: c, rest: rest}), true
		case t.party.Staff != nil && (c.bound || len(c.roles) > 0) && c.open(t.party.Staff):
			return Say(texts.Staff.Glued(c.name, c.usage)), true
		}
	}
	return Act{}, false
}
