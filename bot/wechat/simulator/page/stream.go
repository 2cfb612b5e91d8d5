package page

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
)

const (
	// stateEvery is how often the state is looked at when nothing else happens: windows close by themselves.
	stateEvery = time.Second
	// beatEvery is how often an idle stream shows that it lives.
	beatEvery = 15 * time.Second
	// writePatience is how long one event may take to be taken.
	writePatience = 10 * time.Second
)

func newEpoch() string { return strings.ToLower(rand.Text()[:8]) }

// events is one reader's stream.
type events struct {
	page *Page
	w    http.ResponseWriter
	rc   *http.ResponseController
	last []byte // the state as it was last told
	beat time.Time
}

// stream tells a reader everything, from the beginning or from where she was: first all chats, then each happening
// with its ID, and the state whenever it differs. An ID of another run of the server is answered from the
// beginning, by an event that says so.
func (p *Page) stream(w http.ResponseWriter, r *http.Request) {
	e := &events{page: p, w: w, rc: http.NewResponseController(w), beat: time.Now()}
	if err := e.rc.SetReadDeadline(time.Time{}); err != nil {
		refuse(w, http.StatusInternalServerError, "这个服务器不支持实时推送。")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	since, known := p.since(r.Header.Get("Last-Event-ID"))
	told := int64(0)
	if !known {
		var err error
		if told, err = e.begin(); err != nil {
			return
		}
	}
	_ = e.follow(r, since, told) // ends when either side leaves
}

// since reads an event's ID.
func (p *Page) since(id string) (seq uint64, known bool) {
	epoch, number, _ := strings.Cut(id, "-")
	seq, err := strconv.ParseUint(number, 10, 64)
	return seq, err == nil && epoch == p.epoch
}

// begin tells every chat as it is, and returns the newest bubble told.
func (e *events) begin() (told int64, err error) {
	all := []bubbleView{}
	for _, ph := range e.page.Platform.Phones() {
		for _, b := range ph.Bubbles() {
			all = append(all, viewBubble(b))
			told = max(told, b.ID)
		}
	}
	if err := e.state(); err != nil {
		return 0, err
	}
	return told, e.send("begin", "", all)
}

// follow tells what happens until the reader or the page goes.
func (e *events) follow(r *http.Request, since uint64, told int64) error {
	p := e.page
	happenings := p.Platform.WatchSince(r.Context(), since)
	tick := time.NewTicker(stateEvery)
	defer tick.Stop()
	for {
		p.mu.Lock()
		changed := p.changed
		p.mu.Unlock()
		if err := e.state(); err != nil {
			return err
		}
		select {
		case <-p.stop.Done():
			return nil
		case <-r.Context().Done():
			return nil
		case <-changed:
		case <-tick.C:
		case h, more := <-happenings:
			if !more {
				return nil
			}
			if err := e.happening(h, told); err != nil {
				return err
			}
		}
	}
}

// happening tells one thing; a bubble that begin told goes out as its ID only.
func (e *events) happening(h simulator.Happening, told int64) error {
	id := e.page.epoch + "-" + strconv.FormatUint(h.Seq, 10)
	switch {
	case h.Bubble != nil && h.Bubble.ID > told:
		return e.send("bubble", id, viewBubble(*h.Bubble))
	case h.Callback != nil:
		return e.send("callback", id, viewCallback(*h.Callback, h.Seq))
	case h.Call != nil:
		return e.send("call", id, viewCall(*h.Call, h.Seq))
	}
	return nil
}

// state tells the state when it differs from the last, and shows a sign of life when nothing was told for long.
func (e *events) state() error {
	state, err := json.Marshal(e.page.state())
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	if !bytes.Equal(state, e.last) {
		e.last = state
		return e.send("state", "", json.RawMessage(state))
	}
	if time.Since(e.beat) < beatEvery {
		return nil
	}
	return e.write([]byte(": alive\n\n"))
}

func (e *events) send(name, id string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	var b bytes.Buffer
	if id != "" {
		fmt.Fprintf(&b, "id: %s\n", id)
	}
	fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", name, data)
	return e.write(b.Bytes())
}

func (e *events) write(b []byte) error {
	e.beat = time.Now()
	if err := e.rc.SetWriteDeadline(e.beat.Add(writePatience)); err != nil {
		return err
	}
	if _, err := e.w.Write(b); err != nil {
		return err
	}
	return e.rc.Flush()
}
