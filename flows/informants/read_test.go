package informants

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"minqing/flows/phones"
	"minqing/flows/places"
	"minqing/flows/spreadsheet"
)

func county(t testing.TB) *places.Gazetteer {
	t.Helper()
	g, err := places.New([]places.Spot{{Name: "白水大桥", Township: "白水镇"}, {Name: "竹溪小学", Township: "竹溪乡"}, {Name: "火车站", Township: "东湖街道"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// told writes down a reading: its members, then what is said of it.
func told(r Reading) string {
	var b strings.Builder
	for _, m := range r.Members {
		fmt.Fprintf(&b, "%d %s %s %s %s\n", m.Row, m.Phone, m.Name, m.Township, m.Village)
	}
	for _, p := range r.Problems {
		sign := "!"
		if p.Warning {
			sign = "?"
		}
		fmt.Fprintf(&b, "%s%v %s\n", sign, p.Rows, p.Text)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, csv, want string }{
		{"ours", "姓名,电话,乡镇（街道）,村（社区）\n张三,13800138000,白水镇,大坪村\n李四,0591-87654321,东湖街道,\n",
			"2 13800138000 张三 白水镇 大坪村\n3 059187654321 李四 东湖街道\n"},
		{"a title above, other words, another order, columns of no use", `清溪县灾害信息员名册,,,,,
序号,镇街,行政村（社区）,信息员姓名,性别,联系电话（手机）
1,清溪县白水镇,白水镇大坪村,张　三,男,１３８ ００１３ ８０００
,,,,,
2,同上,大 岭 村,李四,女,+86 13800138001
3,,,,,
合计,2,,,,
填表人：王五,,,,,
`, `3 13800138000 张三 白水镇 大坪村
5 13800138001 李四 白水镇 大岭村
?[2] 这些列用不上，没有读：性别
?[7] 没有写姓名和电话，跳过
`},
		{"titles on two rows, and again on the next page", `乡镇,村,灾害信息员,
,,姓名,手机号码
竹溪,石门村,张三,13800138000
乡镇,村,姓名,手机号码
竹溪,石门村,李四,13800138001
`, "3 13800138000 张三 竹溪乡 石门村\n5 13800138001 李四 竹溪乡 石门村\n"},
		{"numbers that were taken for quantities", "姓名,电话,乡镇\n张三,1.3800138E10,白水镇\n李四,'0591-87654321,白水镇\n王五,13800138001.0,白水镇\n",
			"2 13800138000 张三 白水镇\n3 059187654321 李四 白水镇\n4 13800138001 王五 白水镇\n"},
		{"a township that nobody knows", "姓名,电话,乡镇\n张三,13800138000,红星公社\n李四,13800138001,红星公社\n",
			"2 13800138000 张三 红星公社\n3 13800138001 李四 红星公社\n?[2 3] 乡镇（街道）“红星公社”在地名和区划里都没有，照原样记\n"},
		{"everything wrong at once", `姓名,电话,乡镇,村
,13800138000,白水镇,大坪村
张三,,白水镇,大坪村
李四,1380013800,,
王五,138 0013 8000,白水镇,
赵六,13800138001/13800138002,白水镇,
13800138003,13800138004,13800138005,` + strings.Repeat("村", 31) + `
,,白水镇,小坪村
`, `![2] 缺少姓名
![3] 缺少电话
![4] 电话不对；一格写一个，11位手机号，或带区号的固定电话，例如：0591-87654321
![4] 缺少乡镇（街道）
![5] 电话 138****8000 与第2行相同，请留一行
![6] 电话不对；一格写一个，11位手机号，或带区号的固定电话，例如：0591-87654321
![7] 姓名里有一长串数字，像是电话；请看看是不是错了一列
![7] 乡镇里有一长串数字，像是电话；请看看是不是错了一列
![7] 村有31字，最多30字
?[8] 没有写姓名和电话，跳过
`},
		{"no titles", "张三,13800138000,白水镇,大坪村\n", "![] 没有找到表头；表头一行要有：姓名、电话、乡镇\n"},
		{"titles that lack something", "姓名,电话,村\n张三,13800138000,大坪村\n", "![1] 表头缺少：乡镇\n"},
		{"a title twice", "姓名,电话,手机,乡镇\n张三,13800138000,13800138001,白水镇\n", "![1] 有两列都是“电话”，请留一列\n"},
		{"nobody", "姓名,电话,乡镇\n", "![] 表头下面没有人\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sheets, err := spreadsheet.Read([]byte(c.csv), MostRows)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(Read(sheets, Options{Places: county(t)})); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestMergedCells: a township that is written once for its villages counts for each,
// and a person with two numbers has two rows.
func TestMergedCells(t *testing.T) {
	row := func(n int, cells ...string) spreadsheet.Row { return spreadsheet.Row{N: n, Cells: cells} }
	s := spreadsheet.Sheet{Name: "名册", Rows: []spreadsheet.Row{
		row(1, "乡镇", "村", "姓名", "电话"), row(2, "白水镇", "大坪村", "张三", "13800138000"), row(3, "", "", "", "13800138001"), row(4, "", "大岭村", "李四", "13800138002"),
	}, Merges: []spreadsheet.Merge{{Column: 0, First: 2, Last: 4}, {Column: 1, First: 2, Last: 3}, {Column: 2, First: 2, Last: 3}}}
	got := told(Read([]spreadsheet.Sheet{s}, Options{Places: county(t)}))
	if want := "2 13800138000 张三 白水镇 大坪村\n3 13800138001 张三 白水镇 大坪村\n4 13800138002 李四 白水镇 大岭村\n"; got != want {
		t.Errorf("got:\n%s", got)
	}
}

// TestTheRightSheet: the first that looks right is read and the others are named, or
// the one that was asked for.
func TestTheRightSheet(t *testing.T) {
	rows := func(number string) []spreadsheet.Row {
		return []spreadsheet.Row{{N: 1, Cells: Titles}, {N: 2, Cells: []string{"张三", number, "白水镇"}}}
	}
	sheets := []spreadsheet.Sheet{{Name: "说明", Rows: []spreadsheet.Row{{N: 1, Cells: []string{"乡镇（街道）", "怎么填"}}}},
		{Name: "白水镇", Rows: rows("13800138000")}, {Name: "竹溪乡", Rows: rows("13800138001")}}
	for asked, want := range map[string]string{"": "白水镇 13800138000 [竹溪乡]", "竹溪乡": "竹溪乡 13800138001 []"} {
		r := Read(sheets, Options{Places: county(t), Worksheet: asked})
		if len(r.Members) != 1 || r.Problems.Forbid() || fmt.Sprint(r.Sheet, " ", r.Members[0].Phone, " ", r.Others) != want {
			t.Errorf("%s: %+v", asked, r)
		}
	}
	if r := Read(sheets, Options{Places: county(t), Worksheet: "青石镇"}); !r.Problems.Forbid() {
		t.Errorf("%+v", r)
	}
}

func TestTooMany(t *testing.T) {
	for _, n := range []int{Most, Most + 1, 2 * Most} {
		var csv strings.Builder
		csv.WriteString("姓名,电话,乡镇\n")
		for i := range n {
			fmt.Fprintf(&csv, "张三,138%08d,白水镇\n", i)
		}
		sheets, err := spreadsheet.Read([]byte(csv.String()), MostRows)
		if err != nil {
			t.Fatal(err)
		}
		if r := Read(sheets, Options{Places: county(t)}); r.Problems.Forbid() != (n > Most) {
			t.Errorf("%d rows: %v", n, r.Problems)
		}
	}
}

var whole = regexp.MustCompile(`1[3-9]\d{9}`)

// FuzzTable: any table is read or refused, what is read has all it needs, and what is
// said shows no number.
func FuzzTable(f *testing.F) {
	f.Add("姓名,电话,乡镇,村\n张三,13800138000,白水镇,大坪村\n")
	f.Add("名册\n乡镇;村;信息员;手机\n〃;同上;李四;1.3800138E10\n13800138000;13800138000;13800138000;13800138000\n")
	f.Add("乡镇,村,灾害信息员,\n,,姓名,电话\n合计,,,\n白水,一,二,1\n")
	g := county(f)
	f.Fuzz(func(t *testing.T, text string) {
		sheets, err := spreadsheet.Read([]byte(text), 100)
		if err != nil {
			return
		}
		r := Read(sheets, Options{Places: g})
		seen := map[string]bool{}
		for _, m := range r.Members {
			number, ok := phones.Parse(m.Phone)
			if !ok || number != m.Phone || seen[number] || m.Name == "" || m.Township == "" {
				t.Fatalf("%+v", m)
			}
			seen[number] = true
		}
		for _, p := range r.Problems {
			if whole.MatchString(p.Text) && !strings.Contains(p.Text, "这些列用不上") {
				t.Fatalf("%s", p.Text)
			}
		}
		if len(r.Members) == 0 && !r.Problems.Forbid() {
			t.Fatalf("nothing was read and nothing said: %+v", r)
		}
	})
}
