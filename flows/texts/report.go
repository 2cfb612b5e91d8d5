package texts

import "strings"

// Report is 上报, the team's own report.
var Report = struct {
	Place      string
	Photos     string
	PhotoKept  string
	Conditions func(ticks string) string
	Done       func(ticks string) string
	Filed      func(number string, demands []string) string
	HelpCalled string
	Closed     func(number, outcome string, demands []string, station bool) string
	Saw, Did   string
	LineUsage  string
}{
	Place:     "在哪里？发位置，或打字，例如：东门桥洞",
	Photos:    "发照片或说明（年龄、男女、衣着）。好了回复 " + Command("完成") + "，没有回复 " + Command("跳过"),
	PhotoKept: "收到。好了回复 " + Command("完成"),
	Conditions: func(ticks string) string {
		return "看到什么？回复序号，可以几个，例如：4 9。都不是回复 " + Command("跳过") + "\n" + ticks
	},
	Done: func(ticks string) string {
		return "做了什么？回复序号，可以几个，例如：1 6。还没有回复 " + Command("跳过") + "\n" + ticks
	},
	Filed: func(number string, demands []string) string {
		s := "已上报，编号：" + number + "，由您办理。"
		if len(demands) > 0 {
			s += "\n这种情况要告知：" + strings.Join(demands, "、")
		}
		return s + "\n办完请回复 " + Command("处置 "+number)
	},
	Closed: func(number, outcome string, demands []string, station bool) string {
		s := "已上报并办结，编号：" + number + "，结果：" + outcome + "，已登入日常登记表。"
		if len(demands) > 0 {
			s += "\n要告知：" + strings.Join(demands, "、") + "。告知了请回复 " + Command("告知 "+number)
		}
		if station {
			s += "\n登记入站：" + Command("入站 "+number)
		}
		return s
	},
	HelpCalled: "已呼叫其他队员、受理员和救助站增援。",
	Saw:        "现场情况：",
	Did:        "已做：",
	LineUsage:  "请这样写：【巡查】21:40 东门桥洞 男 约50岁 拒绝进站 已发棉被",
}
