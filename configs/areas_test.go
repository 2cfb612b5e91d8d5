package configs

import (
	"strings"
	"testing"
)

func polygon(name, coordinates string) string {
	return `{"type":"Feature","properties":{"name":"` + name + `"},"geometry":{"type":"Polygon","coordinates":` + coordinates + `}}`
}

func TestReadAreas(t *testing.T) {
	text := "\ufeff" + `{"type":"FeatureCollection","crs":null,"bbox":[119,26,120,27],
"features":[
  {"type":"Feature","id":7,"properties":{"name":"甲镇","people":12000},"geometry":{"type":"Polygon","coordinates":[
    [[119,26,12.5],[119.4,26,12.5],[119.4,26.4,12.5],[119,26.4,12.5],[119,26,12.5]],
    [[119.1,26.1],[119.2,26.1],[119.2,26.2],[119.1,26.2],[119.1,26.1]]]}},
  {"type":"Feature","properties":{"name":"乙乡"},"geometry":{"type":"MultiPolygon","coordinates":[
    [[[119.1,26.1],[119.2,26.1],[119.2,26.2],[119.1,26.2],[119.1,26.1]]],
    [[[119.5,26],[119.6,26],[119.6,26.1],[119.5,26]]]]}}
]}`
	areas, problems := readAreas("a", []byte(text))
	if len(problems) > 0 || len(areas) != 3 {
		t.Fatal(areas, problems)
	}
	if a := areas[0]; a.Township != "甲镇" || len(a.Rings) != 2 || a.Rings[0][1].Lng != 119.4 || a.Rings[0][1].Lat != 26 {
		t.Errorf("甲镇 is %+v", a)
	}
	if areas[1].Township != "乙乡" || areas[2].Township != "乙乡" || len(areas[2].Rings[0]) != 4 {
		t.Errorf("乙乡 is %+v", areas[1:])
	}
}

func TestAreaFaults(t *testing.T) {
	const head, good = `{"type":"FeatureCollection","features":[` + "\n", `[[[119,26],[119.1,26],[119.1,26.1],[119,26]]]`
	for _, c := range []struct {
		name, text string
		line       int
		say        string
	}{
		{"no json", head + polygon("甲镇", good) + "\n" + polygon("乙镇", good) + "]}", 3, "GeoJSON 格式有误"},
		{"cut off", head + polygon("甲镇", good) + ",\n\n", 4, "GeoJSON 格式有误"},
		{"empty", "", 1, "GeoJSON 格式有误"},
		{"a list", "[]", 1, "FeatureCollection"},
		{"another collection", `{"type":"GeometryCollection","geometries":[]}`, 1, "FeatureCollection"},
		{"nobody", `{"type":"FeatureCollection","features":[]}`, 1, "一个乡镇（街道）也没有"},
		{"no feature", head + polygon("甲镇", good) + ",\n" + `{"type":"Point","coordinates":[119,26]}]}`, 3, "第2项应当是 Feature"},
		{"a number", head + "\n12]}", 3, "第1项应当是 Feature"},
		{"no name", head + polygon("甲镇", good) + ",\n\n" + polygon("", good) + "]}", 4, "第2项缺少乡镇"},
		{"the same fault again", head + polygon("", good) + ",\n" + polygon("", good) + "]}", 3, "第2项缺少乡镇"},
		{"no properties", head + `{"type":"Feature","properties":null,"geometry":null}]}`, 2, "缺少乡镇"},
		{"a line", head + strings.Replace(polygon("甲镇", good), `"Polygon"`, `"LineString"`, 1) + "]}", 2, "“甲镇”的 geometry"},
		{"no geometry", head + `{"type":"Feature","properties":{"name":"甲镇"},"geometry":null}]}`, 2, "“甲镇”的 geometry"},
		{"wrong depth", head + polygon("甲镇", "[[119,26],[119.1,26]]") + "]}", 2, "与 geometry 的 type 不符"},
		{"no coordinates", head + `{"type":"Feature","properties":{"name":"甲镇"},"geometry":{"type":"Polygon"}}]}`, 2, "与 geometry 的 type 不符"},
		{"no rings", head + polygon("甲镇", "[]") + "]}", 2, "有一块没有边界"},
		{"not closed", head + polygon("甲镇", `[[[119,26],[119.1,26],[119.1,26.1],[119,26.1]]]`) + "]}", 2, "没有闭合"},
		{"three points", head + polygon("甲镇", `[[[119,26],[119.1,26],[119,26]]]`) + "]}", 2, "没有闭合"},
		{"north first", head + polygon("甲镇", `[[[26,119],[26,119.1],[26.1,119.1],[26,119]]]`) + "]}", 2, "[经度, 纬度]"},
		{"half a point", head + polygon("甲镇", `[[[119],[119.1,26],[119.1,26.1],[119]]]`) + "]}", 2, "[经度, 纬度]"},
		{"another encoding", head + polygon("\xbc\xd7", good) + "]}", 1, "UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, problems := readAreas("a", []byte(c.text)); !has(problems, Error, c.line, c.say) {
				t.Errorf("want line %d saying %q, got %v", c.line, c.say, problems)
			}
		})
	}
}

func TestOneBadTownshipLeavesTheOthers(t *testing.T) {
	areas, problems := readAreas("a", []byte(`{"type":"FeatureCollection","features":[`+polygon("甲镇", "[]")+","+polygon("乙镇", `[[[119,26],[119.1,26],[119.1,26.1],[119,26]]]`)+"]}"))
	if len(problems) != 1 || len(areas) != 1 || areas[0].Township != "乙镇" {
		t.Errorf("%v, %v", areas, problems)
	}
}

func FuzzReadAreas(f *testing.F) {
	f.Add(sampleAreas)
	f.Add([]byte(square))
	f.Add([]byte(`{"type":"FeatureCollection","features":[null,1,{"type":"Feature"}]}`))
	f.Add([]byte("\ufeff[]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		areas, problems := readAreas("a", text)
		if len(areas) == 0 && len(problems) == 0 {
			t.Errorf("%q is neither read nor refused", text)
		}
		lines := strings.Count(string(text), "\n") + 1
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines {
				t.Errorf("line %d of %d", p.Line, lines)
			}
		}
		for _, a := range areas {
			for _, ring := range a.Rings {
				if a.Township == "" || len(ring) < 4 || ring[0] != ring[len(ring)-1] {
					t.Errorf("%q gives %+v", text, a)
				}
			}
		}
	})
}
