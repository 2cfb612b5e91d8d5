package page

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"minqing/bot/wechat/simulator"
)

// Options are what a page shows. Platform, Account and Now are required.
type Options struct {
	Platform *simulator.Platform
	Account  string   // the account's name, as phones show it
	People   []Person // whose phones are there from the start, in this order
	Switches []Switch // faults
	Tour     Tour     // nil: there is none
	Samples  Samples

	Now     func() time.Time    // the clock everybody goes by
	Advance func(time.Duration) // puts that clock forward; nil: it cannot be

	Log *slog.Logger // slog.Default when nil; what people write is never logged
}

// Person is somebody with a phone.
type Person struct {
	Name  string `json:"name"`
	Part  string `json:"part"`  // what a newcomer should know of her
	Staff bool   `json:"staff"` // works at the bureau
}

// Samples are files that a phone can send without having any.
type Samples struct{ Photo, Voice, Video []byte }

// Switch is a fault that a reader can turn on and off.
type Switch struct {
	ID    string // a word for addresses
	Title string
	Help  string // what one will see
	Code  string // the platform's errcode, where there is one

	// On tells how the switch stands; nil when it is a button that acts once.
	On   func() bool
	Turn func(ctx context.Context, on bool) error
}

// Page serves everything that belongs to the page. It is safe for concurrent use.
type Page struct {
	Options
	handler  http.Handler
	template *template.Template
	epoch    string // names this run of the server in event IDs
	stop     context.Context
	close    context.CancelFunc

	mu      sync.Mutex
	people  []Person
	changed chan struct{} // closed and replaced whenever the state may differ
}

// New makes a page. It fails when an option that is required is missing, and on a template that is broken.
func New(o Options) (*Page, error) {
	if o.Platform == nil || o.Account == "" || o.Now == nil {
		return nil, fmt.Errorf("make page: platform, account and clock are required")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	t, err := template.ParseFS(assets, "assets/page.html")
	if err != nil {
		return nil, fmt.Errorf("make page: %w", err)
	}
	p := &Page{Options: o, template: t, people: o.People, changed: make(chan struct{}), epoch: newEpoch()}
	p.stop, p.close = context.WithCancel(context.Background())
	for _, person := range o.People {
		o.Platform.Phone(person.Name)
	}
	p.handler = guard(p.routes())
	return p, nil
}

// routes is every address of the page.
func (p *Page) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.show)
	mux.HandleFunc("GET /page/{file}", p.asset)
	mux.HandleFunc("GET /page/stream", p.stream)
	mux.HandleFunc("GET /page/media/{id}", p.media)
	mux.HandleFunc("POST /page/act/{deed}", p.act)
	mux.HandleFunc("POST /page/people", p.invite)
	mux.HandleFunc("POST /page/fault/{id}", p.turn)
	mux.HandleFunc("POST /page/time", p.advance)
	mux.HandleFunc("POST /page/tour/{move}", p.tour)
	return mux
}

// ServeHTTP serves the page at / and everything else of it below /page/.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

// Close ends the streams and acts that are open: a server's graceful stop waits for them.
func (p *Page) Close() { p.close() }

// Changed tells the readers that something beside the chats may be different: a switch, the tour, the clock.
func (p *Page) Changed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.changed)
	p.changed = make(chan struct{})
}

// show is the document itself.
func (p *Page) show(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	err := p.template.Execute(w, struct {
		Account  string
		Switches []Switch
		Tour     bool
		Clock    bool
		County   county
		Modules  []string
	}{p.Account, p.Switches, p.Tour != nil, p.Advance != nil, sampleCounty, modules})
	if err != nil {
		p.Log.Warn("draw page", "err", err)
	}
}
