// Package phones reads and shows telephone numbers. It is pure. Chat and sheets go by
// the same rule, or a number given in one would not be known in the other.
package phones

import (
	"regexp"
	"strings"

	"minqing/flows/fold"
)

var (
	mobile   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	within   = regexp.MustCompile(`1[3-9]\d[ -]?\d{4}[ -]?\d{4}`)
	landline = regexp.MustCompile(`^0\d{2,3}\d{7,8}$`)
)

// Parse takes a mobile or a landline with its area code, however it was spaced, and
// returns the bare digits.
func Parse(typed string) (string, bool) {
	s := strings.Map(func(r rune) rune {
		switch r = fold.Rune(r); r {
		case ' ', '-', '(', ')', '—', '–':
			return -1
		}
		return r
	}, strings.TrimSpace(typed))
	s = strings.TrimRight(s, ".。,，!！")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "+86"), "0086")
	return s, mobile.MatchString(s) || landline.MatchString(s)
}

// Mask shows a phone as everybody but the ticket's owner sees it: 138****8000.
func Mask(phone string) string {
	if len(phone) < 8 {
		return strings.Repeat("*", len(phone))
	}
	return phone[:3] + strings.Repeat("*", len(phone)-7) + phone[len(phone)-4:]
}

// MaskIn masks the mobile numbers that stand in a text: who wrote theirs into a
// sentence gave it to whoever does the work, and to nobody else.
func MaskIn(words string) string {
	var masked strings.Builder
	end := 0
	for _, at := range within.FindAllStringIndex(words, -1) {
		if at[0] > 0 && isDigit(words[at[0]-1]) || at[1] < len(words) && isDigit(words[at[1]]) {
			continue // part of something longer
		}
		number, _ := Parse(words[at[0]:at[1]])
		masked.WriteString(words[end:at[0]] + Mask(number))
		end = at[1]
	}
	return masked.String() + words[end:]
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
