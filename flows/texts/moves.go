package texts

import (
	"fmt"
	"strings"
)

// Moves is what the desk hears when a ticket goes back, waits longer, is
// supervised, waits for somebody above, or is put away.
var Moves = struct {
	// 退回
	ReturnReason func(number string) string
	Returned     func(number string) string
	ReturnedTo   func(number, unit, name, why string) string
	ReturnOnce   func(number, whom string) string
	ReturnLate   func(number string, days int, last, whom string) string
	ReturnNever  func(number, whom string) string
	ConductStays func(number string) string
	TurnTo       func(dispatchers []string, leader, phone string) string

	// 延期
	ExtendUsage  func(number, unit string) string
	ExtendPast   func(number, span string) string
	ExtendGone   func(number, span, until string) string
	GrantGone    func(number, until string) string
	ExtendOnce   func(number string, times int) string
	ExtendNoDate func(number string) string
	Asked        func(number, span, until string) string
	AskedOf      func(number, name, span, until, why string) string
	Granted      func(number, until string) string
	GrantedYou   func(number, name, until string) string
	Until        func(span, until string) string
	Prolonged    string
	WorkingDays  func(n int) string
	NaturalDays  func(n int) string

	// 同意 驳回
	Undecided      string // behind a state: somebody above is to decide
	AwaitsDecision func(number string) string
	NotYours       func(number, whom string) string
	OwnAsk         func(number string) string
	RefuseReason   func(number string) string
	Refused        func(number string) string
	RefusedYou     func(number, name, what, why string) string
	Extension      string
	Closing        string
	Leader         string
	Desk           string

	// 办结, where a leader approves
	Proposed   func(number string) string
	ProposedTo func(number, name, measures, result, promise string) string
	Approved   func(number, name string) string

	// 重开, the second time
	AskAgain   func(number string) string
	Appealed   func(number, phone string) string
	AppealedTo func(number, why string) string
	NotAgain   func(number string) string
	NotRedone  string
	Redone     func(number string) string
	ToAssign   func(number, name string) string

	// 督办
	SuperviseUsage func(number string) string
	Supervised     func(number string) string
	SupervisedYou  func(number, name, words string) string

	// 停用
	OwnerLeft string
	OwnerGone string

	// 归档
	Archived     func(number string) string
	ArchiveLater func(number, until string) string

	// 上报, looked at monthly
	MonthlyName string
	Monthly     func(month string, n int, lines []string, more int) string
	MonthlyLine func(number, kind, category, unit string, days int) string

	// 不予受理: where to turn to
	ByWay     func(way string) string
	AskWay    func(number string, ways []string) string
	WayUsage  func(number string, ways []string) string
	WayAdded  func(number, way string) string
	WayBefore func(number string) string

	// 并单
	MergedNote  string
	HasIt       string
	MergedInto  func(number string) string
	SteppedBack string
	MergedYours func(number, into string) string
	DueEarlier  func(number, other, due string) string
	OthersToo   func(number string) string
	FirstLeft   func(number string) string
}{
	ReturnReason: func(number string) string {
		return "请写明退回的理由，受理员会看到。例如：退回 " + number + " 不属于本股室职责，应由养老服务股办理"
	},
	Returned: func(number string) string { return "已退回 " + number + "，受理员会收到提醒和理由。" },
	ReturnedTo: func(number, unit, name, why string) string {
		return "退回 " + number + "（" + unit + " " + name + "）：" + why + "\n请重新派单：" + Command("工单 "+number)
	},
	ReturnOnce: func(number, whom string) string {
		return "工单 " + number + " 已经退回过一次，重新指定以后不能再退。" + whom
	},
	ReturnLate: func(number string, days int, last, whom string) string {
		return fmt.Sprintf("派单后%d个工作日内可以退回，工单 %s 到%s为止，已经过了。", days, number, last) + whom
	},
	ReturnNever: func(number, whom string) string {
		return "按本局规定，派到股室的工单不能退回（" + number + "）。" + whom
	},
	ConductStays: func(number string) string {
		return "工单 " + number + " 反映的是工作人员，依规由纪检办理，不能退回，也不能转给其他股室。"
	},
	TurnTo: func(dispatchers []string, leader, phone string) string {
		var whom []string
		if len(dispatchers) > 0 {
			whom = append(whom, "受理员"+strings.Join(dispatchers, "、"))
		}
		if leader != "" {
			whom = append(whom, "挂钩领导"+leader)
		}
		if len(whom) == 0 {
			whom = append(whom, "本局办公室（"+phone+"）")
		}
		return "有困难请与" + strings.Join(whom, "或") + "商量，来不及可以申请延期。"
	},

	ExtendUsage: func(number, unit string) string {
		return "请写明延长几" + unit + "和理由，例如：延期 " + number + " 5 需要县林业局到现场鉴定"
	},
	ExtendPast: func(number, span string) string {
		return "工单 " + number + " 最多可以再延长" + span + "，请改一下天数再报。"
	},
	ExtendGone: func(number, span, until string) string {
		return "工单 " + number + " 已经超期，从原来的期限延长" + span + "，只到" + until + "，已经过了。请把天数写多些，或者尽快答复反映人、说明情况。"
	},
	GrantGone: func(number, until string) string {
		return "申请延到的" + until + "已经过了，同意也没有用。请发：驳回 " + number + " 加理由，让经办人重新申请。"
	},
	ExtendOnce: func(number string, times int) string {
		if times == 0 {
			return "按本局规定，工单不能延期（" + number + "）。办不完请先答复反映人，说明情况。"
		}
		return fmt.Sprintf("工单 %s 已经延期过%d次，不能再延。办不完请先答复反映人，说明情况。", number, times)
	},
	ExtendNoDate: func(number string) string { return "工单 " + number + " 没有规定期限，不用延期。" },
	Asked: func(number, span, until string) string {
		return "已申请把 " + number + " 延长" + span + "，到" + until + "。等受理员或领导同意，同意了才告诉反映人。"
	},
	AskedOf: func(number, name, span, until, why string) string {
		return name + "申请把 " + number + " 延长" + span + "，到" + until + "。理由：" + why + "\n" + decide(number)
	},
	Granted: func(number, until string) string {
		return "已同意 " + number + " 延期到" + until + "，会告诉反映人和申请人。"
	},
	GrantedYou: func(number, name, until string) string {
		return name + "同意了：" + number + " 延期到" + until + "，已告诉反映人。"
	},
	Until:       func(span, until string) string { return span + "，到" + until },
	Prolonged:   "延期 ",
	WorkingDays: func(n int) string { return fmt.Sprintf("%d个工作日", n) },
	NaturalDays: func(n int) string { return fmt.Sprintf("%d天", n) },

	Undecided: "·待审批",
	AwaitsDecision: func(number string) string {
		return "工单 " + number + " 已经报上去了，正在等审批，请等结果。"
	},
	NotYours: func(number, whom string) string {
		return "工单 " + number + " 的这一项要由" + whom + "决定。"
	},
	OwnAsk: func(number string) string {
		return "工单 " + number + " 是您自己报的，请由别人来决定。"
	},
	RefuseReason: func(number string) string {
		return "请写明理由，申请人会看到。例如：驳回 " + number + " 请先到现场看过再报"
	},
	Refused: func(number string) string { return "已驳回 " + number + "，申请人会看到理由。" },
	RefusedYou: func(number, name, what, why string) string {
		return name + "没有同意 " + number + " 的" + what + "：" + why + "\n" + Command("工单 "+number)
	},
	Extension: "延期",
	Closing:   "办结",
	Leader:    "分管领导",
	Desk:      "受理员或分管领导",

	Proposed: func(number string) string {
		return "四个到位已经记下，" + number + " 的办结要先经分管领导同意；同意以后会通知反映人并邀请评价。"
	},
	ProposedTo: func(number, name, measures, result, promise string) string {
		return Lines(name+"报请办结 "+number+"，请审批：", "整改措施："+measures, "解决结果："+result, "承诺兑现："+promise, decide(number))
	},
	Approved: func(number, name string) string {
		return name + "同意办结 " + number + "，已通知反映人并邀请评价。"
	},

	AskAgain: func(number string) string {
		return "工单 " + number + " 已经重办过一次，再次重办要由分管领导决定。请说说还有哪里没有解决，会一并报给领导。"
	},
	Appealed: func(number, phone string) string {
		return "您再次要求重办工单 " + number + "，已经记下并报给分管领导，由领导决定是否再办，不一定会再办。领导的决定可以看：" + Command("进度 "+number) +
			"\n也可以致电" + phone + "，或依照《信访工作条例》提出。"
	},
	AppealedTo: func(number, why string) string {
		if why != "" {
			why = "：" + why
		}
		return "反映人第二次要求重办 " + number + why + "\n再办请 " + Command("派单 "+number) + "，不再办请回复：驳回 " + number + " 加理由。" + Command("工单 "+number)
	},
	NotAgain: func(number string) string {
		return "已记下：" + number + " 不再重办。反映人看进度时会看到理由。"
	},
	NotRedone: "领导决定不再重办",
	Redone: func(number string) string {
		return "已同意重办 " + number + "，受理员会收到提醒。也可以直接派单：派单 " + number + " 加股室"
	},
	ToAssign: func(number, name string) string {
		return name + "同意再办 " + number + "，请派单：" + Command("工单 "+number)
	},

	SuperviseUsage: func(number string) string {
		return "请写上督办意见，例如：督办 " + number + " 请于周五前到现场解决并报结果"
	},
	Supervised: func(number string) string { return "已督办 " + number + "，经办人和受理员会收到。" },
	SupervisedYou: func(number, name, words string) string {
		return "【督办】" + name + "督办 " + number + "：" + words + "\n" + Command("工单 "+number)
	},

	Archived: func(number string) string { return "已归档 " + number + "。" },
	ArchiveLater: func(number, until string) string {
		return "工单 " + number + " 的反映人到" + until + "为止还可以评价、要求重办，先不归档，过后会自动归档。"
	},

	OwnerLeft: "经办人已停用，不再经办。",
	OwnerGone: "经办人已停用",

	MonthlyName: "【上报待解决】",
	Monthly: func(month string, n int, lines []string, more int) string {
		s := fmt.Sprintf("【上报待解决】%s，您分管的还有%d件超出本局职权、尚未解决，单独统计：\n", month, n) + strings.Join(lines, "\n")
		if more > 0 {
			s += fmt.Sprintf("\n另有%d件，请看", more) + Command("工作台")
		}
		return s
	},
	MonthlyLine: func(number, kind, category, unit string, days int) string {
		return fmt.Sprintf("%s %s·%s %s，上报已%d天 ", number, kind, category, unit, days) + Tap("打开", "工单 "+number, 1)
	},

	ByWay: func(way string) string { return "这件事应当通过" + way + "的途径解决" },
	AskWay: func(number string, ways []string) string {
		return "要不要告诉反映人该找哪里？不用就不必回复：\n" + wayTaps(number, ways)
	},
	WayUsage: func(number string, ways []string) string {
		return "请写明哪一种途径，例如：途径 " + number + " 诉讼\n" + wayTaps(number, ways)
	},
	WayAdded: func(number, way string) string {
		return "已把“" + way + "”的途径告诉 " + number + " 的反映人。"
	},
	WayBefore: func(number string) string {
		return "工单 " + number + " 的反映人已经听到该找哪里，没有再发。"
	},

	HasIt:      "转去的单位已经收到",
	MergedNote: "并入本单，反映人一并听到答复",
	MergedInto: func(number string) string {
		return " 并入 " + number + "，看办理情况：" + Command("进度 "+number)
	},
	SteppedBack: "第一位反映人撤回了。",
	DueEarlier: func(number, other, due string) string {
		return other + " 并进了您办的 " + number + "，按先答应的期限，改为" + due + "到期：" + Command("工单 "+number)
	},
	MergedYours: func(number, into string) string {
		return "您办的 " + number + " 已并进 " + into + "，一起办，您这边不用再办。"
	},
	OthersToo: func(number string) string {
		return "已记下您撤回。还有别人反映了同一件事，仍会接着办理（" + number + "）。"
	},
	FirstLeft: func(number string) string {
		return number + " 的第一位反映人撤回了；还有别人反映同一件事，请照常办理。"
	},
}

// decide are the answers of whoever decides, one tap each; a refusal needs words.
func decide(number string) string {
	return Command("同意 "+number) + "  " + Command("工单 "+number) + "\n不同意请回复：驳回 " + number + " 加理由"
}

func wayTaps(number string, ways []string) string {
	taps := make([]string, len(ways))
	for i, w := range ways {
		taps[i] = Tap(w, "途径 "+number+" "+w, 10+i)
	}
	return strings.Join(taps, "  ")
}
