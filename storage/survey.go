package storage

import "time"

// The books of the surveys (测评表, 征求意见表). An answer carries no person and no hour,
// and the marks that keep somebody from answering twice lie apart from the answers, in
// no order: who gave which answer cannot be told from them.
const (
	Surveys       Book[Survey]       = "surveys"        // by number
	SurveyAnswers Book[SurveyAnswer] = "survey-answers" // by survey "/" day "/" flow instance or form
	SurveyMarks   Book[bool]         = "survey-marks"   // by day "/" keyed mark of person, place and day
)

// Survey is one campaign at a place. Its counts are kept with it, in the commit of
// each answer.
type Survey struct {
	ID       string    `json:"id"`
	Opinions bool      `json:"opinions,omitempty"` // 征求意见表: every sentence becomes a ticket, not only with a bad grade
	Name     string    `json:"name"`
	Unit     string    `json:"unit,omitempty"` // empty: the whole bureau
	Sent     int       `json:"sent"`           // forms handed out (发放数)
	Grades   [6]int    `json:"grades"`         // returned, by grade 1 to 5
	Paper    int       `json:"paper,omitempty"`
	Words    int       `json:"words,omitempty"`
	Tickets  int       `json:"tickets,omitempty"`
	By       StaffID   `json:"by"`
	Made     time.Time `json:"made"`
	Until    time.Time `json:"until,omitzero"` // zero: until somebody ends it
	Ended    time.Time `json:"ended,omitzero"`
}

// Returned is how many forms came back (回收数).
func (s *Survey) Returned() (n int) {
	for _, of := range s.Grades {
		n += of
	}
	return n
}

// Open reports whether somebody may still answer.
func (s *Survey) Open(now time.Time) bool {
	return s.Ended.IsZero() && (s.Until.IsZero() || !now.After(s.Until))
}

// SurveyAnswer is one form that came back.
type SurveyAnswer struct {
	Grade  int    `json:"grade"`
	Words  string `json:"words,omitempty"`
	Paper  bool   `json:"paper,omitempty"`
	Ticket string `json:"ticket,omitempty"`
}
