// Package fold brings what people type to the form in which the conversations
// match it. It is the form in which the store finds words, and so lies there.
package fold

import "minqing/storage/fold"

// Rune brings one character to the form we match in: one rune in, one rune out.
func Rune(r rune) rune { return fold.Rune(r) }

// Text brings what somebody typed to the form we match in: "１。" is "1".
func Text(typed string) string { return fold.Text(typed) }
