// Package wording says in what form people's words are found again: which of them
// are the same, and into which pairs of characters they fall. It is pure.
//
// What it says is part of the data file: the index of words is made of these
// pairs. A change here, or in the table of folding, makes another Scheme, by which
// the store sees that its index has to be made anew.
package wording

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"minqing/storage/fold"
)

// version is raised by whoever changes what Normal or EachPair do.
const version = "wording/1"

// misspelt are words that people write wrongly all the time, and what they mean.
// Both are found by either.
var misspelt = []string{"反应", "反映", "布署", "部署", "明查", "明察", "信心档案", "信息档案"}

var spelling = strings.NewReplacer(misspelt...)

// Normal brings words to the form in which they are compared: folded, letters and
// digits alone, usual misspellings set right. "人民路 12 号。" is "人民路12号".
func Normal(text string) string {
	kept := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return fold.Rune(r)
	}, text)
	return spelling.Replace(kept)
}

// EachPair hands over every two characters that stand beside each other in words
// of the form of Normal, as often as they occur.
func EachPair(normal string, fn func(a, b rune)) {
	var before rune
	for _, r := range normal {
		if before != 0 {
			fn(before, r)
		}
		before = r
	}
}

// Tail is what a telephone number is looked for by: its last four digits.
func Tail(phone string) (string, bool) {
	digits := Digits(phone)
	if len(digits) < tailSize {
		return "", false
	}
	return digits[len(digits)-tailSize:], true
}

const tailSize = 4

// Digits are the digits of what somebody typed.
func Digits(typed string) string {
	return strings.Map(func(r rune) rune {
		if r = fold.Rune(r); r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
}

// SamePhone reports whether typed names the phone as far as a masked one shows it:
// the last four digits, and the first three of whoever typed more. Nobody learns by
// trying what stands between.
func SamePhone(phone, typed string) bool {
	tail, ok := Tail(phone)
	asked := Digits(typed)
	if !ok || !strings.HasSuffix(asked, tail) {
		return false
	}
	return len(asked) == tailSize || strings.HasPrefix(asked, Digits(phone)[:3])
}

// Scheme names what pairs are made by: where it differs, so do the pairs.
func Scheme() string {
	sum := sha256.Sum256([]byte(version + fold.Table() + strings.Join(misspelt, " ")))
	return hex.EncodeToString(sum[:8])
}
