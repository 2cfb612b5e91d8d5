package storage

import "time"

// The books of the public board (公开栏).
const (
	Bulletins Book[Bulletin]  = "bulletins" // by number, six digits: 公告
	Published Book[Disclosed] = "published" // by month (2026-01): figures as they were made public last
)

// Bulletin is 公告: a notice of the bureau on its public board.
type Bulletin struct {
	N       int       `json:"n"`
	At      time.Time `json:"at"`
	By      StaffID   `json:"by"`
	Text    string    `json:"text"`
	Taken   time.Time `json:"taken,omitzero"` // when it was taken down; zero: it hangs
	TakenBy StaffID   `json:"taken_by,omitempty"`
}

// Disclosed is the figures of a month that everybody may know.
type Disclosed struct {
	At       time.Time `json:"at"` // when they were counted
	Received int       `json:"received"`
	Resolved int       `json:"resolved"`
	Topics   []Topic   `json:"topics,omitempty"` // most received first; none so small that it tells of somebody
}

// Topic is a category, and how many opinions were about it.
type Topic struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}
