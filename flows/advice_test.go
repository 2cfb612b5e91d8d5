package flows

import (
	"testing"
	"time"

	"minqing/flows/office"
	"minqing/storage"
)

// pastDay is the record of a day on which n couples came in each hour from eight
// on and waited so many minutes; 0: nobody came. The hours lie in another zone, as
// they may in the store.
func pastDay(n int, minutes ...int) *storage.HallDay {
	past := &storage.HallDay{Sort: office.SortPeak}
	for i, wait := range minutes {
		for c := range n {
			if wait == 0 {
				continue
			}
			taken := time.Date(2026, 5, 20, 8+i, 10+c, 0, 0, storage.Zone).UTC()
			past.Served = append(past.Served, storage.HallService{Taken: taken, Called: taken.Add(time.Duration(wait) * time.Minute)})
		}
	}
	past.Taken = len(past.Served)
	return past
}

func TestAdviceOfARecord(t *testing.T) {
	date := time.Date(2026, 5, 20, 0, 0, 0, 0, storage.Zone)
	evening := pastDay(6, 60, 70, 80, 70, 25, 60, 60, 20)
	sentHome := pastDay(6, 60, 70, 80, 70, 25, 60, 60, 20)
	sentHome.Taken += 10
	for _, c := range []struct {
		name string
		past *storage.HallDay
		want string
	}{
		{"the evening", evening, "按2026年5月20日的记录，下午3点到4点取号的等得最短，一半的人20分钟内就叫到了；上午10点到11点取号的等得最久。"},
		{"the evening, with people sent home", sentHome, "按2026年5月20日的记录，中午12点到下午1点取号的等得最短，一半的人25分钟内就叫到了；上午10点到11点取号的等得最久。"},
		{"a difference nobody feels", pastDay(6, 30, 31, 25, 34), ""},
		{"few couples", pastDay(2, 60, 70, 10, 60), ""},
		{"one hour", pastDay(6, 60), ""},
		{"nobody", &storage.HallDay{Sort: office.SortPeak}, ""},
	} {
		if got := adviceOf(date, c.past); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}
