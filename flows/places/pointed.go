package places

import (
	"slices"
	"strings"
)

var (
	// before a name these say that somebody isn't there, or not there yet.
	elsewhere = strings.Fields("不是 不在 没在 往 去 前往 开往")
	// before a name these make another of it: 老汽车站 is where the buses used to go.
	others = []rune("老旧新东西南北一二三四五六七八九十")
	// after a name these make another of it: a road, a quarter, a branch …
	parts = strings.Fields("路 大道 街 巷 村 社区 小区 新村 花园 分院 分校 方向")
	// … unless these follow, which are about the ground before it: 汽车站路边.
	grounds = strings.Fields("路口 路边 路旁 路上 路灯 街口 街边 街上 街头")
)

// pointed reports whether the name at m says where something is.
func pointed(text []rune, m match) bool {
	if m.begin > 0 && slices.Contains(others, text[m.begin-1]) {
		return false
	}
	before, after := string(text[:m.begin]), string(text[m.end:])
	for _, word := range elsewhere {
		if strings.HasSuffix(before, word) {
			return false
		}
	}
	return startsWith(after, grounds) || !startsWith(after, parts)
}

func startsWith(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}
