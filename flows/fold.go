package flows

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

// foldRune brings one character to the form we match in: half width, lower
// case, simplified. One rune in, one rune out, so positions in the folded text
// are positions in what was typed.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r == '\t' || r == '\n' || r == '\r' {
			r = ' '
		}
		return r
	case r >= '！' && r <= '～':
		return foldRune(r - '！' + '!')
	case r == '　' || r == '\u00a0':
		return ' '
	}
	if s, ok := simplified[r]; ok {
		return s
	}
	return r
}

// fold brings what somebody typed to the form we match in: trimmed, half width,
// simplified, lower case, without punctuation at the end, so that "１。" is "1".
func fold(typed string) string {
	folded := strings.Map(foldRune, typed)
	folded = strings.TrimSpace(folded)
	return strings.TrimRightFunc(folded, func(r rune) bool {
		return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r)
	})
}
