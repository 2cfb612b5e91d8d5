package configs

import (
	"strings"
	"testing"
)

// TestAmiss: what must not be said is found however it is written; what somebody
// else said, and what only looks like it, is not.
func TestAmiss(t *testing.T) {
	b, _, err := LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	for text, word := range map[string]string{
		"这事不归我们管": "不归我们管",
		"這件事不歸我管": "不归我管",
		"急什么，等着":  "急什么",
		"不知道。":    "不知道",
		"滚！":      "滚",
		"您说窗口讲“急什么”，已经批评":   "",
		"对方说「有本事去告」，我们已经记录": "",
		"“您好”，急什么":          "急什么",
		"困难群众的生活该由我们保障":     "",
		"不知道地址的，可以拨打电话问":    "",
		"让您久等了，预计11月30日前办好": "",
	} {
		got := ""
		for _, d := range b.Manners.Amiss(text) {
			got = d.Word
		}
		if got != word {
			t.Errorf("%s: found %q, want %q", text, got, word)
		}
	}
}

// TestPhrases: the sample's canned answers are fit to send, every category that has
// one of its own is offered it first, and what is wrong in a file is told.
func TestPhrases(t *testing.T) {
	b, _, err := LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range b.Categories {
		if list := b.PhrasesFor(c.Name); len(list) < 8 {
			t.Errorf("%s: only %d canned answers", c.Name, len(list))
		}
	}
	if first := b.PhrasesFor("殡仪馆")[0]; first.Name != "殡仪馆-收费说明" {
		t.Errorf("first of 殡仪馆: %s", first.Name)
	}
	b.Phrases = []Phrase{
		{Name: "甲", Text: "您好，{几月几日}前答复您。"},
		{Name: "甲", Text: "您好，{没有合上"},
		{Name: "乙", Text: "您好，{}。"},
		{Name: "丙", Text: "{一}{二}{三}{四}{五}{六}{七}"},
		{Name: "丁", Text: "急什么", Categories: []string{"没有"}},
		{Name: "戊"},
	}
	var told []string
	for _, p := range b.Check() {
		if strings.Contains(p.Text, "花括号") || strings.Contains(p.Text, "空要填") || strings.Contains(p.Text, "没有“没有”这个类目") ||
			strings.Contains(p.Text, "不够文明") || strings.Contains(p.Text, "名称“甲”重复") || strings.Contains(p.Text, "“戊”应当有") {
			told = append(told, p.Text)
		}
	}
	if len(told) != 7 {
		t.Errorf("told: %q", told)
	}
}
