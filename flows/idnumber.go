package flows

import "regexp"

var idNumber = regexp.MustCompile(`(^|\D)([1-9]\d{5})((?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(\D|$)`)

// maskIDs hides resident identity numbers in what somebody wrote: we need none
// (个人信息保护法 6).
func maskIDs(words string) (masked string, found bool) {
	masked = words
	for range 2 { // neighbours share the character between them
		masked = idNumber.ReplaceAllString(masked, "$1$2************$4")
	}
	return masked, masked != words
}
