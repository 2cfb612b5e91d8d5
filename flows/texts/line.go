package texts

import (
	"strconv"
	"strings"
)

// Tap is a line that can be tapped in WeChat and typed by whoever cannot: the
// tap sends words. id is only for the platform, which wants a number.
func Tap(label, words string, id int) string {
	return `<a href="weixin://bizmsgmenu?msgmenucontent=` + words + `&msgmenuid=` + strconv.Itoa(id) + `">` + label + `</a>`
}

// Command is a tap whose label is what it sends.
func Command(words string) string { return Tap(words, words, 99) }

var brackets = strings.NewReplacer("<", "＜", ">", "＞")

// Plain makes what somebody wrote harmless to show: nobody can write a line that
// another person taps.
func Plain(words string) string { return brackets.Replace(words) }

// Numbered lists choices, one line each: the number, the name or a tap is the
// same answer.
func Numbered(names []string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte('\n')
		}
		n := strconv.Itoa(i + 1)
		b.WriteString(Tap(n+" "+name, n, i+1))
	}
	return b.String()
}

// Paragraphs joins what is not empty with a blank line between.
func Paragraphs(parts ...string) string { return join(parts, "\n\n") }

// Lines joins what is not empty, a line each.
func Lines(parts ...string) string { return join(parts, "\n") }

func join(parts []string, between string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(p)
	}
	return b.String()
}
