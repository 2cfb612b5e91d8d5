package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// width is how many columns of a terminal a text takes: Chinese characters,
// full-width forms and pictures take two.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// wide are the ranges of Unicode's East Asian Wide and Fullwidth that occur in
// chats; curly quotes and dashes are drawn narrow by most terminals.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{{0x1100, 0x115f, 1}, {0x2e80, 0x303e, 1}, {0x3041, 0x33ff, 1}, {0x3400, 0x4dbf, 1},
		{0x4e00, 0xa4cf, 1}, {0xac00, 0xd7a3, 1}, {0xf900, 0xfaff, 1}, {0xfe30, 0xfe6f, 1}, {0xff01, 0xff60, 1}, {0xffe0, 0xffe6, 1}},
	R32: []unicode.Range32{{0x1f300, 0x1f64f, 1}, {0x1f680, 0x1f6ff, 1}, {0x1f900, 0x1f9ff, 1}, {0x20000, 0x3fffd, 1}},
}

func runeWidth(r rune) int {
	switch {
	case unicode.Is(wide, r):
		return 2
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), unicode.IsControl(r):
		return 0
	}
	return 1
}

// pad fills a text with spaces up to a number of columns.
func pad(s string, columns int) string { return s + strings.Repeat(" ", max(columns-width(s), 0)) }

// wrap breaks a line where the next character would pass the last column: not
// within a number or a Latin word if it can, and never before a closing mark,
// which may stand out by one character.
func wrap(line string, columns int) []string {
	var lines []string
	start, used := 0, 0 // of the line being filled
	brk, left := 0, 0   // where it may be broken, and the columns up to there
	var before rune
	for i, r := range line {
		closing := strings.ContainsRune("，。：；、）！？”》」】", r)
		if i > start && !closing && !(wordRune(before) && wordRune(r)) {
			brk, left = i, used
		}
		if w := runeWidth(r); used+w > columns && !closing {
			if brk == start {
				brk, left = i, used
			}
			lines = append(lines, line[start:brk])
			start, used = brk, used-left
			brk, left = start, 0
		}
		used += runeWidth(r)
		before = r
	}
	return append(lines, line[start:])
}

func wordRune(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-.*_/:", r))
}

// writeTable writes rows in columns, two spaces between.
func writeTable(w io.Writer, rows [][]string) error {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], width(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(pad(cell, widths[i]) + "  ")
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}
