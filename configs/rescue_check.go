package configs

import (
	"fmt"
	"regexp"
	"time"
)

// signID is what a sign's code may hold; its scene is "sign-" and the ID.
var signID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,32}$`)

func (c *checker) rescue(b *Bureau) {
	r := &b.Rescue
	if _, found := b.Unit(r.Unit); !found {
		c.report(Error, "rescue.unit", fmt.Sprintf("单位“%s”不存在", r.Unit))
	}
	c.rescueNumbers(r)
	c.ascending("rescue.ladder", r.Ladder, 3, "应当是三个由小到大的分钟数，例如 [3, 8, 15]")
	c.ascending("rescue.raised", r.Raised, 3, "应当是三个由小到大的分钟数，例如 [1, 3, 6]")
	c.ascending("rescue.stale", r.Stale, 2, "应当是两个由小到大的分钟数，例如 [30, 60]")
	c.clock("rescue.remind_at", r.RemindAt)
	for i, at := range r.PatrolTimes {
		c.clock(fmt.Sprintf("rescue.patrol_times[%d]", i), at)
	}
	c.contacts(r.Contacts)
	c.teams(b)
	c.signs(b)
	c.patrol(b)
	c.placesOf(b, "stations", b.Stations)
	c.placesOf(b, "points", b.Points)
	c.placesOf(b, "hospitals", b.Hospitals)
}

func (c *checker) placesOf(b *Bureau, list string, all []Place) {
	for i, p := range all {
		c.point(b.Places, fmt.Sprintf("%s[%d]", list, i), p.Name, "", p.Lat, p.Lng)
	}
}

func (c *checker) rescueNumbers(r *Rescue) {
	for _, n := range []struct {
		key   string
		value int
	}{
		{"near_metres", r.NearMetres}, {"near_hours", r.NearHours}, {"repeat", r.Repeat}, {"pictures", r.Pictures},
		{"search_hours", r.SearchHours}, {"stay_days", r.StayDays}, {"repeat_months", r.RepeatMonths}, {"guarded_under", r.GuardedUnder},
	} {
		if n.value <= 0 {
			c.report(Error, "rescue."+n.key, "必须大于 0")
		}
	}
}

// ascending asks for so many numbers, each above the one before.
func (c *checker) ascending(path string, numbers []int, count int, say string) {
	right := len(numbers) == count
	before := 0
	for _, n := range numbers {
		right = right && n > before
		before = n
	}
	if !right {
		c.report(Error, path, say)
	}
}

func (c *checker) clock(path, text string) {
	if _, err := time.Parse("15:04", text); err != nil || len(text) != len("15:04") {
		c.report(Error, path, `应当是钟点，例如 "09:00"`)
	}
}

func (c *checker) contacts(all []Contact) {
	if len(all) == 0 {
		c.report(Warning, "rescue.contacts", "没有联系人：没有人接单时要给出电话名单")
	}
	for i, contact := range all {
		if contact.Name == "" || contact.Phone == "" {
			c.report(Error, fmt.Sprintf("rescue.contacts[%d]", i), "要有名称 name 和电话 phone")
		}
	}
}

func (c *checker) teams(b *Bureau) {
	var names []string
	for i, t := range b.Rescue.Teams {
		at := fmt.Sprintf("rescue.teams[%d]", i)
		names = append(names, t.Name)
		for _, township := range t.Townships {
			c.township(b.townships(), at, t.Name, township)
		}
		if len(t.Members) == 0 {
			c.report(Warning, at, fmt.Sprintf("“%s”没有队员", t.Name))
		}
	}
	c.unique("rescue.teams", names)
}

func (c *checker) signs(b *Bureau) {
	seen := map[string]bool{}
	for i, s := range b.Rescue.Signs {
		at := fmt.Sprintf("rescue.signs[%d]", i)
		switch {
		case !signID.MatchString(s.ID):
			c.report(Error, at, "引导牌编号 id 应当是 1 至 32 位英文字母、数字、下划线或短横")
		case seen[s.ID]:
			c.report(Error, at, fmt.Sprintf("引导牌编号“%s”重复", s.ID))
		}
		seen[s.ID] = true
		if s.Name == "" {
			c.report(Error, at, "缺少名称 name：引导牌立在哪里")
		}
		c.township(b.townships(), at, s.Name, s.Township)
		c.point(b.Places, at, s.Name, s.Township, s.Lat, s.Lng)
	}
}

func (c *checker) patrol(b *Bureau) {
	if len(b.Rescue.Patrol) == 0 {
		c.report(Warning, "rescue.patrol", "没有巡查点：极端天气和节假日没有名单可发")
	}
	var names []string
	for i, s := range b.Rescue.Patrol {
		at := fmt.Sprintf("rescue.patrol[%d]", i)
		names = append(names, s.Name)
		c.township(b.townships(), at, s.Name, s.Township)
		c.point(b.Places, at, s.Name, s.Township, s.Lat, s.Lng)
	}
	c.unique("rescue.patrol", names)
}
