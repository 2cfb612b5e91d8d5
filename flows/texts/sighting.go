package texts

import (
	"fmt"
	"strconv"
)

// Sighting is the conversation 街头救助.
var Sighting = struct {
	What         func(hotline string) string
	Kinds        []string
	Critical     func(hotline string) string
	Child        func(hotline string) string
	Danger       func(hotline string) string
	Place        string
	PlaceAgain   string
	More         string
	MoreKept     string
	Phone        string
	Items        struct{ What, Place, More, Phone string }
	Filed        func(number, hotline string) string
	Alerted      func(number string) string
	None         string
	Left         func(number string, joined bool) string
	NowWhat      func(kind string) string
	NowPlace     func(place string) string
	PhoneLeft    string
	PicturesFull string
	Over         func(number, hotline string) string
	AtSign       func(name, route string, shelters []string) string

	Nearby      func(kind, at string, metres int) string // what may be told of another's report
	Same        func(nearby string) string
	SameOrNot   []string
	SameAgain   string
	JoinedNow   func(number string) string
	JoinedSure  func(number string) string
	JoinedFiled func(number string) string

	SteppedBack  string
	CalledOff    string
	OnTheWay     func(number string) string
	OthersToo    func(number string) string
	NothingAsked string
	StillThere   string
	GoingBack    func(number string) string
	GoneAway     string
	Thanks       func(number string) string
	NotYours     string // instead of the words of whoever reported first
}{
	What: func(hotline string) string {
		return "谢谢您关心路上的人。24小时救助电话：" + hotline + "\n您看到的是哪一种情况？"
	},
	Kinds: []string{"昏迷受伤发病", "未成年人或弃婴", "有伤人自伤危险", "走失老人", "一般流浪乞讨"},
	Critical: func(hotline string) string {
		return "请先拨打120急救电话。救助站24小时电话：" + hotline
	},
	Child: func(hotline string) string {
		return "请先拨打110；孩子受伤或发病请拨打120。救助站24小时电话：" + hotline
	},
	Danger: func(hotline string) string {
		return "请先拨打110报警，注意自身安全。救助站24小时电话：" + hotline
	},
	Place:      "人在哪里？请点输入框右边的“＋”发送“位置”，或打字说明，例如：汽车站出站口东侧公交站台。",
	PlaceAgain: "请发送位置，或用文字说明人在哪里，例如：汽车站出站口东侧公交站台。",
	More:       "还能说说大约年龄、男女、衣着、身体状况吗？可以打字，也可以发照片（请不要拍正脸）。没有了请回复 " + Command("完成") + "，不方便请回复 " + Command("跳过"),
	MoreKept:   "收到。还可以接着补充；没有了请回复 " + Command("完成"),
	Phone:      "请留一个手机号，救助队找不到人时好联系您，例如：13800138000。不留请回复 " + Command("跳过"),
	Items:      struct{ What, Place, More, Phone string }{"情况", "地点", "说明", "电话"},
	Filed: func(number, hotline string) string {
		return "已经报给救助站，编号：" + number + "。情况有变化请致电" + hotline + "。\n随时查看：" + Command("进度 "+number)
	},
	Alerted: func(number string) string {
		return "救助队已经收到地点，正在安排人过去，编号：" + number + "。"
	},
	None: "无",
	Left: func(number string, joined bool) string {
		if joined {
			return "好的。您的报告已和先前的合在一起（" + number + "），救助队已经知道。"
		}
		return "好的。地点已经交给救助队，编号：" + number + "。如果是误报，请回复 " + Command("撤回 "+number)
	},
	NowWhat:      func(kind string) string { return "情况改为：" + kind },
	NowPlace:     func(place string) string { return "地点改为：" + place },
	PhoneLeft:    "留下了电话",
	PicturesFull: "照片、语音和视频已满9个，后面的没有保存。",
	Over: func(number, hotline string) string {
		return number + " 已经处置完毕。如果人还在那里，请回复 " + Command("街头救助") + " 再报一次，或直接拨打救助电话" + hotline + "。"
	},
	AtSign: func(name, route string, shelters []string) string {
		s := "您在“" + name + "”的救助引导牌旁。"
		if route != "" {
			s += "\n去救助站：" + route
		}
		return Lines(append([]string{s, "可以求助的地方："}, shelters...)...)
	},
	Nearby: func(kind, at string, metres int) string {
		where := "同一地点"
		if metres >= 0 {
			where = "约" + strconv.Itoa(max(10, metres/10*10)) + "米"
		}
		return at + " 有人报告：" + kind + "（" + where + "）"
	},
	Same: func(nearby string) string {
		return "附近刚有人报告过一位需要帮助的人：\n" + nearby + "\n您看到的是不是这一位？"
	},
	SameOrNot: []string{"是附近这一位", "不是，是另一位"},
	SameAgain: "请回复1或2，也可以回复“附近”表示是同一位。",
	JoinedNow: func(number string) string {
		return "您报告的情况救助队已经知道（编号：" + number + "）。"
	},
	JoinedSure: func(number string) string {
		return "好的，已和先前的报告合在一起（" + number + "），救助队已经知道，结果会一并告诉您。"
	},
	JoinedFiled: func(number string) string {
		return "谢谢您，都转给救助队了，编号：" + number + "。结果会告诉您，随时查看：" + Command("进度 "+number)
	},
	SteppedBack: "第一位报告人撤回了报告。",
	CalledOff:   "报告人说不用去了。",
	OnTheWay: func(number string) string {
		return "队员已经去了，您说的已经告诉他们，会看一眼再结束。情况有变化请发：" + Command("补充 "+number)
	},
	OthersToo: func(number string) string {
		return "已记下您撤回。还有别人报告了同一情况，救助队仍会去看（" + number + "）。"
	},
	NothingAsked: "没有等您确认的街头救助。要报告请回复 " + Command("街头救助"),
	StillThere:   "人还在。",
	GoingBack: func(number string) string {
		return "谢谢您，救助队马上再去，编号：" + number + "。如能留在原地或发来位置、照片，请回复“补充 " + number + "”加内容。"
	},
	GoneAway: "人已经不在了。",
	Thanks: func(number string) string {
		return "谢谢您告诉我们，" + number + " 就此结束。"
	},
	NotYours: "您的报告和先前的合在一起办理。",
}

// Ticks is a list to be ticked by numbers: 1 3 5.
func Ticks(names []string) string {
	lines := make([]string, len(names))
	for i, n := range names {
		lines[i] = fmt.Sprintf("%d %s", i+1, n)
	}
	return Lines(lines...)
}
