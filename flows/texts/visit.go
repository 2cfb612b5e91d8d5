package texts

import (
	"fmt"
	"strings"
)

// Visit is 明察暗访.
var Visit = struct {
	Marks             []string
	Fair, Bad, Unseen string // of Marks
	AskUnit           string
	AskPlace          string
	AskItem           func(n, of int, item string) string
	AskWords          string
	Kept              func(words, media int) string
	Check             func(unit, place string, above bool) string
	Pictures          func(n int, kept bool) string
	Tail              func(bad bool, items int) string
	CheckAgain        func(items int) string
	Filed             func(number string, ticket bool) string
	Finding           func(unit string, bad []string, words string) string
	Own               func(number, day, unit, place, found, words, state string) string
	None              string
	Usage             string
	SumUsage          string
	SumHead           func(period string, visits, tickets int) string
	SumLine           func(unit string, visits, tickets int, bad, fair string) string
	Times             func(n int) string
}{
	Marks: []string{"好", "一般", "差", "未看"},
	Fair:  "一般", Bad: "差", Unseen: "未看",
	AskUnit:  "这次看的是哪个单位？",
	AskPlace: "具体在哪里？例如：行政服务中心一楼3号窗口。不用写请回复 " + Command(WordSkip),
	AskItem:  func(n, of int, item string) string { return fmt.Sprintf("%d/%d %s怎么样？", n, of, item) },
	AskWords: "看到了什么？可以打几句话、发照片，不要写反映人是谁。没有了请回复 " + Command(WordDone),
	Kept: func(words, media int) string {
		return fmt.Sprintf("收到，文字%d段，照片等%d个。还可以接着说，没有了请回复 ", words, media) + Command(WordDone)
	},
	Check: func(unit, place string, above bool) string {
		s := "请核对检查单："
		if above {
			s = "请核对检查单（上级督查）："
		}
		if place != "" {
			unit += "，" + place
		}
		return s + "\n单位：" + unit
	},
	Pictures: func(n int, kept bool) string {
		if !kept {
			return fmt.Sprintf("照片等%d个（没有“差”的项目，照片不保存）", n)
		}
		return fmt.Sprintf("照片等%d个", n)
	},
	Tail: func(bad bool, items int) string {
		s := Command("提交") + " 确认无误"
		if bad {
			s += "，评为“差”的会转成工单"
		}
		return s + fmt.Sprintf("\n"+Command("修改 1")+" 改第1项（其他项换数字，到%d）\n", items) + Command(WordCancel) + " 不提交了"
	},
	CheckAgain: func(items int) string {
		return fmt.Sprintf("请回复 "+Command("提交")+"，或例如 "+Command("修改 1")+"（到%d）。", items)
	},
	Filed: func(number string, ticket bool) string {
		s := "检查单 " + number + " 已提交，谢谢您。"
		if ticket {
			s += "评为“差”的已转给受理员安排整改，工单里不写是谁看的。"
		}
		return s + "\n看自己的记录：" + Command("我的检查")
	},
	Finding: func(unit string, bad []string, words string) string {
		s := "明察暗访发现" + unit + "：" + strings.Join(bad, "、") + "差。"
		if words != "" {
			s += "\n" + words
		}
		return s
	},
	Own: func(number, day, unit, place, found, words, state string) string {
		s := number + " " + day + " " + unit
		if place != "" {
			s += "，" + place
		}
		s += "：" + found
		if words != "" {
			s += "。" + words
		}
		if state != "" {
			s += "〔整改：" + state + "〕"
		}
		return s
	},
	None:     "您还没有检查记录。开始一次请回复 " + Command("明察暗访"),
	Usage:    "没有这个单位。可以这样写：\n明察暗访\n明察暗访 婚姻登记中心\n明察暗访 上级督查 婚姻登记中心\n明察暗访 汇总 11月",
	SumUsage: "请写月份或年份，例如：明察暗访 汇总 2026年11月",
	SumHead: func(period string, visits, tickets int) string {
		return fmt.Sprintf("%s明察暗访%d次，转工单%d件。", period, visits, tickets)
	},
	SumLine: func(unit string, visits, tickets int, bad, fair string) string {
		s := fmt.Sprintf("%s：%d次，转工单%d件", unit, visits, tickets)
		if bad != "" {
			s += "；差：" + bad
		}
		if fair != "" {
			s += "；一般：" + fair
		}
		return s
	},
	Times: func(n int) string { return fmt.Sprintf("%d次", n) },
}
