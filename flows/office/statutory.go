package office

import "time"

// statutory names the holiday that the law itself sets on a day, whatever the
// State Council will publish for the year: 《全国年节及纪念日放假办法》 (as revised
// 2024-11-10), article 2. "" on other days, and on lunar ones whose date isn't known.
func (o *Office) statutory(day time.Time) string {
	switch month, d := day.Month(), day.Day(); {
	case month == time.January && d == 1:
		return "元旦"
	case month == time.May && d <= 2:
		return "劳动节"
	case month == time.October && d <= 3:
		return "国庆节"
	case o.Festival == nil:
		return ""
	}
	for _, f := range lunar {
		at, known := o.Festival(f.name, day.Year())
		if !known {
			continue
		}
		first := midnightOf(at).AddDate(0, 0, f.from)
		if last := first.AddDate(0, 0, f.days-1); !day.Before(first) && !day.After(last) {
			return f.called
		}
	}
	return ""
}

// lunar are the statutory holidays that move through the year: how many days from
// the festival they begin, and how many they last.
var lunar = []struct {
	name, called string
	from, days   int
}{
	{"春节", "春节", -1, 4}, // 除夕 to 初三
	{"清明", "清明节", 0, 1},
	{"端午", "端午节", 0, 1},
	{"中秋", "中秋节", 0, 1},
}
