package texts

import (
	"fmt"
	"strings"
)

// morningLines is how many tickets one message names: it must stay one message.
const morningLines = 20

// Morning is the one message that staff get on the morning of a working day.
var Morning = struct {
	Dates    func(day string, late, today, soon []string, ahead int) string
	Line     func(number, category, whose, due string, late int) string
	Week     func(from, until string, received, resolved, late, due int, lines []string) string
	WeekLine func(unit string, received, resolved, late, due int) string
}{
	Dates: func(day string, late, today, soon []string, ahead int) string {
		all := len(late) + len(today) + len(soon)
		if all == 0 {
			return ""
		}
		lines, room := []string{fmt.Sprintf("【期限提醒】%s，%d件：", day, all)}, morningLines
		for _, part := range []struct {
			head string
			list []string
		}{{"超期，请尽快办结或说明情况：", late}, {"今天到期：", today}, {fmt.Sprintf("%d个工作日内到期：", ahead), soon}} {
			shown := part.list[:min(len(part.list), room)]
			if room -= len(shown); len(shown) > 0 {
				lines = append(append(lines, part.head), shown...)
			}
		}
		if more := all - morningLines; more > 0 {
			lines = append(lines, fmt.Sprintf("另有%d件", more))
		}
		return Lines(append(lines, "查看请发 "+Command("待办"))...)
	},
	Line: func(number, category, whose, due string, late int) string {
		s := strings.Join(strings.Fields(number+" "+category+" "+whose+" "+due), " ")
		if late > 0 {
			s += fmt.Sprintf("，超%d天", late)
		}
		return s
	},
	Week: func(from, until string, received, resolved, late, due int, lines []string) string {
		head := fmt.Sprintf("【周报】%s至%s：收到%d件，办结%d件；现在超期%d件，本周到期%d件。", from, until, received, resolved, late, due)
		return Lines(append([]string{head}, lines...)...)
	},
	WeekLine: func(unit string, received, resolved, late, due int) string {
		if unit == "" {
			unit = "未派单"
		}
		return fmt.Sprintf("%s：收%d 办结%d 超期%d 本周到期%d", unit, received, resolved, late, due)
	},
}
