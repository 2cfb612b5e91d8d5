package texts

import "fmt"

// Disaster is 灾情快报.
var Disaster = struct {
	Title      string
	TicketKind string
	Kind       string
	Place      string
	People     string
	Houses     string
	More       string
	Kept       string
	Phone      string
	None       []string
	Signs      map[string][]string // what people say for a kind
	Item       func(name, value string) string
	Informant  func(name, township, village string) string
	Filed      func(number, office, phone string) string
	Pass       func(number, township, slip, office string, minutes int) string
}{
	Title:      "灾情快报",
	TicketKind: "灾情",
	Kind:       "有人被困、受伤请先拨打119、120。\n是哪一种灾害？",
	Place:      "在哪个乡镇、哪个村组？请打字，或点“＋”发送“位置”。例如：白水镇大坪村三组。",
	People:     "有没有人受伤、失踪、被困，要不要转移？请写人数，例如：被困2人，需转移20人。没有请回复 " + Command("没有"),
	Houses:     "房屋、道路、水电怎么样？例如：倒塌3间，进村路断了。没有请回复 " + Command("没有"),
	More:       "请发现场照片，或补充几句话；没有了请回复 " + Command("完成"),
	Kept:       "收到。还可以接着发；没有了请回复 " + Command("完成"),
	Phone:      "请留您的电话，便于核实。灾害信息员请留登记的号码。不留请回复 " + Command("跳过"),
	None:       []string{"没有", "无", "没有人", "不需要", "暂无", WordSkip},
	Signs: map[string][]string{
		"洪涝": {"洪水", "涨水", "淹", "内涝", "决口"}, "台风": {"大风", "狂风", "龙卷风"}, "地质灾害": {"滑坡", "泥石流", "塌方", "山体", "崩塌", "地裂"},
		"地震": {"震感"}, "火灾": {"起火", "着火", "失火", "山火", "烧"}, "低温雪灾": {"大雪", "冰冻", "雪", "冻"}, "旱灾": {"干旱", "缺水"},
	},
	Item: func(name, value string) string {
		if value == "" {
			return ""
		}
		return name + "：" + value
	},
	Informant: func(name, township, village string) string {
		return "留的是灾害信息员" + name + "（" + township + village + "）登记的电话，可以直接打回去核实"
	},
	Filed: func(number, office, phone string) string {
		s := "已经收到，编号：" + number
		if office != "" {
			s += "，正在转报" + office
			if phone != "" {
				s += "（" + phone + "，紧急可直接打）"
			}
		}
		return s + "。\n情况有变化请发：" + Command("补充 "+number) + "\n随时查看：" + Command("进度 "+number)
	},
	Pass: func(number, township, slip, office string, minutes int) string {
		s := "【灾情快报】" + number
		if township != "" {
			s += "，" + township
		}
		if slip == "" {
			return s + "：" + Command("工单 "+number) + "\n请马上电话转报应急部门。"
		}
		if minutes > 0 {
			s += fmt.Sprintf("，转出%d分钟还没有回执", minutes)
		}
		return s + "：" + Command("工单 "+number) + "\n请马上电话转报" + office + "，对方收到后发：回执 " + slip + " 已收到"
	},
}
