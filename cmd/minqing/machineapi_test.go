package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/time/rate"

	"minqing/configs"
	"minqing/storage"
)

// machineReply is what a number machine reads.
type machineReply struct {
	status int
	header http.Header
	machineAnswer
}

// report sends to the machine's address over HTTP as the machine does, but for
// what change makes of the request.
func (h *halls) report(body string, change ...func(r *http.Request)) machineReply {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodPost, "http://"+h.address+machinePath, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+hallToken)
	r.Header.Set("Content-Type", "application/json")
	for _, c := range change {
		c(r)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer answer.Body.Close()
	got := machineReply{status: answer.StatusCode, header: answer.Header}
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	if got.header.Get("Content-Type") == "application/json" {
		if err := json.Unmarshal(raw, &got.machineAnswer); err != nil {
			h.t.Fatalf("%s: %v", raw, err)
		}
	}
	return got
}

// taken reports whether the answer says that so many events were new and so many known.
func (a machineReply) taken(accepted, known int) bool {
	return a.status == http.StatusOK && a.Accepted != nil && *a.Accepted == accepted && a.Known != nil && *a.Known == known && a.Errors == nil
}

// String is the answer in a line.
func (a machineReply) String() string {
	raw, err := json.Marshal(a.machineAnswer)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%d %s", a.status, raw)
}

// queue is the day's queue as it is stored; nil: there is none.
func (h *halls) queue() (q *storage.Hall) {
	h.t.Helper()
	err := h.service.store.View(h.t.Context(), func(tx storage.Tx) error {
		found, err := storage.Halls.Get(tx, "2026-11-23")
		if err == nil {
			q = &found
		}
		return err
	})
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		h.t.Fatal(err)
	}
	return q
}

// machineEvent is an event at a time of the morning of the test.
func machineEvent(id, clock, kind string, rest string) string {
	return fmt.Sprintf(`{"id":%q,"at":"2026-11-23T%s:00+08:00","event":%q%s}`, id, clock, kind, rest)
}

func array(events ...string) string { return "[" + strings.Join(events, ",") + "]" }

func header(name, value string) func(r *http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func TestMachineIsLetIn(t *testing.T) {
	h := openHalls(t, nil)
	one := machineEvent("m-1", "09:00", "taken", `,"number":"A001"`)
	for _, c := range []struct {
		name          string
		body          string
		change        func(r *http.Request)
		status        int
		header, value string
	}{
		{"no token", one, func(r *http.Request) { r.Header.Del("Authorization") }, 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"an empty token", one, header("Authorization", "Bearer "), 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"another token", one, header("Authorization", "Bearer number-machine-of-the-rest"), 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"part of the token", one, header("Authorization", "Bearer "+hallToken[:len(hallToken)-1]), 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"more than the token", one, header("Authorization", "Bearer "+hallToken+"x"), 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"another scheme", one, header("Authorization", "Basic "+hallToken), 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"the token alone", one, header("Authorization", hallToken), 401, "WWW-Authenticate", `Bearer realm="marriage"`},
		{"the token in the address", one, func(r *http.Request) { r.Header.Del("Authorization"); r.URL.RawQuery = "token=" + hallToken }, 401, "", ""},
		{"GET", one, func(r *http.Request) { r.Method = http.MethodGet }, 405, "Allow", "POST"},
		{"PUT", one, func(r *http.Request) { r.Method = http.MethodPut }, 405, "Allow", "POST"},
		{"a form", one, header("Content-Type", "application/x-www-form-urlencoded"), 415, "Accept", "application/json"},
		{"no content type", one, func(r *http.Request) { r.Header.Del("Content-Type") }, 415, "Accept", "application/json"},
		{"too much", one + strings.Repeat(" ", machineBody-len(one)+1), func(*http.Request) {}, 413, "", ""},
		{"too much, and it doesn't say", one + strings.Repeat(" ", machineBody-len(one)+1), func(r *http.Request) { r.ContentLength = -1 }, 413, "", ""},
	} {
		got := h.report(c.body, c.change)
		if got.status != c.status || len(got.Errors) != 1 || got.Accepted != nil || c.header != "" && got.header.Get(c.header) != c.value || got.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v, %s: %s", c.name, got, c.header, got.header.Get(c.header))
		}
		if q := h.queue(); q != nil {
			t.Fatalf("%s: it was stored: %+v", c.name, q)
		}
	}
	full := one + strings.Repeat(" ", machineBody-len(one))
	if got := h.report(full, header("Authorization", "bearer "+hallToken), header("Content-Type", "application/json; charset=utf-8")); !got.taken(1, 0) {
		t.Errorf("one that is right: %v", got)
	}
	if log := h.log.String(); strings.Contains(log, hallToken[:len(hallToken)-1]) || !strings.Contains(log, "number machine refused") {
		t.Errorf("the log says %s", log)
	}
}

