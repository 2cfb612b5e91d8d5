package places

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minqing/storage"
)

// gazetteer is one with every difficulty that a real one has.
func gazetteer(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := New([]Spot{
		{Name: "清溪县汽车站", Township: "清溪镇", Aliases: []string{"长途汽车站", "客运站"}},
		{Name: "汽车站出站口", Township: "清溪镇"},
		{Name: "火车站", Township: "东湖街道", Aliases: []string{"清溪站"}},
		{Name: "火车站站前广场", Township: "东湖街道", Aliases: []string{"火车站广场", "站前广场"}},
		{Name: "车站广场", Township: "清溪镇", Aliases: []string{"汽车站广场"}},
		{Name: "东门桥", Township: "城关镇", Aliases: []string{"东门大桥"}},
		{Name: "西门桥", Township: "城关镇", Aliases: []string{"西门大桥"}},
		{Name: "清溪县医院", Township: "清溪镇", Aliases: []string{"人民医院"}},
		{Name: "清溪县中医院", Township: "清溪镇"},
		{Name: "第一中学", Township: "清溪镇", Aliases: []string{"一中"}},
		{Name: "第二中学", Township: "城关镇", Aliases: []string{"二中"}},
		{Name: "城关菜市场", Township: "城关镇", Aliases: []string{"菜市场"}},
		{Name: "白水农贸市场", Township: "白水镇", Aliases: []string{"菜市场"}},
		{Name: "青石大桥", Township: "白水镇"},
		{Name: "老街", Township: "城关镇"},
		{Name: "公园（南门）", Aliases: []string{"南门公园"}},
	}, []Area{{Township: "城关镇"}, {Township: "清溪镇"}, {Township: "东湖街道"}, {Township: "白水镇"}, {Township: "青石镇"}, {Township: "云岭乡"}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestFind(t *testing.T) {
	g := gazetteer(t)
	for words, want := range map[string]string{
		"汽车站出站口那儿": "汽车站出站口", "汽车站的出站口": "汽车站出站口", "汽车站出站囗": "汽车站出站口", "汽 车 站": "清溪县汽车站",
		"在东门桥底下": "东门桥", "東門橋": "东门桥", "东门大桥桥洞": "东门桥", "我现在在东门桥，有个人躺着": "东门桥",
		"县医院门口对面": "清溪县医院", "县医院那个大门口": "清溪县医院", "清溪县医院": "清溪县医院", "人民医院": "清溪县医院",
		"汽車站": "清溪县汽车站", "气车站": "清溪县汽车站", "县汽车站": "清溪县汽车站", "长途汽车站候车室": "清溪县汽车站",
		"火车站广场": "火车站站前广场", "站前广场喷泉": "火车站站前广场", "车站广场": "车站广场", "火车站": "火车站",
		"一中门口": "第一中学", "1中门口": "第一中学", "第２中学": "第二中学", "县中医院急诊": "清溪县中医院", "中医院": "清溪县中医院",
		"县医院对面的老街":           "老街",
		"老街旁边的火车站站前广场":       "火车站站前广场",
		"汽车站门口的公交站台":         "清溪县汽车站",
		"城关镇菜市场":             "城关菜市场",
		"白水镇的菜市场":            "白水农贸市场",
		"白水菜市场":              "白水农贸市场",
		"不是火车站，是汽车站":         "清溪县汽车站",
		"汽车站路边":              "清溪县汽车站",
		"东门桥路口":              "东门桥",
		"公园南门":               "",
		"南门公园":               "公园（南门）",
		"东门桥和西门桥附近的一中":       "第一中学",
		"清溪镇一中，不是城关镇的":       "第一中学",
		"汽车站出站口往东100米":       "汽车站出站口",
		"在去火车站的路上，刚过东门大桥":    "东门桥",
		"清溪县清溪镇第一中学":         "第一中学",
		"清溪火车站":              "火车站",
		"KFC旁边，一中后门":         "第一中学",
		"老人坐在城关老街":           "老街",
		"老人家在火车站站前廣場，已经很久了":  "火车站站前广场",
		"小孩一个人在人民医院住院部":      "清溪县医院",
		"客运站里面":              "清溪县汽车站",
		"县城客运站里面，客运站二楼":      "清溪县汽车站",
		"东门桥和一中那边":           "东门桥",
		"长途汽车站\n售票厅":         "清溪县汽车站",
		"清溪站（火车站）出口":         "火车站",
		"城关菜市场南门":            "城关菜市场",
		"从车站广场走到一中":          "车站广场",
		"白水镇青石大桥桥头":          "青石大桥",
		"第一中学大门对面公交站，靠近东门桥的": "第一中学",

		// no place, or no single one
		"": "", "车站": "", "医院": "", "中学": "", "桥": "", "站": "", "街上": "", "附近": "", "。。。": "",
		"菜市场": "", "东门桥和西门桥之间": "", "一中还是二中我也不清楚": "", "汽车站出站口到火车站站前广场之间": "",
		"老汽车站": "", "新汽车站对面": "", "第二汽车站": "", "城东火车站": "", "北东门桥": "",
		"往东门桥方向": "", "往火车站走": "", "去汽车站的路上": "", "火车站方向": "", "不在汽车站": "",
		"东门桥社区": "", "火车站路12号": "", "老街村": "", "县医院分院": "",
		"白水镇汽车站": "", "青石镇火车站": "", "云岭乡一中": "", "青石镇菜市场": "",
		"火，车站": "", "出站口": "",
	} {
		spot, found := g.Find(words)
		if spot.Name != want || found != (want != "") {
			t.Errorf("Find(%s) = %q, %t, want %q", words, spot.Name, found, want)
		}
	}
}

func TestTownshipIn(t *testing.T) {
	g := gazetteer(t)
	for words, want := range map[string]string{
		"城关镇的老街": "城关镇", "城關鎮": "城关镇", "清溪县白水镇": "白水镇", "城关": "城关镇", "城关老街": "城关镇", "东湖街道": "东湖街道",
		"东湖街道办事处门口": "东湖街道", "白水街上": "白水镇", "白水那边": "白水镇", "云岭卫生院": "云岭乡", "青石政府": "青石镇", "青石，桥头": "青石镇",
		"城关东门桥": "城关镇", "白水农贸市场": "白水镇", "不是城关镇，是白水镇": "白水镇", "往白水镇方向，还在城关镇": "城关镇",
		"": "", "镇": "", "从白水镇到城关镇": "", "青石板路": "", "白水路": "", "东湖公园": "", "东湖边": "", "青石大桥": "",
		"清溪县": "", "清溪县汽车站": "", "云": "", "往白水镇走": "", "大青石板": "",
	} {
		if got := g.TownshipIn(words); got != want {
			t.Errorf("TownshipIn(%s) = %q, want %q", words, got, want)
		}
	}
}

func TestShortNameOfTwoTownshipsIsNeither(t *testing.T) {
	g, err := New([]Spot{{Name: "敬老院", Township: "白水镇"}}, []Area{{Township: "白水乡"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := g.TownshipIn("白水"); got != "" {
		t.Errorf("白水 is %s", got)
	}
	if got := g.TownshipIn("白水乡"); got != "白水乡" {
		t.Errorf("白水乡 is %q", got)
	}
	if got := fmt.Sprint(g.Townships()); got != "[白水乡 白水镇]" {
		t.Errorf("townships %s", got)
	}
}

func TestShortNameOfTwoPlacesIsNeither(t *testing.T) {
	g, err := New([]Spot{{Name: "清溪县客运站"}, {Name: "白水县客运站"}, {Name: "清溪县敬老院"}, {Name: "云岭敬老院", Aliases: []string{"敬老院"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{"客运站": "", "县客运站": "", "白水县客运站": "白水县客运站", "敬老院": "云岭敬老院", "县敬老院": "清溪县敬老院"} {
		if s, _ := g.Find(words); s.Name != want {
			t.Errorf("Find(%s) = %q, want %q", words, s.Name, want)
		}
	}
}

func TestEmptyGazetteer(t *testing.T) {
	none, err := New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*Gazetteer{none, {}} {
		if _, found := g.Find("汽车站"); found || g.TownshipIn("城关镇") != "" || g.Township(storage.Point{Lat: 26.1, Lng: 119.3}) != "" || len(g.Townships()) != 0 || g.HasAreas() {
			t.Error("an empty gazetteer knows something")
		}
	}
}

func TestClashes(t *testing.T) {
	for name, c := range map[string]struct {
		spots []Spot
		clash string
	}{
		"two names":           {[]Spot{{Name: "东门桥", Township: "甲镇"}, {Name: "東門橋", Township: "乙镇"}}, "東門橋"},
		"name and alias":      {[]Spot{{Name: "东门桥", Township: "甲镇"}, {Name: "大桥", Township: "乙镇", Aliases: []string{"东门桥"}}}, "东门桥"},
		"alias in a township": {[]Spot{{Name: "甲", Township: "甲镇", Aliases: []string{"菜场"}}, {Name: "乙", Township: "甲镇", Aliases: []string{"菜场"}}}, "菜场"},
		"alias of nowhere":    {[]Spot{{Name: "甲", Township: "甲镇", Aliases: []string{"菜场"}}, {Name: "乙", Aliases: []string{"菜场"}}}, "菜场"},
		"alias of two":        {[]Spot{{Name: "甲", Township: "甲镇", Aliases: []string{"菜场"}}, {Name: "乙", Township: "乙镇", Aliases: []string{"菜场"}}}, ""},
		"said twice":          {[]Spot{{Name: "东门桥", Aliases: []string{"东门桥", "东门 桥"}}}, ""},
		"nothing":             {[]Spot{{Name: ""}, {Name: "。"}}, ""},
	} {
		got := Clashes(c.spots)
		if (len(got) > 0) != (c.clash != "") || len(got) > 0 && (got[0].Name != c.clash || got[0].First != 0 || got[0].Second != 1) {
			t.Errorf("%s: %v", name, got)
		}
		if _, err := New(c.spots, nil); (err != nil) != (c.clash != "") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever is said around a name, it is found; and nothing is found that isn't said.
func TestNameIsFoundAmongFillers(t *testing.T) {
	g := gazetteer(t)
	before := []string{"", "在", "我在", "人就在", "清溪县", "刚才看到，", "旁边是", "请到", "位置："}
	after := []string{"", "那儿", "附近", "旁边", "门口", "对面", "这里", "底下", "有个人", "，快来", " ", "！！", "路口", "往东一点"}
	rapid.Check(t, func(r *rapid.T) {
		spot := rapid.SampledFrom(g.spots).Draw(r, "spot")
		words := rapid.SampledFrom(before).Draw(r, "before") + spot.Name + rapid.SampledFrom(after).Draw(r, "after")
		if got, found := g.Find(words); !found || got.Name != spot.Name {
			r.Fatalf("Find(%s) = %q", words, got.Name)
		}
	})
}

func TestWhatIsFoundWasSaid(t *testing.T) {
	g := gazetteer(t)
	pieces := rapid.SliceOf(rapid.SampledFrom(strings.Split("汽车站 火车站 站 广场 东门 西门 桥 县 医院 一 二 中 中学 城关镇 白水镇 菜市场 老街 的 ， 不是 往 对面的 之间 老 新 路", " ")))
	rapid.Check(t, func(r *rapid.T) {
		words := strings.Join(pieces.Draw(r, "words"), "")
		spot, found := g.Find(words)
		if !found {
			return
		}
		said := false
		text := string(plain(words))
		for _, name := range append(spot.Aliases, spot.Name, strings.TrimPrefix(spot.Name, "清溪"), strings.TrimPrefix(spot.Name, "清溪县")) {
			said = said || strings.Contains(text, string(plainName(name)))
		}
		if only := g.fullTownship(plain(words)); !said || only != "" && spot.Township != "" && only != spot.Township {
			r.Fatalf("Find(%s) = %+v", words, spot)
		}
	})
}

func FuzzFind(f *testing.F) {
	g := gazetteer(f)
	for _, seed := range []string{"", "汽车站出站囗", "縣醫院對面的老街", "\xff汽车站", "不是火车站，是汽车站", "的的的那个", "东门桥|西门桥之间", "青石"} {
		f.Add(seed, "东门桥")
	}
	f.Fuzz(func(t *testing.T, words, name string) {
		g.Find(words)
		g.TownshipIn(words)
		if Alike(words, name) != Alike(name, words) {
			t.Errorf("Alike(%q, %q) depends on who comes first", words, name)
		}
		own, err := New([]Spot{{Name: name, Township: words}}, nil)
		if err != nil {
			t.Fatalf("one spot named %q: %v", name, err)
		}
		own.Find(words + name)
	})
}

func BenchmarkFindAmongTwoThousand(b *testing.B) {
	var spots []Spot
	for i := range 2000 {
		name := fmt.Sprintf("%c%c%s", '一'+rune(i), '丁'+rune(i*7), []string{"社区", "小学", "大桥", "市场"}[i%4])
		spots = append(spots, Spot{Name: name, Aliases: []string{"清溪" + name, name + "门口"}, Township: fmt.Sprintf("%c河镇", '一'+rune(i%12))})
	}
	g, err := New(spots, nil)
	if err != nil {
		b.Fatal(err)
	}
	words := "我在清溪县" + spots[1234].Name + "门口对面的公交站台旁边，有一个老人坐在地上很久了，问他住哪里也说不清楚"
	if spot, _ := g.Find(words); spot.Name != spots[1234].Name {
		b.Fatal(spot)
	}
	b.ReportAllocs()
	for b.Loop() {
		g.Find(words)
	}
}
