package flows

import (
	"slices"
	"testing"
	"time"

	"minqing/storage"
)

// pastDay is the record of a day on which n couples came in each hour and waited
// so many minutes; 0: nobody came.
func pastDay(n int, first int, minutes ...int) *storage.HallDay {
	past := &storage.HallDay{Sort: peakSort}
	for i, wait := range minutes {
		for c := range n {
			if wait == 0 {
				continue
			}
			taken := time.Date(2026, 5, 20, first+i, 10+c, 0, 0, storage.Zone)
			past.Served = append(past.Served, storage.HallService{Taken: taken, Called: taken.Add(time.Duration(wait) * time.Minute)})
		}
	}
	past.Taken = len(past.Served)
	return past
}

func TestQuietHoursOfARecord(t *testing.T) {
	for _, c := range []struct {
		name string
		past *storage.HallDay
		want []string
	}{
		{"both ends", pastDay(5, 8, 10, 60, 70, 80, 70, 60, 60, 60, 20, 15), []string{"上午9点前", "下午4点后"}},
		{"noon", pastDay(5, 8, 60, 60, 60, 60, 15, 60, 60), []string{"中午12点到下午1点"}},
		{"hours in a row", pastDay(5, 8, 10, 15, 60, 60, 60, 60, 60), []string{"上午10点前"}},
		{"all alike", pastDay(5, 8, 30, 30, 32, 28, 30), nil},
		{"a difference nobody feels", pastDay(5, 8, 2, 6, 6, 6, 6), nil},
		{"few couples", pastDay(3, 8, 10, 60, 70, 80, 70, 60), nil},
		{"hours with hardly anybody", pastDay(2, 8, 10, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60), nil},
		{"an hour without anybody parts", pastDay(6, 8, 60, 60, 10, 0, 10, 60, 60, 60), []string{"上午10点到上午11点", "中午12点到下午1点"}},
		{"nobody", &storage.HallDay{Sort: peakSort}, nil},
	} {
		if got := quietWords(c.past); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestARecordThatLostPeopleDoesNotPraiseTheEvening: those for whom it grew too
// late are not among the served.
func TestARecordThatLostPeopleDoesNotPraiseTheEvening(t *testing.T) {
	past := pastDay(5, 8, 10, 60, 70, 80, 70, 60, 60, 60, 20, 15)
	past.Taken += 10
	if got := quietWords(past); !slices.Equal(got, []string{"上午9点前"}) {
		t.Errorf("got %v", got)
	}
}
