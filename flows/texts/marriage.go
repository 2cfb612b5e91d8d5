package texts

import "fmt"

// Marriage is 婚姻登记: hours, papers, queue and peak days.
var Marriage = struct {
	Head       func(address, phone string) string
	Topics     []string
	About      []string // words that speak of the marriage office
	AsksNumber []string // words of a queue, which only the marriage office has
	AsksTaking []string // words of taking a number; beside a day they ask after its hours
	AsksQueue  []string
	AsksPapers []string
	AsksHours  []string
	AsksOpen   []string // words of hours only beside a day, or where the talk is of the office

	GivesUp []string // words of somebody who gives the number up

	DayName    func(year, month, day, weekday, away int) string
	Open       func(day, spans, why string) string
	Closed     func(day, why string) string
	NoLunch    string
	First      func(at string) string
	Last       func(at string) string
	OpenNow    func(until string) string
	BreakNow   func(until string) string
	NotYet     func(from string) string
	OverNow    string
	NextOpen   func(day, spans string) string
	Peak       func(name string) string
	Overridden func(at string) string
	PeakAtRest func(day, why string) string
	Workday    func(day string) string
	DayPast    func(day string) string
	NoonShut   func(opens string) string
	NoonOpen   string

	EveningShut func(closes string) string

	// of an hour that was asked about
	ServesAt func(at string) string
	LateAt   func(at, last string) string
	BreakAt  func(at, opens string) string
	BeforeAt func(at, opens string) string
	OverAt   func(at string) string

	Assumed    func(year int, phone string) string
	Unsaid     func(gaps, phone string) string
	NoSuchDay  func(words string) string
	UnknownDay func(words, phone string) string
	NextYear   func(year int) string
	AskDay     string

	PeakHead string
	NoPeaks  string
	PeakTail string
}{
	Head: func(address, phone string) string {
		return Lines("婚姻登记", field("地址", address), field("电话", phone), "请选择，或直接打字问，例如：下周三几点开门")
	},
	Topics:     []string{"办理时间", "所需材料", "现在排队", "取号", "我的号", "高峰日安排", "留言咨询"},
	About:      []string{"结婚", "离婚", "领证", "婚姻", "登记处", "登记结", "补证", "补领", "民政局", "领结婚", "领离婚", "婚登", "取号", "冷静期", "无婚姻", "单身证明"},
	AsksNumber: []string{"排到几号", "排到多少", "叫到几号", "叫到多少", "叫到哪", "排到哪", "几号了", "现在排队", "前面还有几对", "前面有几对"},
	AsksTaking: []string{"能取号", "可以取号", "怎么取号", "如何取号", "取号吗", "在哪取号", "哪里取号", "要取号", "想取号", "取个号", "拿号", "领号"},
	AsksQueue:  []string{"现在排", "排队", "排多久", "多少人在等", "前面还有", "前面有几", "等多久", "要等多", "还要等", "等几对", "人多不多", "人多吗"},
	AsksPapers: []string{"带什么", "带哪些", "要带", "材料", "证件", "手续", "需要什么", "要什么", "要准备", "准备什么", "怎么办", "怎么补", "户口本", "户口簿", "身份证", "照片", "多大", "几岁", "年龄", "冷静期", "几天", "多少天"},
	AsksHours:  []string{"几点", "开门", "关门", "上班", "下班", "办公", "营业", "时间", "开不开", "开吗", "放假", "加班", "休息", "午休", "来得及", "赶得", "什么时候", "最晚", "双休", "周末"},
	AsksOpen:   []string{"办不办", "办吗", "能办", "可以办", "能领", "可以领", "能登记", "能结婚", "能离婚", "中午", "上午", "下午", "早上", "晚上", "有人吗", "去行", "能去", "去不去"},

	GivesUp: []string{"不来了", "不排了", "退号", "取消号", "取消排号", "取消排队", "不要号了", "号不要了"},

	DayName: func(year, month, day, weekday, away int) string {
		names := []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}
		s := fmt.Sprintf("%d月%d日（%s）", month, day, names[((weekday%7)+7)%7])
		if year > 0 {
			s = fmt.Sprintf("%d年", year) + s
		}
		switch away {
		case 0:
			return "今天" + s
		case 1:
			return "明天" + s
		case 2:
			return "后天" + s
		}
		return s
	},
	Open: func(day, spans, why string) string {
		s := day + "办理婚姻登记：" + spans
		if why != "" {
			s += "（" + why + "）"
		}
		return s
	},
	Closed: func(day, why string) string {
		s := day + "不办婚姻登记"
		if why != "" {
			s += "（" + why + "）"
		}
		return s + "。"
	},
	NoLunch:  "中午不休息。",
	First:    func(at string) string { return at + "开始取号。" },
	Last:     func(at string) string { return at + "停止取号，请提前来。" },
	OpenNow:  func(until string) string { return "现在正在办理，到" + until + "。" },
	BreakNow: func(until string) string { return "现在午休，" + until + "继续办理。" },
	NotYet:   func(from string) string { return "还没有开门，" + from + "开始办理。" },
	OverNow:  "今天已经下班。",
	NextOpen: func(day, spans string) string { return "最近的办理日：" + day + " " + spans },
	Peak:     func(name string) string { return name + "，登记高峰日" },
	Overridden: func(at string) string {
		return "（窗口今天" + at + "公布的安排）"
	},
	PeakAtRest: func(day, why string) string {
		return day + "是登记高峰日，又逢" + why + "。"
	},
	Workday:     func(day string) string { return day + "是工作日。" },
	DayPast:     func(day string) string { return day + "已经过去了。" },
	NoonShut:    func(opens string) string { return "中午休息，" + opens + "继续办理。" },
	NoonOpen:    "中午照常办理。",
	EveningShut: func(closes string) string { return "晚上不办，" + closes + "下班。" },
	ServesAt:    func(at string) string { return at + "在办理时间内。" },
	LateAt:      func(at, last string) string { return at + "已经停止取号，请在" + last + "以前来。" },
	BreakAt:     func(at, opens string) string { return at + "是中午休息时间，" + opens + "继续办理。" },
	BeforeAt:    func(at, opens string) string { return at + "还没有开门，" + opens + "开始办理。" },
	OverAt:      func(at string) string { return at + "已经下班。" },
	Assumed: func(year int, phone string) string {
		ask := "请临近时再问"
		if phone != "" {
			ask = "来之前请致电" + phone + "问一下"
		}
		return fmt.Sprintf("（%d年的放假安排还没有公布，先按周一至周五推算，%s。）", year, ask)
	},
	Unsaid: func(gaps, phone string) string {
		return gaps + "还没有公布，来之前请致电" + phone + "问一下。"
	},
	NoSuchDay: func(words string) string {
		return "没有“" + Plain(words) + "”这一天，请核对后再问，例如：5月20日几点开门"
	},
	UnknownDay: func(words, phone string) string {
		return "“" + Plain(words) + "”是几月几日还没有查到，请直接写日期，例如：8月8日几点开门；或致电" + phone + "。"
	},
	NextYear: func(year int) string {
		return fmt.Sprintf("您问的那天今年已经过了，以下是%d年的：", year)
	},
	AskDay:   "想问别的日子，直接打字就行，例如：下周六办不办、七夕几点开门",
	PeakHead: "登记高峰日安排：",
	NoPeaks:  "本局还没有公布高峰日安排。",
	PeakTail: "高峰日人多，想避开可以问别的日子；要提前收到准备材料的提醒，请回复 " + Command("提醒我"),
}
