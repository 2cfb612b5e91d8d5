package intake

import (
	"regexp"
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/spreadsheet"
)

// field is what a column says.
type field int

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
	known // 序号 and the like: nothing that we keep, and nothing to wonder at
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
	known:       {"序号", "编号", "备注"},
}

// required must be there; the others may be missing with what stands in them.
var required = []field{channel, received, category, content}

var fieldOf = func() map[string]field {
	m := map[string]field{}
	for f, words := range titles {
		for _, w := range words {
			m[plain(w)] = field(f)
		}
	}
	return m
}()

// bracketed is what explains a title: 收到日期（年月日）, *内容.
var bracketed = regexp.MustCompile(`\([^)]*\)|\[[^]]*\]|[*:]`)

// plain is a word as it is matched: half width, simplified, without blanks, dashes
// and the slips of the pen that paper is full of.
func plain(words string) string {
	words = strings.Map(func(r rune) rune {
		switch r = fold.Rune(r); r {
		case ' ', '-', '—', '·', '、', '_', '"', '\'':
			return -1
		}
		return r
	}, words)
	return slips.Replace(words)
}

// slips of the pen and their right forms: of characters that sound alike.
var slips = strings.NewReplacer("反应", "反映", "布署", "部署", "明查", "明察", "信心档案", "信息档案", "底保", "低保", "意见征求表", "征求意见表", "意见征集表", "征求意见表", "承诺对现", "承诺兑现", "责认人", "责任人", "已办接", "已办结")

func titleOf(cell string) (field, bool) {
	f, ok := fieldOf[bracketed.ReplaceAllString(plain(cell), "")]
	return f, ok
}

// header is where a table begins and which column is which.
type header struct {
	first, last int // rows of the table's titles, by position in Rows; first < 0: none found
	columns     [fieldCount]int
	extra       []string // titles that nobody asked for
	twice       []string // fields that two columns claim
	found       int
}

const (
	deepest    = 30 // a title further down is no title
	mostLevels = 3  // rows of a title with merged cells
)

// headerOf finds the titles wherever they stand, in as few rows as hold them all.
// Where cells were merged, a column's title is the lowest that we know.
func headerOf(t *table) header {
	best := header{first: -1}
	for first := range t.Rows[:min(len(t.Rows), deepest)] {
		for levels := 1; levels <= mostLevels && first+levels <= len(t.Rows); levels++ {
			h := titled(t, first, first+levels-1)
			if h.found > best.found || h.found == best.found && first <= best.last && levels <= best.last-best.first {
				best = h
			}
		}
	}
	return best
}

func titled(t *table, first, last int) header {
	h := header{first: first, last: last}
	for f := range h.columns {
		h.columns[f] = -1
	}
	width := 0
	for _, r := range t.Rows[first : last+1] {
		width = max(width, len(r.Cells))
	}
	own := false // the last row has a title of its own
	for column := range width {
		f, name := known, ""
		for row := last; row >= first && f == known; row-- {
			cell := t.Rows[row].At(column)
			if g, ok := titleOf(cell); ok {
				f, own = g, own || row == last
			}
			if name == "" {
				name = cell
			}
		}
		switch {
		case f == known && name == "":
		case f == known:
			if _, ok := titleOf(name); !ok {
				h.extra = append(h.extra, name)
			}
		case h.columns[f] >= 0:
			h.twice = append(h.twice, titles[f][0])
		default:
			h.columns[f] = column
			h.found++
		}
	}
	if !own && last > first {
		h.found = 0
	}
	return h
}

// missing are the required titles that weren't found.
func (h *header) missing() (names []string) {
	for _, f := range required {
		if h.columns[f] < 0 {
			names = append(names, titles[f][0])
		}
	}
	return names
}

// repeats reports whether a row is the titles again, as on every printed page.
func (h *header) repeats(r spreadsheet.Row) bool {
	n := 0
	for f, column := range h.columns {
		if g, ok := titleOf(r.At(column)); ok && column >= 0 && int(g) == f {
			n++
		}
	}
	return n >= 2
}

// has reports whether the titles are enough to call the table one of opinions.
func (h *header) has() bool {
	return h.first >= 0 && h.found >= 2 && slices.ContainsFunc(required, func(f field) bool { return h.columns[f] >= 0 })
}

// whole reports whether every title is there that must be.
func (h *header) whole() bool { return h.first >= 0 && len(h.missing()) == 0 }
