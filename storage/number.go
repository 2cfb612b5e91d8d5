package storage

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The letters a ticket number can begin with.
const (
	LetterFeedback = "F" // 我要反映
	LetterSighting = "J" // 街头救助
)

// Zone is China's time, the only one the bureau works in. It is fixed so that
// a server without time-zone data counts the same days.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// FormatNumber writes the number of the seq-th ticket of a day: F2611230042.
// Past 9999 in a day the sequence grows a digit.
func FormatNumber(letter string, day time.Time, seq uint64) string {
	return fmt.Sprintf("%s%s%04d", letter, day.In(Zone).Format("060102"), seq)
}

// ParseNumber finds the ticket number in what somebody typed: any case, with
// spaces, dashes or full-width characters ("ｆ-261123 0042"). It reports false
// for anything that is not a number of ours.
func ParseNumber(typed string) (string, bool) {
	var b strings.Builder
	for _, r := range typed {
		switch {
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			r -= '０' - '0'
		case r == ' ', r == '　', r == '\t', r == '-', r == '－', r == '—', r == '–':
			continue
		}
		b.WriteRune(r)
	}
	n := strings.ToUpper(b.String())
	if len(n) < 11 || len(n) > 15 || (n[:1] != LetterFeedback && n[:1] != LetterSighting) {
		return "", false
	}
	if _, err := strconv.ParseUint(n[1:], 10, 64); err != nil {
		return "", false
	}
	if _, err := time.Parse("060102", n[1:7]); err != nil {
		return "", false
	}
	return n, true
}
