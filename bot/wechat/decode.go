package wechat

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// decode appends raw to value, in place: raw lies behind value in the same
// document and what it stands for is never longer than itself.
func decode(value, raw []byte, entities bool) ([]byte, error) {
	if plain(raw, entities) {
		if len(value) == 0 {
			return raw, nil
		}
		return append(value, raw...), nil
	}
	if len(value) == 0 {
		value = raw[:0]
	}
	for i := 0; i < len(raw); {
		switch b := raw[i]; {
		case b == '&' && entities:
			r, width, err := entity(raw[i:])
			if err != nil {
				return nil, err
			}
			value = utf8.AppendRune(value, r)
			i += width
		case b == '\r':
			value = append(value, '\n')
			if i++; i < len(raw) && raw[i] == '\n' {
				i++
			}
		default:
			r, width := utf8.DecodeRune(raw[i:])
			if legal(r) {
				value = append(value, raw[i:i+width]...)
			}
			i += width
		}
	}
	return value, nil
}

// plain reports whether raw stands for itself. The two forbidden characters
// above the controls are EF BF BE and EF BF BF in UTF-8.
func plain(raw []byte, entities bool) bool {
	for i, b := range raw {
		switch {
		case b < ' ' && b != '\n' && b != '\t', b == '&' && entities:
			return false
		case b >= 0xBE && b <= 0xBF && i >= 2 && raw[i-1] == 0xBF && raw[i-2] == 0xEF:
			return false
		}
	}
	return true
}

// legal reports whether XML 1.0 allows the character.
func legal(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0xD800 && r <= 0xDFFF, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return r <= utf8.MaxRune
}

// entity reads one reference at the start of raw.
func entity(raw []byte) (r rune, width int, err error) {
	end := bytes.IndexByte(raw, ';')
	if end < 2 || end > 10 {
		return 0, 0, errEntity
	}
	switch ref := string(raw[1:end]); {
	case ref == "lt":
		r = '<'
	case ref == "gt":
		r = '>'
	case ref == "amp":
		r = '&'
	case ref == "quot":
		r = '"'
	case ref == "apos":
		r = '\''
	case ref[0] == '#':
		return numeric(ref[1:], end+1)
	default:
		return 0, 0, errEntity
	}
	return r, end + 1, nil
}

func numeric(digits string, width int) (rune, int, error) {
	base := 10
	if len(digits) > 1 && digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || !legal(rune(n)) {
		return 0, 0, errEntity
	}
	return rune(n), width, nil
}
