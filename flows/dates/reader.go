package dates

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/storage"
)

// Reader reads days. It is safe for concurrent use.
type Reader struct {
	// Festival finds the date of a festival that moves through the year: 春节 清明 端午
	// 七夕 中秋, and 元宵 除夕 重阳 where the bureau lists them. Nil knows none.
	Festival func(name string, year int) (day time.Time, known bool)
}

// longQuestion is how many characters are read: of more, only the beginning.
const longQuestion = 300

// Read finds the day or days that a sentence names, seen from now. Without any, ok is
// false and err nil. A date that can't be gives *ImpossibleError and one that isn't
// known *UnknownError, with the words in the mention and ok false.
func (r Reader) Read(sentence string, now time.Time) (m Mention, ok bool, err error) {
	typed := []rune(sentence)
	s := &scan{reader: r, typed: typed[:min(len(typed), longQuestion)], today: midnight(now)}
	s.from = s.today
	s.runes = make([]rune, len(s.typed))
	for i, r := range s.typed {
		s.runes[i] = plain(r)
	}
	s.text = string(s.runes)
	s.queue = queueing.MatchString(s.text)
	s.all()
	var words []string
	for _, f := range s.found {
		words = append(words, strings.TrimSpace(string(s.typed[f.at:f.end])))
		m.Guess = m.Guess || f.guess
		if m.Part == "" {
			m.Part = f.part
		}
		for _, day := range f.days {
			if !slices.ContainsFunc(m.Days, day.Equal) && len(m.Days) < few {
				m.Days = append(m.Days, day)
			}
		}
		if err == nil && f.err != nil {
			err = f.err
		}
	}
	m.Words = strings.Join(words, "、")
	if err != nil {
		return Mention{Words: m.Words}, false, err
	}
	return m, len(m.Days) > 0, nil
}

// plain folds a character; 後 is apart because names are matched elsewhere, too.
func plain(r rune) rune {
	switch r = fold.Rune(r); r {
	case '後':
		return '后'
	case '—', '~', '〜', '～':
		return '-'
	}
	return r
}

// scan is one reading of a sentence.
type scan struct {
	reader Reader
	typed  []rune
	runes  []rune // folded; as many as typed
	text   string // the runes
	queue  bool   // it speaks of numbers in the queue
	today  time.Time
	from   time.Time // a date without a year is the next from here on: today, or the beginning of a stretch
	found  []found
}

// found is one place in the sentence that names days.
type found struct {
	at, end int // runes
	kind    kind
	days    []time.Time
	guess   bool
	part    Part
	err     error
}

// all goes through the sentence once; what was read isn't read again.
func (s *scan) all() {
	offset := 0 // of the rune in text
	for at := 0; at < len(s.runes); {
		f, end := s.longest(at, s.text[offset:])
		if f != nil {
			end = s.extend(f)
			s.keep(*f)
		}
		for ; at < end; at++ {
			offset += utf8.RuneLen(s.runes[at])
		}
	}
}

// longest tries every form at a place. It returns what the longest names, nil if that
// is nothing, and the place after it.
func (s *scan) longest(at int, rest string) (best *found, end int) {
	end = at + 1
	length := 0
	for i := range forms {
		form := &forms[i]
		m := form.pattern.FindStringSubmatch(rest)
		if m == nil || len(m[0]) <= length || !form.fits(s, rest[len(m[0]):]) {
			continue
		}
		f := &found{at: at, end: at + utf8.RuneCountInString(m[0]), kind: form.kind}
		if form.read != nil && !form.read(s, f, m) {
			continue
		}
		length, end, best = len(m[0]), f.end, f
		if form.read == nil {
			best = nil
		}
	}
	if best != nil && best.err != nil {
		best.err = worded(best.err, string(s.typed[best.at:best.end]))
	}
	return best, end
}

// worded puts the words into an error that has none.
func worded(err error, words string) error {
	var impossible *ImpossibleError
	var unknown *UnknownError
	switch {
	case errors.As(err, &impossible):
		return &ImpossibleError{Words: words}
	case errors.As(err, &unknown):
		return &UnknownError{Words: words, Year: unknown.Year}
	}
	return err
}

// keep adds what was found; a weekday beside a date only explains it.
func (s *scan) keep(f found) {
	if n := len(s.found); n > 0 {
		last := &s.found[n-1]
		beside := strings.Trim(string(s.runes[last.end:f.at]), " (,，[是") == ""
		switch {
		case beside && f.kind == weekday && last.kind != weekday:
			return
		case beside && f.kind == exact && last.kind == weekday && len(last.days) == 1:
			*last = f
			return
		}
	}
	s.found = append(s.found, f)
}

func midnight(t time.Time) time.Time {
	y, m, d := t.In(storage.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, storage.Zone)
}
