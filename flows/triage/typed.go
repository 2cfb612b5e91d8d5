package triage

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// typed is what the county says and what thumbs and voice input make of it, each
// before the word the rules know. Only what can hardly be meant otherwise stands
// here: 轻声 is no 轻生, and 紫砂 is a pot unless somebody wants it.
var typed = strings.Fields(`
	引起火灾 引发火灾 血压不住 血止不住 窗口这边 大厅这边 窗口这里 大厅这里 窗口前 大厅前 窗口旁 大厅旁 窗口那边 大厅那边
	唔会 不会 袂 不会 冇 没 莫得 没有 木有 没有 没得 没有 唔 不 伊 他 佢 他 渠 他 咗 了 俺 我
	厝里 家里 厝边 邻居 依姆 阿婆 依伯 老伯 依妈 阿婆 依公 阿公 阿嬷 奶奶 阿嫲 奶奶 嬢嬢 大妈 老倌 老头 老汉 老头 爹爹 爷爷 家婆 外婆 老姨妈 大妈
	崽崽 小孩 细崽 小孩 细佬 小孩 细仔 小孩 细蚊仔 小孩 细妹 小女孩 囡囡 小女孩 囝仔 小孩 伢子 小孩 伢儿 小孩 奶崽 奶娃 小毛孩 小孩 我家崽 我家小孩 个崽 个小孩
	晓不得 不知道 不晓得 不知道 晓得 知道 讲不出 说不出 讲不清 说不清 讲唔清 说不清 日头 太阳 鼻血 血
	晕到 晕倒 晕刀 晕倒 晕道 晕倒 昏到 昏倒 昏刀 昏倒 昏谜 昏迷 昏米 昏迷 昏述 昏迷 休可 休克 抽畜 抽搐 抽蓄 抽搐 抽触 抽搐 流学 流血 流雪 流血 出雪 出血 白末 白沫 白抹 白沫
	叫不行 叫不醒 叫不形 叫不醒 喊不形 喊不醒 没汽了 没气了 没器了 没气了 断汽 断气 农要 农药 安眠要 安眠药 安民药 安眠药 中读 中毒 中都了 中毒了 倒地不启 倒地不起 率倒 摔倒 帅倒 摔倒 甩倒 摔倒 摔到了 摔倒了 摔到头 摔倒头 摔一跤 摔了一跤 溺谁 溺水 羊水坡 羊水破
	跳搂 跳楼 跳喽 跳楼 跳和 跳河 自沙 自杀 自鲨 自杀 想紫砂 想自杀 要紫砂 要自杀 想轻声 想轻生 要轻声 要轻生 轻身 轻生 割碗 割腕 割万 割腕 想似 想死 不想或了 不想活了 不想火了 不想活了 不想货了 不想活了 遗树 遗书 噶了 死了
	着货了 着火了 着伙了 着火了 起货了 起火了 失货 失火 冒咽 冒烟 煤汽 煤气 没气泄漏 煤气泄漏 煤气泻漏 煤气泄漏
	家报 家暴 嘉暴 家暴 拐买 拐卖 人饭子 人贩子 走是了 走失了 走失啦 走失了 走掉了 走丢了 走迷了 迷路 打价 打架 持到 持刀 拿到砍 拿刀砍 就命 救命 救名 救命 救我命 救命 报井 报警
	咧 了
`)

// Markers that stand after 岁 where the age before it tells a child or an elder.
const (
	childAge = "童"
	elderAge = "翁"
)

// aged marks ages: 六岁 becomes 六岁童, 82岁 becomes 82岁翁, so that a rule can
// ask for a child without listing every year.
func aged(text string) string {
	const year = "岁"
	if !strings.Contains(text, year) {
		return text
	}
	var b strings.Builder
	for {
		i := strings.Index(text, year)
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i+len(year)])
		switch n := years(text[:i]); {
		case n > 0 && n < 18:
			b.WriteString(childAge)
		case n >= 60 && n < 120:
			b.WriteString(elderAge)
		}
		text = text[i+len(year):]
	}
}

// years is the number that s ends with, of a range the upper one, or 0.
func years(s string) int {
	for _, between := range []string{"周", bar, "多", "来", "出头"} {
		s = strings.TrimSuffix(s, between)
	}
	from := len(s)
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if !strings.ContainsRune("0123456789一二三四五六七八九十两俩几", r) {
			break
		}
		from -= size
	}
	number := s[from:]
	if n, err := strconv.Atoi(number); err == nil {
		return n
	}
	tens, ones, ok := strings.Cut(number, "十")
	if !ok {
		return lastDigit(number)
	}
	return max(1, lastDigit(tens))*10 + lastDigit(ones)
}

// lastDigit is what the Chinese numeral at the end of s is worth, or 0.
func lastDigit(s string) int {
	switch r, _ := utf8.DecodeLastRuneInString(s); r {
	case utf8.RuneError:
		return 0
	case '两', '俩':
		return 2
	case '几':
		return 3
	default:
		if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
			return i/len("一") + 1
		}
		return 0
	}
}
