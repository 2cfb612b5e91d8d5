package pages

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"minqing/flows"
	"minqing/storage"
)

// Path is where the calling screen is; its parts lie below.
const Path = "/screen/marriage"

// mostReaders is how many screens may look on at once.
const mostReaders = 64

// ScreenConfig is what a screen has to know. Store, Board, Bureau and Now are
// required.
type ScreenConfig struct {
	Store  storage.Store
	Board  func(tx storage.Tx) (flows.Board, error) // what stands on the screen now
	Bureau string
	Now    func() time.Time
	Jumped func() <-chan struct{} // closed when Now is next put forward; nil: time only passes
	Log    *slog.Logger

	// Code makes what stands in the day's code for taking numbers on site; nil:
	// there is none. It may take as long as the platform does.
	Code func(ctx context.Context) (address string, err error)
}

// Screen is the calling screen: a document, and a stream of events with what
// stands on it. It is safe for concurrent use.
type Screen struct {
	ScreenConfig
	handler  http.Handler
	template *template.Template
	code     *code
	seldom   rate.Sometimes // complaints that would come with every look

	places   chan struct{} // one for each reader
	patience time.Duration // how long one event may take to be taken
	beat     time.Duration // how often an idle stream shows that it lives
	stop     context.Context
	close    context.CancelFunc

	mu      sync.Mutex
	shown   []byte        // the snapshot as it was last made; nil: none yet
	looked  time.Time     // when the store last answered
	changed chan struct{} // closed and replaced with every other snapshot
	wanted  chan struct{} // somebody came to look
}

// NewScreen makes a screen. It shows something once it runs. An error is a
// template that is broken.
func NewScreen(c ScreenConfig) (*Screen, error) {
	t, err := template.ParseFS(assets, "assets/screen.html")
	if err != nil {
		return nil, fmt.Errorf("make screen: %w", err)
	}
	s := &Screen{
		ScreenConfig: c, template: t, code: newCode(c), seldom: rate.Sometimes{Interval: time.Minute},
		places: make(chan struct{}, mostReaders), patience: 10 * time.Second, beat: 15 * time.Second,
		changed: make(chan struct{}), wanted: make(chan struct{}, 1),
	}
	s.stop, s.close = context.WithCancel(context.Background())
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path, s.show)
	mux.HandleFunc("GET "+Path+"/events", s.stream)
	mux.HandleFunc("GET "+Path+"/code/{file}", s.code.serve)
	mux.HandleFunc("GET "+Path+"/{file}", asset)
	s.handler = guard(mux)
	return s, nil
}

// ServeHTTP serves Path and what lies below it.
func (s *Screen) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// show is the document itself. ?theme=dark and ?theme=light choose its look, which
// otherwise follows the machine's.
func (s *Screen) show(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	theme := r.FormValue("theme")
	if theme != "light" && theme != "dark" {
		theme = ""
	}
	err := s.template.Execute(w, struct{ Bureau, Path, Theme, Release string }{s.Bureau, Path, theme, release})
	if err != nil {
		s.Log.Warn("draw screen", "err", err)
	}
}
