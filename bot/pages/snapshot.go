package pages

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"minqing/flows"
	"minqing/storage"
)

// What there is room for.
const (
	mostWindows = 12
	mostMissed  = 12
)

// snapshot is what stands on the screen, as the page reads it.
type snapshot struct {
	Date    string       `json:"date"`
	Hours   string       `json:"hours"`
	State   string       `json:"state"` // open, soon or closed: how Giving looks
	Giving  string       `json:"giving"`
	Windows []windowView `json:"windows"`
	More    int          `json:"more,omitempty"` // windows that there is no room for
	Next    []string     `json:"next"`
	Missed  []string     `json:"missed"`
	Others  int          `json:"others,omitempty"` // missed ones that there is no room for
	Last    string       `json:"last,omitempty"`
	Waiting int          `json:"waiting"`
	Wait    string       `json:"wait,omitempty"`
	Code    string       `json:"code,omitempty"` // the address of its picture
}

type windowView struct {
	N      int    `json:"n"`
	Number string `json:"number,omitempty"`
	At     int64  `json:"at,omitempty"` // when it was called, in milliseconds
}

// render makes the snapshot of a board. code is the address of the day's code.
func render(b flows.Board, code string) ([]byte, error) {
	s := snapshot{
		Date: dateWords(b.Day), Hours: b.Hours, Next: list(b.Next), Missed: list(b.Missed),
		Last: b.Last, Waiting: b.Waiting, Wait: b.Wait, Code: code,
	}
	s.State, s.Giving = givingWords(b)
	if s.Hours == "" {
		s.Hours = "今天不办理"
	}
	if b.Tight {
		s.Wait = "今天可能办不完"
	}
	if n := len(s.Missed); n > mostMissed {
		s.Missed, s.Others = s.Missed[n-mostMissed:], n-mostMissed
	}
	s.Windows, s.More = windows(b.Windows)
	return json.Marshal(s)
}

func list(numbers []string) []string {
	if numbers == nil {
		return []string{}
	}
	return numbers
}

// windows are those that there is room for, in order: free ones give way first,
// then those that called longest ago.
func windows(all []flows.BoardWindow) (shown []windowView, more int) {
	shown = []windowView{}
	if more = len(all) - mostWindows; more > 0 {
		all = slices.Clone(all)
		slices.SortStableFunc(all, func(a, b flows.BoardWindow) int { return b.At.Compare(a.At) })
		all = all[:mostWindows]
		slices.SortFunc(all, func(a, b flows.BoardWindow) int { return a.N - b.N })
	}
	for _, w := range all {
		v := windowView{N: w.N, Number: w.Number}
		if w.Number != "" {
			v.At = w.At.UnixMilli()
		}
		shown = append(shown, v)
	}
	return shown, max(more, 0)
}

// givingWords says whether numbers are given.
func givingWords(b flows.Board) (state, words string) {
	switch b.Giving {
	case flows.NumbersGiven:
		return "open", "正在发号"
	case flows.AtTheMachine:
		return "open", "请在叫号机取号"
	case flows.TooEarlyToTake:
		return "soon", b.From + "开始取号"
	case flows.NumbersStopped:
		return "closed", "已停止发号"
	case flows.NumbersGone:
		return "closed", "今天的号已发完"
	case flows.TooLateToTake:
		return "closed", "今天的取号时间已过"
	case flows.NoWorkToday:
		return "closed", "今天不办理"
	}
	return "closed", "今天的登记已结束"
}

var weekdays = [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}

func dateWords(day string) string {
	at, err := time.ParseInLocation(time.DateOnly, day, storage.Zone)
	if err != nil {
		return day
	}
	return strings.Join([]string{at.Format("2006年1月2日"), weekdays[at.Weekday()]}, " ")
}
