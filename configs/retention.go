package configs

import "fmt"

// Retention is how long what people gave us is kept: as short as the purpose allows
// (《个人信息保护法》19), and as long as the archives' rules ask.
type Retention struct {
	TicketYears int `yaml:"ticket_years"` // after closing, by the archives' rules; 0: not decided, nothing is let go
	PictureDays int `yaml:"picture_days"` // after closing, for what came with F tickets; 0: as long as the ticket
	LookYears   int `yaml:"look_years"`   // the book of looks (个人信息保护法 56: three years at least)
}

// leastLookYears is what the law asks at least: 《个人信息保护法》56.
const leastLookYears = 3

func (c *checker) retention(b *Bureau) {
	r := b.Retention
	for _, f := range []struct {
		key string
		n   int
	}{{"ticket_years", r.TicketYears}, {"picture_days", r.PictureDays}} {
		if f.n < 0 {
			c.report(Error, "retention."+f.key, "不能是负数")
		}
	}
	if r.LookYears < leastLookYears {
		c.report(Error, "retention.look_years", fmt.Sprintf("查看记录至少保存%d年（个人信息保护法第五十六条）", leastLookYears))
	}
	if r.TicketYears == 0 && !b.Sample {
		c.report(Warning, "retention", "工单保存年限 ticket_years 还没有定，到期清理不会进行；请按档案规定填写")
	}
}
