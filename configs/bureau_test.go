package configs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/flows/calendar"
)

func sample(t *testing.T) *Bureau {
	t.Helper()
	b, problems, err := LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	return b
}

func ownBureau(t *testing.T, text string) (*Bureau, []Problem) {
	t.Helper()
	b, problems, err := LoadBureau(write(t, "bureau.yaml", text))
	if err != nil {
		t.Fatal(err)
	}
	return b, problems
}

func has(problems []Problem, level Level, line int, say string) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool {
		return p.Level == level && p.Line == line && strings.Contains(p.Text, say)
	})
}

// own is the least that a bureau must say of itself; its three lines are 1 to 3.
const own = "name: 某县民政局\nphone: \"12345\"\nhotline: \"12346\"\n"

func TestSampleBureauIsTheContracts(t *testing.T) {
	b := sample(t)
	want := strings.Fields("低保 临时救助 救助管理站 殡葬-乱建坟墓 殡仪馆 烈士陵园 养老 婚姻登记 收养 未成年人保护 社区服务站 灾害救助 工作人员作风 其他")
	var got, units, kinds []string
	for _, c := range b.Categories {
		got = append(got, c.Name)
		unit, found := b.Unit(c.Unit)
		if !found || unit.Phone == "" || c.Hint == "" {
			t.Errorf("%s: unit %q, hint %q", c.Name, c.Unit, c.Hint)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("categories %v", got)
	}
	for _, u := range b.Units {
		if !u.Outside {
			units = append(units, u.Name)
		}
	}
	if !slices.Equal(units, strings.Fields("社会救助股 殡葬管理股 养老服务股 儿童福利股 基层政权股 救助管理站 婚姻登记中心 未成年人保护中心 办公室 纪检组")) {
		t.Errorf("units %v", units)
	}
	for _, k := range b.Kinds {
		kinds = append(kinds, fmt.Sprint(k.Name, k.Days))
	}
	if !slices.Equal(kinds, []string{"投诉5", "建议15", "咨询1", "求助5", "表扬5", "举报15"}) {
		t.Errorf("kinds %v", kinds)
	}
	if !slices.Equal(b.Channels, strings.Fields("微信 大走访 群众路线 征求意见表 意见箱 座谈会 大接访 信访 行评 测评 电话 12345")) {
		t.Errorf("channels %v", b.Channels)
	}
	if len(b.Hospitals) != 3 || len(b.Stations) == 0 || len(b.Points) == 0 || b.Marriage.TakeFrom != "anywhere" {
		t.Errorf("places %v %v %v, numbers from %s", b.Stations, b.Points, b.Hospitals, b.Marriage.TakeFrom)
	}
}

func TestConductGoesToDisciplineAlone(t *testing.T) {
	b := sample(t)
	unit, _ := b.ConductUnit()
	for _, c := range b.Categories {
		if c.Conduct != (c.Name == "工作人员作风") || c.Conduct != (c.Unit == unit.Name) {
			t.Errorf("%s goes to %s, conduct %t", c.Name, c.Unit, c.Conduct)
		}
	}
	if unit.Name != "纪检组" {
		t.Errorf("conduct unit %q", unit.Name)
	}
}

func TestDutiesHandedToOthersSaySo(t *testing.T) {
	b := sample(t)
	for name, office := range map[string]string{"灾害救助": "应急管理局", "烈士陵园": "退役军人事务局"} {
		if c, _ := b.Category(name); !strings.Contains(c.Outside, office) {
			t.Errorf("%s: %q", name, c.Outside)
		}
	}
}

func TestLookupsAreExact(t *testing.T) {
	b := sample(t)
	for text, want := range map[string]string{"殡仪馆": "殡仪馆", "火葬场": "殡仪馆", "五保": "低保", " 殡仪馆": "", "殡": ""} {
		if c, found := b.Category(text); c.Name != want || found != (want != "") {
			t.Errorf("Category(%q) = %q, %t", text, c.Name, found)
		}
	}
	if r, _ := b.Rating(5); r.Name != "非常满意" || r.Bad {
		t.Errorf("grade 5 is %v", r)
	}
	if r, _ := b.Rating(2); r.Name != "不满意" || !r.Bad {
		t.Errorf("grade 2 is %v", r)
	}
	if _, found := b.Rating(0); found {
		t.Error("there is no grade 0")
	}
	if k, found := b.Kind("咨询"); !found || k.Procedure != "咨询答复" {
		t.Errorf("咨询 is %v", k)
	}
}

func TestSampleInUseIsAWarning(t *testing.T) {
	b, problems, err := LoadBureau("")
	if err != nil || !b.Sample || !has(problems, Warning, 1, "样例机构") {
		t.Errorf("%v, %v", err, problems)
	}
	if !slices.ContainsFunc(problems, func(p Problem) bool { return strings.Contains(p.Text, "待本局填写") }) {
		t.Error("no blank is mentioned")
	}
}

func TestOwnBureauInheritsNothingInvented(t *testing.T) {
	b, problems := ownBureau(t, own)
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	if b.Sample || len(b.Units) != 14 || len(b.Categories) != 14 || len(b.FAQ) != 39 || b.Deadlines.Complex != 15 {
		t.Errorf("the general parts are missing: %d units, %d categories", len(b.Units), len(b.Categories))
	}
	told := fmt.Sprintf("%v %v %v %v %v %v %v %v %v", b.Units, b.Address, b.Hours, b.Stations, b.Points, b.Hospitals, b.Marriage.Hours, b.Rescue, b.Places.Townships())
	for _, invented := range []string{"0999", "清溪", "民安路", "08:30", "城关镇", "火车站", "救助队", "何勇"} {
		if strings.Contains(told, invented) {
			t.Errorf("%s is inherited: %s", invented, told)
		}
	}
	if !slices.ContainsFunc(problems, func(p Problem) bool { return strings.Contains(p.Text, "“社会救助股”没有电话") }) {
		t.Error("units without a phone are not mentioned")
	}
}

func TestBureauFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		line       int
		say        string
	}{
		{"unknown key", own + "nmae: x\n", 4, "不认识的键 nmae"},
		{"unknown key in a list", own + "units:\n  - {name: 甲, phone: \"1\", conduct: true}\n  - name: 乙\n    phnoe: 1\n", 7, "phnoe"},
		{"no name", strings.Replace(own, "某县民政局", `""`, 1), 1, "name: 必须填写"},
		{"no hotline", strings.Replace(own, `"12346"`, `""`, 1), 3, "hotline: 必须填写"},
		{"unit missing", own + "categories:\n  - {name: 低保, unit: 社会救助股}\n  - {name: 别的, unit: 没有的股}\n", 6, "“没有的股”不存在"},
		{"category twice", own + "categories:\n  - {name: 低保, unit: 办公室}\n  - {name: 低保, unit: 办公室}\n", 6, "“低保”重复"},
		{"alias of another", own + "categories:\n  - {name: 低保, unit: 办公室}\n  - {name: 其他, unit: 办公室, aliases: [低保]}\n", 6, "别名“低保”重复"},
		{"no category", own + "categories: []\n", 4, "至少要有一个类目"},
		{"unit twice", own + "units:\n  - {name: 甲, conduct: true}\n  - {name: 甲}\n", 6, "“甲”重复"},
		{"nobody for conduct", own + "units:\n  - {name: 办公室}\n", 4, "conduct: true"},
		{"conduct to an open unit", own + "categories:\n  - {name: 工作人员作风, unit: 办公室, conduct: true}\n", 5, "conduct 不一致"},
		{"days", own + "kinds:\n  - {name: 咨询, days: 0}\n", 5, "必须大于 0"},
		{"deadlines", own + "deadlines:\n  general: 0\n", 5, "必须大于 0"},
		{"ratings", own + "ratings:\n  - {grade: 5, name: 好}\n", 4, "五档"},
		{"hours backwards", own + "marriage:\n  hours:\n    - {from: \"12:00\", to: \"08:30\"}\n", 6, "由早到晚"},
		{"hours overlap", own + "marriage:\n  hours:\n    - {from: \"08:30\", to: \"12:00\"}\n    - {from: \"11:00\", to: \"17:00\"}\n", 7, "不重叠"},
		{"take from", own + "marriage:\n  take_from: moon\n", 5, "anywhere"},
		{"peak", own + "marriage:\n  peaks:\n    - {name: 双十一, date: 11-31}\n", 6, "MM-DD"},
		{"unknown festival", own + "marriage:\n  peaks:\n    - {name: 腊八, festival: 腊八}\n", 6, "festival"},
		{"eve item twice", own + "marriage:\n  eve_items: [电脑, 电脑]\n", 5, "“电脑”重复"},
		{"eve at no time", own + "marriage:\n  eve_at: 三点\n", 5, "HH:MM"},
		{"eve gaps before the list", own + "marriage:\n  eve_at: \"15:00\"\n  eve_gaps_at: \"14:30\"\n", 6, "eve_at 晚"},
		{"eve gaps at no time", own + "marriage:\n  eve_gaps_at: \"25:00\"\n", 5, "HH:MM"},
		{"reminded on the day", own + "marriage:\n  remind_days: 0\n", 5, "1 到 60"},
		{"calendar missing", own + "calendar: none.yaml\n", 4, "读不到文件"},
		{"faq missing", own + "faq: none.yaml\n", 4, "读不到文件"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, problems := ownBureau(t, c.text); !has(problems, Error, c.line, c.say) {
				t.Errorf("want an error at line %d saying %q, got %v", c.line, c.say, onlyErrors(problems))
			}
		})
	}
}

