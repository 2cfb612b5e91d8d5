package bot

import (
	"strings"
	"unicode/utf8"
)

// ReplyBytes is the most one text may have: people measured 2,047 on the
// platform; we stay below.
const ReplyBytes = 2000

// Split cuts a text into parts of at most limit bytes, never within a character
// or a tappable link, and at the end of a paragraph or line where there is one in
// the second half.
func Split(text string, limit int) []string {
	var parts []string
	for len(text) > limit {
		cut := cutBefore(text, limit)
		parts = append(parts, strings.TrimRight(text[:cut], "\n"))
		text = strings.TrimLeft(text[cut:], "\n")
	}
	if text != "" {
		parts = append(parts, text)
	}
	return parts
}

func cutBefore(text string, limit int) int {
	cut := limit
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	for _, end := range []string{"\n\n", "\n"} {
		if at := strings.LastIndex(text[:cut], end); at > cut/2 {
			return at + len(end)
		}
	}
	open := strings.LastIndex(text[:cut], "<a ")
	if open > 0 && !strings.Contains(text[open:cut], "</a>") {
		return open
	}
	return cut
}
