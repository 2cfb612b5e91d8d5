package texts

// Absence is what staff hear about being away (请假).
var Absence = struct {
	StandIn   string // the word before the name of who stands in
	Usage     string
	Past      string
	NoSuchDay func(words string) string
	TooLong   string
	NotBound  func(name string) string
	OtherWork func(name string) string
	Asked     func(name, from, until string) string
	Noted     func(from, until, standIn string) string
	Own       func(lines []string) string
	Line      func(from, until, standIn string) string
	None      string
	Ended     func(from, until string, begun bool) string
	Head      string // over who is away, in 值班
}{
	StandIn: "代班",
	Usage:   "请写请假的日子，可以写谁代班，例如：请假 12月1日-12月5日 代班 王芳",
	Past:    "这几天已经过了，请写从今天起的日子，例如：请假 明天 代班 王芳",
	NoSuchDay: func(words string) string {
		return "没有“" + Plain(words) + "”这一天，请核对后再发，例如：请假 明天 代班 王芳"
	},
	TooLong:  "一次最多登记半年，请核对日子。例如：请假 12月1日-12月5日 代班 王芳",
	NotBound: func(name string) string { return name + "还没有绑定，收不到提醒，请换一位代班。" },
	OtherWork: func(name string) string {
		return name + "和您不同岗（或不同股室），看不到您的工单，请换一位代班。"
	},
	Asked: func(name, from, until string) string {
		return name + spell(from, until) + "请假，由您代班；这几天发给本人的提醒会转给您。"
	},
	Noted: func(from, until, standIn string) string {
		s := "已登记请假：" + spell(from, until) + "。"
		if standIn != "" {
			return s + "提醒转给" + standIn + "，已经告诉本人。提前回来请发 " + Command("销假")
		}
		return s + "提醒转给本股室的同事，没有人在就转给受理员。提前回来请发 " + Command("销假")
	},
	Own: func(lines []string) string {
		if len(lines) == 0 {
			return "您没有登记请假。要请假请写日子，例如：请假 12月1日-12月5日 代班 王芳"
		}
		return Lines(append([]string{"您登记的请假："}, lines...)...) + "\n提前回来请发 " + Command("销假")
	},
	Line: func(from, until, standIn string) string {
		s := spell(from, until)
		if standIn != "" {
			s += "（代班 " + standIn + "）"
		}
		return s
	},
	None: "您没有登记请假。",
	Ended: func(from, until string, begun bool) string {
		if begun {
			return "欢迎回来，已销假（" + spell(from, until) + "），提醒照旧发给您。"
		}
		return "已取消请假（" + spell(from, until) + "）。"
	},
	Head: "请假：",
}

func spell(from, until string) string {
	if from == until {
		return from
	}
	return from + "至" + until
}
