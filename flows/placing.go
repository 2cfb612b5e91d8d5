package flows

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/storage"
)

// placeOf takes a place from a location message or from at least two written
// characters.
func placeOf(t *turn) (words string, point *storage.Point, ok bool) {
	switch {
	case t.Kind == Location && t.Point != nil:
		words = strings.TrimSpace(t.Label)
		if words == "" {
			words = fmt.Sprintf("%.5f,%.5f", t.Point.Lat, t.Point.Lng)
		}
		return words, t.Point, true
	case t.Kind == Text:
		words, _ = tidy(t.Text)
		return words, nil, utf8.RuneCountInString(words) >= 2 && !isDigits(fold.Text(words))
	}
	return "", nil, false
}
