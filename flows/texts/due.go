package texts

import "fmt"

// How a ticket came, where that decides whose time limits rule it.
const (
	ChannelPetition = "信访"
	ChannelHotline  = "12345"
)

// Due is what is said about the time a ticket may take.
var Due = struct {
	Words      map[string]string // the short word of a procedure, as it is typed
	SortUsage  func(number, procedure string) string
	SortSame   func(number, procedure, due string) string
	SortStreet string
	SortDetail func(procedure, what, due string) string
	Sorted     func(number, procedure, what, due string) string
	Review     func(days int, until string) string // to the citizen of a petition, with the answer
	ReviewToo  func(days int, until string) string // to whoever closed a petition that has no citizen in the chat
}{
	Words: map[string]string{
		"咨询答复": "咨询", "一般诉求": "一般", "复杂事项": "复杂", "12345转办": "12345", "信访事项": "信访", "信息公开申请": "信息公开", "纪检举报": "举报", "急难救助": "急难",
	},
	SortUsage: func(number, procedure string) string {
		return number + " 现在按“" + procedure + "”计算期限。要改请写明按哪一种：复杂、一般、咨询、信访、12345、急难，例如：定性 " + number + " 复杂 涉及三个乡镇"
	},
	SortSame: func(number, procedure, due string) string {
		s := number + " 已经是“" + procedure + "”"
		if due != "" {
			s += "，" + due + "到期"
		}
		return s + "，没有改动。"
	},
	SortStreet: "街头救助（J）随报随办，不分程序。",
	SortDetail: func(procedure, what, due string) string {
		if due == "" {
			return procedure
		}
		return procedure + "，" + due + "前" + what
	},
	Sorted: func(number, procedure, what, due string) string {
		s := number + " 改按“" + procedure + "”计算期限"
		if due != "" {
			s += "，" + due + "前" + what
		}
		return s + "。"
	},
	Review: func(days int, until string) string {
		return fmt.Sprintf("如对以上处理意见不服，可在收到之日起%d日内（%s前，含当日）向上级机关书面申请复查。", days, until)
	},
	ReviewToo: func(days int, until string) string {
		return fmt.Sprintf("这是信访事项，请把处理意见书面告知本人，并告诉他：不服可在%d日内（%s前）申请复查。", days, until)
	},
}
