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
	words bool   // a sentence: cut, it ends in an ellipsis
}

// fieldTypes, from the page of subscription messages. What a type does not
// take is left out, and what is too long is cut: a pointer that arrives short
// is better than one refused with 47003.
var fieldTypes = map[string]fieldType{
	"thing":            {20, nil, "无", true},
	"const":            {20, nil, "无", true},
	"character_string": {32, func(r rune) bool { return r < utf8.RuneSelf }, "-", false},
	"phrase":           {5, func(r rune) bool { return unicode.Is(unicode.Han, r) }, "无", false},
	"number":           {32, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }, "0", false},
	"letter":           {32, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }, "N", false},
	"symbol":           {5, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }, "-", false},
	"time":             {32, nil, "-", false},
	"date":             {32, nil, "-", false},
	"amount":           {16, nil, "0元", false},
	"phone_number":     {17, func(r rune) bool { return r < utf8.RuneSelf && !unicode.IsLetter(r) }, "0", false},
	"car_number":       {8, nil, "-", false},
}

// freeText is a field of the old kind ("keyword1", "first"), without a type.
var freeText = fieldType{200, nil, "无", true}

// fit makes value one that the platform takes under key.
func fit(key, value string) string {
	kind := strings.TrimRight(key, "0123456789")
	if kind == "name" && kind != key {
		return fitName(value)
	}
	t, known := fieldTypes[kind]
	if !known || kind == key { // a name without a number is one of ours, or of an old template
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
	return t.cut(strings.TrimSpace(value))
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
	return fieldType{most: most, empty: "无"}.cut(strings.TrimSpace(value))
}

// cut keeps the first characters.
func (t fieldType) cut(value string) string {
	runes := []rune(value)
	switch {
	case value == "":
		return t.empty
	case len(runes) <= t.most:
		return value
	case t.words:
		return string(runes[:t.most-1]) + "…"
	}
	return strings.TrimSpace(string(runes[:t.most]))
}
