package triage

import (
	"regexp"
	"strings"
)

// english is what somebody without Chinese, or with a foreign keyboard, cries. It is short:
// an office that answers in Chinese is asked for little else.
var english = []struct {
	is      Finding
	pattern *regexp.Regexp
}{
	{police, regexp.MustCompile(`\b(?:help me|sos|(?:call|need) (?:the )?police|kidnapp?ed|raped?|trafficked|has a (?:knife|gun)|kill (?:me|us|her))\b|^\W*help\W*$`)},
	{violence.and(police), regexp.MustCompile(`\b(?:beats?|beating|beaten|hits?|hitting|hurting|abus(?:es?|ing)|strangl(?:es?|ing)) (?:me|her)\b|domestic violence`)},
	{medical, regexp.MustCompile(`\b(?:ambulance|unconscious|bleeding|not breathing|can(?:'t|not) breathe|heart attack|passed out|fainted)\b`)},
	{fire, regexp.MustCompile(`\b(?:on fire|a fire|gas leak)\b`)},
	{despair, regexp.MustCompile(`\b(?:suicide|kill myself|want to die|end my life)\b`)},
}

// readEnglish finds danger in words of the Latin alphabet.
func readEnglish(text string) (found Finding) {
	if !strings.ContainsAny(text, "aeiouAEIOU") {
		return found
	}
	text = strings.ToLower(text)
	for _, e := range english {
		if e.pattern.MatchString(text) {
			found = found.and(e.is)
		}
	}
	return found
}
