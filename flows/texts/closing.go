package texts

import "strings"

// Closing asks for 四个到位.
var Closing = struct {
	Check                                  string
	Responsible, Measures, Result, Promise string
	Items                                  struct{ Responsible, Measures, Result, Promise string }
	Told                                   func(result, promise string) string
	Kept                                   func(responsible, measures string) string
	Needed                                 string
}{
	Check:       "办结前请核对（四个到位，解决结果和承诺兑现会告知反映人）：",
	Responsible: "责任人是谁？例如：殡葬管理股 王芳",
	Measures:    "采取了哪些整改措施？例如：增设2个水泥围圈定点燃放，加派保洁。",
	Result:      "解决结果如何？（会告知反映人）例如：垃圾已清理干净，现场已复查。",
	Promise:     "承诺兑现情况？（会告知反映人）例如：承诺3天内清理，实际2天完成。",
	Items:       struct{ Responsible, Measures, Result, Promise string }{"责任人", "整改措施", "解决结果", "承诺兑现"},
	Told: func(result, promise string) string {
		return "解决结果：" + clause(result) + "；承诺兑现：" + promise
	},
	Kept: func(responsible, measures string) string {
		return "责任人：" + clause(responsible) + "；整改措施：" + measures
	},
	Needed: "四个到位缺一不可，这一项要填。",
}

// clause is what somebody wrote, fit to stand before a semicolon.
func clause(words string) string { return strings.TrimRight(words, "。；;. ") }
