package dates

import (
	"strconv"
	"strings"
)

// numeral is a number up to 99 as people write it in a date.
const numeral = `[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,4}`

var ones = map[rune]int{'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// Number reads a number up to 99 as people write and say it: 12, 十二, 两.
func Number(text string) (int, bool) {
	if text == "两" {
		return 2, true
	}
	return number(text)
}

// number reads a numeral; false for a run of figures that is none, such as 五二.
func number(text string) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, true
	}
	text = strings.NewReplacer("廿", "二十", "卅", "三十").Replace(text)
	before, after, tens := strings.Cut(text, "十")
	n := 0
	if tens {
		n = 10
		if before != "" {
			d, ok := digit(before)
			if !ok {
				return 0, false
			}
			n = d * 10
		}
		if after == "" {
			return n, true
		}
		before = after
	}
	d, ok := digit(before)
	return n + d, ok && d > 0
}

// digit reads one Chinese figure.
func digit(text string) (int, bool) {
	runes := []rune(text)
	if len(runes) != 1 {
		return 0, false
	}
	d, ok := ones[runes[0]]
	return d, ok
}

// year reads 2027, 27, 98 or 二〇二七.
func year(text string) (int, bool) {
	n := 0
	for _, r := range text {
		d, ok := ones[r]
		if r >= '0' && r <= '9' {
			d, ok = int(r-'0'), true
		}
		if !ok {
			return 0, false
		}
		n = n*10 + d
	}
	switch {
	case n < 50:
		n += 2000
	case n < 100: // 98年
		n += 1900
	}
	return n, n >= 1900 && n < 2100
}
