package texts

import (
	"fmt"
	"strings"
)

// How somebody left the station, in the order of the list.
const (
	LeftAlone    = "自行离站"
	LeftWithKin  = "亲属接领"
	LeftEscorted = "护送返乡"
	LeftHospital = "送医"
	LeftPolice   = "移交公安"
	LeftMinors   = "移交未成年人保护中心"
	LeftStation  = "护送到流出地救助站"
	LeftUnasked  = "擅自离开"
	LeftOther    = "其他"
)

// Departures lists them.
var Departures = []string{LeftAlone, LeftWithKin, LeftEscorted, LeftHospital, LeftPolice, LeftMinors, LeftStation, LeftUnasked, LeftOther}

// Declaration is what is signed before somebody leaves alone.
const Declaration = "已签《自行离站声明书》"

// KinChecks must all be done before relatives take somebody home.
var KinChecks = []string{"查验接领人身份证件", "核实亲属关系", "留存证件复印件", "接领人签字"}

// Sexes, and the ages and states that the entry asks for.
var Sexes = []string{"男", "女", "不详"}

// Reasons are why people come.
var Reasons = []string{"流浪乞讨", "走失", "务工不着", "寻亲不遇", "被盗被骗", "被遗弃", "受家庭暴力", "其他"}

// Conditions at the entry, and those who then need somebody to take them home.
var (
	States   = []string{"正常", "生病", "受伤", "行动不便", "疑似精神障碍", "智力障碍", "聋哑", "怀孕"}
	Helpless = []string{"行动不便", "精神障碍", "精神病", "智力", "智障", "痴呆", "失智", "失能", "瘫痪", "卧床"}
)

// PhotoCheck is done with the first photo that is sent.
const PhotoCheck = "拍照"

// EntryChecks is the tick list of what is done at every entry, and what comes to
// it for women and for children.
var (
	EntryChecks = []string{"安全检查", "随身物品登记", PhotoCheck, "告知救助自愿、无偿", "分室住宿"}
	FemaleCheck = "由女工作人员办理"
	MinorCheck  = "通知未成年人保护中心"
)

