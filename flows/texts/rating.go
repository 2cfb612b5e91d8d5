package texts

import "fmt"

// WordPhone asks for the whole number in the form of a call back.
const WordPhone = "电话"

// Rating is 评价 and 误评.
var Rating = struct {
	BadToo       func(number, due, phone string, reopen bool) string // phone: the office's, for whoever left none
	NotRated     func(number string) string
	MarkedBefore func(number string) string
	NotThird     func(number string) string
	MistakeUsage string
	Mistaken     func(number string) string
	MistakenToo  func(number string) string
	Before       func(number, grade string) string
}{
	BadToo: func(number, due, phone string, reopen bool) string {
		s := "没有让您满意，很抱歉。最迟" + due + "会有另一位同志回访您，请留意电话。"
		if phone != "" {
			s = "没有让您满意，很抱歉，我们会请另一位同志复查。您没有留电话，方便时请打" + phone + "说说情况。"
		}
		if reopen {
			s += "\n事情没有解决，也可以要求重办：" + Command("重开 "+number)
		}
		return s
	},
	NotRated:     func(number string) string { return "工单 " + number + " 还没有评价。" },
	MarkedBefore: func(number string) string { return "工单 " + number + " 的评价已经标注过误评。" },
	NotThird: func(number string) string {
		return "工单 " + number + " 是您或您股室办理的，误评要由没有参与办理的第三人复核标注。"
	},
	MistakeUsage: "请写明复核的依据，例如：误评 F2611230042 反映人来电说点错了，本意是满意",
	Mistaken: func(number string) string {
		return "已标注 " + number + " 为误评，单独统计；原来的评价照样保留，不改不删。"
	},
	MistakenToo: func(number string) string {
		return "工单 " + number + " 的评价已由第三人复核标注为误评：" + Command("工单 "+number)
	},
	Before: func(number, grade string) string {
		return "工单 " + number + " 已经评价过：" + grade + "。评价提交后不能更改，也没有人能删改。"
	},
}

