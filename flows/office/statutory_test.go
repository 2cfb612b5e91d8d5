package office

import (
	"testing"
	"time"

	"minqing/storage"
)

// In a year whose arrangement is not published, the days that the law itself sets
// are closed for certain, and the days beside them are open only as far as known.
func TestStatutoryHolidaysNeedNoNotice(t *testing.T) {
	festivals := map[string]string{"春节": "2031-01-23", "清明": "2031-04-05", "端午": "2031-06-24", "中秋": "2031-10-01"}
	o := &Office{
		Hours: []Hours{{From: At(8, 30), To: At(12, 0)}},
		Festival: func(name string, year int) (time.Time, bool) {
			at, err := time.ParseInLocation(time.DateOnly, festivals[name], storage.Zone)
			return at, err == nil && at.Year() == year
		},
	}
	for date, want := range map[string]string{
		"2031-01-01": "元旦", "2031-01-22": "春节", "2031-01-23": "春节", "2031-01-24": "春节", "2031-05-01": "劳动节", "2031-05-02": "劳动节",
		"2031-06-24": "端午节", "2031-10-01": "国庆节", "2031-10-03": "国庆节",
		"2031-01-02": "", "2031-01-21": "", "2031-01-27": "", "2031-05-05": "", "2031-06-25": "", "2031-10-06": "",
	} {
		day, err := time.ParseInLocation(time.DateOnly, date, storage.Zone)
		if err != nil {
			t.Fatal(err)
		}
		d := o.On(day, nil)
		if d.Holiday != want || d.Open != (want == "") || d.Assumed != (want == "") {
			t.Errorf("%s: holiday %q, open %v, assumed %v", date, d.Holiday, d.Open, d.Assumed)
		}
	}
}
