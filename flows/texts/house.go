package texts

import "fmt"

// House is what the bot says outside any one conversation.
var House = struct {
	Menu          func(bureau string, entries []string, parked string) string
	Privacy       func(bureau, phone string) string
	Help          string
	Cancelled     string
	NothingLeft   string // 返回 with nothing to go back to
	Offer         func(title string) string
	Parked        func(title string) string
	NoDraft       string
	Unavailable   func(phone string) string
	Trouble       func(phone string) string
	NotFound      func(number string) string
	NoNumber      func(command, example string) string
	NotUnderstood string
	Loose         string // a photo or place that belongs to nothing yet
	Held          func(n int) string
	Unchoosable   func(n int) string
	Welcome       string

	NothingToSubmit string
	Whereabouts     func(bureau, address, phone, hours string) string
	GoOn            string
	Kept            func(title string) string
	Gone            string
	WayOut          string
}{
	Menu: func(bureau string, entries []string, parked string) string {
		return Paragraphs("您好，这里是"+bureau+"。请回复数字，或直接点选：", Numbered(entries), parked)
	},
	Privacy: func(bureau, phone string) string {
		return "【个人信息告知】" + bureau + "为办理您的诉求，会保存您主动提供的内容（文字、照片、位置、电话）和微信识别号；" +
			"加密存放，只有经办人员按权限查看并留下记录。未提交的内容保留24小时，工单按档案规定的期限保存。" +
			"电话可以不留，也可以匿名。您有权查阅、更正、删除自己的信息：发送“我的数据”，或致电" + phone + "。"
	},
	Help: "怎么用：\n回复数字或点选蓝字即可办理。\n菜单——回到首页\n返回——退回上一步\n跳过——不想填的可以跳过\n完成——照片、说明都发完了\n取消——不办了\n" +
		"查进度请发“进度”加工单号，例如：进度 F2611230042",
	Cancelled:   "好的，已取消，刚才填写的内容没有保留。",
	NothingLeft: "已经是第一步了，为您回到首页。",
	Offer: func(title string) string {
		return "您的“" + title + "”还没有提交，内容都给您留着。\n" + Tap("继续", "继续", 1) + " 接着填写\n" + Tap("菜单", "菜单", 2) + " 先办别的"
	},
	Parked: func(title string) string {
		return "您还有一份没提交的“" + title + "”，回复 " + Command("继续") + " 接着填写（保留24小时）。"
	},
	NoDraft: "没有未提交的内容。",
	Unavailable: func(phone string) string {
		return "对不起，系统暂时出了故障，您这条消息还没有办成。请过几分钟再发一次；事情紧急请直接致电" + phone + "。"
	},
	Trouble: func(phone string) string {
		return "对不起，这一步没有办成，您之前填写的内容还在。请再发一次；事情紧急请直接致电" + phone + "。"
	},
	NotFound: func(number string) string {
		return "没有找到工单 " + number + "。请核对工单号，例如 F2611230042；也可以发“我的工单”查看您提交过的。"
	},
	NoNumber: func(command, example string) string {
		return "请写上工单号，例如：" + command + " " + example + "；也可以回复 " + Command("待办") + " 点开一张，之后不用写号。"
	},
	NotUnderstood: "没有听懂您的意思，请从下面选一项。",
	Loose:         "收到了，但还不知道是关于什么事，这一条没有保存。请先从下面选一项，再发一次。",
	Held:          func(n int) string { return fmt.Sprintf("【给您的答复，共%d条】", n) },
	Kept: func(title string) string {
		return "没填完的“" + title + "”留着，回复 " + Command(WordContinue) + " 接着填。"
	},
	Whereabouts: func(bureau, address, phone, hours string) string {
		line := func(name, what string) string {
			if what == "" {
				return ""
			}
			return name + "：" + what
		}
		return Lines(bureau, line("地址", address), line("电话", phone), line("办公时间", hours),
			"婚姻登记的时间另有安排，请回复 "+Command("婚姻登记")+"；各股室的地址、电话，请回复 "+Command("服务指南"))
	},
	NothingToSubmit: "没有等着提交的内容。提交过的请看 " + Command("我的工单"),
	Welcome:         "不客气，有事随时来。",
	GoOn:            "刚才的事还没有填完，想接着填再选：",
	Unchoosable: func(n int) string {
		return fmt.Sprintf("请回复1到%d之间的数字，或点选蓝字，例如：1。不办了请回复 ", n) + Command(WordCancel)
	},
	WayOut: "不办了请回复 " + Command("取消"),
	Gone:   "（已按规定删除）",
}

// Privacy notices are versioned: a new wording is shown to everybody once.
const PrivacyVersion = 1

// MainMenu is the menu everybody sees; staff see Workbench besides.
var MainMenu = []string{"我要反映", "街头救助", "婚姻登记", "我的工单", "政策问答", "服务指南", "人工服务"}

// Workbench is the eighth entry, for staff.
const Workbench = "工作台"

// Words that mean the same everywhere.
const (
	WordMenu     = "菜单"
	WordCancel   = "取消"
	WordBack     = "返回"
	WordSkip     = "跳过"
	WordToday    = "今天"
	WordDone     = "完成"
	WordHelp     = "帮助"
	WordContinue = "继续"
	WordFix      = "修改"
	WordAnon     = "匿名"
	WordMore     = "更多"
)

// Submits are what people say for 提交.
var Submits = []string{"提交", "确认", "确定", "提交吧", "确认提交", "确认无误"}

// Thanks is what people say when they have heard enough: no question, and not to be
// answered as one.
var Thanks = []string{"谢谢", "谢谢您", "谢谢你", "谢谢你们", "多谢", "感谢", "非常感谢", "好", "好的", "好的谢谢", "知道了", "收到", "明白", "明白了", "嗯", "辛苦了", "您辛苦了"}

// Humans is what people say for 人工服务, without the 我要 or 转 before it.
var Humans = []string{"人工", "人工服务", "人工客服", "人工接听", "人工咨询", "客服", "真人"}

// OwnTickets is what a citizen says for 我的工单.
var OwnTickets = []string{"工单", "我的单子", "查工单", "查进度", "查询进度", "进度查询", "查我的工单", "工单查询", "办得怎么样了", "我的事办得怎么样了"}