func TestBlanksAreWarningsWithLines(t *testing.T) {
	_, problems := ownBureau(t, own+"blanks:\n  - {what: 开放时间, where: marriage}\n")
	if !has(problems, Warning, 5, "待本局填写：开放时间（marriage）") {
		t.Errorf("got %v", problems)
	}
}

func TestCompanionFilesLieBesideTheBureau(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"bureau.yaml": own + "calendar: days.yaml\nfaq: faq.yaml\n",
		"days.yaml":   "years:\n  - year: 2031\n    rest:\n      - 2031-01-01..2031-01-03\n      - 2030-12-31\n      - 2031-02-30\n      - 2031-03-05..2031-03-01\n    work: [2031-01-04]\n",
		"faq.yaml":    "questions:\n  - {id: a, category: 其他, q: 问, a: \"打 {hotline}，见 {nowhere}\", source: 据, verified: fulltext}\n  - {id: a, category: 没有, q: 问, a: 答, source: \"\", verified: 好}\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, problems, err := LoadBureau(filepath.Join(dir, "bureau.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		line int
		say  string
	}{{5, "不在 2031 年"}, {6, "YYYY-MM-DD"}, {7, "止日早于起日"}, {2, "{nowhere}"}, {3, "“a”重复"}, {3, "依据"}, {3, "fulltext"}} {
		if !has(problems, Error, want.line, want.say) {
			t.Errorf("want line %d: %s in %v", want.line, want.say, onlyErrors(problems))
		}
	}
	if !b.Calendar.Known(2031) || b.Calendar.Known(2026) || !strings.HasPrefix(b.FAQ[0].Text, "打 12346，") {
		t.Errorf("not read: %+v", b.FAQ)
	}
}

