package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"minqing/storage"
)

// cell is one value of an exported table: a sheet shows it as what it is, a CSV
// file as text.
type cell struct {
	kind cellKind
	text string
	n    int64
	at   time.Time
}

type cellKind int

const (
	asText cellKind = iota
	asTitle
	asCount
	asMoney
	asDay
	asMoment
)

func words(s string) cell      { return cell{kind: asText, text: s} }
func title(s string) cell      { return cell{kind: asTitle, text: s} }
func count(n int) cell         { return cell{kind: asCount, n: int64(n)} }
func money(fen int64) cell     { return cell{kind: asMoney, n: fen} }
func moment(at time.Time) cell { return cell{kind: asMoment, at: at} }
func onDay(at time.Time) cell  { return cell{kind: asDay, at: at} }

// listed writes several words in one cell.
func listed(all []string) cell { return words(strings.Join(all, "、")) }

// known is a number that is left empty when it is 0.
func known(n int) cell {
	if n == 0 {
		return words("")
	}
	return count(n)
}

func yes(b bool) cell {
	if b {
		return words("是")
	}
	return words("")
}

// csv is the cell in a CSV file. What people wrote never begins like a formula.
func (c cell) csv() string {
	switch c.kind {
	case asCount:
		return strconv.FormatInt(c.n, 10)
	case asMoney:
		return fmt.Sprintf("%d.%02d", c.n/100, c.n%100)
	case asDay:
		return dated(c.at, "2006-01-02")
	case asMoment:
		return dated(c.at, "2006-01-02 15:04")
	}
	if strings.ContainsRune("=+-@＝＋－＠\t\r\n", firstRune(c.text)) {
		return "'" + c.text
	}
	return c.text
}

func dated(at time.Time, layout string) string {
	if at.IsZero() {
		return ""
	}
	return at.In(storage.Zone).Format(layout)
}

// firstRune is the first character; of an empty text, one that begins no formula.
func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}
