package texts

import (
	"fmt"
	"strings"
)

// The outcomes of 处置, in the order of the list.
const (
	ToStation  = "进站"
	Escorted   = "护送"
	ToHospital = "送医"
	ToPolice   = "移交公安"
	Persuaded  = "劝返"
	Supplied   = "发放物资"
	Refused    = "拒绝救助"
	NotFound   = "未找到"
	ToMinors   = "转未保"
)

// Outcomes lists them.
var Outcomes = []string{ToStation, Escorted, ToHospital, ToPolice, Persuaded, Supplied, Refused, NotFound, ToMinors}

// OutcomeWords are how the street says them; the first that fits counts.
var OutcomeWords = []struct{ Word, Outcome string }{
	{"拒绝", Refused}, {"不愿", Refused}, {"不肯", Refused}, {"未找到", NotFound}, {"没找到", NotFound}, {"没有找到", NotFound},
	{"未保", ToMinors}, {"送医", ToHospital}, {"医院", ToHospital}, {"公安", ToPolice}, {"派出所", ToPolice},
	{"进站", ToStation}, {"入站", ToStation}, {"护送", Escorted}, {"劝返", Persuaded}, {"劝离", Persuaded},
}

// ChannelPatrol is the channel of what the team itself found.
const ChannelPatrol = "街头巡查"

// Conditions is the tick list of what the team sees.
var Conditions = []string{
	"叫不醒或昏迷", "外伤流血", "发热或疑似传染病", "疑似精神障碍", "未成年人", "老人或走失", "行动不便", "醉酒", "衣着单薄", "有伤人自伤危险", "女性", "多人结伴",
}

// ConditionKinds says which kind of sighting a condition makes, by position in
// Sighting.Kinds; the first condition that stands here counts.
var ConditionKinds = map[string]int{
	"叫不醒或昏迷": 0, "外伤流血": 0, "发热或疑似传染病": 0, "未成年人": 1, "有伤人自伤危险": 2, "老人或走失": 3,
}

// Deeds is the tick list of what the team did, NeedsHelp what it needs.
var Deeds = []string{"发了衣被食品", "发了求助卡", "已拨120", "已报110", "已劝返", "拒绝救助", "带回救助站", "送医院", "交给公安", NeedsHelp}

// NeedsHelp calls the others.
const NeedsHelp = "需要增援"

// DeedOutcomes are the deeds that end a case.
var DeedOutcomes = map[string]string{
	"已劝返": Persuaded, "拒绝救助": Refused, "带回救助站": ToStation, "送医院": ToHospital, "交给公安": ToPolice,
}

// Tell are those who must be told in some cases.
var Tell = struct{ Ambulance, PoliceFirst, Minors, Police, PoliceKin, PoliceHospital string }{
	Ambulance:      "120急救（先救治后救助）",
	PoliceFirst:    "公安（先识别身份）",
	Minors:         "未成年人保护中心",
	Police:         "公安110",
	PoliceKin:      "公安（查找亲属）",
	PoliceHospital: "公安（送定点医院）",
}

// Rungs name the steps of the ladder.
var Rungs = []string{"救助队", "其他队员", "救助站", "分管领导和全体"}

// Weekdays from Monday on.
var Weekdays = []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}

