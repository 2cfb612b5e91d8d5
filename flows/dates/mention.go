package dates

import (
	"fmt"
	"time"
)

// Mention is the day or the few days that words name.
type Mention struct {
	Days  []time.Time // midnights in China, as named, none twice; never empty
	Part  Part        // the part of the day, where one was named
	Words string      // as they were typed; several parts are joined by 、
	Guess bool        // the year (or the month of a mere 31号) wasn't said and had passed: the next was taken
}

// Part is a part of the day.
type Part string

// The parts of a day; the zero value is all of it.
const (
	Morning   Part = "上午"
	Noon      Part = "中午"
	Afternoon Part = "下午"
	Evening   Part = "晚上"
)

// few bounds the days of a mention; of a longer stretch the first and the last stand.
const few = 7

// ImpossibleError is a date that no calendar has, such as 2月30日.
type ImpossibleError struct{ Words string }

func (e *ImpossibleError) Error() string { return fmt.Sprintf("read date: %q is no day", e.Words) }

// UnknownError is a day whose date isn't known here: a festival in a year that the
// table lacks, or a day of the lunar calendar that is no festival.
type UnknownError struct {
	Words string
	Year  int // of a festival, or as it was said; 0: another lunar day of no year
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("read date: the day of %q isn't known", e.Words)
}
