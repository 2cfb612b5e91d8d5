package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"minqing/storage"
)

// aMonthOfRescue is a small ledger: two lines and two stays in November, one of
// them of a line in October.
func aMonthOfRescue(tx storage.Tx) error {
	who := storage.Staff{Name: "周强", Roles: []storage.Role{storage.RoleOutreach}}
	if err := tx.PutStaff(&who); err != nil {
		return err
	}
	for key, d := range map[string]storage.Daily{
		"J2610310001/01": {Ticket: "J2610310001", At: clockAt("2026-10-31 23:30"), By: who.ID, Kind: "走失老人", Place: "火车站", Township: "东湖街道",
			Sign: "1", Outcome: "进站", People: 1, Cost: 1250, Stay: "R2026-0001", Seconds: 660},
		"J2611020001/01": {Ticket: "J2611020001", At: clockAt("2026-11-02 21:40"), By: who.ID, Kind: "一般流浪乞讨", Place: "=cmd|'/c calc'!A1", Township: "城关镇",
			Outcome: "拒绝救助", People: 2, Cost: 8600, Words: "+已发棉被\n明早再来", Conditions: []string{"衣着单薄", "醉酒"}},
		"J2611030001/01": {Ticket: "J2611030001", At: clockAt("2026-11-03 08:05"), By: "s99", Kind: "昏迷受伤发病", Place: "东门\x01桥洞 <&>", Township: "城关镇",
			Outcome: "送医", Hospital: "清溪县医院", People: 1, Cost: 123456, Told: []string{"120急救"}, Owed: []string{"公安110"}, Seconds: 300},
	} {
		if err := storage.Dailies.Put(tx, key, d); err != nil {
			return err
		}
	}
	for _, s := range []storage.Stay{
		{Number: "R2026-0001", Ticket: "J2610310001", Entered: clockAt("2026-11-01 00:10"), By: who.ID, Name: "张国庆", Sex: "男", Age: 71, Kind: "走失老人",
			IDMark: "secret-mark", National: "350100202611010001", Cost: 20000, Left: clockAt("2026-11-03 15:00"), How: "亲属接领", To: "儿子张小明", LeftBy: who.ID,
			LeftChecks: []string{"查验证件", "留复印件"}},
		{Number: "R2026-0002", Entered: clockAt("2026-11-20 10:00"), By: who.ID, Reason: "@务工不着", Things: "-无"},
	} {
		if err := storage.Stays.Put(tx, s.Number, s); err != nil {
			return err
		}
	}
	return nil
}

var november = []string{"--from", "2026-11-01", "--to", "2026-11-30"}

func TestExportRescues(t *testing.T) {
	bothWays(t, aMonthOfRescue, func(t *testing.T, in *installation) {
		f := openBook(t, in.export(t, "rescues", "r.xlsx", november...))
		for sheet, want := range map[string][][]string{
			"日常登记表": {
				{"时间", "工单号", "类别", "地点", "乡镇", "引导牌", "处置结果", "医院", "人数", "计入人次", "经费（元）", "到场（分钟）", "现场情况", "已告知", "未告知", "说明", "站内编号", "登记人"},
				{"2026-11-02 21:40", "J2611020001", "一般流浪乞讨", "=cmd|'/c calc'!A1", "城关镇", "", "拒绝救助", "", "2", "0", "86.00", "", "衣着单薄、醉酒", "", "", "+已发棉被\n明早再来", "", "周强"},
				{"2026-11-03 08:05", "J2611030001", "昏迷受伤发病", "东门\uFFFD桥洞 <&>", "城关镇", "", "送医", "清溪县医院", "1", "1", "1,234.56", "5", "", "120急救", "公安110"},
			},
			"入站表": {
				{"站内编号", "入站时间", "姓名", "性别", "年龄", "户籍地", "求助原因", "身体状况", "随身物品", "发现乡镇", "类别", "引导牌", "来源工单", "入站检查", "全国系统编号", "寻亲公告", "经费（元）", "计入人次", "登记人"},
				{"R2026-0001", "2026-11-01 00:10", "张*", "男", "71", "", "", "", "", "", "走失老人", "", "J2610310001", "", "350100202611010001", "", "200.00", "0", "周强"},
				{"R2026-0002", "2026-11-20 10:00", "", "", "", "", "@务工不着", "", "-无", "", "", "", "", "", "", "", "0.00", "1", "周强"},
			},
			"出站表": {
				{"站内编号", "姓名", "入站时间", "离站时间", "在站天数", "离站方式", "接领人或去向", "离站检查", "全国系统编号", "经费（元）", "说明", "登记人"},
				{"R2026-0001", "张*", "2026-11-01 00:10", "2026-11-03 15:00", "2", "亲属接领", "*", "查验证件、留复印件", "350100202611010001", "200.00", "", "周强"},
			},
		} {
			if got := rowsOf(t, f, sheet); !reflect.DeepEqual(got, want) {
				t.Errorf("%s:\ngot  %q\nwant %q", sheet, got, want)
			}
		}
		for _, cell := range []string{"D2", "P2"} {
			if formula, err := f.GetCellFormula("日常登记表", cell); err != nil || formula != "" {
				t.Errorf("%s became the formula %q %v", cell, formula, err)
			}
		}
		checkSummary(t, f)
	})
}

