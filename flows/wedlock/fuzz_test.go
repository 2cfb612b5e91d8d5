package wedlock

import (
	"testing"
	"time"

	"minqing/flows/fold"
	"minqing/storage"
)

// FuzzReading: whatever is typed is read, and nobody is born tomorrow or in another age.
func FuzzReading(f *testing.F) {
	for _, said := range []string{"男1999年8月9日，女2006年3月1日", "21岁男,19岁女", "虚岁22的男的", "查一下张三结没结婚", "99.8.9男男男21", "男(99-8-9)他她\xff"} {
		f.Add(said)
	}
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, storage.Zone)
	f.Fuzz(func(t *testing.T, typed string) {
		said := fold.Text(typed)
		if outside := Read(said, false); outside != None && Read(said, true) == None {
			t.Errorf("%q is %s outside and nothing inside", said, outside)
		}
		for _, bare := range []bool{false, true} {
			all, _, err := Persons(said, now, bare)
			for _, p := range all {
				if err == nil && !p.Born.IsZero() && (p.Born.After(now.AddDate(-youngest, 0, 0)) || p.Born.Before(now.AddDate(-oldest, 0, 0))) {
					t.Errorf("%q: born %s", said, p.Born)
				}
				if p.Born.IsZero() && err == nil && (p.Age < 10 || p.Age > 99) && p.Age != 0 {
					t.Errorf("%q: %d years old", said, p.Age)
				}
			}
		}
	})
}
