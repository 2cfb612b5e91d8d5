package wedlock

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/flows/fold"
	"minqing/storage"
)

func TestOldEnoughFromTheBirthdayOn(t *testing.T) {
	for _, c := range []struct {
		born string
		sex  Sex
		want string
	}{
		{"2004-11-24", Man, "2026-11-24"}, {"2006-03-01", Woman, "2026-03-01"}, {"2004-12-31", Man, "2026-12-31"},
		{"2004-02-29", Man, "2026-03-01"},   // 2026 has no 29 February
		{"2004-02-29", Woman, "2024-02-29"}, // 2024 has
		{"2008-02-29", Woman, "2028-02-29"}, {"2005-01-01", Unsaid, "2027-01-01"},
	} {
		if got := OldEnough(day(c.born), c.sex); !got.Equal(day(c.want)) {
			t.Errorf("%s %d: %s, want %s", c.born, c.sex, got.Format(time.DateOnly), c.want)
		}
	}
}

// told: sentence | persons, M W or ? with birthday or age (~: nominal)
const told = `
我1999年8月9日生的她2006年3月1日 今年七夕能领证吗|M1999-08-09 W2006-03-01
男1999年8月9日，女2006年3月1日|M1999-08-09 W2006-03-01
女方2006-3-1 男方 1999-8-9|W2006-03-01 M1999-08-09
男19990809女20060301|M1999-08-09 W2006-03-01
男99.8.9 女06.3.1|M1999-08-09 W2006-03-01
99年8月9号的男的|M1999-08-09
我女朋友2006/3/1生，我2004年5月6日|W2006-03-01 M2004-05-06
1999年8月9日和2006年3月1日|?1999-08-09 ?2006-03-01
１９９９年８月９日的她|?1999-08-09
男21岁能领证吗|M21
我21岁她19岁|M21 W19
21岁男，19岁女|M21 W19
女的二十岁可以结婚吗|W20
男二十一周岁|M21
虚岁22的男的|M22~
男虚22岁女虚岁20|M22~ W20~
男22虚岁|M22~
我男朋友23岁，我20岁|M23 W20
老公30岁老婆28岁|M30 W28
他2004年2月29日|M2004-02-29
男1999年8月9日，2027年5月20日领证|M1999-08-09
2027.5.20能领证吗，女2006.3.1|W2006-03-01
电话13800138000|
男女多大能结婚|
320秒|
今年5月20日|
男1999年|
110101197603073612|
2026年8月19日|
`

func TestPersonsAreRead(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, storage.Zone)
	for _, line := range strings.Split(strings.TrimSpace(told), "\n") {
		said, want, _ := strings.Cut(line, "|")
		all, rest, err := Persons(fold.Text(said), now, false)
		if got := written(all); got != want || err != nil {
			t.Errorf("%s: %q %v, want %q", said, got, err, want)
		}
		if strings.Contains(rest, "1999") && want != "" {
			t.Errorf("%s: the birthday is still in %q", said, rest)
		}
	}
	if all, _, _ := Persons("男21女19", now, true); written(all) != "M21 W19" {
		t.Errorf("bare ages: %v", all)
	}
	if all, _, _ := Persons("男21女19", now, false); written(all) != "" {
		t.Errorf("bare ages weren't asked for: %v", all)
	}
	if all, _, _ := Persons("男2004年5月1日女20060301", now, true); written(all) != "M2004-05-01 W2006-03-01" {
		t.Errorf("a birthday was read as an age: %v", all)
	}
}

func written(all []Person) string {
	var s []string
	for _, p := range all {
		is := fmt.Sprint(p.Age)
		if p.Nominal {
			is += "~"
		}
		if !p.Born.IsZero() {
			is = p.Born.Format(time.DateOnly)
		}
		s = append(s, string("?MW"[p.Sex])+is)
	}
	return strings.Join(s, " ")
}

func TestBirthdaysThatNoCalendarHas(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, storage.Zone)
	for _, said := range []string{"男2005年2月29日", "女2006.13.1", "男2004-4-31", "女20060230"} {
		_, _, err := Persons(said, now, true)
		var wrong *NoDayError
		if !errors.As(err, &wrong) || !strings.Contains(said, wrong.Words) {
			t.Errorf("%s: %v", said, err)
		}
	}
}
