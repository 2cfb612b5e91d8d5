package texts

import (
	"fmt"
	"strings"
)

// Queue is the marriage office's queue: numbers for two, and its windows.
var Queue = struct {
	// for couples
	Taken       func(number, code, place string) string
	Joined      func(number string) string
	JoinedOther func(number string) string // to the one who took the number
	JoinUsage   string
	Mine        func(number, code string, alone bool) string
	AtWindow    func(number string, window int) string
	MissedMine  func(number string, ahead int) string
	LateMine    func(at string) string
	Ahead       func(ahead int, open bool) string
	Wait        func(low, high int, come string) string // high below 0: open
	WaitShort   string
	WaitUnsure  string
	Unlikely    string
	Taps        string
	Has         string
	None        string
	NoneTake    string
	BadCode     string
	JoinHas     func(own, code string) string // a valid code, from somebody with another number
	CodeFull    string

	GuessedOften string
	Stopped      string
	Capped       string
	Over         string
	Left         func(number string) string
	LeftOther    func(number string) string
	LateOK       func(number, until string) string
	LateTwice    string

	CalledAlready string
	Near          func(number string, ahead int, place string) string
	YourTurn      func(number string, window int, place string) string
	YourTurnAgain func(number string, window int) string
	Missed        func(number string, back int) string
	Lapsed        func(number string) string
	NotYet        func(number string) string
	Closed        func(day, number, phone string) string
	Pointer       string
	Ended         func(number, state string) string
	UseMachine    func(place string) string
	TooEarly      func(from string) string
	TooLate       func(phone string) string
	OnSite        func(place string) string
	BadSite       string
	DayShut       func(why, next string) string

	// for anybody
	NowHead   func(last string, waiting int) string
	NowWindow func(window int, number string) string
	NowMissed func(numbers []string) string

	MissedRule func(after, times int) string
	NowNobody  string
	NowNone    string
	NewWait    func(low, high int) string
	TakeTap    string

	// for the windows
	Window        func(n int) string
	OpenUsage     func(windows int) string
	Opened        func(window, waiting int) string
	NoWindow      string
	WindowTaken   string
	WindowBusy    string // somebody is at the window that is to be left
	NobodyWaits   string
	NobodyThere   string
	Called        func(number string, window, waiting int, wechat bool, misses int) string
	MissedWindow  func(number string, back int) string
	LapsedWindow  func(number string) string
	Finished      func(number string, waiting int) string
	Undone        func(number, act string, window int) string
	Acts          map[string]string
	CannotUndo    string
	NowStopped    func(waiting int) string
	NotStopped    string
	Resumed       string
	WalkIn        func(number string, ahead int, code string) string
	WalkInShut    string
	BackAtWindow  func(number string, window int) string
	Shut          func(window, waiting, open int) string
	MachineRules  string
	HoursUsage    string
	HoursSet      func(spans string) string
	HoursSame     func(spans string) string
	HoursShut     string
	HoursTold     func(spans string) string
	HoursShutTold func(phone string) string
	ViewHead      func(last, waiting int) string
	ViewBusy      func(window int, number string, minutes int) string
	ViewFree      func(window int) string
	NoneOpen      string
	WindowTaps    func(busy, stopped bool) string
	State         func(state string) string
}{
	Taken: func(number, code, place string) string {
		return "取号成功：" + number + "（两个人一个号）\n另一位请用自己的微信在本公众号发送：加入 " + code + "\n地点：" + place
	},
	Joined: func(number string) string { return "已加入 " + number + "，叫号时两位都会收到提醒。" },
	JoinedOther: func(number string) string {
		return "另一位已加入 " + number + "，叫号时两位都会收到提醒。"
	},
	JoinUsage: "请写上另一位收到的四位数字，例如：加入 4821",
	Mine: func(number, code string, alone bool) string {
		s := "您的号：" + number
		if alone && code != "" {
			s += "\n另一位还没有加入，请对方用自己的微信在本公众号发送：加入 " + code
		}
		return s
	},
	AtWindow: func(number string, window int) string {
		return fmt.Sprintf("%s 已经叫到，请到%d号窗口。", number, window)
	},
	MissedMine: func(number string, ahead int) string {
		return fmt.Sprintf("%s 叫过一次没有人来，再叫%d对以后会重新叫您，请到现场等候。", number, max(ahead, 0))
	},
	LateMine: func(at string) string { return "您说晚点到，" + at + "以前不会叫您。" },
	Ahead: func(ahead int, open bool) string {
		switch {
		case ahead <= 0 && open:
			return "前面没有人了，马上叫到您。"
		case ahead <= 0:
			return "前面没有人了，窗口还没有开始叫号。"
		}
		return fmt.Sprintf("前面还有%d对。", ahead)
	},
	Wait: func(low, high int, come string) string {
		if high < 0 {
			return waitFrom(low)
		}
		s := "预计等候" + Minutes(low, high)
		if come != "" {
			s += "，建议" + come + "前到"
		}
		return s + "（按今天办理快慢估计，会变）。"
	},
	WaitShort:  "有窗口空着，请现在就到现场，马上叫您。",
	WaitUnsure: "窗口还没有开，等多久现在说不准；开窗以后可以再问“我的号”。",
	Unlikely:   "照现在的快慢，今天可能办不完，建议改天早些来，或先打电话问一问。",
	Taps:       Command("我的号") + "  " + Command("晚到") + "  " + Command("取消取号"),
	Has:        "您今天已经有号了，一个人同时只能有一个号。查看请回复 " + Command("我的号"),
	None:       "您今天没有在等的号。要取号请回复 " + Command("取号"),
	NoneTake:   "您今天还没有号。要取号请回复 " + Command("取号"),
	JoinHas: func(own, code string) string {
		return "您自己已经取了 " + own + "，一个人同时只能有一个号。要和另一位合用一个号，请先回复 " + Command("取消取号") + "，再发一次：加入 " + code
	},
	BadCode:  "没有这个号，请核对四位数字；当天有效。例如：加入 4821",
	CodeFull: "这个号已经有两个人了。",

	GuessedOften: "四位数字错的次数太多，请一小时后再试；着急请让取号的那一位出示号码，直接到窗口说明。",
	Stopped:      "今天的号已经停发，请改天再来，或到窗口咨询。",
	Capped:       "今天的号已经发完，请改天再来，或到窗口咨询。",
	Over:         "今天的登记已经结束。",
	Left:         func(number string) string { return number + " 已取消。要重新排请回复 " + Command("取号") },
	LeftOther: func(number string) string {
		return number + " 已由另一位取消。要重新排请回复 " + Command("取号")
	},
	LateOK: func(number, until string) string {
		return number + " 给您留着，" + until + "以前不叫，之后按顺序叫。只能晚到一次。"
	},
	LateTwice:     "晚到只能说一次，请尽快到现场；不来了请回复 " + Command("取消取号"),
	CalledAlready: "已经叫到您了，请马上到窗口；来不了请回复 " + Command("取消取号"),
	Near: func(number string, ahead int, place string) string {
		if ahead == 0 {
			return number + " 下一个就是您，请到" + place + "等候。"
		}
		return fmt.Sprintf("%s 前面还有%d对，请到%s等候。来不及请回复 ", number, ahead, place) + Command("晚到")
	},
	YourTurn: func(number string, window int, place string) string {
		return fmt.Sprintf("请 %s 到%d号窗口办理（%s）。", number, window, place)
	},
	YourTurnAgain: func(number string, window int) string {
		return fmt.Sprintf("再叫一次：请 %s 到%d号窗口办理。", number, window)
	},
	Missed: func(number string, back int) string {
		return fmt.Sprintf("%s 叫到时没有人来，已过号。再叫%d对以后会重新叫您，请到现场等候；不来了请回复 ", number, back) + Command("取消取号")
	},
	Lapsed: func(number string) string {
		return number + " 多次叫号没有人来，已作废。要办请重新取号：" + Command("取号")
	},
	NotYet: func(number string) string {
		return "刚才叫 " + number + " 撤销了，请继续等候，对不起。"
	},
	Closed: func(day, number, phone string) string {
		return "对不起，" + day + "的登记已经结束，" + number + " 没有办到。号只在当天有效，请您改天再来；想知道哪天人少，可以问“高峰日安排”，或致电" + phone + "。"
	},
	Pointer: "请点开查看",
	Ended: func(number, state string) string {
		return "您今天的号 " + number + " " + state + "。要重新排请回复 " + Command("取号")
	},
	UseMachine: func(place string) string {
		return "今天用大厅的叫号机取号，请到" + place + "取号。叫到几号可以问：" + Command("现在排队")
	},
	TooEarly: func(from string) string { return "还没到取号时间，" + from + "开始取号。" },
	TooLate: func(phone string) string {
		return "已经过了今天的取号时间。还想今天办请先致电" + phone + "，或改天再来。"
	},
	OnSite: func(place string) string {
		return "请到现场扫大厅屏幕上的二维码取号（每天更换）。地点：" + place
	},
	BadSite: "这个二维码不是今天的，请到大厅扫今天的码。",
	DayShut: func(why, next string) string {
		s := "今天不办婚姻登记"
		if why != "" {
			s += "（" + why + "）"
		}
		return Lines(s+"。", next)
	},

	NowHead: func(last string, waiting int) string {
		return fmt.Sprintf("今天已发到 %s，还有%d对在等。", last, waiting)
	},
	NowWindow: func(window int, number string) string { return fmt.Sprintf("%d号窗口：%s", window, number) },
	NowMissed: func(numbers []string) string { return "过号：" + strings.Join(numbers, "、") },
	MissedRule: func(after, times int) string {
		if times == 0 {
			return "过号：叫到没有人来，号就作废，要办请重新取号。"
		}
		return fmt.Sprintf("过号：叫到没有人来，再叫%d对以后重新叫；过号超过%d次就作废，要重新取号。", after, times)
	},
	NowNobody: "现在没有人排队，来了就能办。",
	NowNone:   "今天还没有人取号。",
	NewWait: func(low, high int) string {
		if high < 0 {
			return "现在取号，" + waitFrom(low)
		}
		return "现在取号，预计等候" + Minutes(low, high) + "。"
	},
	TakeTap: "取号请回复 " + Command("取号") + "；看自己的号请回复 " + Command("我的号"),

	Window: func(n int) string { return fmt.Sprintf("%d号窗口", n) },
	OpenUsage: func(windows int) string {
		s := "请写上窗口号，例如：开窗 2"
		if windows > 0 {
			s = "您坐几号窗口？\n" + Command("开窗 1")
		}
		for n := 2; n <= windows; n++ {
			s += "  " + Command(fmt.Sprintf("开窗 %d", n))
		}
		return s
	},
	NoWindow:    "您还没有开窗。请先开窗：" + Command("开窗"),
	WindowBusy:  "您的窗口还有一对没有办完，请先回复 " + Command("办完") + " 或 " + Command("过号") + "，再换窗口。",
	WindowTaken: "这个窗口有同事在用，请换一个窗口号，或请同事先关窗。",
	NobodyWaits: "现在没有人在等。",
	NobodyThere: "您的窗口现在没有叫号。叫下一对请回复 " + Command("叫号"),
	Opened: func(window, waiting int) string {
		return fmt.Sprintf("%d号窗口已开，%d对在等。\n", window, waiting) + Command("叫号")
	},
	Called: func(number string, window, waiting int, wechat bool, misses int) string {
		s := fmt.Sprintf("%s → %d号窗口，还有%d对在等。", number, window, waiting)
		switch {
		case misses > 0:
			s += "（过号后重新叫）"
		case !wechat:
			s += "（没有微信，请口头叫）"
		}
		return s + "\n" + atWindowTaps + "  " + Command("撤销")
	},
	MissedWindow: func(number string, back int) string {
		return fmt.Sprintf("%s 已过号，再叫%d对以后重新叫。\n", number, back) + Command("叫号") + "  " + Command("撤销")
	},
	LapsedWindow: func(number string) string {
		return number + " 过号次数用完，已作废。\n" + Command("叫号") + "  " + Command("撤销")
	},
	Finished: func(number string, waiting int) string {
		return fmt.Sprintf("%s 办完，还有%d对在等。\n", number, waiting) + Command("叫号") + "  " + Command("关窗") + "  " + Command("撤销")
	},
	Undone: func(number, act string, window int) string {
		s := "已撤销“" + act + "”，" + number + " 恢复原样。"
		if window == 0 {
			return s + "\n" + Command("叫号")
		}
		return s + fmt.Sprintf("现在在%d号窗口。\n", window) + atWindowTaps
	},
	Acts:       map[string]string{"call": "叫号", "miss": "过号", "finish": "办完"},
	CannotUndo: "没有可以撤销的：只能撤销您自己刚做的那一步，而且这个号和窗口之后没有再动过。",
	NowStopped: func(waiting int) string {
		return fmt.Sprintf("已停号，还有%d对在等，继续叫完。恢复请发 ", waiting) + Command("恢复发号")
	},
	NotStopped: "现在没有停号。",
	Resumed:    "已恢复发号。",
	WalkInShut: "今天不办婚姻登记，不发号。要办的，请先发时间，例如：今日时间 08:30-12:00；停办以后恢复请发 " + Command("今日时间 恢复"),
	WalkIn: func(number string, ahead int, code string) string {
		return fmt.Sprintf("现场号 %s，前面%d对。要收微信提醒，请新人关注本号后发送：加入 %s", number, ahead, code)
	},
	BackAtWindow: func(number string, window int) string {
		return fmt.Sprintf("刚才点错了，%s 没有过号，请到%d号窗口办理，对不起。", number, window)
	},
	Shut: func(window, waiting, open int) string {
		s := fmt.Sprintf("%d号窗口已关，还有%d对在等", window, waiting)
		if waiting > 0 && open == 0 {
			s += "，但没有窗口开着，请安排"
		}
		return s + "。辛苦了！"
	},
	MachineRules: "今天用的是大厅的叫号机，取号和叫号请在叫号机上操作。",
	HoursUsage:   "请这样写：今日时间 08:00-20:00 不午休；分段写：今日时间 8:30-12:00 14:00-18:00；停办写：今日时间 停办；恢复平时写：今日时间 恢复",
	HoursSet: func(spans string) string {
		return "今天的办理时间：" + spans + "。取号、答复都照这个时间。"
	},
	HoursSame: func(spans string) string {
		return "今天的办理时间本来就是：" + spans + "，没有再发通知。"
	},
	HoursShut: "今天停办，不再发号；市民问起会这样答复，已经取号的也通知了。",
	HoursTold: func(spans string) string { return "今天的办理时间改为：" + spans + "，您的号不变。" },
	HoursShutTold: func(phone string) string {
		return "对不起，今天临时停办。您的号先留着，恢复办理会再通知您，也可以致电" + phone + "。"
	},
	ViewHead: func(last, waiting int) string {
		return fmt.Sprintf("今天发了%d个号，%d对在等。", last, waiting)
	},
	ViewBusy: func(window int, number string, minutes int) string {
		return fmt.Sprintf("%d号窗口：%s，%d分钟", window, number, minutes)
	},
	ViewFree: func(window int) string { return fmt.Sprintf("%d号窗口：空", window) },
	NoneOpen: "没有窗口开着。",
	WindowTaps: func(busy, stopped bool) string {
		s, numbers := Command("叫号"), Command("停号")
		if busy {
			s = atWindowTaps
		}
		if stopped {
			numbers = Command("恢复发号")
		}
		return s + "  " + Command("发号") + "  " + numbers + "  " + Command("关窗")
	},
	State: queueState,
}

// atWindowTaps are what can be done with a couple that stands at the window.
var atWindowTaps = Command("办完") + "  " + Command("过号") + "  " + Command("重呼") + "  " + Command("叫号")

func queueState(state string) string {
	names := map[string]string{
		"waits": "等候中", "called": "请到窗口", "missed": "已过号", "done": "已办完", "left": "已取消", "lapsed": "已作废", "closed": "未办到",
	}
	if n := names[state]; n != "" {
		return n
	}
	return "有变化"
}
