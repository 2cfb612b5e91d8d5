package texts

import (
	"fmt"
	"strings"
	"time"
)

// MyDataItems are what a person may have given us.
type MyDataItems struct{ Words, Name, Phone, Place, Point, Media string }

// MyData is 我的数据: what is kept of a person, and what can be done about it.
var MyData = struct {
	Nothing          string
	Overview         func(lines []string, more bool) string
	Ticket           func(number string, kept []string, until time.Time) string
	Choices          []string
	Items            MyDataItems
	Head             func(number, state, filed string) string
	Looks            func(all []string) string
	Until            func(until time.Time) string
	Rest             func(more bool, phone string) string
	Which            string
	NothingToCorrect string
	Item             func(number string) string
	Value            func(item string) string
	PhoneAgain       string
	OnTheMap         string
	Corrected        func(number, item string) string
	Goes             func(number string, what []string) string
	Stays            func(number string, what []string, until time.Time, open bool) string
	Delete           func(goes, stays []string) string
	More             func(n int) string
	Sure             []string
	Deleted          string
	Expired          string
	Report           func(month, pictures, tickets, people int) string
}{
	Nothing: "您没有提交过工单。我们只保存您的微信识别号，用来在这里回复您；取消关注后自动删除，未提交的内容最多留24小时。",
	Overview: func(lines []string, more bool) string {
		s := "我们保存着您的微信识别号（用来把答复发给您）和这些工单：\n" + strings.Join(lines, "\n")
		if more {
			s += "\n更早的请看 " + Command("我的工单")
		}
		return s + "\n\n都加密存放，只用来办理和回访。您可以："
	},
	Ticket: func(number string, kept []string, until time.Time) string {
		s := number + "：" + strings.Join(kept, "、")
		if !until.IsZero() {
			s += "（保存到" + until.Format("2006年1月2日") + "）"
		}
		return s
	},
	Choices: []string{"看全部内容和谁看过", "更正", "删除"},
	Items:   MyDataItems{"内容", "姓名", "电话", "地点", "位置", "照片语音视频"},
	Head:    func(number, state, filed string) string { return number + "【" + state + "】" + filed + "提交" },
	Looks: func(all []string) string {
		if len(all) == 0 {
			return "还没有工作人员查看过"
		}
		return "工作人员查看：" + strings.Join(all, "；")
	},
	Until: func(until time.Time) string {
		if until.IsZero() {
			return "办理期间保存；办结后按档案规定的期限保存"
		}
		return "保存到" + until.Format("2006年1月2日") + "，到期自动清理"
	},
	Rest: func(more bool, phone string) string {
		s := "要更正或删除请回复 " + Command("我的数据")
		if more {
			s += "；更早的工单请看 " + Command("我的工单") + "，需要全部副本请致电" + phone
		}
		return s + "。"
	},
	Which:            "要更正哪一张工单？（改说明请用“补充”，原来的话会一并保留）",
	NothingToCorrect: "没有可以更正的工单。",
	Item:             func(number string) string { return "要更正 " + number + " 的哪一项？" },
	Value: func(item string) string {
		switch item {
		case "电话":
			return "请发新的电话号码，例如：13800138000"
		case "地点":
			return "请发送位置，或用文字说明地点，例如：城关镇人民路12号"
		}
		return "请发正确的" + item + "，例如：张三"
	},
	PhoneAgain: "这个号码不太对。请填11位手机号，例如：13800138000；座机请带区号，例如：0591-12345678",
	OnTheMap:   "见地图位置",
	Corrected:  func(number, item string) string { return "已更正 " + number + " 的" + item + "。" },
	Goes: func(number string, what []string) string {
		return number + "：" + strings.Join(what, "、")
	},
	Stays: func(number string, what []string, until time.Time, open bool) string {
		s := number + "：" + strings.Join(what, "、")
		switch {
		case open:
			return s + "，正在办理，办完后按规定处理；不办了可以发 " + Command("撤回 "+number)
		case until.IsZero():
			return s + "和办理经过，按档案规定的期限保存"
		}
		return s + "和办理经过，保存到" + until.Format("2006年1月2日")
	},
	Delete: func(goes, stays []string) string {
		s := "没有可以马上删除的信息。"
		if len(goes) > 0 {
			s = "马上删除：\n" + strings.Join(goes, "\n")
		}
		s += "\n没有提交的内容、到期提醒也一并删除。"
		if len(stays) > 0 {
			s += "\n\n依法须保存、不再作其他使用的：\n" + strings.Join(stays, "\n")
		}
		return s + "\n\n删除后不能恢复，删了电话经办人就不能打电话给您。"
	},
	More:    func(n int) string { return fmt.Sprintf("……另外%d张工单一样处理", n) },
	Sure:    []string{"确定删除", "不删除"},
	Deleted: "已经删除。依法保存的办件记录到期自动清理。",
	Expired: "（保存期限已到，内容已清理）",
	Report: func(month, pictures, tickets, people int) string {
		return fmt.Sprintf("【到期清理】%d月：清理到期的照片语音视频%d个、工单内容%d张、不再有办件的个人%d位。", month, pictures, tickets, people)
	},
}
