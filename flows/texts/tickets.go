package texts

import (
	"fmt"
	"strings"
)

// StateNames are the words people use for the states of a ticket.
var StateNames = map[string]string{
	"submitted": "待受理", "accepted": "已受理", "assigned": "已派", "in_progress": "办理中",
	"resolved": "已办结", "rated": "已评价", "archived": "归档", "declined": "不予受理",
	"returned": "退回", "escalated": "上报待解决", "withdrawn": "撤回", "reopened": "重开", "merged": "并单",
}

// ActionNames are the words people use for what is done to a ticket.
var ActionNames = map[string]string{
	"file": "提交", "accept": "受理", "decline": "不予受理", "assign": "派单", "take": "接单", "reply": "回复",
	"note": "备注", "hand_over": "转办", "return": "退回", "extend": "延期", "grant": "同意", "refuse": "驳回",
	"supervise": "督办", "merge": "并单", "escalate": "上报", "resolve": "办结", "call_back": "回访", "rate": "评价",
	"reopen": "重开", "archive": "归档", "supplement": "补充", "urge": "催办", "withdraw": "撤回", "look": "查看",
	"alert": "呼叫", "join": "并入报告", "arrive": "到达", "dispose": "处置", "register": "登记", "thin": "清理照片",
	"propose": "报批", "recuse": "回避", "sort": "定性", "receive": "签收", "mistake": "误评", "correct": "更正", "redact": "删除信息",
	"point": "途径", "appeal": "再要求重开",
}

// Tickets is what a citizen hears about tickets filed.
var Tickets = struct {
	None           string
	List           string
	Line           func(number, kind, category, state, day string) string
	Older          string
	Head           func(number, state, kind, category, filed, due string) string
	Said           string
	Place          string
	Attachments    func(n int) string
	History        string
	Choose         string
	Options        map[string]string
	Supplement     string
	Supplemented   func(number string) string
	SupplementFull func(max int) string
	Urged          func(number string) string
	UrgedToday     func(number string) string
	Withdrawn      func(number string) string
	WithdrawSure   func(number string) string
	Rate           func(number string) string
	RateAgain      string
	Rated          func(number, grade string) string
	Reopen         func(number string) string
	Reopened       func(number string) string
	NoCallNow      string
	GoesOnIn       func(number, into string) string
	Late           func(phone string) string
	Rerouted       string
	ReopenOnce     func(phone string) string
	NotNow         func(number, state string, can []string) string
}{
	None: "您还没有提交过工单。要反映情况请回复 " + Command("我要反映"),
	List: "您提交过的工单，点选或回复序号看详情：",
	Line: func(number, kind, category, state, day string) string {
		return number + " " + kind + "·" + category + " " + state + " " + day
	},
	Older: "更早的",
	Head: func(number, state, kind, category, filed, due string) string {
		s := number + "【" + state + "】\n" + kind + "·" + category + "，" + filed + "提交"
		if due != "" {
			s += "，最迟" + due + "答复"
		}
		return s
	},
	Said:        "您说：",
	Place:       "地点：",
	Attachments: func(n int) string { return fmt.Sprintf("附件：%d个", n) },
	History:     "办理经过：",
	Choose:      "还可以：",
	Options: map[string]string{
		"supplement": "补充", "urge": "催办", "withdraw": "撤回", "rate": "评价", "reopen": "重开",
	},
	Supplement: "请发要补充的文字、照片、语音或视频。例如：昨天又有人来倒垃圾。",
	SupplementFull: func(max int) string {
		return fmt.Sprintf("一张工单最多收%d个照片、语音和视频，这一个没有收下。可以改用文字补充。", max)
	},
	Supplemented: func(number string) string {
		return "已经补充到工单 " + number + "，工作人员会看到。还要补充请回复 " + Command("补充 "+number)
	},
	Urged: func(number string) string {
		return "已经替您催办工单 " + number + "，工作人员会收到提醒。"
	},
	UrgedToday: func(number string) string {
		return "工单 " + number + " 今天已经催办过了，每天可以催办一次，请明天再试。"
	},
	Withdrawn: func(number string) string {
		return "工单 " + number + " 已经撤回，不再办理。需要时可以重新反映。"
	},
	WithdrawSure: func(number string) string {
		return "确定撤回工单 " + number + " 吗？撤回后不再办理。\n" + Tap("1 确定撤回", "1", 1) + "\n" + Tap("2 不撤回", "2", 2)
	},
	Rate: func(number string) string {
		return "请为工单 " + number + " 的办理打分，您的评价只用来改进工作："
	},
	RateAgain: "请写上分数，5是非常满意，1是非常不满意，例如：评价 F2611230042 5",
	Rated: func(number, grade string) string {
		return "谢谢您的评价：" + grade + "（工单 " + number + "）。"
	},
	Reopen: func(number string) string {
		return "请说说哪里没有解决，例如：垃圾清了一半，路边还有。我们会重新办理工单 " + number + "。"
	},
	Reopened: func(number string) string {
		return "工单 " + number + " 已经重新办理，由领导过问，进展会告诉您。"
	},
	Late: func(phone string) string {
		return "答复期限已经过了，很抱歉。经办人和领导会收到催办的提醒；等不及请致电" + phone + "。"
	},
	GoesOnIn: func(number, into string) string {
		return number + " 已经并入 " + into + " 一起办理，答复照样发给您。要补充请回复 " + Command("补充 "+into) + "，看办理情况请回复 " + Command("进度 "+into)
	},
	NoCallNow: "原来说的回访、复查改到重新办好以后，到时再请您评价。",
	Rerouted:  "股室之间正在重新安排由谁来办，您不用再提交。",
	ReopenOnce: func(phone string) string {
		return "这张工单再次重办的要求已经报过分管领导，不再重复登记。如果还不满意，请致电" + phone + "，或依照《信访工作条例》提出。"
	},
	NotNow: func(number, state string, can []string) string {
		s := "工单 " + number + " 现在是“" + state + "”，不能这样办"
		if len(can) > 0 {
			return s + "；可以：" + strings.Join(can, "、") + "。"
		}
		return s + "。还有事请回复 " + Command("我要反映") + "，写上原来的工单号。"
	},
}

