package texts

// Browse is the three entries 政策问答, 服务指南 and 人工服务, and the question that
// somebody leaves for the marriage office.
var Browse = struct {
	Ask           string
	AskAgain      string
	Questions     func(category string) string
	Found         string
	NothingFound  func(phone string) string
	AskMore       string
	Units         string
	Unit          func(name, duties, address, hours, phone string) string
	UnitsMore     string
	Human         func(phone, hours, hotline string) string
	HumanAgain    string
	HumanFiled    func(number, due string) string
	MarriageAsk   string
	MarriageAgain string
}{
	Ask:       "想问哪方面的政策？点选，或直接打字提问，例如：低保怎么申请",
	AskAgain:  "请点选，或直接打字提问，例如：离婚冷静期多少天",
	Questions: func(category string) string { return "“" + category + "”常见问题，点选看答复：" },
	Found:     "您是不是想问：",
	NothingFound: func(phone string) string {
		return "没有找到现成的答复。请换个说法再问，或致电" + phone + "，也可以回复 " + Command("人工服务") + " 留言。"
	},
	AskMore: "还可以接着打字提问，或回复 " + Command("政策问答") + " 看全部分类。",
	Units:   "吃饭、治病、住处遇到急难，请回复 " + Command("救急难") + "；公告、办结情况和公开资料，请回复 " + Command("公开栏") + "。\n点选股室，查看办什么事、在哪里、电话多少：",
	Unit: func(name, duties, address, hours, phone string) string {
		return name + "\n" + Lines(field("办理", duties), field("地址", address), field("时间", hours), field("电话", phone))
	},
	UnitsMore: "看其他股室请回复 " + Command("服务指南") + "，看收件办结情况、公告和公开资料请回复 " + Command("公开栏"),
	Human: func(phone, hours, hotline string) string {
		return "办公电话：" + phone + "（" + hours + "）\n24小时救助电话：" + hotline +
			"\n也可以在这里留言，生成工单由工作人员答复。请把要问的事写清楚，例如：我母亲85岁，想问高龄津贴怎么领。"
	},
	HumanAgain: "请用文字留言，至少5个字，例如：我母亲85岁，想问高龄津贴怎么领。不留言了回复 " + Command("菜单"),
	HumanFiled: func(number, due string) string {
		s := "留言已经转给工作人员，工单号：" + number
		if due != "" {
			s += "，最迟" + due + "答复"
		}
		return s + "。\n随时查看：" + Command("进度 "+number)
	},
	MarriageAsk:   "请写下要问的事，工作人员答复后告诉您。例如：我们都是外地户口，能在这里登记吗？",
	MarriageAgain: "请用文字写下要问的事，至少5个字。例如：我们都是外地户口，能在这里登记吗？",
}

func field(name, value string) string {
	if value == "" {
		return ""
	}
	return name + "：" + value
}