// CallBack is 回访.
var CallBack = struct {
	Check       string
	Items       struct{ Grade, Words, Follows string }
	Reached     []string
	Outcomes    []string
	Again2      string // the last of Outcomes: do it again
	Head        func(number, kind, category, unit string) string
	Said        func(grade, words string) string
	Call        string
	NoPhone     string
	Again       string
	AskGrade    string
	GradeSkip   string
	NoGrade     string
	AskWords    string
	NoWords     string
	AskFollows  string
	Owed        func(number, grade, due string) string
	Remind      func(number, due string, late bool) string
	LateFor     func(number, unit, due string) string
	NotYours    func(number string) string
	Before      func(number string) string
	Busy        func(number string) string
	MissedTimes []string
	Missed      func(number string, times, most int) string
	TriedNow    func(number string) string
	Kept        func(grade, follows string) string
	Done        func(number string) string
	BadToo      string
	ToLeader    func(number string) string
	Unsolved    func(number string) string
	Reopened    func(number string) string
	None        string
	List        func(n, bad int) string
	Line        func(number, category, closed string, missed int) string
	BadLine     func(number, grade string, days int, due string, late bool, missed int) string
	More        func(page int) string
}{
	Check:    "请核对回访记录，提交后不能更改：",
	Items:    struct{ Grade, Words, Follows string }{"评价", "对方的话", "处理"},
	Reached:  []string{"打通了", "没打通"},
	Outcomes: []string{"已解决", "已解释", "重办"},
	Again2:   "重办",
	Head: func(number, kind, category, unit string) string {
		return "回访 " + number + "\n" + kind + "·" + category + "，" + unit
	},
	Said: func(grade, words string) string {
		if words != "" {
			grade += "：" + words
		}
		return "评价 " + grade
	},
	Call:       "看完整号码请回复 " + Command(WordPhone) + "（会留下记录）。请先说明身份，问问事情解决了没有、满意不满意。打通了吗？",
	NoPhone:    "对方没有留电话。当面或用别的办法联系上了，请选“打通了”；联系不上请选“没打通”。",
	Again:      "请选打通了没有；看完整号码请回复 " + Command(WordPhone) + "。",
	AskGrade:   "对方怎么评价这次办理？请照对方说的记，不要劝。",
	GradeSkip:  "对方不愿评价请回复 " + Command(WordSkip),
	NoGrade:    "没有评价",
	AskWords:   "对方说了什么？照原话记一两句，没有请回复 " + Command(WordSkip),
	NoWords:    "无",
	AskFollows: "接下来怎么办？",
	Owed: func(number, grade, due string) string {
		return "差评待回访：" + number + "（" + grade + "），最迟" + due + "由办理人以外的人回访：" + Command("回访 "+number)
	},
	Remind: func(number, due string, late bool) string {
		if late {
			return "差评回访已超期：" + number + "，最迟应在" + due + "回访：" + Command("回访 "+number)
		}
		return "差评待回访：" + number + "，" + due + "到期：" + Command("回访 "+number)
	},
	LateFor: func(number, unit, due string) string {
		return unit + "的工单 " + number + " 有差评，最迟应在" + due + "回访，还没有回访，请您过问：" + Command("工单 "+number)
	},
	NotYours: func(number string) string {
		return "工单 " + number + " 评价的是您的办理，差评要请别的同志回访。"
	},
	Before: func(number string) string {
		return "工单 " + number + " 已经回访过了，记录在 " + Command("工单 "+number)
	},
	Busy: func(number string) string {
		return "工单 " + number + " 有同事正在回访，请过一小时再看。"
	},
	MissedTimes: []string{"第1次没打通", "第2次没打通", "第3次没打通"},
	Missed: func(number string, times, most int) string {
		if times >= most {
			return fmt.Sprintf("已记下第%d次没打通，%s 不再列入回访。对方再来消息时，请当面问一问。", times, number)
		}
		return fmt.Sprintf("已记下第%d次没打通，%s 仍在回访清单里，请换个时间再打。", times, number)
	},
	TriedNow: func(number string) string {
		return number + " 刚才已经记过一次没打通，请过一小时换个时间再打。现在打通了请选“打通了”。"
	},
	Kept:   func(grade, follows string) string { return grade + "，" + follows },
	Done:   func(number string) string { return "回访已记录：" + number + "。" },
	BadToo: "对方仍不满意，已另请办理人以外的同志再回访。",
	ToLeader: func(number string) string {
		return number + " 已经重办过一次（或已归档），不能再重开，已请分管领导过问。"
	},
	Unsolved: func(number string) string {
		return "回访时反映人仍不满意，要求重办，但已重办过或已归档，请您过问：" + Command("工单 "+number)
	},
	Reopened: func(number string) string {
		return "已替反映人要求重办 " + number + "，受理员和分管领导会收到提醒。"
	},
	None: "现在没有等您回访的工单。回访某一张请发：回访 加工单号",
	List: func(n, bad int) string {
		s := fmt.Sprintf("等回访的有%d件", n)
		if bad > 0 {
			s += fmt.Sprintf("，其中差评%d件排在前面", bad)
		}
		return s + "："
	},
	Line: func(number, category, closed string, missed int) string {
		return Tap(number+" "+category+" "+closed+"办结"+tried(missed), "回访 "+number, 1)
	},
	BadLine: func(number, grade string, days int, due string, late bool, missed int) string {
		s := number + " " + grade
		if days > 0 {
			s += fmt.Sprintf(" 已等%d天", days)
		}
		if s += " " + due + "到期"; late {
			s += " 超期"
		}
		return Tap(s+tried(missed), "回访 "+number, 1)
	},
	More: func(page int) string { return Tap("下一页", fmt.Sprintf("回访 %d", page), 2) },
}

func tried(missed int) string {
	if missed == 0 {
		return ""
	}
	return fmt.Sprintf(" %d次没打通", missed)
}
