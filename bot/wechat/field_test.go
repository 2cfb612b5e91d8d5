package wechat

import (
	"maps"
	"strings"
	"testing"
)

func TestFieldsFitTheirTypes(t *testing.T) {
	for _, tc := range []struct{ key, value, want string }{
		{"thing1", "低保申请进度", "低保申请进度"},
		{"thing1", strings.Repeat("好", 20), strings.Repeat("好", 20)},
		{"thing12", strings.Repeat("好", 21), strings.Repeat("好", 19) + "…"},
		{"thing1", " 一\n二 ", "一 二"},
		{"thing1", "", "无"},
		{"character_string2", "编号F2611230042", "F2611230042"},
		{"character_string2", strings.Repeat("a", 40), strings.Repeat("a", 32)},
		{"character_string2", "中文", "-"},
		{"phrase3", "办理中 50%", "办理中"},
		{"phrase3", "不予受理原因", "不予受理原"},
		{"name4", "王芳2", "王芳"},
		{"name4", strings.Repeat("王", 11), strings.Repeat("王", 10)},
		{"name4", "Alexander the Great of M", "Alexander the Great"},
		{"number5", "第12.5号", "12.5"},
		{"time6", "2026年11月23日 10:00", "2026年11月23日 10:00"},
		{"keyword1", strings.Repeat("好", 201), strings.Repeat("好", 199) + "…"},
		{"number", "F2611230042", "F2611230042"},
		{"name", "王芳2", "王芳2"},
	} {
		if got := strings.TrimSpace(fit(tc.key, tc.value)); got != tc.want {
			t.Errorf("fit(%s, %q) = %q, want %q", tc.key, tc.value, got, tc.want)
		}
	}
}

func TestTemplatesSayWhatGoesWhere(t *testing.T) {
	parsed, err := parseTemplates(map[string]string{"answer": " subscribe:SUB  thing1=remark character_string2=number ", "taken": "TPL", "staff": " "})
	if err != nil {
		t.Fatal(err)
	}
	if sub := parsed["answer"]; sub.id != "SUB" || !sub.subscription || !maps.Equal(sub.fields, map[string]string{"thing1": "remark", "character_string2": "number"}) {
		t.Errorf("answer is %+v", sub)
	}
	if _, ok := parsed["staff"]; ok || len(parsed) != 2 {
		t.Errorf("parsed %+v", parsed)
	}
	if got := parsed["taken"].fill(map[string]string{"number": "F1"}); !maps.Equal(got, map[string]string{"number": "F1"}) {
		t.Errorf("without pairs: %v", got)
	}
}
