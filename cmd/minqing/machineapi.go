package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"minqing/flows"
	"minqing/flows/hall"
	"minqing/storage"
)

// machinePath is where an office's own number machine reports.
const machinePath = "/api/marriage/events"

// Bounds of what a machine may send.
const (
	machineBody   = 64 << 10
	machineEvents = 500 // in one request
	machineRate   = 50  // requests a second …
	machineBurst  = 200 // … and so many at once
)

// machineAPI takes the events of a number machine (叫号机) over HTTP.
type machineAPI struct {
	token  [sha256.Size]byte // of the bearer token
	shut   bool              // there is no token: the address does not exist
	store  storage.Store
	report func(tx storage.Tx, events []hall.Event) (fresh int, err error)
	log    *slog.Logger
	limit  *rate.Limiter
	seldom rate.Sometimes // complaints
}

func newMachineAPI(h *house, engine *flows.Engine) *machineAPI {
	return &machineAPI{
		token: sha256.Sum256([]byte(h.config.MarriageToken)), shut: h.config.MarriageToken == "",
		store: h.store, report: engine.Reported, log: h.log,
		limit: rate.NewLimiter(machineRate, machineBurst), seldom: rate.Sometimes{Interval: time.Minute},
	}
}

// machineAnswer is what the machine reads.
type machineAnswer struct {
	Accepted *int           `json:"accepted,omitempty"` // new
	Known    *int           `json:"known,omitempty"`    // reported before
	Errors   []machineFault `json:"errors,omitempty"`
}

type machineFault struct {
	Index int    `json:"index"` // of the event, from 0
	Error string `json:"error"`
}

// ServeHTTP takes one event or several: all of them, or none.
func (m *machineAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if m.shut {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	if status, header, words := m.bar(r); status != 0 {
		if header != "" {
			name, value, _ := strings.Cut(header, ": ")
			w.Header().Set(name, value)
		}
		m.refuse(w, status, machineFault{Error: words})
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, machineBody))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			m.refuse(w, http.StatusRequestEntityTooLarge, machineFault{Error: "正文不能超过 64 KiB，请分几次上报"})
		}
		return // else the machine hung up
	}
	events, faults := readEvents(body)
	if len(faults) > 0 {
		m.refuse(w, http.StatusUnprocessableEntity, faults...)
		return
	}
	m.take(r.Context(), w, events)
}

// bar says why a request is not even read; 0: it is.
func (m *machineAPI) bar(r *http.Request) (status int, header, words string) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed, "Allow: POST", "请用 POST"
	case !m.known(r.Header.Get("Authorization")):
		return http.StatusUnauthorized, `WWW-Authenticate: Bearer realm="marriage"`, "令牌不对"
	case !m.limit.Allow():
		return http.StatusTooManyRequests, "Retry-After: 1", "上报太快，请稍后重报同样的内容"
	case kind != "application/json":
		return http.StatusUnsupportedMediaType, "Accept: application/json", "Content-Type 应当是 application/json"
	}
	return 0, "", ""
}

// known compares the token in a time that tells nothing of it.
func (m *machineAPI) known(authorization string) bool {
	scheme, token, _ := strings.Cut(authorization, " ")
	sum := sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(sum[:], m.token[:]) == 1 && strings.EqualFold(scheme, "Bearer")
}

// take commits the events.
func (m *machineAPI) take(ctx context.Context, w http.ResponseWriter, events []hall.Event) {
	fresh := 0
	err := m.store.Update(ctx, func(tx storage.Tx) (err error) {
		fresh, err = m.report(tx, events)
		return err
	})
	var wrong flows.EventFaults
	switch {
	case errors.As(err, &wrong):
		var faults []machineFault
		for _, f := range wrong {
			faults = append(faults, machineFault{f.Index, eventFaultWords(f.Err)})
		}
		m.refuse(w, http.StatusUnprocessableEntity, faults...)
	case err != nil:
		m.log.Warn("events of the number machine were not stored", "events", len(events), "err", err)
		m.answer(w, http.StatusServiceUnavailable, machineAnswer{Errors: []machineFault{{Error: "暂时存不下来，请稍后重报同样的内容"}}})
	default:
		known := len(events) - fresh
		m.answer(w, http.StatusOK, machineAnswer{Accepted: &fresh, Known: &known})
	}
}

// refuse answers what is wrong, and has the log know, not too often.
func (m *machineAPI) refuse(w http.ResponseWriter, status int, faults ...machineFault) {
	m.seldom.Do(func() {
		m.log.Warn("number machine refused", "status", status, "errors", len(faults), "index", faults[0].Index, "error", faults[0].Error)
	})
	m.answer(w, status, machineAnswer{Errors: faults})
}

func (m *machineAPI) answer(w http.ResponseWriter, status int, a machineAnswer) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(a) // a machine that hung up reports again
}

// readEvents reads one event or an array of them, strictly.
func readEvents(body []byte) ([]hall.Event, []machineFault) {
	body = bytes.TrimSpace(body)
	raw := []json.RawMessage{body}
	if bytes.HasPrefix(body, []byte("[")) {
		raw = nil
		if err := json.Unmarshal(body, &raw); err != nil {
			return nil, []machineFault{{Error: jsonFaultWords(err)}}
		}
	}
	switch {
	case len(raw) == 0:
		return nil, []machineFault{{Error: "没有事件"}}
	case len(raw) > machineEvents:
		return nil, []machineFault{{Index: machineEvents, Error: "一次最多 500 个事件，请分几次上报"}}
	}
	events := make([]hall.Event, len(raw))
	var faults []machineFault
	for i, one := range raw {
		if err := readEvent(one, &events[i]); err != nil {
			faults = append(faults, machineFault{i, jsonFaultWords(err)})
		}
	}
	return events, faults
}

var errNoEvent = errors.New("not one object")

func readEvent(raw []byte, e *hall.Event) error {
	if !bytes.HasPrefix(raw, []byte("{")) {
		return errNoEvent
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(e); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errNoEvent
	}
	return nil
}
