package storage

import "time"

// Search asks for the tickets that hold certain words (查询). Every part that is
// given narrows it.
type Search struct {
	// Terms must all be met. A ticket meets one by its category, kind or channel,
	// whose name has it; by words of its citizen (the description, the place, what
	// was added later); by the citizen's name; and by the last four digits of the
	// phone, written alone or as part of the number. Name and phone of whoever asked
	// to stay unknown are not looked at. Letter case, width, traditional characters,
	// spaces, punctuation and the usual misspellings make no difference. A term of
	// one character is met by categories, kinds and channels alone.
	Terms  []string
	States []State   // only these; empty: every state
	Unit   string    // of this unit; empty: of any
	From   time.Time // filed at or after; zero: from the first
	Until  time.Time // filed before; zero: to the last

	// Sees is asked, before anything sealed is opened, whether the ticket may be
	// found at all, and by which of its sealed parts. The ticket has no Private part.
	// Nil: everything may be found by everything.
	Sees func(t *Ticket) (Parts, bool)

	After    string        // the cursor of the page before; empty: from the newest
	Limit    int           // 1 to 100; 0: 20
	Patience time.Duration // stop looking after this long; zero: look to the end
}

// Parts are what a search may look at of what a citizen told.
type Parts struct {
	Words bool // the description, and what was added later
	Place bool
	Name  bool
	Phone bool
}

// Found is what a search came to.
type Found struct {
	Tickets []Ticket // newest first, with their Private parts
	Next    string   // where to look on; empty: everything was looked at. What follows may be nothing

	// Back is set when patience ended: everything filed after it was looked at.
	Back time.Time
}
