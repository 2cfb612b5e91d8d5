package configs

import "fmt"

// CallBack is how the bureau calls back (回访) after a closing.
type CallBack struct {
	Days  int    `yaml:"days"`  // working days after a bad rating
	Share int    `yaml:"share"` // of a hundred closed tickets with a phone, how many are called back unasked
	Unit  string `yaml:"unit"`  // whose clerks call, besides the dispatchers
}

func (c *checker) callBack(b *Bureau) {
	if b.CallBack.Days <= 0 {
		c.report(Error, "callback.days", "必须大于 0")
	}
	if b.CallBack.Share < 0 || b.CallBack.Share > 100 {
		c.report(Error, "callback.share", "应当是 0 至 100")
	}
	if _, found := b.Unit(b.CallBack.Unit); !found {
		c.report(Error, "callback.unit", fmt.Sprintf("单位“%s”不存在", b.CallBack.Unit))
	}
}