// Rescue is what the team hears when it acts.
var Rescue = struct {
	Taken         func(number, place, link string, phone, pictures bool) string
	OnlySightings string
	Instead       map[string]func(number string) string // by the action of the desk
	Accepted      func(number string) string
	AssignHere    func(number, station string) string
	CallMinors    func(unit, phone string) string
	TakeFirst     func(number string) string

	NotYours       func(number string) string
	CannotGoReason func(number string) string
	CannotGo       func(number string) string
	Arrived        func(number string, demands []string) string
	ArrivedWhere   string
	WhereNoted     func(number string) string

	AskOutcome    string
	AskHospital   string
	OtherHospital string
	AskTold       func(ticks string) string
	AskWords      string
	Handled       func(number, outcome string, station, reported bool) string
	HandledAnyway func(number, outcome string) string
	Referral      func(number, hospital, at, place, kind, unit, phone string) string
	ToldNoted     func(told []string) string
	Noted         func(number string) string
	NotHandled    func(number string) string

	Out          func(townships, open []string) string
	In           func(since string, left []string) string
	NotOut       string
	NoTownship   func(word string, known []string) string
	OutNow       string
	NobodyOut    string
	OutLine      func(name, since string, townships []string) string
	Week         string
	NoRoster     string
	DutyLine     func(day string, names []string, today bool) string
	DutySet      func(day string, names []string) string
	DutyUsage    string
	DutyReadOnly string

	Weather       func(words, until string) string
	HolidayNow    string
	WeatherUsage  string
	WeatherWhen   string
	WeatherOn     func(until string, raised int) string
	WeatherOff    string
	WeatherEnded  string
	WeatherBegins func(by, words, until string) string
	WeatherOver   string

	PatrolHead  string
	PatrolUsage string
	NoPatrol    string
	Patrolled   func(points []string, result string, left int) string

	Phones   func(hotline string) string
	Township func(name string) string
	Map      func(link string) string
	Also     func(n int) string
	Outcome  func(outcome string) string
	Hidden   string
}{
	Taken: func(number, place, link string, phone, pictures bool) string {
		call := ""
		if phone {
			call = "报告人留了电话：" + Command("电话 "+number)
		}
		look := ""
		if pictures {
			look = "看照片：" + Command("照片 "+number)
		}
		return Lines("已接单 "+number+"，已告诉报告人您正在赶去。", "地点："+place, link, call,
			"到了请回复 "+Command("到达 "+number)+"，办完请回复 "+Command("处置 "+number), look)
	},
	NotYours: func(number string) string { return number + " 不是您接的，不用退。" },
	CannotGoReason: func(number string) string {
		return "请写一句为什么去不了，马上另外叫人。例如：去不了 " + number + " 车坏在半路"
	},
	CannotGo: func(number string) string { return "知道了，" + number + " 已经另外叫人。" },
	TakeFirst: func(number string) string {
		return "这一件不由您办理，要办请先 " + Command("接单 "+number)
	},
	OnlySightings: "这个命令只用于街头救助（J开头的编号）。",
	Instead: map[string]func(number string) string{
		"decline": func(number string) string {
			return "街头求助不能不予受理：先到现场，先救人再查明。到场没有找到人、不用救助的，由去的人发 处置 " + number + " 记下结果；和另一件是同一位的，请用“并单”。"
		},
		"escalate": func(number string) string {
			return "街头求助（J）不上报，以免没有人去。要急救、公安请直接打120、110；接了单去不了的发 退回 " + number + " 加理由，马上再叫别人。"
		},
		"resolve": func(number string) string {
			return "街头求助（J）不用“办结”：由去现场的人发 处置 " + number + " 记下结果，报告人会收到通知；接了单去不了的发 退回 " + number + " 加理由，马上再叫别人。"
		},
	},
	Accepted: func(number string) string {
		return "已受理 " + number + "，会通知报告人。救助队还在呼叫，不用派单；要指定谁去请发：派单 " + number + " 加姓名"
	},
	CallMinors: func(unit, phone string) string {
		return unit + "现在没有人在公众号里，机器人通知不到，请马上打电话交接：" + phone
	},
	AssignHere: func(number, station string) string {
		return "街头求助（J）只能由" + station + "办，派给别的股室救助队就看不到了，所以没有派。指定谁去请发：派单 " + number + " 加救助队员的姓名；要未保中心、公安一起，请打电话。"
	},
	Arrived: func(number string, demands []string) string {
		s := "已记下到达 " + number + "。方便的话可以发一个位置。办完请回复 " + Command("处置 "+number)
		if len(demands) > 0 {
			s += "\n这种情况要告知：" + strings.Join(demands, "、")
		}
		return s
	},
	ArrivedWhere:  "到达位置：",
	WhereNoted:    func(number string) string { return "位置已记在 " + number + "。" },
	AskOutcome:    "处置结果是：",
	AskHospital:   "送到哪家医院：",
	OtherHospital: "其他医院",
	AskTold: func(ticks string) string {
		return "这种情况要告知下列单位。已告知的请回复序号，例如：1 2；都告知了回复 " + Command("全部") + "，还没有回复 " + Command("跳过") + "\n" + ticks
	},
	AskWords: "可以补一句：几人、做了什么、花费多少，例如：2人 发棉被2床 花费86元。没有请回复 " + Command("跳过"),
	Handled: func(number, outcome string, station, reported bool) string {
		s := "已记下 " + number + "：" + outcome + "。"
		if reported {
			s += "会告诉报告人，不说当事人的身份和病情。"
		}
		if station {
			s += "\n登记入站：" + Command("入站 "+number)
		}
		return s
	},
	HandledAnyway: func(number, outcome string) string {
		return "好的，" + number + " 已按“" + outcome + "”登记。"
	},
	Referral: func(number, hospital, at, place, kind, unit, phone string) string {
		return "【转介单】" + number + "\n送往：" + hospital + "\n时间：" + at + "\n发现地点：" + place + "\n情况：" + kind + "，身份待查\n请先救治后救助，费用和身份事宜请联系" + unit + " " + phone
	},
	ToldNoted: func(told []string) string { return "已告知：" + strings.Join(told, "、") },
	Noted:     func(number string) string { return "已记在 " + number + "。" },
	NotHandled: func(number string) string {
		return number + " 还没有处置结果，请先发：" + Command("处置 "+number)
	},
	Out: func(townships, open []string) string {
		where := "全县"
		if len(townships) > 0 {
			where = strings.Join(townships, "、")
		}
		s := "已出勤，负责" + where + "，街头求助先找您。结束请回复 " + Command("收队")
		if len(open) > 0 {
			s += "\n现在没人接的："
			for _, n := range open {
				s += " " + Command("接单 "+n)
			}
		}
		return s
	},
	In: func(since string, left []string) string {
		s := "已收队（" + since + " 出勤）。辛苦了！"
		if len(left) > 0 {
			s += "\n还没有处置结果的："
			for _, n := range left {
				s += " " + Command("处置 "+n)
			}
		}
		return s
	},
	NotOut: "您现在没有出勤。上街请回复 " + Command("出勤"),
	NoTownship: func(word string, known []string) string {
		s := "没有“" + word + "”这个乡镇。"
		if len(known) > 0 {
			s += "可以写：" + strings.Join(known, "、") + "；"
		}
		return s + "不写就是本队的乡镇。例如：出勤"
	},
	OutNow:    "现在在街上：",
	NobodyOut: "没有人出勤。街头求助会叫值班人员，没有值班表就叫全体救助队员。",
	OutLine: func(name, since string, townships []string) string {
		where := "全县"
		if len(townships) > 0 {
			where = strings.Join(townships, "、")
		}
		return name + "（" + since + "起，" + where + "）"
	},
	Week:     "值班表：",
	NoRoster: "还没有排班。管理员、分管领导、受理员可以排，例如：值班 周五 周强、林涛",
	DutyLine: func(day string, names []string, today bool) string {
		if today {
			day += "（今天）"
		}
		return day + " " + strings.Join(names, "、")
	},
	DutySet: func(day string, names []string) string {
		if len(names) == 0 {
			return day + "不再排人值班。"
		}
		return day + "值班：" + strings.Join(names, "、") + "，每周如此，直到改动。"
	},
	DutyUsage:    "请这样写：值班 周五 周强、林涛。只写“值班 周五”就是清空那一天。",
	DutyReadOnly: "值班表由管理员、分管领导或受理员排。看值班表请发“值班”。",
	Weather: func(words, until string) string {
		s := "【极端天气】街头求助一律按紧急办"
		if until != "" {
			s += "，到" + until
		}
		if words != "" {
			s += "。" + words
		}
		return s + "。"
	},
	HolidayNow:   "【节假日】街头求助一律按紧急办。",
	WeatherUsage: "请这样写：极端天气 开 到12月3日 寒潮零下5度；解除请发：极端天气 关",
	WeatherWhen:  "写的结束时间已经过了，请核对。例如：极端天气 开 到12月3日",
	WeatherOn: func(until string, raised int) string {
		s := "极端天气已开"
		if until != "" {
			s += "，到" + until + "自动解除"
		} else {
			s += "，解除请发“极端天气 关”"
		}
		s += "。街头求助一律按紧急办，呼叫间隔缩短，每天两次发巡查清单；已通知救助队、救助站和分管领导。"
		if raised > 0 {
			s += fmt.Sprintf("\n%d件没人接的已升为紧急，重新呼叫。", raised)
		}
		return s
	},
	WeatherOff:   "现在没有开极端天气。",
	WeatherEnded: "极端天气已解除，已通知救助队、救助站和分管领导。",
	WeatherBegins: func(by, words, until string) string {
		s := "【极端天气】" + by + "已开"
		if until != "" {
			s += "，到" + until
		}
		if words != "" {
			s += "：" + words
		}
		return s + "。街头求助一律按紧急办，请加密巡查：" + Command("巡查")
	},
	WeatherOver: "极端天气已解除，恢复平时的呼叫间隔。",
	PatrolHead:  "巡查点：",
	PatrolUsage: "记结果请发序号和情况，例如：巡查 1 3 正常。发现有人请发 " + Command("上报"),
	NoPatrol:    "本局还没有填写巡查点（机构文件 rescue.patrol）。",
	Patrolled: func(points []string, result string, left int) string {
		s := "已记：" + strings.Join(points, "、") + "——" + Plain(result)
		if left > 0 {
			return s + fmt.Sprintf("。今天还有%d处没有查。", left)
		}
		return s + "。今天的巡查点都查过了。"
	},
	Phones:   func(hotline string) string { return "联系电话：\n24小时救助电话 " + hotline },
	Township: func(name string) string { return "乡镇：" + name },
	Map:      func(link string) string { return "地图：" + link },
	Also:     func(n int) string { return fmt.Sprintf("另有%d人报告同一情况", n) },
	Outcome:  func(outcome string) string { return "处置：" + outcome },
	Hidden:   "（现场说明和照片只给救助队和救助站看）",
}
