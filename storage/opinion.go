package storage

// Opinions is the book of what came by paper, phone or visit (代录, import), by a
// keyed mark of channel, day and words: what was written down once is known again.
const Opinions Book[[]Written] = "opinions"

// Written is a ticket that was made of something on paper. Batch tells sheets apart
// in which the same words are from different people.
type Written struct {
	Ticket string
	Batch  string `json:",omitempty"`
}
