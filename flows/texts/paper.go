package texts

import (
	"fmt"
	"strings"
)

// Paper is what is said of what came by paper, phone or visit: 代录 and import.
var Paper = struct {
	Channel      string
	Strange      func(channel, near string) string
	BadChannel   func(n int) string
	Kind         string
	Category     string
	Describe     string
	TooShort     string
	Received     func(today string) string
	DayAgain     string
	DayToCome    func(day string) string
	DayTooOld    string
	NoSuchDay    string
	Due, Overdue string
	TellThem     string
	Taken        func(number string) string
	Replied      func(number string) string
	Closed       func(number string) string
	Declined     func(number string) string
	Escalated    func(number string) string
	Granted      func(number, until string) string
	GrantedYou   func(number, name, until string) string
	MergedToo    func(numbers []string) string
	Place        string
	Who          string
	WhoAgain     string
	Same         func(number, day string) string
	SameChoices  []string
	NotAgain     func(number string) string
	SameAtEnd    func(number string) string
	NoWords      string
	Items        struct{ Channel, Received, Who string }
	Nobody       string
	Check        string
	Filed        func(number, received, due, unit string) string
	Conduct      func(number string) string
	TellPetition func(day string) string
	Imported     func(today string, row int) string
	NoReason     string
	Work         func(responsible, measures, result, promise string) string
	Log          func(fresh, there int, batch string) string
	OfUnit       func(unit string, n int) string
	Open         func(n int, units []string) string
	OpenConduct  func(n int) string
}{
	Channel: "代录：这条意见是从哪里来的？目录里没有的，直接打名称。",
	Strange: func(channel, near string) string {
		s := "“" + channel + "”不在渠道目录里，照原样记"
		if near != "" {
			s += "；如果是“" + near + "”，请在核对时改第1项"
		}
		return s + "。"
	},
	BadChannel: func(n int) string {
		return fmt.Sprintf("请回复1到%d之间的数字，或打渠道的名称（2到20个字），例如：市长信箱", n)
	},
	Kind:     "属于哪一类？",
	Category: "关于哪方面的事？",
	Describe: "请录内容：照纸面或原话写，可以分几次发，也可以拍照。例如：希望把低保的申请条件贴在村务公开栏。",
	TooShort: "太短了，看不出是什么事，至少2个字。例如：申请低保",
	Received: func(today string) string {
		return "哪一天收到的？回复 " + Command("今天") + "（" + today + "）、昨天，或日期，例如：1月18日、2026-01-18。工单号按收到的那一天编。"
	},
	DayAgain: "没有看懂是哪一天。请写一个日期，例如：1月18日、2026-01-18、昨天；就是今天请回复 " + Command("今天"),
	DayToCome: func(day string) string {
		return day + "还没有到。请写收到的那一天，例如：昨天、1月18日"
	},
	NoSuchDay: "没有这一天，请核对。例如：1月18日、2026-01-18",
	Due:       "到期",
	Overdue:   "已经超期",
	TellThem:  "反映人不在公众号里，机器人通知不到，请打电话或上门告知。",
	Taken: func(number string) string {
		return "已接单 " + number + "。答复请发：回复 " + number + " 加内容；办完请发：办结 " + number
	},
	Replied:   func(number string) string { return "已记下对 " + number + " 的答复。" },
	Closed:    func(number string) string { return "已办结 " + number + "。" },
	Declined:  func(number string) string { return "已登记不予受理 " + number + "。" },
	Escalated: func(number string) string { return "已上报 " + number + "，分管领导会收到提醒。" },
	Granted: func(number, until string) string {
		return "已同意 " + number + " 延期到" + until + "，会告诉申请人；反映人不在公众号里，由经办人打电话或上门告知。"
	},
	GrantedYou: func(number, name, until string) string {
		return name + "同意了：" + number + " 延期到" + until + "。反映人不在公众号里，请打电话或上门告知新的期限和原因。"
	},
	MergedToo: func(numbers []string) string {
		return "并进来的 " + strings.Join(numbers, "、") + " 的反映人不在公众号里，要打电话或上门告知。"
	},
	DayTooOld: "太早了，请核对年份，例如：2026-01-18",
	Place:     "在什么地方的事？打字或发送“位置”，例如：城关镇人民路12号；与地点无关请回复 " + Command("跳过"),
	Who:       "是谁反映的？可以写姓名、电话，例如：张三 13800138000。不愿透露请回复 " + Command("匿名") + "，不知道请回复 " + Command("跳过"),
	WhoAgain:  "请写姓名（2到20个字）和电话，例如：张三 13800138000；只写一样也可以。不愿透露请回复 " + Command("匿名") + "，不知道请回复 " + Command("跳过"),
	Same: func(number, day string) string {
		return "渠道、日期、内容都一样的已经录过：" + Command("工单 "+number) + "（" + day + "收到）。多半是同一条："
	},
	SameChoices: []string{"是同一条，不再录", "不是同一条，照样录"},
	NotAgain: func(number string) string {
		return "好的，没有再录。原来的那张：" + Command("工单 "+number)
	},
	SameAtEnd: func(number string) string {
		return "渠道、日期、内容都一样的已经录过：" + Command("工单 "+number) + "。是同一条请回复 " + Command("取消") + "；不是，请修改内容，写明区别（例如加上村组）。"
	},
	NoWords: "内容还是空的，请修改“内容”这一项。",
	Items:   struct{ Channel, Received, Who string }{"渠道", "收到", "反映人"},
	Nobody:  "没有留",
	Check:   "代录，请核对：",
	Filed: func(number, received, due, unit string) string {
		s := "已录入并受理，工单号：" + number + "（" + received + "收到"
		if due != "" {
			s += "，" + due
		}
		s += "）。"
		if unit != "" {
			s += "\n请派单：" + Command("派单 "+number+" "+unit)
		}
		return s + "\n再录一条：" + Command("代录")
	},
	Conduct: func(number string) string {
		return "已录入，工单号：" + number + "。反映工作人员的，已直接转给纪检组，内容只有纪检看得到。\n再录一条：" + Command("代录")
	},
	TellPetition: func(day string) string {
		return "信访事项：最迟" + day + "要书面告知受理情况和办理途径（《信访工作条例》第二十三条）。"
	},
	Imported: func(today string, row int) string { return fmt.Sprintf("纸质台账第%d行，%s导入", row, today) },
	NoReason: "纸质台账没有写理由",
	Work: func(responsible, measures, result, promise string) string {
		var parts []string
		for i, words := range []string{responsible, measures, result, promise} {
			if words != "" {
				parts = append(parts, []string{"责任人：", "整改措施：", "解决结果：", "承诺兑现："}[i]+words)
			}
		}
		return strings.Join(parts, "；")
	},
	Log: func(fresh, there int, batch string) string {
		s := fmt.Sprintf("导入纸质台账：新增%d件，已有%d件", fresh, there)
		if batch != "" {
			s += "，批次 " + batch
		}
		return s
	},
	OfUnit: func(unit string, n int) string { return fmt.Sprintf("%s %d件", unit, n) },
	Open: func(n int, units []string) string {
		return fmt.Sprintf("从纸质台账导入了%d件没有办完的意见，已按事项派给：%s。没有写经办人的等各股室接单，请督促。", n, strings.Join(units, "、"))
	},
	OpenConduct: func(n int) string {
		return fmt.Sprintf("从纸质台账导入了%d件反映工作人员的意见，请看 ", n) + Command("待办")
	},
}
