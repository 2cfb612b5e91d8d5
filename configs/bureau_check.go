package configs

import (
	"fmt"
	"slices"
	"strings"

	"minqing/flows/limits"
)

// Check looks at what the files say together: names that must exist and be
// unique, facts that are missing, blanks still to fill. LoadBureau's problems
// hold these already.
func (b *Bureau) Check() []Problem {
	c := &checker{source: b.sources.bureau}
	if c.source == nil {
		c.source = &source{name: "(未从文件读取)"}
	}
	if b.Sample {
		c.report(Warning, "bureau", "正在使用样例机构，其中的地点和电话均为虚构，正式使用前请换成本局的机构文件")
	}
	for _, f := range []struct{ path, text string }{{"name", b.Name}, {"phone", b.Phone}, {"hotline", b.Hotline}} {
		if strings.TrimSpace(f.text) == "" {
			c.report(Error, f.path, "必须填写")
		}
	}
	c.units(b)
	c.categories(b)
	c.kinds(b)
	c.deadlines(b)
	c.ways(b)
	c.phrases(b)
	c.manners(b)
	c.callBack(b)
	c.visits(b)
	c.marriage(b)
	c.rescue(b)
	c.retention(b)
	c.hardship(b)
	c.disaster(b)
	c.public(b)
	for i, blank := range b.Blanks {
		c.report(Warning, fmt.Sprintf("blanks[%d]", i), fmt.Sprintf("待本局填写：%s（%s）", blank.What, blank.Where))
	}
	slices.SortStableFunc(c.problems, byLine)
	return append(append(c.problems, b.checkFAQ()...), b.checkSpots()...)
}

// unique reports every name that is empty or was there before.
func (c *checker) unique(path string, names []string) {
	seen := map[string]bool{}
	for i, name := range names {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case strings.TrimSpace(name) == "":
			c.report(Error, at, "缺少名称")
		case seen[name]:
			c.report(Error, at, fmt.Sprintf("名称“%s”重复", name))
		}
		seen[name] = true
	}
}

func (c *checker) units(b *Bureau) {
	var names []string
	conduct := 0
	for i, u := range b.Units {
		names = append(names, u.Name)
		if u.Phone == "" {
			c.report(Warning, fmt.Sprintf("units[%d]", i), fmt.Sprintf("“%s”没有电话", u.Name))
		}
		if u.Conduct {
			conduct++
		}
	}
	c.unique("units", names)
	if conduct != 1 {
		c.report(Error, "units", "应当恰有一个单位标 conduct: true，独自受理反映工作人员的意见")
	}
}

func (c *checker) categories(b *Bureau) {
	var names, aliases []string
	for _, category := range b.Categories {
		names = append(names, category.Name)
	}
	c.unique("categories", names)
	if len(names) == 0 {
		c.report(Error, "categories", "至少要有一个类目")
	}
	for i, category := range b.Categories {
		at := fmt.Sprintf("categories[%d]", i)
		unit, found := b.Unit(category.Unit)
		if !found {
			c.report(Error, at+".unit", fmt.Sprintf("类目“%s”的承办单位“%s”不存在", category.Name, category.Unit))
		}
		if found && category.Conduct != unit.Conduct {
			c.report(Error, at, fmt.Sprintf("类目“%s”与单位“%s”的 conduct 不一致", category.Name, unit.Name))
		}
		for _, alias := range category.Aliases {
			if slices.Contains(names, alias) || slices.Contains(aliases, alias) {
				c.report(Error, at+".aliases", fmt.Sprintf("别名“%s”重复", alias))
			}
			aliases = append(aliases, alias)
		}
	}
}

func (c *checker) kinds(b *Bureau) {
	var names []string
	for i, k := range b.Kinds {
		names = append(names, k.Name)
		if k.Days <= 0 {
			c.report(Error, fmt.Sprintf("kinds[%d]", i), fmt.Sprintf("“%s”的期限 days 必须大于 0", k.Name))
		}
		if k.Procedure != "" && !slices.Contains(limits.Procedures, k.Procedure) {
			c.report(Warning, fmt.Sprintf("kinds[%d].procedure", i), fmt.Sprintf("没有“%s”这种程序，按一般诉求计算；可以是：%s", k.Procedure, strings.Join(limits.Procedures, "、")))
		}
	}
	c.unique("kinds", names)
	c.unique("channels", b.Channels)
	for grade := 1; grade <= 5; grade++ {
		if r, found := b.Rating(grade); !found || r.Name == "" || len(b.Ratings) != 5 {
			c.report(Error, "ratings", "应当有 5 至 1 五档，各有名称")
			break
		}
	}
}

func (c *checker) ways(b *Bureau) {
	var names []string
	for _, w := range b.Ways {
		names = append(names, w.Name)
	}
	c.unique("ways", names)
	seen := map[string]bool{}
	for _, name := range names {
		seen[name] = true
	}
	for i, w := range b.Ways {
		at := fmt.Sprintf("ways[%d]", i)
		if strings.TrimSpace(w.Text) == "" {
			c.report(Error, at+".text", fmt.Sprintf("途径“%s”没有写告诉市民的话", w.Name))
		}
		for _, word := range w.Words {
			if strings.TrimSpace(word) == "" || seen[word] {
				c.report(Error, at+".words", fmt.Sprintf("用语“%s”是空的或者重复", word))
			}
			seen[word] = true
		}
	}
}