func TestMissingYearIsAWarning(t *testing.T) {
	b := sample(t)
	for _, c := range []struct {
		day  string
		miss int // the first year missing; 0: none
	}{{"2026-10-31", 0}, {"2026-11-01", 2027}, {"2027-03-01", 2027}, {"2025-12-31", 0}} {
		now, err := calendar.ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		problems := b.CheckCalendar(now)
		if c.miss == 0 && len(problems) > 0 {
			t.Errorf("%s: %v", c.day, problems)
		}
		if c.miss != 0 && (len(problems) == 0 || problems[0].Level != Warning || !strings.Contains(problems[0].Text, fmt.Sprint(c.miss))) {
			t.Errorf("%s: want %d missing, got %v", c.day, c.miss, problems)
		}
	}
}

func TestFestivals(t *testing.T) {
	b := sample(t)
	for text, name := range map[string]string{"2026-08-19": "七夕", "2027-08-08": "七夕", "2028-08-26": "七夕", "2026-04-05": "清明", "2028-04-04": "清明", "2027-02-06": "春节", "2027-09-15": "中秋"} {
		want, err := time.ParseInLocation(time.DateOnly, text, calendar.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got, found := b.Festival(name, want.Year()); !found || !got.Equal(want) {
			t.Errorf("%s %d: %v", name, want.Year(), got)
		}
	}
}

func TestPrintShowsTheFilesWhole(t *testing.T) {
	var out bytes.Buffer
	if err := sample(t).Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]byte{sampleBureau, builtinCalendar, builtinFAQ, samplePlaces, sampleAreas} {
		if !bytes.Contains(out.Bytes(), want) {
			t.Errorf("missing %.60s", want)
		}
	}
}

// A reason names a way by the longest of its words; a bureau of its own has the
// ways, but nobody's invented telephone.
func TestWays(t *testing.T) {
	b := sample(t)
	for reason, want := range map[string]string{
		"请向人民法院起诉": "诉讼", "对复议决定不服": "行政复议", "属于医疗保障局的职责": "医保", "不归民政管": "",
	} {
		if w, ok := b.WayIn(reason); w.Name != want || ok != (want != "") {
			t.Errorf("%s names %q", reason, w.Name)
		}
	}
	mine, _ := ownBureau(t, own)
	if len(mine.Ways) != len(b.Ways) || mine.Ways[0].Text == "" || mine.Ways[0].Phone != "" {
		t.Errorf("ways of an own bureau: %+v", mine.Ways)
	}
	_, problems := ownBureau(t, own+"ways:\n  - {name: 诉讼, words: [法院], text: 请起诉。}\n  - {name: 法院}\n  - {name: 仲裁, words: [法院], text: 请申请仲裁。}\ndeadlines:\n  archive: -1\n")
	for line, say := range map[int]string{6: "没有写告诉市民的话", 7: "重复", 9: "不能是负数"} {
		if !has(problems, Error, line, say) {
			t.Errorf("line %d does not say %s: %v", line, say, problems)
		}
	}
}
