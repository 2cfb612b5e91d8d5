package configs

import "fmt"

// Disaster is 灾情快报: where reports of a disaster are passed on to. Since 2018 the
// matter belongs to the emergency-management office (应急〔2020〕11号); the bureau passes
// on and keeps the receipt.
type Disaster struct {
	Unit     string   `yaml:"unit"`     // the outside unit that they are passed on to
	Category string   `yaml:"category"` // of the ticket that stays here
	Kinds    []string `yaml:"kinds"`
	Receipt  int      `yaml:"receipt"` // minutes after which a missing receipt is chased, and again
}

func (c *checker) disaster(b *Bureau) {
	d := b.Disaster
	if u, ok := b.Unit(d.Unit); !ok || !u.Outside {
		c.report(Warning, "disaster.unit", fmt.Sprintf("灾情快报要转给的单位“%s”没有列在 units 里（outside: true），快报会留在本局等人转", d.Unit))
	}
	if _, ok := b.Category(d.Category); !ok {
		c.report(Error, "disaster.category", fmt.Sprintf("没有“%s”这个类目", d.Category))
	}
	if len(d.Kinds) == 0 || d.Receipt <= 0 {
		c.report(Error, "disaster", "要有灾害种类 kinds，催回执的分钟数 receipt 必须大于 0")
	}
	c.unique("disaster.kinds", d.Kinds)
}
