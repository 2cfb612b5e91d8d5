package texts

import (
	"fmt"
	"strings"
)

// Roll is what is said of the roll of 灾害信息员 and of a sheet that fills it.
var Roll = struct {
	OtherSheet      func(name string) string
	OtherWhole      func(names []string) string
	Nothing         string
	TooMany         func(most int) string
	Aside           string
	NoName          string
	NoPhone         string
	NoTownship      string
	BadPhone        string
	SamePhone       func(masked string, row int) string
	Long            func(title string, size, most int) string
	Digits          func(title string) string
	StrangeTownship func(name string) string
	Change          func(added, updated, same int) string
	Removed         func(n int) string
	Log             func(added, updated, removed, size int) string
	HowTo           []string
}{
	OtherSheet: func(name string) string {
		return "工作表“" + name + "”也像名册，这次没有读；要读请加 --sheet " + name
	},
	OtherWhole: func(names []string) string {
		return "还有工作表也像名册：" + strings.Join(names, "、") + "。--replace 会把没有读到的人移除；请合成一张表，或用 --sheet 写明以哪一张为准"
	},
	Nothing: "表头下面没有人",
	TooMany: func(most int) string {
		return fmt.Sprintf("一次最多%d人，这张表不止；请分成几个文件", most)
	},
	Aside:      "没有写姓名和电话，跳过",
	NoName:     "缺少姓名",
	NoPhone:    "缺少电话",
	NoTownship: "缺少乡镇（街道）",
	BadPhone:   "电话不对；一格写一个，11位手机号，或带区号的固定电话，例如：0591-87654321",
	SamePhone: func(masked string, row int) string {
		return fmt.Sprintf("电话 %s 与第%d行相同，请留一行", masked, row)
	},
	Long: func(title string, size, most int) string {
		return fmt.Sprintf("%s有%d字，最多%d字", title, size, most)
	},
	Digits: func(title string) string {
		return title + "里有一长串数字，像是电话；请看看是不是错了一列"
	},
	StrangeTownship: func(name string) string {
		return "乡镇（街道）“" + name + "”在地名和区划里都没有，照原样记"
	},
	Change: func(added, updated, same int) string {
		return fmt.Sprintf("新增 %d、更新 %d、没有变化 %d", added, updated, same)
	},
	Removed: func(n int) string { return fmt.Sprintf("、移除 %d", n) },
	Log: func(added, updated, removed, size int) string {
		return fmt.Sprintf("灾害信息员名册：新增%d、更新%d、移除%d，现有%d人", added, updated, removed, size)
	},
	HowTo: []string{
		"一个人占一行。姓名、电话、乡镇（街道）必填；村（社区）没有就空着。",
		"电话写本人报灾时会留的号码：11位手机号，或带区号的固定电话，例如：0591-87654321。一格写一个；有两个号码的，写两行。",
		"乡镇（街道）按目录选；目录里没有的可以直接写。",
		"同一张表导入两次，不会重复。换了人，用全县的表加 --replace，表里没有的就移除。",
	},
}
