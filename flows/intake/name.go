package intake

import (
	"slices"
	"strings"

	"minqing/configs"
)

// channelNames are other words for the channels of the contract.
var channelNames = map[string]string{
	"走访": "大走访", "入户走访": "大走访", "入户": "大走访", "下乡走访": "大走访", "千名干部访万户": "大走访", "干部走访": "大走访", "大走访活动": "大走访",
	"群众路线教育实践活动": "群众路线", "教育实践活动": "群众路线",
	"意见表": "征求意见表", "征求意见": "征求意见表", "意见征求": "征求意见表",
	"信箱": "意见箱", "座谈": "座谈会", "县委大接访": "大接访", "接访": "大接访", "领导接访": "大接访",
	"来信": "信访", "来访": "信访", "来信来访": "信访", "上访": "信访", "群众信访": "信访",
	"行评代表": "行评", "明察暗访": "行评", "行风评议": "行评", "政风行风评议": "行评", "测评表": "测评",
	"来电": "电话", "热线": "电话", "12345热线": "12345", "12345转办": "12345", "市民热线": "12345", "公众号": "微信",
}

// Channel is the channel that words mean. Another name is kept as it stands: then
// known is false, and near is one that may have been meant.
func Channel(b *configs.Bureau, words string) (name string, known bool, near string) {
	p := plain(words)
	for _, c := range b.Channels {
		if plain(c) == p {
			return c, true, ""
		}
	}
	for other, c := range channelNames {
		if plain(other) == p && slices.Contains(b.Channels, c) {
			return c, true, ""
		}
	}
	return strings.TrimSpace(words), false, nearest(p, b.Channels)
}

// Category is the category that words mean, by its name or another word for it.
// Where there is none, near is one that may have been meant.
func Category(b *configs.Bureau, words string) (name string, known bool, near string) {
	p := plain(words)
	var all []string
	for _, c := range b.Categories {
		all = append(all, c.Name)
		if plain(c.Name) == p {
			return c.Name, true, ""
		}
	}
	meant := map[string]string{}
	for _, c := range b.Categories {
		for _, a := range c.Aliases {
			all, meant[a] = append(all, a), c.Name
			if plain(a) == p {
				return c.Name, true, ""
			}
		}
	}
	near = nearest(p, all)
	if c := meant[near]; c != "" {
		near = c
	}
	return "", false, near
}

// Kind is the kind that words mean; without words the usual one of paper, which
// brings wishes rather than complaints.
func Kind(b *configs.Bureau, words string) (name string, known bool) {
	if words == "" {
		words = usualKind
	}
	for _, k := range b.Kinds {
		if plain(k.Name) == plain(words) {
			return k.Name, true
		}
	}
	if words == usualKind && len(b.Kinds) > 0 {
		return b.Kinds[0].Name, true
	}
	return "", false
}

const usualKind = "建议"

var resultWords = map[Result][]string{
	Resolved:   {"已办结", "办结", "已完成", "完成", "已解决", "已整改", "整改到位", "已整改到位", "已化解", "是"},
	Escalated:  {"上报待解决", "已上报待解决", "已上报", "上报", "待解决"},
	Declined:   {"不予受理", "不受理"},
	InProgress: {"办理中", "在办", "正在办理", "处理中", "整改中", "未办结", "否"},
}

// resultOf reads 办理结果; false: it is none of them.
func resultOf(words string) (Result, bool) {
	p := plain(words)
	if p == "" {
		return "", true
	}
	for r, all := range resultWords {
		for _, w := range all {
			if plain(w) == p {
				return r, true
			}
		}
	}
	return "", false
}

// nearest is the name that differs least from the words, if it differs by little.
func nearest(words string, names []string) string {
	best, least := "", 0
	for _, name := range names {
		p := plain(name)
		d := distance([]rune(words), []rune(p))
		if len([]rune(p)) >= 2 && len([]rune(words)) >= 2 && (strings.Contains(words, p) || strings.Contains(p, words)) {
			d = 1
		}
		if d <= max(1, len([]rune(p))/3) && d < len([]rune(p)) && (best == "" || d < least) {
			best, least = name, d
		}
	}
	return best
}

// distance is how many characters must be changed, added or left out to make b of a.
// Long words are near nothing.
func distance(a, b []rune) int {
	if len(a) > 40 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			here := before
			if x != y {
				here++
			}
			before = row[j+1]
			row[j+1] = min(here, before+1, row[j]+1)
		}
	}
	return row[len(b)]
}
