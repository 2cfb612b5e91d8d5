package texts

import (
	"fmt"
	"strings"
)

// Alerts are what staff hear without asking.
var Alerts = struct {
	Urgent     string // before any alert about a ticket where life is at stake
	Filed      func(number, kind, category string) string
	Street     func(number, kind, place, township string) string // somebody needs help: what, where, and the tap that takes it
	Nobody     func(minutes int) string
	Phones     func(hotline string) string
	Called     func(names []string) string
	Supplied   func(number, words string, media int, pictures bool) string
	Joined     func(kind, place string) string
	NotArrived func(number, place, giveUp string) string // giveUp: the command by which its owner hands it back; empty: none
	Silent     func(number, name, place string) string
	NoOutcome  func(number string) string
	StillThere func(words string) string

	SteppedBack   func(number string) string
	CalledOff     func(number string) string
	CannotGo      func(name, number, why string) string
	FoundTwiceNot func(number string) string
	NeedsHelp     func(name, number, place, link string) string
	Minor         func(number, place string) string
	Escalated     func(number, why string) string
	Sorted        func(number, procedure, due string) string
	Hardship      func(number, township, contact, phone, due string) string
	Corrected     func(number, item string) string
	Redacted      func(number, items string) string
	Recused       func(number string) string
	Assigned      func(number, kind, category, due string) string
	Conduct       func(number string) string
	Supplement    func(number string) string
	Urged         func(number string) string
	Withdrawn     func(number string) string
	Rated         func(number, grade string) string
	Reopened      func(number string) string
	Returned      func(number string) string
	Digest        func(n int, lines []string) string
	DigestMore    func(n int) string
}{
	Urgent: "【紧急】",
	Filed: func(number, kind, category string) string {
		return "新工单 " + number + "（" + kind + "·" + category + "）待受理：" + Command("工单 "+number)
	},
	Street: func(number, kind, place, township string) string {
		if township != "" {
			place += "（" + township + "）"
		}
		return "街头求助 " + number + "：" + kind + "\n地点：" + place + "\n" + Command("接单 "+number) + "  " + Command("工单 "+number)
	},
	Nobody: func(minutes int) string {
		if minutes < 1 {
			return "还没有人能看到呼叫，请您接单："
		}
		if minutes >= 120 {
			return fmt.Sprintf("已%d小时没有人接单：", minutes/60)
		}
		return fmt.Sprintf("已%d分钟没有人接单：", minutes)
	},
	Phones: func(hotline string) string { return "请直接打电话联系：\n24小时救助电话 " + hotline },
	Called: func(names []string) string {
		if len(names) == 0 {
			return "：没有可叫的人"
		}
		return "：" + strings.Join(names, "、")
	},
	Supplied: func(number, words string, media int, pictures bool) string {
		s := number + " 有新情况"
		if words != "" {
			s += "：" + words
		}
		switch {
		case media > 0 && pictures:
			s += fmt.Sprintf("\n附件%d个：", media) + Command("照片 "+number)
		case media > 0:
			s += fmt.Sprintf("\n附件%d个", media)
		case words == "":
			s += "：" + Command("工单 "+number)
		}
		return s
	},
	Joined: func(kind, place string) string { return "又有人报告，" + kind + "，" + place },
	NotArrived: func(number, place, giveUp string) string {
		s := "您接的 " + number + "（" + place + "）还没有到达记录。到了请回复 " + Command("到达 "+number)
		if giveUp == "" {
			return s + "，去不了请告诉站里。"
		}
		return s + "；去不了请发：" + giveUp + " " + number + " 加原因，马上另外叫人。"
	},
	Silent: func(number, name, place string) string {
		return number + "（" + place + "）由" + name + "接单，一直没有到达记录，请打电话确认人是否安全。" + Command("工单 "+number)
	},
	NoOutcome: func(number string) string {
		return number + " 到达后还没有处置结果：" + Command("处置 "+number)
	},
	StillThere: func(words string) string {
		if words != "" {
			words = "：" + words
		}
		return "报告人说人还在，请再去一趟" + words
	},
	CalledOff: func(number string) string {
		return "报告人说 " + number + " 不用去了，请看一眼、核实以后再结束：" + Command("处置 "+number)
	},
	CannotGo: func(name, number, why string) string {
		return name + "去不了 " + number + "：" + why + "。已经另外叫人。" + Command("工单 "+number)
	},
	SteppedBack: func(number string) string {
		return number + " 的第一位报告人撤回了；还有别人报告同一情况，请照常去看。"
	},
	FoundTwiceNot: func(number string) string {
		return number + " 队员两次没找到，报告人说人还在，请过问：" + Command("工单 "+number)
	},
	NeedsHelp: func(name, number, place, link string) string {
		return Lines("【增援】"+name+"在"+place+"需要增援："+Command("工单 "+number), link)
	},
	Minor: func(number, place string) string {
		return "救助队转来一名未成年人（" + number + "，" + place + "），请与救助站联系接手。"
	},
	Sorted: func(number, procedure, due string) string {
		return number + " 改按“" + procedure + "”办理，" + due + "到期：" + Command("工单 "+number)
	},
	Recused: func(number string) string {
		return "工单 " + number + " 的经办人回避，请重新安排：" + Command("工单 "+number)
	},
	Escalated: func(number, why string) string {
		return "上报待解决 " + number + "：" + why + "\n" + Command("工单 "+number)
	},
	Hardship: func(number, township, contact, phone, due string) string {
		s := "【救急难】" + number
		if township != "" {
			s += "，" + township
		}
		s += "，" + due + "前要有结果，请马上联系本人：" + Command("接单 "+number) + "  " + Command("工单 "+number)
		if contact != "" {
			s += "\n请同时电话告知" + contact + "：" + phone
		}
		return s
	},
	Corrected: func(number, item string) string {
		return "反映人更正了 " + number + " 的" + item + "：" + Command("工单 "+number)
	},
	Redacted: func(number, items string) string {
		return "反映人删除了 " + number + " 的" + items + "，请不要再用原来记下的：" + Command("工单 "+number)
	},
	Assigned: func(number, kind, category, due string) string {
		s := "派给您股室的工单 " + number + "（" + kind + "·" + category + "）"
		if due != "" {
			s += "，" + due + "到期"
		}
		return s + "：" + Command("接单 "+number) + "  " + Command("工单 "+number)
	},
	Conduct: func(number string) string {
		return "反映工作人员的工单 " + number + "：" + Command("工单 "+number)
	},
	Supplement: func(number string) string { return "反映人补充了 " + number + "：" + Command("工单 "+number) },
	Urged:      func(number string) string { return "反映人催办 " + number + "：" + Command("工单 "+number) },
	Withdrawn:  func(number string) string { return "反映人撤回了 " + number + "，不用再办。" },
	Rated:      func(number, grade string) string { return "反映人评价 " + number + "：" + grade },
	Reopened: func(number string) string {
		return "反映人要求重办 " + number + "：" + Command("工单 "+number)
	},
	Returned: func(number string) string {
		return "工单 " + number + " 的经办人已停用，请重新安排：" + Command("工单 "+number)
	},
	Digest: func(n int, lines []string) string {
		return fmt.Sprintf("【您不在时的提醒，共%d条】\n", n) + strings.Join(lines, "\n")
	},
	DigestMore: func(n int) string { return fmt.Sprintf("另有%d条，请看", n) + Command("工作台") },
}

// Delivery is how staff read what became of a notice to the citizen.
var Delivery = struct {
	Waiting, Held, Delivered, Passive, Template, Failed string
	Why                                                 map[string]string
}{
	Waiting:   "正在发送",
	Held:      "待送达：对方下次来消息时先告知",
	Delivered: "已送达",
	Passive:   "已送达（对方来消息时告知）",
	Template:  "已发模板通知，对方点开可见",
	Failed:    "未能送达",
	Why: map[string]string{
		"window": "会话窗口已关", "quota": "本次会话条数已用完", "left": "对方已取消关注", "unreachable": "微信不允许发给对方",
		"refused": "内容被微信拒绝", "config": "公众号接口配置有误，请联系管理员", "platform": "微信接口暂时不通，会再试", "dismissed": "已停用", "forgotten": "对方已要求删除个人信息",
	},
}
