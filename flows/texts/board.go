package texts

import (
	"fmt"
	"strings"
)

// PublicBoard is the word that opens the board, and its title.
const PublicBoard = "公开栏"

// Board is 公开栏, what everybody may know, and 公告, by which it is written.
var Board = struct {
	Head      func(bureau string) string
	Figures   func(month string, received, resolved int, rate, at string) string
	Few       func(month string) string
	Topics    func(rows []string) string
	Topic     func(name string, n int) string
	Notices   string
	Notice    func(n int, day, words string) string
	More      func(n int) string
	NoNotices string
	Links     string
	Link      func(title, url, date string) string
	Ask       string
	One       func(n int, day, words string) string
	NoSuch    func(n int) string

	Posted  func(n int) string
	Hangs   func(n int, day, words string) string
	Taken   func(n int) string
	Usage   string
	List    string
	Empty   string
	TooLong func(most int) string
	NoID    string
}{
	Head: func(bureau string) string { return "【公开栏】" + bureau },
	Figures: func(month string, received, resolved int, rate, at string) string {
		return fmt.Sprintf("%s收到群众意见%d件，已办结%d件，办结率%s（截至%s）", month, received, resolved, rate, at)
	},
	Few:     func(month string) string { return month + "收到的群众意见不足5件，不单独公布" },
	Topics:  func(rows []string) string { return "反映较多的：" + strings.Join(rows, "、") },
	Topic:   func(name string, n int) string { return fmt.Sprintf("%s%d件", name, n) },
	Notices: "公告",
	Notice: func(n int, day, words string) string {
		return fmt.Sprintf("%s %s ", day, words) + Tap(fmt.Sprint("公开栏 ", n), "看全文", n)
	},
	More:      func(n int) string { return fmt.Sprintf("还有更早的%d条", n) },
	NoNotices: "目前没有公告。",
	Links:     "公开资料",
	Link: func(title, url, date string) string {
		s := title + "（" + date + "更新）"
		if url != "" {
			s += "\n" + url
		}
		return s
	},
	Ask: "对公开的内容有疑问，请回复 " + Command("我要反映"),
	One: func(n int, day, words string) string { return fmt.Sprintf("【公告 %d】%s\n", n, day) + words },
	NoSuch: func(n int) string {
		return fmt.Sprintf("没有第%d号公告，可能已经撤下。请回复 ", n) + Command(PublicBoard)
	},

	Posted: func(n int) string {
		return fmt.Sprintf("第%d号公告已经登在公开栏，不会群发。群众回复“公开栏”就能看到。要撤下请回复 ", n) + Command(fmt.Sprint("公告 撤下 ", n))
	},
	Hangs: func(n int, day, words string) string { return fmt.Sprintf("%d %s %s", n, day, words) },
	Taken: func(n int) string { return fmt.Sprintf("第%d号公告已经撤下。", n) },
	Usage: "登公告请发：公告 文字，例如：公告 11月25日上午停电，婚姻登记改在下午办理。撤下请发：公告 撤下 1",
	List:  "公开栏上的公告：",
	Empty: "公开栏上没有公告。",
	TooLong: func(most int) string {
		return fmt.Sprintf("公告最多%d个字，请写短一些，或把全文放在网站上，这里写网址。", most)
	},
	NoID: "公告里好像有身份证号码，人人都会看到，没有登出。请去掉再发。",
}