// Without a token the address does not exist, whatever is shown.
func TestMachineWithoutAToken(t *testing.T) {
	h := openHalls(t, func(c *configs.Config, _ *configs.Bureau) { c.MarriageToken = "" })
	for _, authorization := range []string{"", "Bearer", "Bearer ", "Bearer " + hallToken} {
		got := h.report(machineEvent("m-1", "09:00", "taken", `,"number":"A001"`), header("Authorization", authorization))
		if got.status != http.StatusNotFound || got.header.Get("WWW-Authenticate") != "" {
			t.Errorf("%q: %v", authorization, got)
		}
	}
	if q := h.queue(); q != nil {
		t.Errorf("it was stored: %+v", q)
	}
}

// wrongReports are requests with something wrong in them, and the indexes that
// the answer names with a word of what it says of each.
var wrongReports = map[string]struct {
	body string
	want []string
}{
	"nothing":            {"", []string{"0 不是一个事件"}},
	"no event":           {"[]", []string{"0 没有事件"}},
	"null":               {"null", []string{"0 不是一个事件"}},
	"a text":             {`"taken"`, []string{"0 不是一个事件"}},
	"half an array":      {"[" + machineEvent("a", "09:00", "taken", `,"number":"A001"`), []string{"0 不是一个事件"}},
	"half an event":      {`{"id":"a"`, []string{"0 不是一个事件"}},
	"two beside":         {machineEvent("a", "09:00", "day_closed", "") + machineEvent("b", "09:00", "day_closed", ""), []string{"0 不是一个事件"}},
	"a number as a text": {machineEvent("a", "09:00", "called", `,"number":"A001","window":"2"`), []string{"0 window 的类型不对"}},
	"a time of no zone":  {`{"id":"a","at":"2026-11-23 09:00","event":"taken","number":"A001"}`, []string{"0 at 应当写成"}},
	"no time":            {`{"id":"a","event":"taken","number":"A001"}`, []string{"0 缺少 at"}},
	"another day":        {`{"id":"a","at":"2026-11-20T09:00:00+08:00","event":"taken","number":"A001"}`, []string{"0 at 只能是"}},
	"some among good ones": {array(
		machineEvent("g-1", "09:00", "taken", `,"number":"A001"`),
		machineEvent("b-1", "09:00", "taken", `,"number":"one"`),
		machineEvent("g-2", "09:01", "taken", `,"number":"A002"`),
		machineEvent("b-2", "09:02", "called", `,"number":"A001"`),
		machineEvent("b-3", "09:02", "married", ``),
		machineEvent("", "09:02", "day_closed", ``)),
		[]string{"1 number 应当是", "3 window 应当是", "4 event 应当是", "5 id 应当是"}},
	"no JSON among good ones": {array(
		machineEvent("g-1", "09:00", "taken", `,"number":"A001"`),
		machineEvent("b-1", "09:00", "taken", `,"number":"A001","openid":"o1"`),
		"7",
		machineEvent("g-2", "09:01", "taken", `,"number":"A002"`)),
		[]string{`1 不认识的字段 "openid"`, "2 不是一个事件"}},
}

// A request is taken whole or not at all, and the answer names what is wrong by its index.
func TestMachineReportsAreWhole(t *testing.T) {
	h := openHalls(t, nil)
	many := slices.Repeat([]string{machineEvent("m", "09:00", "day_closed", "")}, machineEvents+1)
	all := map[string]struct {
		body string
		want []string
	}{"too many": {array(many...), []string{"500 一次最多 500 个"}}}
	for name, c := range wrongReports {
		all[name] = c
	}
	for name, c := range all {
		got := h.report(c.body)
		matches := got.status == http.StatusUnprocessableEntity && len(got.Errors) == len(c.want) && got.Accepted == nil && got.Known == nil
		for i := 0; matches && i < len(c.want); i++ {
			matches = strings.HasPrefix(fmt.Sprintf("%d %s", got.Errors[i].Index, got.Errors[i].Error), c.want[i])
		}
		if !matches {
			t.Errorf("%s: %v, want %q", name, got, c.want)
		}
		if q := h.queue(); q != nil {
			t.Fatalf("%s: part of it was stored: %+v", name, q)
		}
	}
}