func checkSummary(t *testing.T, f *excelize.File) {
	t.Helper()
	rows := rowsOf(t, f, "汇总")
	if rows[0][1] != "2026-11-01 至 2026-11-30" {
		t.Errorf("head: %q", rows[0])
	}
	sums, want := 0, []string{"合计", "2", "3", "1,520.56", "760", "1", "5", "5"}
	text := map[string][]string{}
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		text[row[0]] = row
		if row[0] == "合计" && reflect.DeepEqual(row, want) {
			sums++
		}
	}
	if sums != 5 { // month, kind, outcome, township, sign
		t.Errorf("%d tables have the sum %v:\n%q", sums, want, rows)
	}
	for name, want := range map[string][]string{
		"2026-11":      {"2026-11", "2", "3", "1,520.56", "760", "1", "5", "5"},
		"走失老人":         {"走失老人", "0", "0", "200.00"},
		"送医":           {"送医", "1", "1", "1,234.56", "1235", "1", "5", "5"},
		"进站":           {"进站", "0", "0", "200.00"},
		"自行来站":         {"自行来站", "1", "1", "0.00", "0", "0"},
		"火车站":          {"火车站", "0", "0", "200.00"},
		"清溪县医院":        {"清溪县医院", "1", "1", "1,234.56", "1235", "1", "5", "5"},
		"入站":           {"入站", "2"},
		"　其中：亲属接领":     {"　其中：亲属接领", "1"},
		"期末在站":         {"期末在站", "1"},
		"拒绝救助（人，不计人次）": {"拒绝救助（人，不计人次）", "2"},
		"　其中：公安110":    {"　其中：公安110", "1"},
		"未录全国系统（人）":    {"未录全国系统（人）", "1"},
		"　R2026-0002":  {"　R2026-0002"},
	} {
		got := text[name]
		if len(got) < len(want) || !reflect.DeepEqual(got[:len(want)], want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// Numbers are numbers and dates are dates: a ledger is there to be counted with.
func TestExportRescuesHasTypes(t *testing.T) {
	in := install(t)
	in.fill(t, aMonthOfRescue)
	f := openBook(t, in.export(t, "rescues", "r.xlsx", november...))
	for cell, raw := range map[string]string{"A2": "46328.902777777781", "I2": "2", "K3": "1234.56", "L3": "5"} {
		got, err := f.GetCellValue("日常登记表", cell, excelize.Options{RawCellValue: true})
		if err != nil || !strings.HasPrefix(got, raw[:min(len(raw), 12)]) {
			t.Errorf("%s: got %q %v, want %s", cell, got, err, raw)
		}
		if kind, err := f.GetCellType("日常登记表", cell); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s is a text: %v %v", cell, kind, err)
		}
	}
}

// The sheets come out of the printer as they should: across, as wide as the page,
// with the titles on every page.
func TestExportRescuesIsReadyToPrint(t *testing.T) {
	in := install(t)
	in.fill(t, aMonthOfRescue)
	f := openBook(t, in.export(t, "rescues", "r.xlsx"))
	for _, sheet := range f.GetSheetList() {
		page, err := f.GetPageLayout(sheet)
		if err != nil || *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 || *page.FitToHeight != 0 {
			t.Errorf("%s: %+v %v", sheet, page, err)
		}
		props, err := f.GetSheetProps(sheet)
		if err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s does not fit the page: %+v %v", sheet, props, err)
		}
		head, err := f.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(head.OddHeader, sheet) || !strings.Contains(head.OddFooter, "&P") {
			t.Errorf("%s: %+v %v", sheet, head, err)
		}
		if width, err := f.GetColWidth(sheet, "A"); err != nil || width < 12 {
			t.Errorf("%s: the first column is %v wide, %v", sheet, width, err)
		}
	}
	titles := map[string]string{}
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" {
			titles[name.Scope] = name.RefersTo
		}
	}
	want := map[string]string{"日常登记表": "'日常登记表'!$1:$1", "入站表": "'入站表'!$1:$1", "出站表": "'出站表'!$1:$1"}
	if !reflect.DeepEqual(titles, want) {
		t.Errorf("titles on every page: %v", titles)
	}
}

