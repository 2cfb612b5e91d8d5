package configs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// FAQ is one question that citizens ask, with an answer that names its source.
type FAQ struct {
	ID        string   `yaml:"id"`
	Category  string   `yaml:"category"`
	Question  string   `yaml:"q"`
	Variants  []string `yaml:"variants"` // other ways to ask it
	Text      string   `yaml:"a"`        // may hold blanks 【本局填写：…】: show Answer, not Text
	Source    string   `yaml:"source"`
	Verified  string   `yaml:"verified"`   // fulltext, secondary or unverified
	LocalFill []string `yaml:"local_fill"` // facts the bureau has still to give
}

// blank is a fact left open in an answer. Whatever stands in 【】 is taken for
// one, so that no unfinished text reaches a citizen.
var blank = regexp.MustCompile(`【([^】]*)】`)

// placeholder is what LoadBureau should have filled in.
var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

var brackets = strings.NewReplacer("【", "", "】", "")

// Answer is what a citizen reads: the text, with each blank turned into a
// courteous pointer to the bureau, and the source. The phone stands at the
// first blank; the others only say that the bureau's own notice rules.
func (f FAQ) Answer(phone string) string {
	ask := "请到本局窗口咨询"
	if phone != "" {
		ask = "请致电" + phone + "咨询"
	}
	first := true
	text := blank.ReplaceAllStringFunc(f.Text, func(string) string {
		if !first {
			return "以本局公布为准"
		}
		first = false
		return "以本局公布为准，" + ask
	})
	text = brackets.Replace(strings.TrimSpace(text))
	if f.Source == "" {
		return text
	}
	text += "\n依据：" + brackets.Replace(f.Source)
	switch f.Verified {
	case "fulltext":
		return text
	case "secondary":
		return text + "（据公开资料整理，以本局公布为准）"
	}
	return text + "（以本局公布为准）"
}

// Blanks lists what the bureau has still to fill in this question.
func (f FAQ) Blanks() []string {
	blanks := slices.Clone(f.LocalFill)
	for _, match := range blank.FindAllStringSubmatch(f.Text, -1) {
		what := strings.TrimLeft(strings.TrimPrefix(match[1], "本局填写"), "：:，, ")
		if !slices.Contains(blanks, what) {
			blanks = append(blanks, what)
		}
	}
	return blanks
}

func (b *Bureau) checkFAQ() []Problem {
	if b.sources.faq == nil {
		return nil
	}
	c := &checker{source: b.sources.faq}
	var ids []string
	for i, f := range b.FAQ {
		at := fmt.Sprintf("questions[%d]", i)
		ids = append(ids, f.ID)
		if f.Question == "" || f.Text == "" || f.Source == "" {
			c.report(Error, at, fmt.Sprintf("%s: 问题 q、答复 a、依据 source 都要有", f.ID))
		}
		if left := placeholder.FindString(f.Text); left != "" {
			c.report(Error, at+".a", fmt.Sprintf("%s: 不认识的代入项 %s", f.ID, left))
		}
		if !slices.Contains([]string{"fulltext", "secondary", "unverified"}, f.Verified) {
			c.report(Error, at+".verified", "应当是 fulltext、secondary 或 unverified")
		}
		if _, found := b.Category(f.Category); !found {
			c.report(Warning, at+".category", fmt.Sprintf("%s: 机构文件里没有类目“%s”", f.ID, f.Category))
		}
		if blanks := f.Blanks(); len(blanks) > 0 {
			c.report(Warning, at, fmt.Sprintf("%s: 待本局填写：%s", f.ID, strings.Join(blanks, "；")))
		}
	}
	c.unique("questions", ids)
	slices.SortStableFunc(c.problems, byLine)
	return c.problems
}
