// Package fold brings what people type to the form it is matched in: half width,
// lower case, simplified. The conversations, the triage and the search of the store
// match in the same form.
package fold

import (
	"strings"
	"unicode"
)

var simplified = func() map[rune]rune {
	to := []rune(hans)
	m := make(map[rune]rune, len(to))
	for i, r := range []rune(hant) {
		m[r] = to[i]
	}
	return m
}()

// Rune brings one character to the form we match in: half width, lower
// case, simplified. One rune in, one rune out, so positions in the folded text
// are positions in what was typed.
func Rune(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r == '\t' || r == '\n' || r == '\r' {
			r = ' '
		}
		return r
	case r >= '！' && r <= '～':
		return Rune(r - '！' + '!')
	case r == '　' || r == '\u00a0':
		return ' '
	case r == '−' || r == '–':
		return '-'
	}
	if s, ok := simplified[r]; ok {
		return s
	}
	return r
}

// Text brings what somebody typed to the form we match in: trimmed, half width,
// simplified, lower case, without punctuation at the end, so that "１。" is "1".
func Text(typed string) string {
	folded := strings.Map(Rune, typed)
	folded = strings.TrimSpace(folded)
	return strings.TrimRightFunc(folded, func(r rune) bool {
		return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r)
	})
}

// Table is the table by which characters are simplified, for whoever keeps what
// was made with it.
func Table() string { return hant + hans }
