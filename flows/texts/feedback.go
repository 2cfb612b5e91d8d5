package texts

import "fmt"

// Feedback is the conversation 我要反映.
var Feedback = struct {
	Kind, Category   string
	Describe         string
	TooShort         string
	NeedWords        string
	Kept             func(words, photos, voices, videos int) string
	Full             func(max int) string
	TooLong          func(max int) string
	NotTaken         string
	PlaceLater       string
	NoWords          string
	Replaces         string
	MaskedID         string
	Place            string
	PlaceAgain       string
	Phone            string
	PhoneAgain       string
	Anonymous        string
	NoPhone          string
	NoPlace          string
	Items            struct{ Kind, Category, Text, Place, Phone string }
	Filed            func(number, due, unit string) string
	FiledConduct     func(number, due string) string
	Outside          func(note string) string
	AttachmentsOnly  string
	VoiceDescription string
}{
	Kind:     "请问您要反映的是哪一类？",
	Category: "关于哪方面的事？",
	Describe: "请说说是什么事：什么时间、什么情况、希望怎么解决。可以打字，也可以发语音；还可以发照片、视频。\n例如：殡仪馆门口的垃圾三天没有人清理，希望尽快处理。",
	TooShort: "请再说详细一点，至少5个字。例如：殡仪馆停车场早上总是没有车位。",
	NeedWords: "照片收到了。还请用文字（至少5个字）或一段语音说明是什么事，我们才好转给负责的股室。" +
		"例如：殡仪馆鞭炮纸没有人扫。",
	Kept: func(words, photos, voices, videos int) string {
		s := "收到"
		if words > 0 {
			s += fmt.Sprintf("，文字%d字", words)
		}
		if photos > 0 {
			s += fmt.Sprintf("，照片%d张", photos)
		}
		if voices > 0 {
			s += fmt.Sprintf("，语音%d段", voices)
		}
		if videos > 0 {
			s += fmt.Sprintf("，视频%d段", videos)
		}
		return s + "。还可以接着补充文字、照片、语音或视频；没有了请回复 " + Command("完成")
	},
	Full: func(max int) string {
		return fmt.Sprintf("一张工单最多收%d个照片、语音和视频，这一个没有收下。要说的都说完了请回复 ", max) + Command("完成")
	},
	TooLong: func(max int) string {
		return fmt.Sprintf("说明最多%d字，这一段没有收下。请拣要紧的说，或回复 ", max) + Command("完成")
	},
	NotTaken:   "这里请发文字、语音、照片或视频。例如直接打字：门口的路灯坏了两天。",
	NoWords:    "（还没有文字或语音说明）",
	PlaceLater: "地点下一步再发。请先说说是什么事，例如：门口的路灯坏了两天。",
	Replaces:   "新发的内容会替换原来的；不想改了请回复 " + Command("返回"),
	MaskedID:   "您的内容里像有身份证号，为保护您的隐私已经遮住，办理也不需要它；建议您长按刚才的消息撤回。",
	Place:      "请告诉我地点：点输入框右边的“＋”发送“位置”，或打字说明，例如：城关镇人民路12号。与地点无关可回复 " + Command("跳过"),
	PlaceAgain: "请发送位置，或用文字说明地点，例如：城关镇人民路12号；与地点无关可回复 " + Command("跳过"),
	Phone:      "请留一个手机号，方便经办人联系您，例如：13800138000。不愿透露身份请回复 " + Command("匿名") + "，不留电话请回复 " + Command("跳过"),
	PhoneAgain: "这个号码不太对。请填11位手机号，例如：13800138000；座机请带区号，例如：0591-12345678；也可以回复 " + Command("匿名") + " 或 " + Command("跳过"),
	Anonymous:  "匿名",
	NoPhone:    "不留电话",
	NoPlace:    "与地点无关",
	Items:      struct{ Kind, Category, Text, Place, Phone string }{"类型", "事项", "内容", "地点", "电话"},
	Filed: func(number, due, unit string) string {
		s := "已经提交，工单号：" + number + "\n受理后会告诉您"
		if due != "" {
			s += "，最迟" + due + "答复"
		}
		if unit != "" {
			s += "（" + unit + "）"
		}
		return s + "。\n随时查看：" + Command("进度 "+number)
	},
	FiledConduct: func(number, due string) string {
		s := "已经提交，工单号：" + number + "\n您反映的内容直接转给纪检组，被反映的人员和股室看不到"
		if due != "" {
			s += "；最迟" + due + "答复"
		}
		return s + "。\n随时查看：" + Command("进度 "+number)
	},
	Outside:          func(note string) string { return "说明：" + note },
	AttachmentsOnly:  "（见所附语音、照片或视频）",
	VoiceDescription: "（语音说明，见附件）",
}

// Check is the summary that ends every form.
var Check = struct {
	Head   string
	Tail   func(n int) string
	Again  func(n int) string
	NoItem func(n int) string
}{
	Head: "请核对：",
	Tail: func(n int) string {
		return Command("提交") + " 确认无误\n" + Tap("修改 1", "修改 1", 98) + " 改第1项（其他项换数字，到" + fmt.Sprint(n) + "）\n" + Command("取消") + " 不提交了"
	},
	Again: func(n int) string {
		return fmt.Sprintf("请回复“提交”；要改哪一项就回复“修改”加序号（1到%d），例如：修改 1；不提交了回复“取消”。", n)
	},
	NoItem: func(n int) string {
		return fmt.Sprintf("只有1到%d项可以修改，例如：修改 1", n)
	},
}
