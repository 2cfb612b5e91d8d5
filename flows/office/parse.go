package office

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"minqing/flows/fold"
)

var (
	closedWords  = []string{"停办", "不办", "不办了", "不办理", "停止办理", "暂停办理", "关门", "不开门", "休息", "闭馆", "停业"}
	restoreWords = []string{"恢复", "恢复正常", "恢复平时", "正常", "照常", "照旧", "按平时", "按平时的", "平时时间"}
	noLunchWords = regexp.MustCompile(`(午间|中午)?(不午休|不休息|不休|取消午休|没有午休|无午休|连班)|午休取消`)
	ahead        = regexp.MustCompile(`^(今日时间|今天时间|办理时间|今日|今天|时间|改为|改成|是|从|由|:)\s*`)
	dashes       = regexp.MustCompile(`\s*(-|—|－|~|〜|至|到)+\s*`)
	apart        = regexp.MustCompile(`[,、;。/\s]+|和|及`)
	partOfDay    = regexp.MustCompile(`(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)\s*`)
	spoken       = regexp.MustCompile(`[零一二三四五六七八九十两]+`)
	stretch      = regexp.MustCompile(`^` + oneClock + `-` + oneClock + `$`)
)

// oneClock is 8, 8:30, 8.30, 8点, 8点半, 8点30分, 0830, with the part of the day before it.
const oneClock = `(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)?(?:(\d{2})(\d{2})|(\d{1,2})(?:[:.](\d{1,2})|[点时](半|整|(\d{1,2})分?)?)?)`

// ParseOverride reads what staff typed: 08:00-20:00 不午休, 8点到20点, 8:30—12:00
// 14:00—18:00, 下午2点到5点半, 停办, 恢复. The error is an *OverrideError.
func ParseOverride(typed string) (Override, error) {
	text := fold.Text(typed)
	for {
		rest := ahead.ReplaceAllString(text, "")
		if rest == text {
			break
		}
		text = rest
	}
	switch {
	case text == "":
		return Override{}, &OverrideError{Fault: Empty}
	case slices.Contains(closedWords, text):
		return Override{Closed: true}, nil
	case slices.Contains(restoreWords, text):
		return Override{Restore: true}, nil
	}
	var v Override
	if found := noLunchWords.FindStringIndex(text); found != nil {
		v.NoLunch = true
		text = text[:found[0]] + " " + text[found[1]:]
	}
	text = dashes.ReplaceAllString(text, "-")
	text = partOfDay.ReplaceAllString(text, "$1")
	for _, word := range apart.Split(spoken.ReplaceAllStringFunc(text, digits), -1) {
		if word == "" {
			continue
		}
		if slices.Contains(closedWords, word) {
			return Override{}, &OverrideError{Mixed, word}
		}
		h, err := parseStretch(word)
		if err != nil {
			return Override{}, err
		}
		if n := len(v.Hours); n > 0 && h.From < v.Hours[n-1].To {
			return Override{}, &OverrideError{Overlap, v.Hours[n-1].String() + " " + h.String()}
		}
		v.Hours = append(v.Hours, h)
	}
	if v.NoLunch && len(v.Hours) > 1 {
		return Override{}, &OverrideError{Mixed, v.String()}
	}
	return v, nil
}

// parseStretch reads one 8:00-12:00.
func parseStretch(word string) (Hours, error) {
	m := stretch.FindStringSubmatch(word)
	if m == nil {
		return Hours{}, &OverrideError{Strange, word}
	}
	const groups = 7 // of oneClock
	part := m[1+groups]
	if part == "" && (m[1] == "下午" || m[1] == "晚上" || m[1] == "傍晚" || m[1] == "晚") {
		part = m[1] // 下午2点到5点
	}
	from, ok := toClock(m[1], m[2:1+groups])
	to, okTo := toClock(part, m[2+groups:])
	switch {
	case !ok || !okTo || from == Midnight:
		return Hours{}, &OverrideError{BadClock, word}
	case from >= to:
		return Hours{}, &OverrideError{Backwards, word}
	}
	return Hours{From: from, To: to}, nil
}

// toClock makes a clock of what oneClock found after the part of the day.
func toClock(part string, m []string) (Clock, bool) {
	hour, minute := number(m[0]+m[2]), number(m[1]+m[3]+m[5])
	if m[4] == "半" {
		minute = 30
	}
	switch part {
	case "下午", "傍晚", "晚上", "晚":
		if hour < 12 {
			hour += 12
		}
	case "中午":
		if hour < 6 {
			hour += 12
		}
	}
	c := At(hour, minute)
	return c, minute < 60 && c <= Midnight
}

// number reads digits that a pattern has let through; none is 0.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// digits writes a spoken hour or minute, 二十 or 三十, as digits; what is none stays.
func digits(words string) string {
	tens, ones, split := strings.Cut(words, "十")
	const names = "零一二三四五六七八九"
	value := func(name string) (int, bool) {
		if name == "两" {
			return 2, true
		}
		at := strings.Index(names, name)
		return at / len("零"), at >= 0 && len(name) == len("零")
	}
	n, ok := 0, true
	if !split {
		n, ok = value(strings.TrimPrefix(words, "零"))
	} else {
		t, o := 1, 0
		okT, okO := true, true
		if tens != "" {
			t, okT = value(tens)
		}
		if ones != "" {
			o, okO = value(ones)
		}
		n, ok = t*10+o, okT && okO
	}
	if !ok {
		return words
	}
	return strconv.Itoa(n)
}