// Register is what the station hears about its register (救助台账).
var Register = struct {
	From      string // where the person comes from
	FromAlone string
	FromJ     func(number, place string) string
	BadFrom   string
	BadTicket string
	Name      string
	Sex       string
	Age       string
	Identity  string
	BadID     string
	Home      string
	Reason    string
	State     string
	Things    string
	Checks    func(ticks string) string
	Photo     string
	PhotoKept func(n int) string
	TooLong   func(max int) string

	EntryHead string
	Items     struct {
		From, Name, Sex, Age, Identity, Home, Reason, State, Things, Checks, Photo string
	}
	Unknown   string
	HasID     string
	NoID      string
	Years     func(n int) string
	PhotosN   func(n int) string
	NoneYet   string
	Undone    func(what []string) string
	Entered   func(number string) string
	SearchBy  func(when string) string
	NoOutcome func(ticket string) string
	Female    string
	Child     string
	After     func(number string) string
	Repeats   func(months int, lines []string) string
	Repeat    func(number, entered, left, township, how string) string
	SameID    string
	MaybeSame string
	StillIn   string

	PhotosFor   func(number string) string
	PhotosAdded func(number string, n int) string
	PhotosNone  func(number string) string
	NoPictures  func(number string) string
	MorePhotos  func(number string, from int) string

	ListHead  func(n int) string
	Empty     string
	InLine    func(number, name, sex, age string, days int) string
	Missing   func(what []string) string
	OpenOne   func(number string) string
	Someone   string
	ChecksN   func(n int) string
	Nameless  string
	Lack      struct{ Identity, Search, Photo, National string }
	Over      func(most int) string
	Form      func(number string, days int, left bool) string
	FormItems struct {
		Entered, Ticket, Name, Sex, Age, Identity, Home, Reason, State, Things, Found, Checks, National, Search, Photos, Cost,
		Left, How, To, LeftChecks, LeftWords string
	}
	Can func(number string) string

	NotThere    func(number string) string
	GoneAlready func(number, day string) string
	Usage       struct{ National, Search, Identity, Photos, Told string }
	NationalSet func(number string) string
	Searched    func(number string) string
	SearchNow   func(number string) string
	Identified  func(number string, id bool) string
	NobodyOwed  func(number string) string
	Owed        func(number, ticks string) string
	ToldNow     func(number string, told []string) string

	WhoLeaves  string
	NobodyIn   string
	How        string
	Guarded    func(why string) string
	TooYoung   func(under int) string
	IsChild    string
	IsHelpless string
	Declared   string
	DeclaredIs []string
	NotSigned  string
	Kin        func(ticks string) string
	KinWhy     func(undone []string) string
	OtherWhy   string
	To         map[string]string
	ToAny      string
	ToNeeded   string
	Cost       string
	LeaveHead  string
	LeaveItems struct{ How, Checks, Why, To, Cost string }
	Yuan       func(fen int) string
	None       string
	Left       func(number, how string, days int) string
	LeftMissed func(number string) string
	GuardGone  string

	SearchDue  func(number, entered string, hours int) string
	DaysDue    func(number, entered string, most int, today bool) string
	DigestName string // how every digest begins
	Digest     func(day string, lines []string, more int) string
	DigestLine func(number string, days int, left bool, missing []string) string
	DigestOwed func(ticket string, owed []string) string
	DigestEnd  string

	NotedIn, NotedOut, NotedNational, NotedSearch, NotedIdentity, NotedPhotos func(number string) string

	Thinned func(n int) string
}{
	From:      "人是从哪里来的？选一项，或写街头求助的编号（J开头）：",
	FromAlone: "自行来站",
	FromJ: func(number, place string) string {
		if place == "" {
			return number
		}
		return number + "（" + place + "）"
	},
	BadTicket: "街头求助的编号不完整或写错了，没有登记。请核对后再发，例如：入站 J2611230001",
	BadFrom:   "请回复序号，或写街头求助的编号，例如：J2611230001",
	Name: "姓名？可以一起写性别、年龄，例如：张三 男 50。不知道姓名请回复 " + Command("不详") +
		"\n后面每一项都可以 " + Command("跳过") + "；其余都不填请回复 " + Command("完成"),
	Sex:      "性别？",
	Age:      "年龄？写数字，例如：50 或 约50（不满1岁写1）。不知道请回复 " + Command("跳过"),
	Identity: "身份证号？18位，只用来核对是不是同一个人，号码本身不保存。没有请回复 " + Command("跳过"),
	BadID:    "这个身份证号不对（要18位，最后一位校验不符），没有记下。请核对后重发，没有请回复 " + Command("跳过"),
	Home:     "户籍地或住址？例如：邻省云山县。不知道请回复 " + Command("跳过"),
	Reason:   "求助原因？回复序号或直接写，不清楚请回复 " + Command("跳过"),
	State:    "身体状况？回复序号，可以几个，例如：4 5；也可以直接写。没有看请回复 " + Command("跳过"),
	Things:   "随身物品？例如：手机1部、现金35元、背包1个。没有请回复 " + Command("跳过"),
	Checks: func(ticks string) string {
		return "入站检查，做了的回复序号，例如：1 2 3；都做了回复 " + Command("全部") + "，还没做回复 " + Command("跳过") + "\n" + ticks
	},
	Photo: "请拍入站照片发来，好了回复 " + Command("完成") + "；过后再拍请回复 " + Command("跳过"),
	PhotoKept: func(n int) string {
		return fmt.Sprintf("收到%d张。可以再发，好了回复 ", n) + Command("完成")
	},
	TooLong:   func(max int) string { return fmt.Sprintf("请写短一些，%d字以内。", max) },
	EntryHead: "入站表，请核对：",
	Items: struct {
		From, Name, Sex, Age, Identity, Home, Reason, State, Things, Checks, Photo string
	}{"来源", "姓名", "性别", "年龄", "证件号", "户籍地或住址", "求助原因", "身体状况", "随身物品", "入站检查", "照片"},
	Unknown: "不详",
	HasID:   "已核对（号码不保存）",
	NoID:    "没有",
	Years:   func(n int) string { return fmt.Sprintf("%d岁", n) },
	PhotosN: func(n int) string { return fmt.Sprintf("%d张", n) },
	NoneYet: "还没有",
	Undone:  func(what []string) string { return "（没做：" + strings.Join(what, "、") + "）" },
	Entered: func(number string) string { return "已登记入站，站内编号：" + number },
	SearchBy: func(when string) string {
		return "身份还没有查明，请在" + when + "前发寻亲公告；到时没有发会提醒。"
	},
	NoOutcome: func(ticket string) string {
		return ticket + " 还没有处置结果，请记一下：" + Command("处置 "+ticket+" 进站")
	},
	Female: "女性求助人员请由女工作人员办理、分室住宿。",
	Child:  "未成年人请通知未成年人保护中心，由公安先识别身份。",
	After: func(number string) string {
		return Lines("补照片："+Command("入站照片 "+number), "看入站表："+Command("在站 "+number),
			"录入全国系统后请回复：录系统 "+number+" 系统里的编号", "离站："+Command("离站 "+number))
	},
	Repeats: func(months int, lines []string) string {
		return fmt.Sprintf("近%d个月来过：\n", months) + strings.Join(lines, "\n") + "\n（只是提示，请人工核对；来过不是拒绝救助的理由，该救助的照常救助。）"
	},
	Repeat: func(number, entered, left, township, how string) string {
		parts := []string{entered + "入站"}
		for _, p := range []string{left, township, how} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		return number + "（" + strings.Join(parts, "，") + "）"
	},
	SameID:    "证件号相同",
	MaybeSame: "可能是，姓名相同",
	StillIn:   "现在还在站",

	PhotosFor: func(number string) string {
		return "请发 " + number + " 的照片，好了回复 " + Command("完成")
	},
	PhotosAdded: func(number string, n int) string {
		return fmt.Sprintf("已给 %s 存%d张照片，只有救助站和救助队能看。", number, n)
	},
	PhotosNone: func(number string) string { return "没有收到照片，" + number + " 没有变动。" }, MorePhotos: func(number string, from int) string {
		return "后面的：" + Command(fmt.Sprintf("照片 %s %d", number, from))
	},
	NoPictures: func(number string) string {
		return number + " 还没有照片。补照片请发 " + Command("入站照片 "+number)
	},

	ListHead: func(n int) string { return fmt.Sprintf("现在在站%d人：", n) },
	Empty:    "现在没有人在站。",
	InLine: func(number, name, sex, age string, days int) string {
		return strings.Join(strings.Fields(number+" "+name+" "+sex+" "+age), " ") + fmt.Sprintf(" 第%d天", days)
	},
	Missing:  func(what []string) string { return "缺：" + strings.Join(what, "、") },
	OpenOne:  func(number string) string { return "看入站表请发，例如：" + Command("在站 "+number) },
	Someone:  "某",
	ChecksN:  func(n int) string { return fmt.Sprintf("入站检查%d项", n) },
	Nameless: "姓名不详",
	Lack: struct{ Identity, Search, Photo, National string }{
		"身份待查", "寻亲公告", "照片", "全国系统编号",
	},
	Over: func(most int) string { return fmt.Sprintf("已超过%d天", most) },
	Form: func(number string, days int, left bool) string {
		if left {
			return "入站表、出站表 " + number + "【已离站】"
		}
		return fmt.Sprintf("入站表 %s【在站第%d天】", number, days)
	},
	FormItems: struct {
		Entered, Ticket, Name, Sex, Age, Identity, Home, Reason, State, Things, Found, Checks, National, Search, Photos, Cost,
		Left, How, To, LeftChecks, LeftWords string
	}{"入站", "街头求助", "姓名", "性别", "年龄", "证件号", "户籍地或住址", "求助原因", "身体状况", "随身物品", "发现地", "入站检查",
		"全国系统编号", "寻亲公告", "照片", "费用", "离站", "方式", "去向", "离站手续", "说明"},
	Can: func(number string) string {
		return "可以：" + Tap("离站", "离站 "+number, 1) + "  " + Tap("补照片", "入站照片 "+number, 2) + "（本次查看已记录）"
	},

	NotThere: func(number string) string {
		return "没有找到站内编号 " + number + "，请核对，例如：R2026-0001"
	},
	GoneAlready: func(number, day string) string { return number + " 已经在" + day + "离站。" },
	Usage: struct{ National, Search, Identity, Photos, Told string }{
		National: "请写站内编号和全国系统里的编号，例如：录系统 R2026-0001 3501020261123001",
		Search:   "请写站内编号，例如：寻亲 R2026-0001 已发布",
		Identity: "请写站内编号、姓名和身份证号（知道多少写多少），例如：身份 R2026-0001 张三 男 50",
		Photos:   "请写站内编号，例如：入站照片 R2026-0001",
		Told:     "请写街头求助的编号，例如：告知 J2611230001 全部",
	},
	NationalSet: func(number string) string {
		return "已记下 " + number + " 在全国救助管理信息系统的编号。"
	},
	Searched: func(number string) string { return "已记下 " + number + " 的寻亲公告已发布。" },
	SearchNow: func(number string) string {
		return number + " 的寻亲公告发布以后，请回复 " + Command("寻亲 "+number+" 已发布")
	},
	Identified: func(number string, id bool) string {
		if id {
			return "已补记 " + number + " 的身份，证件号已核对（号码不保存）。"
		}
		return "已补记 " + number + " 的身份；证件号还没有核对。"
	},
	NobodyOwed: func(number string) string { return number + " 没有还要告知的单位。" },
	Owed: func(number, ticks string) string {
		return number + " 还要告知：\n" + ticks + "\n已告知的请写序号，例如：告知 " + number + " 1；都告知了：" + Command("告知 "+number+" 全部")
	},
	ToldNow: func(number string, told []string) string {
		return "已记下 " + number + " 告知了：" + strings.Join(told, "、") + "。"
	},

	WhoLeaves: "谁离站？点选或回复序号，也可以写站内编号：",
	NobodyIn:  "现在没有人在站，不用办离站。",
	How:       "怎样离站？",
	Guarded: func(why string) string {
		return why + "，按规定要由亲属接领，或移交有关单位，不能自行离站。请另选一项："
	},
	TooYoung:   func(under int) string { return fmt.Sprintf("这位求助人员未满%d周岁", under) },
	IsChild:    "这位求助人员是未成年人",
	IsHelpless: "这位求助人员生活不能自理",
	Declared:   "本人签《自行离站声明书》了吗？",
	DeclaredIs: []string{"已经签了", "还没有"},
	NotSigned:  "请先请本人签《自行离站声明书》，签好回复 1；先不办请回复 " + Command("取消"),
	Kin: func(ticks string) string {
		return "亲属接领要办下面的手续，办了的回复序号，例如：1 2 4；都办了回复 " + Command("全部") + "\n" + ticks
	},
	KinWhy: func(undone []string) string {
		return "没有办：" + strings.Join(undone, "、") + "。请写明原因，例如：夜间无法复印，明天补"
	},
	OtherWhy: "请写明情况，例如：病故，已通知亲属",
	To: map[string]string{
		LeftWithKin: "由谁接领？写姓名和关系，例如：李四 儿子", LeftEscorted: "护送到哪里、交给谁？例如：邻省云山县东岭村，村委会",
		LeftHospital: "送到哪家医院？回复序号或直接写：", LeftPolice: "移交给哪个公安机关？例如：城关派出所",
		LeftMinors: "交给谁？例如：未成年人保护中心 陈老师", LeftStation: "送到哪个救助站？例如：云山县救助管理站",
	},
	ToAny:     "去向？",
	ToNeeded:  "接领人要写明。由谁接领？写姓名和关系，例如：李四 儿子",
	Cost:      "在站期间花费多少元？例如：258.50。没有请回复 " + Command("跳过"),
	LeaveHead: "出站表，请核对：",
	LeaveItems: struct{ How, Checks, Why, To, Cost string }{
		"离站方式", "手续", "说明", "去向", "费用",
	},
	Yuan: func(fen int) string { return fmt.Sprintf("%d.%02d元", fen/100, fen%100) },
	None: "无",
	Left: func(number, how string, days int) string {
		return fmt.Sprintf("已登记 %s 离站：%s，在站%d天。", number, how, days)
	},
	LeftMissed: func(number string) string {
		return "全国系统里还没有录，录了请回复：录系统 " + number + " 系统里的编号"
	},
	GuardGone: "需要看护的人擅自离开，请立即报110查找，并报告站长。",

	SearchDue: func(number, entered string, hours int) string {
		return "【寻亲】" + number + " " + entered + fmt.Sprintf("入站，身份还没有查明，按规定应在%d小时内发寻亲公告。发了请回复 ", hours) +
			Command("寻亲 "+number+" 已发布") + "，查明了请回复：身份 " + number + " 姓名 身份证号"
	},
	DaysDue: func(number, entered string, most int, today bool) string {
		when := "明天"
		if today {
			when = "今天"
		}
		return fmt.Sprintf("【在站期限】%s %s入站，%s满%d天。一般不超过%d天，要延长请按程序报批（未满16周岁、精神或智力障碍、住院的另按规定）。", number, entered, when, most, most) +
			"离站请发 " + Command("离站 "+number)
	},
	DigestName: digestName,
	Digest: func(day string, lines []string, more int) string {
		s := digestName + day + "还缺：\n" + strings.Join(lines, "\n")
		if more > 0 {
			s += fmt.Sprintf("\n另有%d项，办好前面的再列。", more)
		}
		return s
	},
	DigestLine: func(number string, days int, left bool, missing []string) string {
		where := fmt.Sprintf("第%d天", days)
		if left {
			where = "已离站"
		}
		return number + "（" + where + "）：" + strings.Join(missing, "、")
	},
	DigestOwed: func(ticket string, owed []string) string {
		return ticket + "：还没有告知" + strings.Join(owed, "、") + "，" + Command("告知 "+ticket)
	},
	DigestEnd: "录入全国系统后请回复：录系统 站内编号 系统编号",

	NotedIn:       func(number string) string { return "入站 " + number },
	NotedOut:      func(number string) string { return "离站 " + number },
	NotedNational: func(number string) string { return "录入全国系统 " + number },
	NotedSearch:   func(number string) string { return "寻亲公告已发布 " + number },
	NotedIdentity: func(number string) string { return "补记身份 " + number },
	NotedPhotos:   func(number string) string { return "补入站照片 " + number },

	Thinned: func(n int) string { return fmt.Sprintf("到期删除附件%d个", n) },
}

const digestName = "【台账提醒】"
