package intake

import (
	"strings"

	"minqing/flows/spreadsheet"
)

// field is what a column says: its place among the titles.
type field = int

const (
	channel field = iota
	received
	category
	content
	result
	closed
	responsible
	measures
	outcome
	promise
	kind
	fieldCount
)

// titles are the words for each column; the first is ours, the others are found on
// bureaus' paper.
var titles = [fieldCount][]string{
	channel:     {"渠道", "来源", "意见来源", "来源渠道", "收集渠道", "反映渠道", "受理渠道", "意见渠道", "诉求来源", "途径", "反映途径", "收集途径"},
	received:    {"收到日期", "收到时间", "受理日期", "受理时间", "收件日期", "收件时间", "来件日期", "反映日期", "反映时间", "登记日期", "登记时间", "走访日期", "走访时间", "收集日期", "收集时间", "日期", "时间"},
	category:    {"类别", "类目", "事项", "分类", "意见类别", "意见分类", "问题类别", "问题分类", "事项类别", "诉求类别", "诉求事项", "所属类别", "反映事项"},
	content:     {"内容", "意见内容", "反映内容", "诉求内容", "具体内容", "主要内容", "意见", "意见建议", "意见和建议", "反映问题", "反映的问题", "存在问题", "问题", "问题描述", "诉求", "事由"},
	result:      {"办理结果", "结果", "办理情况", "办理状态", "办结情况", "整改情况", "状态", "是否办结"},
	closed:      {"办结日期", "办结时间", "完成日期", "完成时间", "整改完成时间", "整改完成日期", "办理日期", "办理时间"},
	responsible: {"责任人", "责任人员", "责任领导", "领导责任", "责任领导/责任人", "负责人", "经办人", "承办人", "办理人"},
	measures:    {"整改措施", "措施", "办理措施", "处理措施"},
	outcome:     {"解决结果", "解决问题", "解决情况", "处理结果", "处理情况"},
	promise:     {"承诺兑现", "承诺", "兑现情况", "承诺兑现情况", "兑现承诺"},
	kind:        {"种类", "诉求种类", "意见种类", "性质", "诉求性质", "意见性质"},
}

// sheetTitles find the columns. Those that aren't required may be missing with what
// stands in them.
var sheetTitles = spreadsheet.NewTitles(titles[:], []int{channel, received, category, content}, []string{"序号", "编号", "备注"}, plain)

// plain is a word as it is matched, without the slips of the pen that paper is full of.
func plain(words string) string { return slips.Replace(spreadsheet.Plain(words)) }

// slips of the pen and their right forms: of characters that sound alike.
var slips = strings.NewReplacer("反应", "反映", "布署", "部署", "明查", "明察", "信心档案", "信息档案", "底保", "低保", "意见征求表", "征求意见表", "意见征集表", "征求意见表", "承诺对现", "承诺兑现", "责认人", "责任人", "已办接", "已办结")
