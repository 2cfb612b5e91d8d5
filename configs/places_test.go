package configs

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minqing/storage"
)

// square is a township of a tenth of a degree, its south-west corner at 26, 119.
const square = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"甲镇"},"geometry":{"type":"Polygon","coordinates":[[[119,26],[119.1,26],[119.1,26.1],[119,26.1],[119,26]]]}}
]}`

// mapped loads a bureau that has a gazetteer and a map.
func mapped(t *testing.T, bureau, places, areas string) (*Bureau, []Problem) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"bureau.yaml": own + bureau, "places.yaml": places, "areas.geojson": areas} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, problems, err := LoadBureau(filepath.Join(dir, "bureau.yaml"))
	if err != nil || b.Places == nil {
		t.Fatal(err)
	}
	return b, problems
}

const both = "places: places.yaml\nareas: areas.geojson\n"

// in reports whether there is such a problem in the file.
func in(problems []Problem, file string, level Level, line int, say string) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool {
		return filepath.Base(p.File) == file && has([]Problem{p}, level, line, say)
	})
}

func TestPlacesAndAreasLieBesideTheBureau(t *testing.T) {
	b, problems := mapped(t, both, "spots:\n  - {name: 东门桥, aliases: [大桥], township: 甲镇, lat: 26.05, lng: 119.05}\n  - {name: 后山}\n", square)
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	s, found := b.Places.Find("在大桥底下")
	if !found || s.Name != "东门桥" || *s.Point != (storage.Point{Lat: 26.05, Lng: 119.05}) || b.Places.Township(*s.Point) != "甲镇" {
		t.Errorf("found %+v", s)
	}
	if s, found := b.Places.Find("后山"); !found || s.Point != nil {
		t.Errorf("found %+v", s)
	}
	for _, p := range problems {
		if base := filepath.Base(p.File); base == "places.yaml" || base == "areas.geojson" {
			t.Errorf("complains: %s", p)
		}
	}
}

func TestPlacesFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		level      Level
		line       int
		say        string
	}{
		{"unknown key", "spots:\n  - {name: 东门桥, alias: [大桥]}\n", Error, 2, "不认识的键 spots[0].alias"},
		{"no number", "spots:\n  - {name: 东门桥, lat: north, lng: 119}\n", Error, 2, "应当是数字"},
		{"no name", "spots:\n  - {name: 东门桥}\n  - {township: 甲镇}\n", Error, 3, "缺少名称"},
		{"one character", "spots:\n  - {name: 桥}\n", Error, 2, "不到两个字"},
		{"alias of one character", "spots:\n  - {name: 东门桥, aliases: [桥]}\n", Error, 2, "别名“桥”不到两个字"},
		{"name twice", "spots:\n  - {name: 东门桥}\n  - {name: 后山}\n  - {name: 東門橋}\n", Error, 4, "“東門橋”已是东门桥的名称或别名"},
		{"alias twice", "spots:\n  - {name: 东门桥, aliases: [大桥]}\n  - {name: 西门桥, aliases: [大桥]}\n", Error, 3, "“大桥”已是东门桥的名称或别名"},
		{"unknown township", "spots:\n  - {name: 东门桥, township: 乙镇}\n", Warning, 2, "“乙镇”在地名和区划里都没有"},
		{"outside", "spots:\n  - {name: 东门桥, lat: 27, lng: 119.05}\n", Warning, 2, "不在任何乡镇"},
		{"abroad", "spots:\n  - {name: 东门桥, lat: 119.05, lng: 26.05}\n", Error, 2, "坐标不在国内"},
		{"no yaml", "spots: [\n", Error, 1, "YAML 格式有误"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, problems := mapped(t, both, c.text, square); !in(problems, "places.yaml", c.level, c.line, c.say) {
				t.Errorf("want %s at line %d saying %q, got %v", c.level, c.line, c.say, problems)
			}
		})
	}
}

func TestOneClashLeavesTheOtherPlaces(t *testing.T) {
	b, problems := mapped(t, both, "spots:\n  - {name: 东门桥}\n  - {name: 东门桥}\n  - {name: 后山}\n", square)
	if len(onlyErrors(problems)) != 1 {
		t.Errorf("complains: %v", problems)
	}
	for _, name := range []string{"东门桥", "后山"} {
		if s, _ := b.Places.Find(name); s.Name != name {
			t.Errorf("%s is lost", name)
		}
	}
}

func TestPlaceInAnotherTownshipThanItSays(t *testing.T) {
	two := strings.Replace(square, "\n]}", ",\n"+`{"type":"Feature","properties":{"name":"乙镇"},"geometry":{"type":"Polygon","coordinates":[[[119.1,26],[119.2,26],[119.2,26.1],[119.1,26]]]}}`+"\n]}", 1)
	_, problems := mapped(t, both+"rescue:\n  teams: [{name: 队, townships: [丙镇], members: [甲]}]\n  signs: [{id: \"1\", name: 桥, lat: 27, lng: 119}]\n",
		"spots:\n  - {name: 东门桥, township: 乙镇, lat: 26.05, lng: 119.05}\n", two)
	for _, want := range []struct {
		file string
		line int
		say  string
	}{
		{"places.yaml", 2, "“东门桥”写的是乙镇，坐标却在甲镇"},
		{"bureau.yaml", 7, "“丙镇”在地名和区划里都没有"},
		{"bureau.yaml", 8, "“桥”的坐标不在任何乡镇"},
	} {
		if !in(problems, want.file, Warning, want.line, want.say) {
			t.Errorf("want %s:%d %s, got %v", want.file, want.line, want.say, problems)
		}
	}
}

func TestPlacesWithoutAMap(t *testing.T) {
	b, problems := mapped(t, "places: places.yaml\nrescue:\n  teams: [{name: 队, townships: [乙镇, 丙镇], members: [甲]}]\n",
		"spots:\n  - {name: 东门桥, township: 乙镇, lat: 30, lng: 119.05}\n", "")
	if len(onlyErrors(problems)) > 0 || in(problems, "places.yaml", Warning, 2, "") {
		t.Errorf("complains: %v", problems)
	}
	if !in(problems, "bureau.yaml", Warning, 6, "“丙镇”") || in(problems, "bureau.yaml", Warning, 6, "“乙镇”") {
		t.Errorf("townships of the gazetteer: %v", problems)
	}
	if s, found := b.Places.Find("乙镇东门桥"); !found || s.Township != "乙镇" {
		t.Errorf("found %+v", s)
	}
}

func TestMissingPlacesAreErrors(t *testing.T) {
	b, problems := ownBureau(t, own+"places: none.yaml\nareas: none.geojson\n")
	if !has(problems, Error, 4, "places: 读不到文件") || !has(problems, Error, 5, "areas: 读不到文件") || b.Places == nil {
		t.Errorf("%v", problems)
	}
}

func TestSamplePlaces(t *testing.T) {
	b := sample(t)
	if len(b.spots) < 60 || len(b.mapped) != 8 {
		t.Errorf("%d spots, townships %v", len(b.spots), b.mapped)
	}
	for words, want := range map[string]string{
		"汽车站出站口东侧公交站台": "汽车站出站口", "东门桥洞北侧": "东门桥", "火车站广场": "火车站站前广场", "车站广场": "车站广场", "县医院": "清溪县医院",
		"中医院": "清溪县中医院", "救助站门口": "清溪县救助管理站", "白水菜市场": "白水镇农贸市场", "菜市场": "", "农贸市场": "", "青石农贸市场": "青石镇农贸市场", "车站": "",
	} {
		if s, _ := b.Places.Find(words); s.Name != want {
			t.Errorf("Find(%s) = %q, want %q", words, s.Name, want)
		}
	}
	for _, s := range b.spots {
		if got, found := b.Places.Find("在" + s.Name + "那里"); !found || got.Name != s.Name {
			t.Errorf("%s is found as %q", s.Name, got.Name)
		}
	}
}

// The demonstration's map and the conversations' places lie where one expects.
func TestSampleTownships(t *testing.T) {
	b := sample(t)
	for want, points := range map[string][]storage.Point{
		"清溪镇":  {{Lat: 26.1, Lng: 119.3}, {Lat: 26.0868, Lng: 119.2894}, {Lat: 26.0792, Lng: 119.3103}, {Lat: 26.0925, Lng: 119.2697}, {Lat: 26.0682, Lng: 119.2925}},
		"青石镇":  {{Lat: 26.1228, Lng: 119.2675}},
		"云岭乡":  {{Lat: 26.1263, Lng: 119.3372}},
		"白水镇":  {{Lat: 26.0752, Lng: 119.3437}},
		"石桥镇":  {{Lat: 26.0823, Lng: 119.1865}},
		"竹溪乡":  {{Lat: 26.2061, Lng: 119.2843}, {Lat: 26.0951, Lng: 119.1783}}, // the second is a piece apart, within 石桥镇
		"东湖街道": {{Lat: 26.0712, Lng: 119.3286}},
		"":     {{Lat: 26.12345, Lng: 119.54321}, {Lat: 25, Lng: 119.3}, {}},
	} {
		for _, p := range points {
			if got := b.Places.Township(p); got != want {
				t.Errorf("%v lies in %q, want %q", p, got, want)
			}
		}
	}
}

// Between the outermost borders there is neither a gap nor ground of two townships.
func TestSampleTownshipsShareTheirBorders(t *testing.T) {
	areas, problems := readAreas(areasName, sampleAreas)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b := sample(t)
	for lat := 26.0561; lat < 26.24; lat += 0.0031 {
		for lng := 119.1623; lng < 119.435; lng += 0.0029 {
			if b.Places.Township(storage.Point{Lat: lat, Lng: lng}) == "" {
				t.Errorf("nobody has %.4f, %.4f", lat, lng)
			}
		}
	}
	sides := map[[2]storage.Point]int{}
	for _, a := range areas {
		for _, ring := range a.Rings {
			for i := range ring[1:] {
				sides[[2]storage.Point{ring[i], ring[i+1]}]++
			}
		}
	}
	for side, n := range sides {
		if n > 1 {
			t.Errorf("two townships lie on the same side of %v", side)
		}
	}
}
