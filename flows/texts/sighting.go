package texts

// Sighting is the conversation 街头救助.
var Sighting = struct {
	What       func(hotline string) string
	Kinds      []string
	Critical   func(hotline string) string
	Danger     func(hotline string) string
	Place      string
	PlaceAgain string
	More       string
	MoreKept   string
	Phone      string
	Items      struct{ What, Place, More, Phone string }
	Filed      func(number, hotline string) string
	Alerted    func(number string) string
	None       string
}{
	What: func(hotline string) string {
		return "谢谢您关心路上的人。24小时救助电话：" + hotline + "\n您看到的是哪一种情况？"
	},
	Kinds: []string{"昏迷受伤发病", "未成年人或弃婴", "有伤人自伤危险", "走失老人", "一般流浪乞讨"},
	Critical: func(hotline string) string {
		return "请先拨打120急救电话。救助站24小时电话：" + hotline
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
		return "地点已经转给救助站，编号：" + number + "。请再补充几句："
	},
	None: "无",
}
