package intake

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows/spreadsheet"
	"minqing/storage"
)

func bureau(t testing.TB) *configs.Bureau {
	t.Helper()
	b, problems, err := configs.LoadBureau("")
	if err != nil || configs.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	return b
}

func readCSV(t testing.TB, text string) Reading {
	t.Helper()
	sheets, err := spreadsheet.Read([]byte(text), MostRows)
	if err != nil {
		t.Fatal(err)
	}
	return Read(sheets, Options{Bureau: bureau(t), Now: time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone), Chars: 2000})
}

// told writes down a reading: its opinions, then what is said of it.
func told(r Reading) string {
	var b strings.Builder
	for _, o := range r.Opinions {
		closed := ""
		if !o.Closed.IsZero() {
			closed = o.Closed.Format(time.DateOnly)
		}
		fmt.Fprintf(&b, "%d %s %s %s %s %s %s %s", o.Row, o.Channel, o.Received.Format(time.DateOnly), o.Kind, o.Category, o.Text, o.Result, closed)
		if o.Done != (storage.Done{}) {
			fmt.Fprintf(&b, " %s/%s/%s/%s", o.Done.Responsible, o.Done.Measures, o.Done.Result, o.Done.Promise)
		}
		b.WriteByte('\n')
	}
	for strings.Contains(b.String(), " \n") {
		trimmed := strings.ReplaceAll(b.String(), " \n", "\n")
		b.Reset()
		b.WriteString(trimmed)
	}
	for _, p := range r.Problems {
		sign := "!"
		if p.Warning {
			sign = "?"
		}
		fmt.Fprintf(&b, "%s%v %s\n", sign, p.Rows, p.Text)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, csv, want string }{
		{"the contract's own row", `渠道,收到日期,类别,内容,办理结果,办结日期,责任人,整改措施,解决结果,承诺兑现
大走访,2026-01-18,低保,家庭困难，申请低保,已办结,2026-02-02,王芳,入户核对,已批准,已兑现
信访,2026-04-05,其他,村级民政协理员待遇,上报待解决,2026-06-01,,,,
意见箱,20261101,养老,饭菜凉,,,,,,
`, `2 大走访 2026-01-18 建议 低保 家庭困难，申请低保 已办结 2026-02-02 王芳/入户核对/已批准/已兑现
3 信访 2026-04-05 建议 其他 村级民政协理员待遇 上报待解决 2026-06-01
4 意见箱 2026-11-01 建议 养老 饭菜凉
`},
		{"only the first four columns", "渠道,收到日期,类别,内容\n行评,2026/9/18,殡仪馆,鞭炮纸乱飞\n", "2 行评 2026-09-18 建议 殡仪馆 鞭炮纸乱飞\n"},
		{"a title, other words, another order, columns of no use", `2026年群众意见台账,,,,,,
制表单位：办公室,,,,,,
序号,反应内容,来源,受理日期（月日）,*类目,联系电话,性质
1,申请底保,入户走访,1月18日,最低生活保障,138,求助
合计,1,,,,,
`, `4 大走访 2026-01-18 求助 低保 申请底保
?[3] 这些列用不上，没有读：联系电话
?[4] 日期没有写年份，按标题里的2026年
?[5] 不是意见，跳过
`},
		{"titles on two rows", `渠道,收到日期,类别,内容,办理情况,,四个到位,,,
,,,,办理结果,办结日期,责任人,整改措施,解决结果,承诺兑现
大走访,2026-01-18,低保,申请低保,办结,2026-02-02,王芳,核对,批准,兑现
渠道,收到日期,类别,内容,办理结果,办结日期,责任人,整改措施,解决结果,承诺兑现
大走访,2026-01-19,低保,同上,未办结,,,,,
`, `3 大走访 2026-01-18 建议 低保 申请低保 已办结 2026-02-02 王芳/核对/批准/兑现
5 大走访 2026-01-19 建议 低保 申请低保 办理中
?[3] 办理结果“办结”按“已办结”记
?[5] 办理结果“未办结”按“办理中”记
`},
		{"semicolons", "渠道;收到日期;类别;内容\n座谈会;2026.9.1;收养;上户口难，怎么办,请明示\n", "2 座谈会 2026-09-01 建议 收养 上户口难，怎么办,请明示\n"},
		{"everything wrong at once", `渠道,收到日期,类别,内容,办理结果,办结日期
大走访,2026-02-30,地保,申请低保,好了,
,明天,医保,,已办结,2026-01-01
大走访,1月18日,殡仪馆管理,停车,,2026-03-01
大走访,2026-11-24,低保,申请低保,已办结,2026-11-01
大走访,2026-03-01,低保,申,已办结,2026-02-01
`, `![2] 收到日期“2026-02-30”没有这一天
![2] 没有“地保”这个类别，是不是“低保”？
![2] 办理结果“好了”看不懂；可以是：已办结、上报待解决、不予受理、办理中，或空着
![3] 缺少渠道
![3] 收到日期“明天”不是日期；请写成 2026-01-18
![3] 没有“医保”这个类别，是不是“低保”？
![3] 缺少内容
?[3 5 6] 已办结，责任人、整改措施、解决结果、承诺兑现没有填全
![4] 收到日期“1月18日”没有写年份；请写上，或加 --year 2026
![4] 没有“殡仪馆管理”这个类别，是不是“殡仪馆”？
![4] 写了办结日期，没有写办理结果
![5] 收到日期“2026-11-24”还没有到
![6] 内容只有一个字，看不出是什么事
![6] 办结日期早于收到日期
`},
		{"what is only warned of", `渠道,收到日期,类别,内容,办理结果,办结日期,责任人
市长信箱,2026-03-01,低保,申请低保,已办结,,王芳
大走仿,2026-03-01,低保,'=申请低保,办理中,2026-03-02,
`, `2 市长信箱 2026-03-01 建议 低保 申请低保 已办结 2026-03-01 王芳///
3 大走仿 2026-03-01 建议 低保 =申请低保 办理中
?[2] 渠道“市长信箱”不在目录里，照原样记
?[2] 已办结，没有写办结日期，按收到当天记
?[2] 已办结，责任人、整改措施、解决结果、承诺兑现没有填全
?[3] 渠道“大走仿”不在目录里，照原样记；如果是“大走访”，请改了再导入
?[3] 还在办理，却写了办结日期，日期没有采用
`},
		{"no titles", "大走访,2026-01-18,低保,申请低保\n", "![] 没有找到表头；表头一行要有：渠道、收到日期、类别、内容\n"},
		{"titles that lack something", "渠道,收到日期,意见\n大走访,2026-01-18,申请低保\n", "![1] 表头缺少：类别\n"},
		{"a title twice", "渠道,收到日期,类别,内容,反映内容\n大走访,2026-01-18,低保,申请低保,x\n", "![1] 有两列都是“内容”，请留一列\n"},
		{"nothing below the titles", "渠道,收到日期,类别,内容\n", "![] 表头下面没有意见\n"},
		{"two years in the title", "2025-2026年度\n渠道,收到日期,类别,内容\n大走访,1月18日,低保,申请低保\n", "![3] 收到日期“1月18日”没有写年份；请写上，或加 --year 2026\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(readCSV(t, c.csv)); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestMergedCells: a channel that is written once for three rows counts for each; an
// opinion that reaches over two rows is none.
func TestMergedCells(t *testing.T) {
	row := func(n int, cells ...string) spreadsheet.Row { return spreadsheet.Row{N: n, Cells: cells} }
	s := spreadsheet.Sheet{Name: "台账", Rows: []spreadsheet.Row{
		row(1, "渠道", "收到日期", "类别", "内容"), row(2, "大走访", "46040", "低保", "申请低保"), row(3, "", "46041", "", "申请低保"),
		row(5, "", "46042", "养老", "饭菜凉"), row(6, "意见箱", "46042", "养老"),
	}, Merges: []spreadsheet.Merge{{Column: 0, First: 2, Last: 5}, {Column: 2, First: 2, Last: 3}, {Column: 3, First: 5, Last: 6}, {Column: 9, First: 4, Last: 1 << 20}}}
	got := told(Read([]spreadsheet.Sheet{s}, Options{Bureau: bureau(t), Now: time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone), Chars: 2000}))
	want := `2 大走访 2026-01-18 建议 低保 申请低保
3 大走访 2026-01-19 建议 低保 申请低保
5 大走访 2026-01-20 建议 养老 饭菜凉
![6] 内容与上一行合并成一格；一条意见占一行，请拆开
`
	if got != want {
		t.Errorf("got:\n%s", got)
	}
}

// TestTooMany: the limit is told, whatever else is wrong.
func TestTooMany(t *testing.T) {
	for _, n := range []int{Most, Most + 1, 100_000} {
		r := readCSV(t, "渠道,收到日期,类别,内容\n"+strings.Repeat("大走访,2026-01-18,低保,申请低保\n", n))
		if r.Wrong() != (n > Most) {
			t.Errorf("%d rows: %v", n, r.Problems)
		}
		if n > Most && !strings.Contains(r.Problems[0].Text, "最多导入3000条") {
			t.Errorf("%d rows: %v", n, r.Problems)
		}
	}
}

// TestTheRightSheet: of several the first that looks right is read, and the others
// are named; or the one that was asked for.
func TestTheRightSheet(t *testing.T) {
	rows := func(text string) []spreadsheet.Row {
		return []spreadsheet.Row{{N: 1, Cells: Titles}, {N: 2, Cells: []string{"大走访", "46040", "低保", text}}}
	}
	sheets := []spreadsheet.Sheet{{Name: "说明", Rows: []spreadsheet.Row{{N: 1, Cells: []string{"怎么填"}}}}, {Name: "一季度", Rows: rows("申请低保")}, {Name: "二季度", Rows: rows("饭菜凉")}}
	o := Options{Bureau: bureau(t), Now: time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone), Chars: 2000}
	r := Read(sheets, o)
	if r.Sheet != "一季度" || len(r.Opinions) != 1 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Text, "二季度") || r.Wrong() {
		t.Errorf("%+v", r)
	}
	o.Worksheet = "二季度"
	if r = Read(sheets, o); r.Opinions[0].Text != "饭菜凉" || len(r.Problems) != 0 {
		t.Errorf("%+v", r)
	}
	o.Worksheet = "三季度"
	if r = Read(sheets, o); !r.Wrong() {
		t.Errorf("%+v", r)
	}
}

