package wedlock

import "time"

// Sex is which age the law asks for.
type Sex int

// The sexes; Unsaid where words leave it open.
const (
	Unsaid Sex = iota
	Man
	Woman
)

// Other is the other one; of Unsaid it is Unsaid.
func (s Sex) Other() Sex {
	return map[Sex]Sex{Man: Woman, Woman: Man}[s]
}

// Years is the age from which the law lets marry, in full years (民法典 1047); of Unsaid
// the higher.
func (s Sex) Years() int {
	if s == Woman {
		return 20
	}
	return 22
}

// OldEnough is the first day on which somebody is old enough: the birthday. Who was born on
// 29 February is so on 1 March where the year has no such day.
func OldEnough(born time.Time, s Sex) time.Time {
	return midnight(born).AddDate(s.Years(), 0, 0)
}

// Person is somebody as words tell of them: by birthday, or by age where Born is zero.
type Person struct {
	Sex     Sex
	Born    time.Time
	Age     int
	Nominal bool // the age was said to be nominal (虚岁)
}

// FullYears are the least and the most full years that a told age can mean: a nominal one is a
// year or two ahead.
func (p Person) FullYears() (least, most int) {
	if p.Nominal {
		return p.Age - 2, p.Age - 1
	}
	return p.Age, p.Age
}
