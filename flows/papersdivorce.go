package flows

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/flows/dates"
	"minqing/flows/texts"
	"minqing/flows/wedlock"
	"minqing/storage"
)

var (
	speaksOfDivorce = regexp.MustCompile(`离婚|离的|冷静期`)
	speaksOfFiling  = regexp.MustCompile(`申请|提交|递交|递的|交了|交的|受理|回执|冷静期`)
	nothingElse     = regexp.MustCompile(`^[\s\pP]*(?:我们?|是|就是|那天|的|去的|办的|来的|吧|呢|啊|哦|[\s\pP])*$`)
	plansToFile     = regexp.MustCompile(`打算|准备|想|计划|如果|假如|要是|的话|才|再去|要去`)
)

// hearApplied takes the day of an application for divorce and tells its windows.
func (p *papers) hearApplied(t *turn, topic wedlock.Topic) bool {
	about := p.Case == wedlock.Divorce || p.Case == wedlock.Cooling
	if !about && !speaksOfDivorce.MatchString(t.said) {
		return false
	}
	m, ok, err := t.engine.dates.Read(t.Text, t.now)
	var wrong *dates.ImpossibleError
	if !ok && !errors.As(err, &wrong) {
		return false
	}
	// a day is no application by itself: somebody may ask for the hours of it
	bare := about && topic == wedlock.None && nothingElse.MatchString(strings.ReplaceAll(t.Text, m.Words, ""))
	if !speaksOfFiling.MatchString(t.said) && !bare {
		return false
	}
	p.Case = wedlock.Divorce
	if !ok {
		p.shown = texts.Papers.NoSuchDay(m.Words)
		return true
	}
	day := m.Days[0]
	if !plansToFile.MatchString(t.said) {
		day = wedlock.Past(m.Words, day, t.now)
	}
	p.shown = windowsWords(t, wedlock.WindowsOf(day, t.house.Bureau.Calendar))
	return true
}

func windowsWords(t *turn, w wedlock.Windows) string {
	s := &texts.Papers
	lines := []string{s.Windows(fullDay(w.Applied), fullDay(w.Undo), fullDay(w.FetchFrom), fullDay(w.FetchLast))}
	if w.UndoMoved {
		lines = append(lines, s.UndoMoved(fullDay(w.Applied.AddDate(0, 0, 30))))
	}
	if w.LastMoved {
		lines = append(lines, s.LastMoved(fullDay(w.Applied.AddDate(0, 0, 60))))
	}
	var years []string
	for _, y := range t.house.Bureau.Calendar.Assumed(w.Undo, w.FetchLast) {
		years = append(years, strconv.Itoa(y))
	}
	if len(years) > 0 {
		lines = append(lines, s.Assumed(strings.Join(years, "、")))
	}
	return texts.Paragraphs(texts.Lines(append(lines, phaseWords(t, w), s.Receipt, s.Source(s.WindowsLaw))...), s.More)
}

func phaseWords(t *turn, w wedlock.Windows) string {
	switch w.On(t.now) {
	case wedlock.Undoing:
		return texts.Papers.Undoing
	case wedlock.Fetching:
		return texts.Papers.Fetching(t.daysAway(w.FetchLast))
	case wedlock.Lapsed:
		return texts.Papers.Lapsed
	}
	return texts.Papers.NotApplied
}

// fullDay is a day with its year: 2026年12月24日（周四）.
func fullDay(day time.Time) string {
	day = day.In(storage.Zone)
	return fmt.Sprintf("%d年%d月%d日（%s）", day.Year(), day.Month(), day.Day(), []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}[day.Weekday()])
}
