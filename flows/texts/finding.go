package texts

import "fmt"

// Finding is 查询 by words.
var Finding = struct {
	Usage        string
	Open, Closed string // words for all open states and for all others
	WordLength   func(word string, most int) string
	TooMany      func(most int) string
	None         func(asked string) string
	NoMore       func(asked string) string
	Found        func(asked string, n int, later, more bool) string
	SoFar        func(asked string, n int, back string) string
	Line         func(number, kind, category, state, filed, snippet string) string
}{
	Usage: "请写要查什么：工单号，或者词、地点、姓名、电话后四位、状态、时间、类目、股室，用空格隔开。\n" +
		"例如：查询 鞭炮 11月 殡仪馆 办理中\n查询 人民路 上周\n查询 8000\n查询 F2611230042",
	Open: "未办结", Closed: "已结束",
	WordLength: func(word string, most int) string {
		return fmt.Sprintf("“%s”不好查：每个词请写2到%d个字。例如：查询 鞭炮 11月", Plain(word), most)
	},
	TooMany: func(most int) string { return fmt.Sprintf("一次最多查%d个词，请少写几个。", most) },
	None: func(asked string) string {
		return "没有找到“" + asked + "”。只能查到您权限内的工单。可以换个说法，或者少写几个词再查。"
	},
	NoMore: func(asked string) string { return "“" + asked + "”没有更多了。" },
	Found: func(asked string, n int, later, more bool) string {
		switch {
		case later:
			return fmt.Sprintf("“%s”，接着有%d件，点选或回复序号打开（本次查询已记录）：", asked, n)
		case more:
			return fmt.Sprintf("“%s”，最近的%d件，点选或回复序号打开（本次查询已记录）：", asked, n)
		}
		return fmt.Sprintf("“%s”，共%d件，点选或回复序号打开（本次查询已记录）：", asked, n)
	},
	SoFar: func(asked string, n int, back string) string {
		return fmt.Sprintf("“%s”，已查到%s，有%d件（本次查询已记录）。再往前查请选“下一页”：", asked, back, n)
	},
	Line: func(number, kind, category, state, filed, snippet string) string {
		s := number + " " + kind + "·" + category + " " + state + " " + filed
		if snippet != "" {
			s += " " + snippet
		}
		return s
	},
}
