package texts

// Kinds of tickets by which somebody in need may come.
const (
	KindHelp     = "求助"
	KindQuestion = "咨询"
)

// Hardship is 救急难, the short way for whoever is in urgent need.
var Hardship = struct {
	Title      string
	Ask        string
	Town       string
	Phone      string
	PhoneAgain string
	NoPhone    []string // what people say who have none
	Filed      func(number, unit, unitPhone, town, townPhone, due string) string
}{
	Title:      "救急难",
	Ask:        "请用一句话说说遇到了什么急难、人在哪里，打字或发语音都可以。例如：白水镇大坪村，家里断粮两天，老人还病着。",
	Town:       "您现在在哪个乡镇（街道）、哪个村？请打字，或点“＋”发送“位置”。例如：白水镇大坪村。说不清请回复 " + Command("跳过"),
	Phone:      "请留一个电话，工作人员马上联系您。例如：13800138000。没有请回复 " + Command("跳过"),
	PhoneAgain: "这个号码不太对。请填11位手机号，例如：13800138000；没有电话请回复 " + Command("跳过"),
	NoPhone:    []string{WordSkip, "没有", "没有电话", "没电话", "没有手机", "没手机", "无", "不留", "不留电话", "不想留"},
	Filed: func(number, unit, unitPhone, town, townPhone, due string) string {
		s := "已经转给" + unit
		if unitPhone != "" {
			s += "（" + unitPhone + "）"
		}
		if town != "" {
			s += "，并请他们同时告知" + town + "（" + townPhone + "）"
		}
		s += "。编号：" + number + "，最迟" + due + "有结果，会尽快联系您。"
		return Lines(s, "等不及就直接打上面的电话；有生命危险请先拨打120或110。", "随时查看："+Command("进度 "+number))
	},
}
