package texts

import (
	"fmt"
	"strings"
)

// Staff is what the desk hears.
var Staff = struct {
	Desk             func(name string, n int) string
	DeskNone         func(name string) string
	DeskEmpty        func(name string) string
	DeskWindow       func(name string) string
	Line             func(number, kind, category, state, due string) string
	Overdue          string
	Older            string
	Head             func(number, state, kind, category, filed, due string) string
	Unit, Owner      string
	Who              func(phone string) string
	Name             string
	Anonymous        string
	Forgotten        string
	NoPhone          string
	Words, Place     string
	Attachments      func(kept, total, lost int) string
	History          string
	Can              func(commands []string, number string) string
	Illegal          func(number, state string, legal []string) string
	TakenBy          func(number, name string) string
	Accepted         func(number string) string
	Declined         func(number string) string
	NeedReason       func(command string) string
	Assigned         func(number, unit, owner string) string
	NoUnit           func(units []string) string
	AssignOutside    func(number, unit string) string
	TooLong          func(most int) string
	Taken            func(number string) string
	TakenAbove       func(number string) string
	Replied          func(number string) string
	AskReply         func(number string) string
	NeedReply        string
	Noted            func(number string) string
	NeedNote         string
	Closed           func(number string) string
	Phone            func(number, phone string) string
	NoPhoneLeft      func(number string) string
	OwnerOnly        func(number string) string
	Pictures         func(sending, total int) string
	PicturesMore     func(sending, left int) string
	NoPictures       func(number string) string
	PicturesLater    func(n int) string
	Bound            func(name, roles string) string
	BindUsage        string
	BindWrong        func(left int) string
	BindLocked       string
	BindAlready      func(name string) string
	Invited          func(name, role, code string) string
	Namesake         func(name, unit, roles string) string
	InviteUsage      string
	InviteRole       func(role string) string
	InviteUnit       func(unit string) string
	InviteNoUnit     string
	NotFound         func(number string) string
	NoMore           string
	PicturesLost     func(n int) string
	BadNumber        func(command, example string) string
	LooksLikeCommand func(name, number string) string
	Glued            func(name, usage string) string
	InForm           func(name string) string
	AssignedNobody   func(number, unit string) string
	// AssignedElsewhere names who hears instead of those who are not there.
	AssignedElsewhere func(number, unit, owner string, names []string) string
	NoClerk           func(unit, name string, names []string) string
	Removed           func(name string) string
	RemoveUsage       string
	NoSuchStaff       func(name string) string
	SameName          func(name string) string
	ScenePictures     string
	PicturesThinned   string
	MergeUsage        string
	MergeSelf         string
	MergeKinds        string
	Merged            func(numbers []string, into string) string
	MergedPaper       func(numbers []string, into string, paper []string) string
	MergedNote        func(number, place, words string) string
	Escalated         func(number string) string
	Help              func(commands []string) string
	HelpOn            func(usage, help string) string
}{
	Desk: func(name string, n int) string {
		return fmt.Sprintf("%s，您好。等您处理的有%d件，点选或回复序号打开：", name, n)
	},
	DeskWindow: func(name string) string { return name + "，您好。" },
	DeskEmpty: func(name string) string {
		return name + "，您好。现在没有等您处理的工单。查工单请发“查询”加工单号。"
	},
	DeskNone: func(name string) string {
		return name + "，您好。能用的命令请发 " + Command("帮助")
	},
	Line: func(number, kind, category, state, due string) string {
		s := number + " " + kind + "·" + category + " " + state
		if due != "" {
			s += " " + due + "到期"
		}
		return s
	},
	Overdue: "·超期",
	Older:   "下一页",
	Head: func(number, state, kind, category, filed, due string) string {
		s := "工单 " + number + "【" + state + "】\n" + kind + "·" + category + "，" + filed + "提交"
		if due != "" {
			s += "，" + due + "到期"
		}
		return s
	},
	Unit:      "股室：",
	Owner:     "经办：",
	Who:       func(phone string) string { return "电话：" + phone },
	Name:      "姓名：",
	Anonymous: "反映人要求匿名",
	Forgotten: "个人信息已按规定删除",
	NoPhone:   "没有留电话",
	Words:     "内容：",
	Place:     "地点：",
	Attachments: func(kept, total, lost int) string {
		s := fmt.Sprintf("附件：%d个", total)
		if kept+lost < total {
			s += fmt.Sprintf("，正在下载%d个", total-kept-lost)
		}
		if lost > 0 {
			s += fmt.Sprintf("，%d个没能取到", lost)
		}
		return s
	},
	History: "经过：",
	Can: func(commands []string, number string) string {
		if len(commands) == 0 {
			return ""
		}
		taps := make([]string, len(commands))
		for i, c := range commands {
			taps[i] = Tap(c, c+" "+number, 10+i)
		}
		return "可以：" + strings.Join(taps, "  ")
	},
	Illegal: func(number, state string, legal []string) string {
		if len(legal) == 0 {
			return "工单 " + number + " 现在是“" + state + "”，不能这样办。"
		}
		return "工单 " + number + " 现在是“" + state + "”，可以：" + strings.Join(legal, "、") + "。"
	},
	TakenBy: func(number, name string) string { return "工单 " + number + " 已经由" + name + "接办了。" },
	Accepted: func(number string) string {
		return "已受理 " + number + "，会通知反映人。请派单，例如：派单 " + number + " 殡葬管理股"
	},
	Declined: func(number string) string {
		return "已登记不予受理 " + number + "，理由会告知反映人。"
	},
	NeedReason: func(command string) string {
		example := " F2611230042 不属于民政业务，请向县医保局反映"
		if command == "上报" {
			example = " F2611230042 需要县里协调用地"
		}
		return "请写明理由，反映人会看到。例如：" + command + example
	},
	Assigned: func(number, unit, owner string) string {
		if owner != "" {
			return "已把 " + number + " 派给" + unit + owner + "，已提醒本人。"
		}
		return "已把 " + number + " 派给" + unit + "，已提醒该股室。"
	},
	AssignOutside: func(number, unit string) string {
		return unit + "是外单位，不能派单，要写转办单：请先 " + Command("接单 "+number) + "，再发：转办 " + number + " " + unit + " 加理由"
	},
	TooLong: func(most int) string {
		return fmt.Sprintf("太长了，最多%d字，没有办理。请拣要紧的写。", most)
	},
	NoUnit: func(units []string) string {
		return "请写明派给哪个股室，例如：派单 F2611230042 殡葬管理股。\n股室有：" + strings.Join(units, "、")
	},
	TakenAbove: func(number string) string {
		return "已接单 " + number + "，现在由您经办，会列在您的工作台。答复和办结由经办人做，请派给具体的人：派单 " + number + " 股室 姓名"
	},
	Taken: func(number string) string {
		return "已接单 " + number + "，会通知反映人。答复请发：回复 " + number + " 加内容；办完请发：办结 " + number
	},
	Replied: func(number string) string {
		return "已答复 " + number + "，正在发给反映人；是否送达可发 " + Command("工单 "+number) + " 查看。"
	},
	AskReply: func(number string) string {
		return "请输入给 " + number + " 反映人的答复，原文发给对方。例如：您反映的垃圾今天上午已经清理干净。"
	},
	NeedReply: "请用文字写答复。例如：您反映的垃圾今天上午已经清理干净。不写了回复“取消”。",
	Noted:     func(number string) string { return "已在 " + number + " 记下备注，反映人看不到。" },
	NeedNote:  "请写备注内容，例如：备注 F2611230042 已与殡仪馆联系，下午到场。",
	Closed:    func(number string) string { return "已办结 " + number + "，会通知反映人并邀请评价。" },
	Phone: func(number, phone string) string {
		return number + " 反映人电话：" + phone + "（本次查看已记录）"
	},
	NoPhoneLeft: func(number string) string { return number + " 的反映人没有留电话。" },
	OwnerOnly: func(number string) string {
		return "只有现在的经办人可以查看 " + number + " 的完整电话。"
	},
	Pictures: func(sending, total int) string {
		return fmt.Sprintf("共%d个附件，正在发%d个（本次查看已记录）。", total, sending)
	},
	PicturesMore: func(sending, left int) string {
		return fmt.Sprintf("正在发%d个，还有%d个，回复 ", sending, left) + Command("更多")
	},
	NoPictures:    func(number string) string { return number + " 没有照片、语音或视频。" },
	PicturesLater: func(n int) string { return fmt.Sprintf("还有%d个正在下载，请过一会儿再看。", n) },
	Bound: func(name, roles string) string {
		return name + "，绑定成功。您的身份：" + roles + "。\n回复 " + Command("工作台") + " 查看待办，" + Command("帮助") + " 查看命令。"
	},
	BindUsage: "请写上管理员给您的绑定码，例如：绑定 J8XC33CNU7",
	BindWrong: func(left int) string {
		return fmt.Sprintf("绑定码不对或已过期（24小时内有效、只能用一次）。请核对后再试，还可以试%d次。", left)
	},
	BindLocked:  "绑定码连续5次不对，一小时内不能再试。请向管理员要新的绑定码。",
	BindAlready: func(name string) string { return "您已经绑定为" + name + "，绑定码没有使用。" },
	Namesake: func(name, unit, roles string) string {
		return "注意：已经有一位" + unit + roles + "叫“" + name + "”。是同一个人就不要再绑定；是另一个人，请换一个能分清的称呼重新邀请，否则派单、停用会分不清。"
	},
	Invited: func(name, role, code string) string {
		return "已邀请" + name + "（" + role + "）。请把绑定码当面或电话告诉本人，24小时内在公众号里发送：\n绑定 " + code
	},
	InviteUsage: "请这样写：邀请 王芳 经办人 殡葬管理股",
	InviteRole: func(role string) string {
		return "没有“" + role + "”这个角色。可以是：管理员、受理员、经办人、分管领导、救助队员、婚姻登记窗口、行评代表、纪检。例如：邀请 王芳 经办人 殡葬管理股"
	},
	InviteUnit: func(unit string) string {
		return "没有“" + unit + "”这个股室。经办人要写明股室，例如：邀请 王芳 经办人 殡葬管理股"
	},
	InviteNoUnit: "经办人要写明股室，例如：邀请 王芳 经办人 殡葬管理股",
	NotFound:     func(number string) string { return "没有找到工单 " + number + "，请核对工单号。" },
	BadNumber: func(command, example string) string {
		return "工单号不完整或写错了，没有办理。请核对后再发，例如：" + command + " " + example
	},
	LooksLikeCommand: func(name, number string) string {
		return "“" + name + "”像是命令，没有发给反映人。要用命令请先回复 " + Command("取消") + "；确实要原文答复，请发：回复 " + number + " 加内容"
	},
	InForm: func(name string) string {
		return "还有一项没有填完，没有办理“" + name + "”。要先办“" + name + "”，请回复 " + Command(WordCancel) + "，再发一次；要接着填，请选："
	},
	Glued: func(name, usage string) string {
		return "没有办理：命令和内容之间要空一格。要用“" + name + "”请这样写：" + usage + "\n不是这个意思，请回复 " + Command("菜单")
	},
	AssignedNobody: func(number, unit string) string {
		return "已把 " + number + " 派给" + unit + "，但该股室现在没有人在，没有人收到提醒。请另派，或请管理员邀请该股室人员。"
	},
	AssignedElsewhere: func(number, unit, owner string, names []string) string {
		return "已把 " + number + " 派给" + unit + owner + "，但现在没有人在，已提醒" + strings.Join(names, "、") + "。"
	},
	NoClerk: func(unit, name string, names []string) string {
		s := unit + "没有叫“" + name + "”的经办人"
		if len(names) == 0 {
			return s + "，也还没有人绑定。没有派。"
		}
		return s + "。可以写：" + strings.Join(names, "、") + "。没有派。"
	},
	PicturesLost: func(n int) string {
		return fmt.Sprintf("有%d个附件没能从微信取到，请联系反映人重发。", n)
	},
	NoMore: "附件已经全部发完。",
	Removed: func(name string) string {
		return "已停用" + name + "，其名下未办完的工单已退回，等待重新派单。"
	},
	RemoveUsage: "请这样写：停用 王芳",
	NoSuchStaff: func(name string) string { return "没有叫“" + name + "”的工作人员。" },
	SameName: func(name string) string {
		return "有不止一位“" + name + "”，请在服务器上用 minqing staff remove 按编号停用。"
	},
	ScenePictures:   "街头救助的照片只给救助队、救助站和经办人看。",
	PicturesThinned: "照片已过保存期限，按规定清理了，处置记录还在。",
	MergeUsage:      "请写两个工单号，后一张并进前一张，例如：并单 F2611230042 F2611230057",
	MergeSelf:       "两个工单号是同一张，没有并。",
	MergeKinds:      "街头救助（J）和其他工单（F）不能并在一起。",
	Merged: func(numbers []string, into string) string {
		return "已把 " + strings.Join(numbers, "、") + " 并进 " + into + "，原来的反映人会一并收到答复。"
	},
	MergedPaper: func(numbers []string, into string, paper []string) string {
		return "已把 " + strings.Join(numbers, "、") + " 并进 " + into + "。" + strings.Join(paper, "、") + " 的反映人不在公众号里，有了答复要打电话或上门告知，答复时会再提醒。"
	},
	MergedNote: func(number, place, words string) string {
		return Lines("并入 "+number, place, words)
	},
	Escalated: func(number string) string {
		return "已上报 " + number + "，已告知反映人，分管领导会收到提醒。"
	},
	Help: func(commands []string) string {
		return "工作人员命令：\n" + strings.Join(commands, "、") + "\n怎么写，发“帮助”加命令，例如：帮助 " + commands[len(commands)-1]
	},
	HelpOn: func(usage, help string) string { return usage + "\n" + help + "。" },
}

// RoleNames are the words people use for the roles.
var RoleNames = map[string]string{
	"admin": "管理员", "dispatcher": "受理员", "clerk": "经办人", "leader": "分管领导",
	"outreach": "救助队员", "window": "婚姻登记窗口", "reviewer": "行评代表", "discipline": "纪检",
}
