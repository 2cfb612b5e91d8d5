package configs

import (
	"strings"
	"testing"
)

func TestThirtyNineQuestionsWithSources(t *testing.T) {
	b := sample(t)
	if len(b.FAQ) != 39 {
		t.Fatalf("%d questions", len(b.FAQ))
	}
	covered := map[string]bool{}
	for _, f := range b.FAQ {
		category, found := b.Category(f.Category)
		if !found || category.Name != f.Category {
			t.Errorf("%s: category %q", f.ID, f.Category)
		}
		covered[f.Category] = true
		if f.Source == "" || len(f.Variants) == 0 {
			t.Errorf("%s: source %q, variants %v", f.ID, f.Source, f.Variants)
		}
	}
	if len(covered) < 11 {
		t.Errorf("only %d categories have a question", len(covered))
	}
}

func TestCitizensNeverSeeABlank(t *testing.T) {
	b := sample(t)
	blanks := 0
	for _, f := range b.FAQ {
		blanks += strings.Count(f.Text, "【")
		answer := f.Answer(b.Phone)
		if strings.ContainsAny(answer, "【】{}") || strings.Contains(answer, "本局填写") || strings.Contains(answer, "未取得") {
			t.Errorf("%s shows a blank: %s", f.ID, answer)
		}
		if strings.Contains(f.Text, "【") != strings.Contains(answer, "以本局公布为准，请致电"+b.Phone) {
			t.Errorf("%s doesn't say whom to call: %s", f.ID, answer)
		}
		if !strings.Contains(answer, "\n依据："+f.Source) {
			t.Errorf("%s has no source: %s", f.ID, answer)
		}
		if len(answer) > 2000 {
			t.Errorf("%s has %d bytes, more than one reply holds", f.ID, len(answer))
		}
	}
	if blanks < 19 {
		t.Errorf("only %d blanks are left: were facts invented?", blanks)
	}
}

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		name  string
		faq   FAQ
		phone string
		want  string
	}{
		{"plain", FAQ{Text: "不收费。", Source: "条例", Verified: "fulltext"}, "1", "不收费。\n依据：条例"},
		{"no source", FAQ{Text: "不收费。"}, "1", "不收费。"},
		{"blank", FAQ{Text: "标准：【本局填写：标准】。"}, "123", "标准：以本局公布为准，请致电123咨询。"},
		{"two blanks", FAQ{Text: "甲：【本局填写：甲】；乙：【乙】。"}, "123", "甲：以本局公布为准，请致电123咨询；乙：以本局公布为准。"},
		{"no phone", FAQ{Text: "甲：【】。"}, "", "甲：以本局公布为准，请到本局窗口咨询。"},
		{"torn blank", FAQ{Text: "甲【乙"}, "1", "甲乙"},
		{"secondary", FAQ{Text: "答。", Source: "解读", Verified: "secondary"}, "1", "答。\n依据：解读（据公开资料整理，以本局公布为准）"},
		{"local", FAQ{Text: "答。", Source: "地方规定", Verified: "unverified"}, "1", "答。\n依据：地方规定（以本局公布为准）"},
	} {
		if got := c.faq.Answer(c.phone); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBlanksOfAQuestion(t *testing.T) {
	f := FAQ{Text: "【本局填写：甲】【本局填写:乙】【丙】", LocalFill: []string{"甲", "丁"}}
	if got := strings.Join(f.Blanks(), " "); got != "甲 丁 乙 丙" {
		t.Errorf("got %s", got)
	}
}

func TestAnswersCarryTheBureausOwnFacts(t *testing.T) {
	b := sample(t)
	for id, want := range map[string]string{"faq-28": b.Hotline, "faq-38": "咨询1个工作日、一般事项5个工作日、复杂事项15个工作日"} {
		for _, f := range b.FAQ {
			if f.ID == id && !strings.Contains(f.Answer(b.Phone), want) {
				t.Errorf("%s lacks %s", id, want)
			}
		}
	}
}