// Notices are what citizens hear when something happened to their ticket.
var Notices = struct {
	Accepted func(number string) string
	// AcceptedStreet is what whoever reported somebody in the street hears of 受理.
	AcceptedStreet func(number string) string
	Taken          func(number, unit string) string
	Answer         func(number, unit, words string) string
	Declined       func(number, why, phone string) string
	Resolved       func(number, result, promise string) string
	Done           func(number, result, promise string) string // 办结 without the invitation
	Extended       func(number, why, until string) string
	Way            func(number, words string) string
	Turn           func(words, phone string) string // where to turn to, behind a reason
	Rate           func(number string) string       // the invitation to rate

	OnTheWay   func(number string) string
	Climbed    func(number, hotline string, leader bool) string
	Handled    func(number string, hospital bool) string
	StillThere func(number string) string
	Merged     func(number, into string) string
	Escalated  func(number string) string
	Pointer    func(number string) string
}{
	Accepted: func(number string) string {
		return "您的工单 " + number + " 已经受理，正在安排股室办理。查看：" + Command("进度 "+number)
	},
	AcceptedStreet: func(number string) string {
		return "您报告的 " + number + " 已经受理，正在安排人过去。查看：" + Command("进度 "+number)
	},
	Taken: func(number, unit string) string {
		return "您的工单 " + number + " 已由" + unit + "的经办人接办。查看：" + Command("进度 "+number)
	},
	Answer: func(number, unit, words string) string {
		return "【答复】您的工单 " + number + "，" + unit + "答复：\n" + words + "\n还有要说的：" + Command("进度 "+number)
	},
	Declined: func(number, why, phone string) string {
		return "您的工单 " + number + " 不予受理，原因：" + why + "\n有不同意见请致电本局" + phone + "。查看：" + Command("进度 "+number)
	},
	OnTheWay: func(number string) string {
		return "您报告的 " + number + " 已有救助队员接单，正在赶去。谢谢您！查看：" + Command("进度 "+number)
	},
	Climbed: func(number, hotline string, leader bool) string {
		s := "您报告的 " + number + " 还在联系救助队员"
		if leader {
			s += "，已经报告分管领导"
		}
		return s + "。情况紧急请拨打120、110，或救助电话" + hotline + "。"
	},
	Handled: func(number string, hospital bool) string {
		if hospital {
			return "您报告的 " + number + " 已送医。谢谢您的关心！"
		}
		return "您报告的 " + number + " 已妥善处置。谢谢您的关心！"
	},
	StillThere: func(number string) string {
		return "救助队员到了您说的地方，没有找到人（" + number + "）。人还在吗？\n" + Tap("还在，请再来", "还在 "+number, 1) + "\n" + Tap("不在了", "不在了 "+number, 2)
	},
	Merged: func(number, into string) string {
		return "您的工单 " + number + " 与 " + into + " 是同一件事，已经并在一起办理，结果会一并告诉您。查看：" + Command("进度 "+into)
	},
	Escalated: func(number string) string {
		return "您的工单 " + number + " 超出本局职权，已经上报，有结果会告诉您。查看：" + Command("进度 "+number)
	},
	Resolved: func(number, result, promise string) string {
		return resolved(number, result, promise) + "\n" + invitation(number)
	},
	Done: resolved,
	Extended: func(number, why, until string) string {
		return "您的工单 " + number + " 需要延长办理时间，最迟" + until + "答复。原因：" + why + "\n查看：" + Command("进度 "+number)
	},
	Way: func(number, words string) string {
		return "关于您的工单 " + number + "（不予受理）：" + words
	},
	Turn: func(words, phone string) string {
		if phone == "" {
			return words
		}
		return strings.TrimRight(words, "。") + "，电话" + phone + "。"
	},
	Rate:    invitation,
	Pointer: func(number string) string { return "您的工单有新进展" },
}

func resolved(number, result, promise string) string {
	s := "【办结】您的工单 " + number + " 已经办结。\n解决结果：" + result
	if promise != "" {
		s += "\n承诺兑现：" + promise
	}
	return s
}

func invitation(number string) string {
	return "请您评价：\n" + Tap("5 非常满意", "评价 "+number+" 5", 5) + "\n" + Tap("4 满意", "评价 "+number+" 4", 4) + "\n" +
		Tap("3 基本满意", "评价 "+number+" 3", 3) + "\n" + Tap("2 不满意", "评价 "+number+" 2", 2) + "\n" + Tap("1 非常不满意", "评价 "+number+" 1", 1) +
		"\n点不了就回复：评价 " + number + " 5（换成您的分数）"
}
