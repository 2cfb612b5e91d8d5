package configs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Phrase is a canned answer (快捷), with blanks in braces: 将于{日期}前答复您.
type Phrase struct {
	Name       string   `yaml:"name"`
	Categories []string `yaml:"categories"` // for which it is offered first; empty: for all
	Text       string   `yaml:"text"`
}

// The blanks that the house fills in by itself, where it knows; the clerk is asked for
// every other.
const (
	BlankNumber    = "工单号"
	BlankUnit      = "股室"
	BlankUnitPhone = "股室电话"
	BlankPhone     = "本局电话"
	BlankHotline   = "救助电话"
	BlankDue       = "期限"
	BlankToday     = "今天"
)

// MostBlanks is how many blanks a phrase may have, and MostPhrase how many characters.
const (
	MostBlanks = 6
	MostPhrase = 400
)

var braces = regexp.MustCompile(`\{([^{}]*)\}`)

// Blanks are the names of a text's blanks in the order in which they stand, each once.
func Blanks(text string) (names []string) {
	for _, m := range braces.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// Fill puts values where the blanks of those names stand; the others are left.
func Fill(text string, values map[string]string) string {
	return braces.ReplaceAllStringFunc(text, func(b string) string {
		if v := values[b[1:len(b)-1]]; v != "" {
			return v
		}
		return b
	})
}

// PhrasesFor are the canned answers for a category: its own first, then those for all.
func (b *Bureau) PhrasesFor(category string) (list []Phrase) {
	for _, p := range b.Phrases {
		if slices.Contains(p.Categories, category) {
			list = append(list, p)
		}
	}
	for _, p := range b.Phrases {
		if len(p.Categories) == 0 {
			list = append(list, p)
		}
	}
	return list
}

func (c *checker) phrases(b *Bureau) {
	var names []string
	for i, p := range b.Phrases {
		names = append(names, p.Name)
		at := fmt.Sprintf("phrases[%d]", i)
		for _, name := range p.Categories {
			if _, ok := b.Category(name); !ok {
				c.report(Error, at+".categories", fmt.Sprintf("没有“%s”这个类目", name))
			}
		}
		if n := utf8.RuneCountInString(p.Text); strings.TrimSpace(p.Text) == "" || n > MostPhrase {
			c.report(Error, at+".text", fmt.Sprintf("“%s”应当有 1 至 %d 个字", p.Name, MostPhrase))
		}
		if strings.ContainsAny(braces.ReplaceAllString(p.Text, ""), "{}") || slices.Contains(Blanks(p.Text), "") {
			c.report(Error, at+".text", fmt.Sprintf("“%s”的花括号没有成对，空格写成 {日期} 这样", p.Name))
		}
		if n := len(Blanks(p.Text)); n > MostBlanks {
			c.report(Error, at+".text", fmt.Sprintf("“%s”有 %d 个空要填，最多 %d 个", p.Name, n, MostBlanks))
		}
		for _, d := range b.Manners.Amiss(p.Text) {
			c.report(Warning, at+".text", fmt.Sprintf("“%s”里有“%s”，不够文明，可以说：%s", p.Name, d.Word, d.Instead))
		}
	}
	c.unique("phrases", names)
}
