package page

import (
	"context"
	"net/http"
	"strconv"
)

// Tour is a script that a reader is led through. The page points; whoever implements it knows the script, does a
// step when asked, and sees by itself when the reader did it by hand. It is safe for concurrent use.
type Tour interface {
	State() TourState
	Begin(ctx context.Context) error          // from the first step, with people who are new to it
	Next(ctx context.Context, step int) error // does the current step for the reader; another number does nothing
	Skip(ctx context.Context, step int) error // goes on although not all was seen
	Leave()                                   // ends it; Begin starts anew
}

// TourState is where a tour is.
type TourState struct {
	Total int    `json:"total"`
	At    int    `json:"at"` // from 0; Total when it is over
	On    bool   `json:"on"` // begun, and not left
	Busy  bool   `json:"busy"`
	Wrong string `json:"wrong,omitempty"` // what was not as promised
	Step  Step   `json:"step"`
}

// Step is one step as a reader sees it.
type Step struct {
	Who   string `json:"who,omitempty"`
	Words string `json:"words"` // what to do
	Note  string `json:"note"`  // what to notice
	Act   Act    `json:"act"`
	Text  string `json:"text,omitempty"` // what is said, tapped or scanned, or the name of the place
}

// Act is what the finger points at.
type Act string

const (
	Follow Act = "follow" // the button that follows the account
	Say    Act = "say"    // words to send
	Tap    Act = "tap"    // a line of a message
	Photo  Act = "photo"
	Locate Act = "place" // a place on the map
	Scan   Act = "scan"  // a QR code
	Watch  Act = "watch" // nothing: the tour does it
)

func (p *Page) tour(w http.ResponseWriter, r *http.Request) {
	if p.Tour == nil {
		http.NotFound(w, r)
		return
	}
	ctx, cancel := p.patient(r)
	defer cancel()
	step, err := strconv.Atoi(r.FormValue("step"))
	move := r.PathValue("move")
	switch {
	case move == "begin":
		err = p.Tour.Begin(ctx)
	case move == "leave":
		p.Tour.Leave()
		err = nil
	case move == "next" && err == nil:
		err = p.Tour.Next(ctx, step)
	case move == "skip" && err == nil:
		err = p.Tour.Skip(ctx, step)
	default:
		refuse(w, http.StatusBadRequest, "没有这一步。")
		return
	}
	p.Changed()
	if err != nil {
		refuse(w, http.StatusConflict, "引导没有继续："+err.Error())
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
