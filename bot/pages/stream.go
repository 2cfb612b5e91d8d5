package pages

import (
	"bytes"
	"fmt"
	"net/http"
	"time"
)

// stale is how old a look may be for the stream to say that it lives.
const stale = 3 * lookEvery

// stream tells a reader what stands on the screen, at once and whenever it is
// another, and every now and then the time. A reader who does not take it is let
// go, and comes again.
func (s *Screen) stream(w http.ResponseWriter, r *http.Request) {
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	default:
		w.Header().Set("Retry-After", "30")
		http.Error(w, "too many screens look on", http.StatusServiceUnavailable)
		return
	}
	e := &events{w: w, rc: http.NewResponseController(w), patience: s.patience}
	if err := e.rc.SetReadDeadline(time.Time{}); err != nil {
		http.Error(w, "this server has no streams", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // a proxy that gathers what it passes on would hold calls back
	select {
	case s.wanted <- struct{}{}:
	default:
	}
	_ = s.follow(r, e) // ends when either side leaves
}

func (s *Screen) follow(r *http.Request, e *events) error {
	if err := e.send("hello", fmt.Sprintf("%q", release)); err != nil {
		return err
	}
	var told []byte
	beat := time.NewTicker(s.beat)
	defer beat.Stop()
	for {
		shown, looked, changed := s.latest()
		if shown != nil && !bytes.Equal(shown, told) && time.Since(looked) < stale {
			if err := e.send("time", s.clock()); err != nil {
				return err
			}
			if err := e.send("board", string(shown)); err != nil {
				return err
			}
			told = shown
		}
		select {
		case <-s.stop.Done():
			return nil
		case <-r.Context().Done():
			return nil
		case <-changed:
		case <-beat.C:
			if err := s.beats(e, looked); err != nil {
				return err
			}
		}
	}
}

// beats shows that the stream lives; the time is told only while the store
// answers, so that a page never takes an old board for a fresh one.
func (s *Screen) beats(e *events, looked time.Time) error {
	if time.Since(looked) > stale {
		return e.write([]byte(": alive\n\n"))
	}
	return e.write([]byte(": alive\nevent: time\ndata: " + s.clock() + "\n\n"))
}

func (s *Screen) clock() string { return fmt.Sprint(s.Now().UnixMilli()) }

// events is one reader's stream.
type events struct {
	w        http.ResponseWriter
	rc       *http.ResponseController
	patience time.Duration
}

// send tells one event. data is one line.
func (e *events) send(name, data string) error {
	return e.write([]byte("event: " + name + "\ndata: " + data + "\n\n"))
}

func (e *events) write(b []byte) error {
	if err := e.rc.SetWriteDeadline(time.Now().Add(e.patience)); err != nil {
		return err
	}
	if _, err := e.w.Write(b); err != nil {
		return err
	}
	return e.rc.Flush()
}
