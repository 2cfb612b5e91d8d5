package texts

// Reach says why somebody hears of what was meant for others.
var Reach = struct {
	Desk           string // those who should have heard, where that is no unit
	Away           func(name, until string) string
	Nobody         func(whose string) string
	UnitStaff      func(unit string) string
	OwnerGone      string
	NeedDiscipline string
	NeedDesk       string
}{
	Desk: "应当收到提醒的人",
	Away: func(name, until string) string {
		return "【代班】" + name + "请假到" + until + "，请您处理。"
	},
	Nobody: func(whose string) string {
		return "【无人在岗】" + whose + "都不在（没有绑定、请假或须回避），请您安排。"
	},
	UnitStaff:      func(unit string) string { return unit + "的同事" },
	OwnerGone:      "【无人在岗】经办人不在，请本股室的同事处理。",
	NeedDesk:       "现在没有能办这件事的受理员，受理、派单、回访要等有人：请管理员邀请一位，发送“邀请 姓名 受理员”。",
	NeedDiscipline: "【纪检缺人】有一件事项，纪检现在没有人能够办理（没有绑定或须回避），请为纪检安排一位同事。",
}