func TestExportRescuesAsCSV(t *testing.T) {
	bothWays(t, aMonthOfRescue, func(t *testing.T, in *installation) {
		rows := readCSV(t, in.export(t, "rescues", "r.csv"))
		titles := rows[0]
		people, cost, order := 0, 0, ""
		for _, row := range rows[1:] {
			order += field(t, titles, row, "登记表") + " "
			if counted := field(t, titles, row, "计入人次"); counted != "" {
				people += atoi(t, counted)
				cost += atoi(t, strings.Replace(field(t, titles, row, "经费（元）"), ".", "", 1))
			}
		}
		if order != "日常登记 入站 日常登记 日常登记 出站 入站 " || people != 3 || cost != 1250+8600+123456+20000 {
			t.Errorf("got %s, %d 人次, %d 分", order, people, cost)
		}
		entry, declined := rows[2], rows[3]
		if got := field(t, titles, entry, "姓名"); got != "张*" {
			t.Errorf("name: %s", got)
		}
		if got := field(t, titles, declined, "地点"); got != "'=cmd|'/c calc'!A1" {
			t.Errorf("what looks like a formula: %s", got)
		}
		if got := field(t, titles, declined, "说明"); got != "'+已发棉被\n明早再来" {
			t.Errorf("two lines: %q", got)
		}
		if got := field(t, titles, declined, "时间"); got != "2026-11-02 21:40" {
			t.Errorf("time: %q", got)
		}
	})
}

// Names stand in the file only when they were asked for.
func TestExportOfNames(t *testing.T) {
	in := install(t)
	in.fill(t, aMonthOfRescue)
	in.serve(t)
	for _, name := range []string{"r.xlsx", "r.csv"} {
		without, with := unpacked(t, in.export(t, "rescues", name)), unpacked(t, in.export(t, "rescues", name, "--names", "--force"))
		for _, who := range []string{"张国庆", "张小明"} {
			if strings.Contains(without, who) || !strings.Contains(with, who) {
				t.Errorf("%s: %s stands in it without --names: %v, with: %v", name, who, strings.Contains(without, who), strings.Contains(with, who))
			}
		}
	}
	advice := minqing(t, "export", "-c", in.config, "--force", "--names", "rescues", in.dir+"/r.csv").stderr
	if !strings.Contains(advice, "有受助人姓名") || !strings.Contains(minqing(t, "export", "-c", in.config, "--force", "rescues", in.dir+"/r.csv").stderr, "张*") {
		t.Errorf("advice: %s", advice)
	}
}

// What is not asked for does not even leave the server.
func TestNamesStayInTheServer(t *testing.T) {
	in := install(t)
	in.fill(t, aMonthOfRescue)
	h := in.house(t)
	defer h.Close()
	for _, names := range []bool{false, true} {
		var sent bytes.Buffer
		if err := (&exportRescuesTask{Names: names}).do(t.Context(), h, &sent); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(sent.String(), "国庆") != names || strings.Contains(sent.String(), "secret-mark") || !strings.Contains(sent.String(), "R2026-0001") {
			t.Errorf("with names %v: %s", names, &sent)
		}
	}
}

// unpacked is everything that a file holds.
func unpacked(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return string(raw)
	}
	var all strings.Builder
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}

// The bureau's year, printed: 198 人次, 25.82 万元, 1304 元 each, in every table.
func TestExportOfTheYear(t *testing.T) {
	in := install(t)
	in.fill(t, func(tx storage.Tx) error {
		left := int64(258_200_00)
		for i := range 198 {
			cost := left / int64(198-i)
			left -= cost
			d := storage.Daily{Ticket: fmt.Sprintf("J26%08d", i), At: clockAt("2026-01-01 12:00").AddDate(0, 0, i), Kind: "一般流浪乞讨", Township: "清溪镇",
				Outcome: []string{"进站", "护送", "劝返"}[i%3], People: 1, Cost: cost}
			if err := storage.Dailies.Put(tx, d.Ticket+"/01", d); err != nil {
				return err
			}
		}
		return nil
	})
	sums := 0
	for _, row := range rowsOf(t, openBook(t, in.export(t, "rescues", "r.xlsx", "--from", "2026-01-01", "--to", "2026-12-31")), "汇总") {
		if len(row) > 4 && row[0] == "合计" {
			sums++
			if want := []string{"合计", "198", "198", "258,200.00", "1304"}; !reflect.DeepEqual(row[:5], want) {
				t.Errorf("got %q", row)
			}
		}
	}
	if sums != 5 {
		t.Errorf("%d tables", sums)
	}
}
