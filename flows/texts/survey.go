package texts

import (
	"fmt"
	"strings"
)

// Channels and kinds of tickets that come out of opinions.
const (
	ChannelSurvey   = "测评"
	ChannelOpinions = "征求意见表"
	ChannelVisit    = "行评"
	ChannelAbove    = "上级督查"
	KindComplaint   = "投诉"
	KindSuggestion  = "建议"
)

// Survey is 测评表 and 征求意见表.
var Survey = struct {
	Ask         func(name, place string, opinions bool) string
	Again       string
	AskWords    func(bad bool) string
	Thanks      string
	Over        string
	Twice       func(place string) string
	Filed       func(number string) string
	AskPhone    string
	Anonymous   func(number, phone string) string
	PhoneLeft   string
	WillCall    func(number string) string
	Said        func(name, grade, words string) string
	Usage       func(command string) string
	BadEnd      string
	Made        func(kind, id, name, place string, sent int, scene, until string) string
	NoSuch      func(kind string) string
	None        func(kind string) string
	SentUsage   func(command string) string
	SentNow     func(id string, sent, returned int) string
	Ended       func(id string) string
	EndedBefore func(id string) string
	Line        func(id, name, place string, sent, returned, paper, words, tickets int, open bool, grades string) string
	Grades      func(parts []string, good, all int) string
	ByUnit      string
	TypeUsage   func(command string) string
	BadForm     func(word, command string) string
	TooMany     func(most int) string
	FormTwice   func(no string) string
	Typed       func(forms, tickets, returned, sent int) string
	TypedLog    func(forms int) string
}{
	Ask: func(name, place string, opinions bool) string {
		s := "【" + name + "】您对" + place + "的服务满意吗？点一下就行。"
		if opinions {
			s = "【" + name + "】请您对" + place + "的工作打分，下一步可以写意见建议。"
		}
		return s + "\n不记名：记录里没有您的微信号，看不出是谁评的；每人每处每天一次。"
	},
	Again: "请点一档，或回复 5 到 1 的数字：",
	AskWords: func(bad bool) string {
		if bad {
			return "没有让您满意，很抱歉。哪里不好？写一句，我们会转给承办股室办理，说的是工作人员的只给纪检看（不记名）。不写请回复 " + Command(WordSkip)
		}
		return "谢谢！还想说的写一句就行，没有请回复 " + Command(WordSkip)
	},
	Thanks: "谢谢您的评价，已经记下了。",
	Over:   "这次测评已经结束，谢谢您。有话要说请回复 " + Command("我要反映"),
	Twice: func(place string) string {
		return "您今天已经评过" + place + "了，谢谢。要反映具体的事请回复 " + Command("我要反映")
	},
	Filed: func(number string) string {
		return "您的意见已经转为工单 " + number + "，会有人办理，请记下编号。"
	},
	AskPhone: "愿意听到答复，请留一个手机号，例如：13800138000；不留请回复 " + Command(WordSkip) + "，仍然不记名。",
	Anonymous: func(number, phone string) string {
		return "谢谢您。工单 " + number + " 不记名办理，想问结果请记下编号，致电" + phone + "。"
	},
	PhoneLeft: "留了电话，希望听到答复",
	WillCall: func(number string) string {
		return "谢谢您，电话只给经办人看。工单 " + number + " 有结果会打电话告诉您。"
	},
	Said: func(name, grade, words string) string { return "【" + name + "】" + grade + "：" + words },
	Usage: func(command string) string {
		return "可以这样写：\n" + command + " 新建 窗口服务测评 殡葬管理股 50 到12月31日（股室、截止日可不写）\n" + command + " 发放 1 60\n" + command + " 录入 1 5 4 4 2 等得太久\n" + command + " 结束 1\n" + command
	},
	BadEnd: "没看懂截止日期，请写成例如：到12月31日，要晚于今天，在十个月以内。",
	Made: func(kind, id, name, place string, sent int, scene, until string) string {
		s := fmt.Sprintf("%s已新建，编号%s：%s（%s），发放%d份。", kind, id, name, place, sent)
		if until != "" {
			s += until + "截止。"
		}
		return s + "\n二维码请管理员生成：minqing qr -c 配置文件 " + scene + " 图片.png\n纸质表录入：" + kind + " 录入 " + id + " 5 4 4 2 等得太久"
	},
	NoSuch: func(kind string) string {
		return "没有这个编号的" + kind + "，看全部请发 " + Command(kind)
	},
	None: func(kind string) string {
		return "还没有" + kind + "。新建请发，例如：" + kind + " 新建 窗口服务" + kind + " 殡葬管理股 50"
	},
	SentUsage: func(command string) string { return "请写编号和发放数，例如：" + command + " 发放 1 60" },
	SentNow: func(id string, sent, returned int) string {
		return fmt.Sprintf("编号%s发放数改为%d份，已收回%d份。", id, sent, returned)
	},
	Ended: func(id string) string {
		return "编号" + id + "已结束，不再收新的；纸质表还可以补录。"
	},
	EndedBefore: func(id string) string { return "编号" + id + "已经结束了。" },
	Line: func(id, name, place string, sent, returned, paper, words, tickets int, open bool, grades string) string {
		s := fmt.Sprintf("%s %s（%s）", id, name, place)
		if !open {
			s += "已结束"
		}
		s += fmt.Sprintf("\n发%d 收%d", sent, returned)
		if sent > 0 {
			s += " 回收率" + percent(returned, sent)
		}
		if paper > 0 {
			s += fmt.Sprintf("，纸质%d", paper)
		}
		s += fmt.Sprintf("，写意见%d，转工单%d", words, tickets)
		if sent > 0 && returned > sent {
			s += "（收的比发的多，请核对发放数）"
		}
		return s + "\n" + grades
	},
	Grades: func(parts []string, good, all int) string {
		if all == 0 {
			return "还没有人评。"
		}
		return strings.Join(parts, " ") + "，满意率" + percent(good, all)
	},
	ByUnit: "分单位合计：",
	TypeUsage: func(command string) string {
		return "请写编号和每份的分数，一句话写在那一份后面，例如：" + command + " 录入 1 5 4 4 2 等得太久"
	},
	BadForm: func(word, command string) string {
		return "“" + Plain(word) + "”没看懂，一份也没有录入。分数写5到1，先写分数再写话；另起一行或用分号接着录下一份，例如：" + command + " 录入 1 5 4 2 等得太久；3 12号 4"
	},
	TooMany: func(most int) string { return fmt.Sprintf("一次最多录%d份，请分几次。", most) },
	FormTwice: func(no string) string {
		return no + "号表已经录过，这一次一份也没有录入，请核对。"
	},
	Typed: func(forms, tickets, returned, sent int) string {
		s := fmt.Sprintf("已录入%d份，一共收回%d份", forms, returned)
		if sent > 0 {
			s += "，回收率" + percent(returned, sent)
		}
		if tickets > 0 {
			s += fmt.Sprintf("；其中%d条意见转成了工单", tickets)
		}
		if sent > 0 && returned > sent {
			s += "。收的比发的多，请核对发放数"
		}
		return s + "。"
	},
	TypedLog: func(forms int) string { return fmt.Sprintf("录入%d份", forms) },
}

// percent is n of all, with one decimal.
func percent(n, all int) string { return fmt.Sprintf("%.1f%%", float64(n)*100/float64(all)) }
