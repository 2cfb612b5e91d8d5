package simulator

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fieldRule is what the value of a template field must be, by the type in its key ("thing1" is a thing).
// Published with subscription messages:
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html.
type fieldRule struct {
	kind  string
	most  int // characters
	every func(rune) bool
}

var fieldRules = []fieldRule{
	{"thing", 20, nil},
	{"number", 32, func(r rune) bool { return ascii(r) && (unicode.IsDigit(r) || r == '.') }},
	{"letter", 32, func(r rune) bool { return ascii(r) && unicode.IsLetter(r) }},
	{"symbol", 5, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }},
	{"character_string", 32, ascii},
	{"time", 32, nil},
	{"date", 32, nil},
	{"amount", 16, nil},
	{"phone_number", 17, func(r rune) bool { return ascii(r) && !unicode.IsLetter(r) }},
	{"car_number", 8, nil},
	{"phrase", 5, func(r rune) bool { return unicode.Is(unicode.Han, r) }},
	{"const", 20, nil},
}

// maxAnyField bounds a field of a type without a rule of its own, such as the old "keyword1".
const maxAnyField = 200

func ascii(r rune) bool { return r < utf8.RuneSelf }

// fieldError says why a value does not fit its key, in the platform's manner; empty when it does.
func fieldError(key, value string) string {
	if value == "" {
		return "data." + key + ".value is empty"
	}
	kind := strings.TrimRight(key, "0123456789")
	if kind == "name" {
		if nameFits(value) {
			return ""
		}
		return "data." + key + ".value invalid"
	}
	rule := fieldRule{kind: kind, most: maxAnyField}
	for _, known := range fieldRules {
		if known.kind == kind {
			rule = known
		}
	}
	if utf8.RuneCountInString(value) > rule.most {
		return "data." + key + ".value invalid"
	}
	for _, r := range value {
		if rule.every != nil && !rule.every(r) {
			return "data." + key + ".value invalid"
		}
	}
	return ""
}

// nameFits is the rule of a name: 10 characters when it has Chinese in it, 20 letters or symbols when not.
func nameFits(s string) bool {
	for _, r := range s {
		if unicode.IsDigit(r) {
			return false
		}
	}
	if strings.ContainsFunc(s, func(r rune) bool { return !ascii(r) }) {
		return utf8.RuneCountInString(s) <= 10
	}
	return len(s) <= 20
}