// An id counts once: within a request, in another one, and after a restart.
func TestMachineReportsCountOnce(t *testing.T) {
	h := openHalls(t, nil)
	first, second := machineEvent("m-1", "09:00", "taken", `,"number":"A001"`), machineEvent("m-2", "09:01", "taken", `,"number":"A002"`)
	if got := h.report(array(first, first)); !got.taken(1, 1) {
		t.Errorf("twice in one request: %v", got)
	}
	if got := h.report(array(first, second)); !got.taken(1, 1) {
		t.Errorf("one of them again: %v", got)
	}
	other := machineEvent("m-1", "09:04", "called", `,"number":"A002","window":1`)
	if got := h.report(other); !got.taken(0, 1) {
		t.Errorf("another event by the same id: %v", got)
	}
	h.end()
	h.begin()
	if got := h.report(array(first, second)); !got.taken(0, 2) {
		t.Errorf("after a restart: %v", got)
	}
	if q := h.queue(); q == nil || q.Last != 2 || q.Calls != 0 || !q.Reported {
		t.Errorf("the queue is %+v", q)
	}
}

// aMorningByMachine is what a machine reports of an hour.
var aMorningByMachine = []string{
	machineEvent("m-1", "08:30", "window_open", `,"window":2`),
	machineEvent("m-2", "08:31", "taken", `,"number":"A001"`),
	machineEvent("m-3", "08:32", "taken", `,"number":"A002"`),
	machineEvent("m-4", "08:33", "taken", `,"number":"A003"`),
	machineEvent("m-5", "08:34", "taken", `,"number":"A004"`),
	machineEvent("m-6", "08:40", "called", `,"number":"A001","window":2`),
	machineEvent("m-7", "08:55", "done", `,"number":"A001"`),
	machineEvent("m-8", "08:56", "called", `,"number":"A002","window":2`),
	machineEvent("m-9", "08:58", "missed", `,"number":"A002"`),
	machineEvent("m-a", "08:59", "called", `,"number":"A003","window":2`),
}

// The same events end in the same queue, one at a time or backwards and twice.
func TestMachineReportsInAnyOrder(t *testing.T) {
	inOrder, backwards := openHalls(t, nil), openHalls(t, nil)
	for _, e := range aMorningByMachine {
		if got := inOrder.report(e); !got.taken(1, 0) {
			t.Errorf("%s: %v", e, got)
		}
	}
	for i := len(aMorningByMachine) - 1; i >= 0; i-- {
		if got := backwards.report(array(aMorningByMachine[i], aMorningByMachine[i])); !got.taken(1, 1) {
			t.Errorf("%s: %v", aMorningByMachine[i], got)
		}
	}
	a, b := inOrder.queue(), backwards.queue()
	if a.Windows[0].Now != 3 || a.Couples[1].State != storage.CoupleMissed || a.Couples[0].State != storage.CoupleDone {
		t.Errorf("the queue is %+v", a)
	}
	for i := range a.Couples { // how near a number was on the way depends on the order
		a.Couples[i].Told, b.Couples[i].Told = nil, nil
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("in order  %+v\nbackwards %+v", a, b)
	}
}

// A machine that reports too fast is told to come again, and loses nothing;
// strangers don't use up what is the machine's.
func TestMachineReportsTooFast(t *testing.T) {
	h := openHalls(t, nil)
	limit := h.service.machine.(*machineAPI).limit
	limit.SetLimit(0)
	limit.SetBurst(2)
	for range 5 {
		if got := h.report("", header("Authorization", "Bearer x")); got.status != http.StatusUnauthorized {
			t.Errorf("a stranger: %v", got)
		}
	}
	for i := range 4 {
		got := h.report(aMorningByMachine[i])
		switch {
		case i < 2 && !got.taken(1, 0):
			t.Errorf("report %d: %v", i, got)
		case i >= 2 && (got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") != "1" || len(got.Errors) != 1):
			t.Errorf("report %d: %v", i, got)
		}
	}
	limit.SetLimit(rate.Inf)
	if got := h.report(array(aMorningByMachine[:4]...)); !got.taken(2, 2) {
		t.Errorf("the same again: %v", got)
	}
}
