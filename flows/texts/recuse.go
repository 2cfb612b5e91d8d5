package texts

// Recuse is what staff hear about keeping somebody out who is concerned (回避).
var Recuse = struct {
	Usage      func(number string) string
	Street     string
	OnlySelf   string
	Already    func(number, name string) string
	Done       func(number, name string, held bool) string
	Named      string // why the system kept somebody out
	NoSuch     func(name string) string
	NobodyLeft func(number string) string
	Merged     func(number string) string
}{
	Usage: func(number string) string {
		return "请写明为什么回避，例如：回避 " + number + " 反映人是我的亲属。受理员、纪检可以写别人的姓名：回避 " + number + " 王芳 反映的就是本人"
	},
	Street:   "街头救助先救人，不办回避；您不方便去，请告诉救助站换人。",
	OnlySelf: "只能为自己申请回避；别人需要回避的，请告诉受理员。",
	Already:  func(number, name string) string { return name + "已经回避 " + number + " 了。" },
	Done: func(number, name string, held bool) string {
		s := "已登记" + name + "回避 " + number + "，此后看不到这张工单，也收不到它的提醒。"
		if held {
			s += "工单已退回，等待另行安排。"
		}
		return s
	},
	Named: "内容中提到了本人",
	NoSuch: func(name string) string {
		return "没有叫“" + Plain(name) + "”的工作人员，没有登记。自己回避的，理由请连着写，中间不要空格。"
	},
	NobodyLeft: func(number string) string {
		return "工单 " + number + " 有人回避以后没有人处理，请安排：" + Command("工单 "+number)
	},
	Merged: func(number string) string { return "并入的 " + number + " 已回避" },
}
