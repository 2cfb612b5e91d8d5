package flows

import (
	"regexp"
	"strings"

	"minqing/flows/fold"
)

var (
	mobile   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landline = regexp.MustCompile(`^0\d{2,3}\d{7,8}$`)
	idNumber = regexp.MustCompile(`(^|\D)([1-9]\d{5})((?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(\D|$)`)
)

// parsePhone takes a mobile or a landline with its area code, however it was
// spaced, and returns the bare digits.
func parsePhone(typed string) (string, bool) {
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

// maskPhone shows a phone as everybody but the ticket's owner sees it: 138****8000.
func maskPhone(phone string) string {
	if len(phone) < 8 {
		return strings.Repeat("*", len(phone))
	}
	return phone[:3] + strings.Repeat("*", len(phone)-7) + phone[len(phone)-4:]
}

// maskIDs hides resident identity numbers in what somebody wrote: we need none
// (个人信息保护法 6).
func maskIDs(words string) (masked string, found bool) {
	masked = words
	for range 2 { // neighbours share the character between them
		masked = idNumber.ReplaceAllString(masked, "$1$2************$4")
	}
	return masked, masked != words
}