func TestChannel(t *testing.T) {
	b := bureau(t)
	for words, want := range map[string]string{"大走访": "大走访", "12345": "12345", "１２３４５": "12345", "12345热线": "12345", "意见征求表": "征求意见表", "大 走 访": "大走访",
		"群众路线教育实践活动": "群众路线", "明查暗访": "行评", "來信": "信访", "微信": "微信"} {
		if got, known, _ := Channel(b, words); got != want || !known {
			t.Errorf("%s: %s %v", words, got, known)
		}
	}
	if got, known, near := Channel(b, "座谈"); got != "座谈会" || !known || near != "" {
		t.Errorf("座谈: %s %v %s", got, known, near)
	}
	if got, known, near := Channel(b, " 局长信箱 "); got != "局长信箱" || known || near != "" {
		t.Errorf("局长信箱: %q %v %q", got, known, near)
	}
}

// FuzzTable: any table is read or refused, and what is read has all it needs.
func FuzzTable(f *testing.F) {
	f.Add("渠道,收到日期,类别,内容\n大走访,2026-01-18,低保,申请低保\n")
	f.Add("2026年\n来源;时间;事项;意见;结果\n信访;1.18;坟墓;乱建;办结\n〃;同上;同上;同上;\n")
	f.Add("渠道,收到日期,类别,内容,办理结果,办结日期\n,,,,,\n12345,46040,其他,x,不予受理,46041\n")
	b := bureau(f)
	o := Options{Bureau: b, Now: time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone), Chars: 2000}
	f.Fuzz(func(t *testing.T, text string) {
		sheets, err := spreadsheet.Read([]byte(text), 100)
		if err != nil {
			return
		}
		r := Read(sheets, o)
		for _, n := range r.Opinions {
			_, category := b.Category(n.Category)
			ended := n.Result == Resolved || n.Result == Escalated || n.Result == Declined
			if n.Channel == "" || n.Text == "" || !category || n.Received.IsZero() || n.Received.After(o.Now) || ended == n.Closed.IsZero() || n.Closed.After(o.Now) || ended && n.Closed.Before(n.Received) {
				t.Fatalf("%+v", n)
			}
		}
		if len(r.Opinions) == 0 && !r.Wrong() {
			t.Fatalf("nothing was read and nothing said: %+v", r)
		}
	})
}
