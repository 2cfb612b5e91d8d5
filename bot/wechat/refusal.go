package wechat

import (
	"net/http"
	"sync"
	"time"
)

// refusal is why a request is not answered: a status of the 4xx and one short
// line that says nothing about secrets or people.
type refusal struct {
	status int
	reason string
}

var (
	refuseMethod    = &refusal{http.StatusMethodNotAllowed, "method not allowed"}
	refuseQuery     = &refusal{http.StatusBadRequest, "bad query"}
	refuseStale     = &refusal{http.StatusForbidden, "timestamp missing or out of date"}
	refuseSignature = &refusal{http.StatusForbidden, "bad signature"}
	refuseBody      = &refusal{http.StatusBadRequest, "body cannot be read"}
	refuseLarge     = &refusal{http.StatusRequestEntityTooLarge, "body too large"}
	refusePlain     = &refusal{http.StatusBadRequest, "only encrypted messages are taken"}
	refuseCipher    = &refusal{http.StatusBadRequest, "cannot decrypt"}
	refuseShape     = &refusal{http.StatusBadRequest, "message lacks what every message has"}
)

func (f *refusal) write(w http.ResponseWriter) {
	h := w.Header()
	h["Content-Type"] = textType
	h["X-Content-Type-Options"] = noSniff
	if f == refuseMethod {
		h.Set("Allow", "GET, POST")
	}
	w.WriteHeader(f.status)
	_, _ = w.Write([]byte(f.reason + "\n"))
}

// seldom lets each reason be logged once a minute: a stranger who knocks all
// day must not fill the disk, and an operator who mistyped the token must see it.
type seldom struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func (s *seldom) due(reason string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if last, ok := s.last[reason]; ok && now.Sub(last) < time.Minute {
		return false
	}
	if s.last == nil {
		s.last = make(map[string]time.Time)
	}
	s.last[reason] = now
	return true
}
