package flows

import (
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/intake"
	"minqing/flows/texts"
)

// behalfCommands are 代录, step by step or in one line.
func behalfCommands() []*command {
	return []*command{{name: "代录", usage: "代录", help: "替打电话、来访、交纸面意见的群众建单；一行写完：代录 大走访 低保 内容", roles: desks, run: startBehalf}}
}

// startBehalf begins with what the line says: 代录 大走访 1月18日 低保 内容. The rest is
// asked, or stands in the summary to be corrected.
func startBehalf(_ *Engine, t *turn, c call) Act {
	b := &behalf{Day: today(t.now)}
	first, rest := cutWord(c.rest)
	if first == "" {
		return behalfFlow.start(t, nil)
	}
	name, known, near := intake.Channel(t.house.Bureau, first)
	if size := utf8.RuneCountInString(first); !known && (size < 2 || size > 20) {
		return behalfFlow.start(t, nil)
	}
	if b.Channel = name; !known {
		b.Strange = texts.Paper.Strange(texts.Plain(name), near)
	}
	rest = b.named(t, rest)
	words, _ := tidy(rest)
	if size := utf8.RuneCountInString(words); size > t.house.Chars {
		return Say(texts.Feedback.TooLong(t.house.Chars))
	} else if size >= leastOnPaper {
		b.Words = []string{words}
	}
	if b.Kind == "" && b.Category != "" && len(b.Words) > 0 {
		b.Kind, _ = intake.Kind(t.house.Bureau, "")
	}
	act := behalfFlow.start(t, b)
	if b.begins() == "same" {
		return before(b.Strange, act)
	}
	return act
}

// named takes the day, the kind and the category off the front of what was typed, in
// any order, and returns what follows them.
func (b *behalf) named(t *turn, typed string) string {
	for range 3 {
		word, rest := cutWord(typed)
		if rest == "" {
			return typed
		}
		if category, ok, _ := intake.Category(t.house.Bureau, word); ok && b.Category == "" {
			b.Category, typed = category, rest
			continue
		}
		if kind, ok := intake.Kind(t.house.Bureau, word); ok && b.Kind == "" {
			b.Kind, typed = kind, rest
			continue
		}
		at, day, why := t.receivedOn(word)
		if why != "" || day != word { // 今天去了三次 is no day, but what somebody said
			return typed
		}
		b.Day, typed = at.Format(time.DateOnly), rest
	}
	return typed
}

// cutWord takes the first word off what was typed.
func cutWord(typed string) (word, rest string) {
	typed = strings.TrimSpace(typed)
	end := strings.IndexAny(typed, " 　\t，,")
	if end < 0 {
		return typed, ""
	}
	return typed[:end], strings.TrimLeft(typed[end:], " 　\t，,")
}
