package informants

import "minqing/flows/spreadsheet"

const (
	name = iota
	phone
	township
	village
)

// titles are the words for each column; the first is ours, the others are found on
// bureaus' sheets.
var titles = [...][]string{
	name:     {"姓名", "名字", "人员姓名", "信息员姓名", "信息员", "灾害信息员", "灾害信息员姓名"},
	phone:    {"电话", "手机", "手机号", "手机号码", "手机电话", "移动电话", "电话号码", "联系电话", "联系手机", "联系方式", "联系号码", "本人电话", "办公电话"},
	township: {"乡镇", "乡", "镇", "街道", "乡镇街道", "乡镇/街道", "镇街", "镇/街道", "所在乡镇", "所属乡镇", "乡镇名称", "所在乡镇街道", "所属乡镇街道"},
	village:  {"村", "社区", "村社区", "村/社区", "村居", "村/居", "行政村", "行政村社区", "行政村/社区", "村名", "村名称", "所在村", "所属村", "所在村社区", "村委会", "村居委会", "村民委员会"},
}

var sheetTitles = spreadsheet.NewTitles(titles[:], []int{name, phone, township}, []string{"序号", "编号", "备注"}, spreadsheet.Plain)

// Titles are the columns of a sheet in the order of the template, as it names them.
var Titles = []string{"姓名", "电话", "乡镇（街道）", "村（社区）"}
