package bot

import (
	"strings"
	"testing"
	"time"

	"minqing/configs"
)

// What came in this morning is in the figures of today and of this week.
func TestFiguresOfTodayHaveTheMorning(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.taken("F2611230001")
	n.clock.Add(8 * time.Hour)
	for _, line := range []string{"统计 今天", "统计 本周"} {
		if said := n.says("陈静", line); !strings.Contains(said, "收件1件") {
			t.Errorf("%s said %s", line, said)
		}
	}
}
