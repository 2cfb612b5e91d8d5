package wechat

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fieldType is what the platform takes in a template's field; the type stands in
// the field's key, followed by a number.
type fieldType struct {
	most  int // characters
	keep  func(rune) bool
	empty string // stands for nothing
}

// fieldTypes, from the page of subscription messages. What a type does not
// take is left out, and what is too long is cut: a pointer that arrives short
// is better than one refused with 47003.
var fieldTypes = map[string]fieldType{
	"thing":            {20, nil, "无"},
	"const":            {20, nil, "无"},
	"character_string": {32, func(r rune) bool { return r < utf8.RuneSelf }, "-"},
	"phrase":           {5, func(r rune) bool { return unicode.Is(unicode.Han, r) }, "无"},
	"number":           {32, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }, "0"},
	"letter":           {32, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }, "N"},
	"symbol":           {5, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }, "-"},
	"time":             {32, nil, "-"},
	"date":             {32, nil, "-"},
	"amount":           {16, nil, "0元"},
	"phone_number":     {17, func(r rune) bool { return r < utf8.RuneSelf && !unicode.IsLetter(r) }, "0"},
	"car_number":       {8, nil, "-"},
}

// freeText is a field of the old kind ("keyword1", "first"), without a type.
var freeText = fieldType{200, nil, "无"}

// fit makes value one that the platform takes under key.
func fit(key, value string) string {
	kind := strings.TrimRight(key, "0123456789")
	if kind == "name" {
		return fitName(value)
	}
	t, known := fieldTypes[kind]
	if !known {
		t = freeText
	}
	value = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			r = ' '
		case t.keep != nil && !t.keep(r):
			return -1
		}
		return r
	}, clean(value))
	return cut(strings.TrimSpace(value), t.most, t.empty)
}

// fitName fits a person's or unit's name: 10 characters, or 20 letters when
// there is no Chinese; never a digit.
func fitName(value string) string {
	most := 20
	value = strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsControl(r) {
			return -1
		}
		if r >= utf8.RuneSelf {
			most = 10
		}
		return r
	}, clean(value))
	return cut(strings.TrimSpace(value), most, "无")
}

// cut keeps the first characters; a cut sentence ends in an ellipsis where
// there is room for a sentence at all.
func cut(value string, most int, empty string) string {
	if value == "" {
		return empty
	}
	runes := []rune(value)
	if len(runes) <= most {
		return value
	}
	if most >= 20 && empty == "无" {
		return string(runes[:most-1]) + "…"
	}
	return string(runes[:most])
}
