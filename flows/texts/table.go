package texts

import "strings"

// Table is what is said of any sheet that is read in.
var Table = struct {
	NoSheet  func(name string) string
	NoHeader func(titles []string) string
	Lacks    func(titles []string) string
	Twice    func(title string) string
	Unused   func(titles []string) string
	File     struct{ Empty, Old, Broken, TooLarge, Encoding, Quote string }
}{
	NoSheet: func(name string) string { return "没有叫“" + name + "”的工作表" },
	NoHeader: func(titles []string) string {
		return "没有找到表头；表头一行要有：" + strings.Join(titles, "、")
	},
	Lacks:  func(titles []string) string { return "表头缺少：" + strings.Join(titles, "、") },
	Twice:  func(title string) string { return "有两列都是“" + title + "”，请留一列" },
	Unused: func(titles []string) string { return "这些列用不上，没有读：" + strings.Join(titles, "、") },
	File: struct{ Empty, Old, Broken, TooLarge, Encoding, Quote string }{
		Empty: "是空的", Old: "是旧版 Excel 的文件，或设了密码；请用 Excel 打开，另存为不加密的 .xlsx",
		Broken: "打不开，文件可能损坏；请用 Excel 打开，另存为新的 .xlsx", TooLarge: "太大；请只留要导入的那张表，分成几个文件",
		Encoding: "里的文字认不出；请用 Excel 打开，另存为 .xlsx", Quote: "里有一个引号没有配对，后面的都读不出；请补上，或另存为 .xlsx",
	},
}
