package texts

import (
	"fmt"
	"strings"
)

// Intake is what is said of a sheet of opinions (意见台账) that is read in.
var Intake = struct {
	OtherSheet                            func(name string) string
	Nothing                               string
	TooMany                               func(most int) string
	Aside                                 string
	MergedText                            string
	NoChannel, NoCategory, NoDate, NoText string
	LongChannel, NewChannel               func(name string) string
	NearChannel                           func(name, near string) string
	NearCategory                          func(name, near string) string
	NoSuchCategory                        func(name string, all []string) string
	NoSuchKind                            func(name string) string
	ShortText                             string
	LongText                              func(title string, size, most int) string
	NoSuchResult                          func(words string) string
	ReadAs                                func(words, result string) string
	DateNoResult, DateWhileOpen           string
	ClosedBefore, ClosedUnknown           string
	NotFull                               string
	NotReal, NoYear, TwoWays, NotADate    func(title, cell string) string
	Future                                func(title, cell string) string
	YearOfTitle                           func(year int) string
}{
	OtherSheet: func(name string) string {
		return "工作表“" + name + "”也像意见台账，这次没有读；要读请加 --sheet " + name
	},
	Nothing: "表头下面没有意见",
	TooMany: func(most int) string {
		return fmt.Sprintf("一次最多导入%d条，这张表不止；请分成几个文件", most)
	},
	Aside:      "不是意见，跳过",
	MergedText: "内容与上一行合并成一格；一条意见占一行，请拆开",
	NoChannel:  "缺少渠道", NoCategory: "缺少类别", NoDate: "缺少收到日期", NoText: "缺少内容",
	LongChannel: func(name string) string { return "渠道“" + name + "”太长，不像渠道" },
	NewChannel:  func(name string) string { return "渠道“" + name + "”不在目录里，照原样记" },
	NearChannel: func(name, near string) string {
		return "渠道“" + name + "”不在目录里，照原样记；如果是“" + near + "”，请改了再导入"
	},
	NearCategory: func(name, near string) string {
		return "没有“" + name + "”这个类别，是不是“" + near + "”？"
	},
	NoSuchCategory: func(name string, all []string) string {
		return "没有“" + name + "”这个类别；可以是：" + strings.Join(all, "、")
	},
	NoSuchKind: func(name string) string { return "没有“" + name + "”这个种类" },
	ShortText:  "内容只有一个字，看不出是什么事",
	LongText: func(title string, size, most int) string {
		return fmt.Sprintf("%s有%d字，最多%d字", title, size, most)
	},
	NoSuchResult: func(words string) string {
		return "办理结果“" + words + "”看不懂；可以是：已办结、上报待解决、不予受理、办理中，或空着"
	},
	ReadAs:        func(words, result string) string { return "办理结果“" + words + "”按“" + result + "”记" },
	DateNoResult:  "写了办结日期，没有写办理结果",
	DateWhileOpen: "还在办理，却写了办结日期，日期没有采用",
	ClosedBefore:  "办结日期早于收到日期",
	ClosedUnknown: "已办结，没有写办结日期，按收到当天记",
	NotFull:       "已办结，责任人、整改措施、解决结果、承诺兑现没有填全",
	NotReal:       func(title, cell string) string { return title + "“" + cell + "”没有这一天" },
	NoYear: func(title, cell string) string {
		return title + "“" + cell + "”没有写年份；请写上，或加 --year 2026"
	},
	TwoWays: func(title, cell string) string {
		return title + "“" + cell + "”分不清哪个是月、哪个是日；请写成 2026-01-18"
	},
	NotADate: func(title, cell string) string {
		return title + "“" + cell + "”不是日期；请写成 2026-01-18"
	},
	Future:      func(title, cell string) string { return title + "“" + cell + "”还没有到" },
	YearOfTitle: func(year int) string { return fmt.Sprintf("日期没有写年份，按标题里的%d年", year) },
}
