package storage_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/storage"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// letters are the kinds of tickets, which differ in their legal moves.
var letters = []string{storage.LetterFeedback, storage.LetterSighting}

// The whole law, every state by every action, stands in a file for people to
// read and to compare with what the bureau says.
func TestMovesTable(t *testing.T) {
	var b strings.Builder
	for _, letter := range letters {
		for _, state := range append([]storage.State{""}, storage.States...) {
			ticket := storage.Ticket{Number: letter + "2611230001", State: state}
			fmt.Fprintf(&b, "%s %s\n", letter, orNew(state))
			legal := ticket.Legal()
			for _, a := range storage.Actions {
				next, err := ticket.Next(a)
				if (err == nil) != slices.Contains(legal, a) {
					t.Errorf("%s in %s: %v, but legal are %v", a, orNew(state), err, legal)
				}
				if err == nil {
					fmt.Fprintf(&b, "    %-10s → %s\n", a, next)
				}
			}
		}
	}
	const golden = "testdata/moves.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("the moves are now\n%s", b.String())
	}
}

func orNew(s storage.State) storage.State {
	if s == "" {
		return "(new)"
	}
	return s
}

// Whatever people try in whatever order, a ticket is always in a state that
// exists, refuses with the moves it does allow, and is closed exactly when
// nobody has to act on it any more.
func TestLifeOfATicket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ticket := &storage.Ticket{Number: rapid.SampledFrom(letters).Draw(t, "letter") + "2611230001"}
		begin(t, ticket)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			try(t, ticket, rapid.SampledFrom(storage.Actions).Draw(t, "action"))
		}
	})
}

func begin(t *rapid.T, ticket *storage.Ticket) {
	if legal := ticket.Legal(); !slices.Equal(legal, []storage.Action{storage.ActFile}) {
		t.Fatalf("a new ticket allows %v", legal)
	}
	try(t, ticket, storage.ActFile)
}

// try does what every caller does with a move.
func try(t *rapid.T, ticket *storage.Ticket, a storage.Action) {
	before := ticket.State
	next, err := ticket.Next(a)
	if err != nil {
		refused(t, ticket, a, err)
		return
	}
	ticket.State = next
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, storage.Zone)
	switch {
	case a.Closes():
		ticket.Closed = now
	case next.Open():
		ticket.Closed = time.Time{}
	}
	if !slices.Contains(storage.States, next) {
		t.Fatalf("%s leads from %s to %q", a, before, next)
	}
	if next.Open() != ticket.Closed.IsZero() {
		t.Fatalf("%s leads from %s to %s, closed %s", a, before, next, ticket.Closed)
	}
	if before.Open() && !next.Open() && !a.Closes() {
		t.Fatalf("%s ends the work in %s and does not count as closing", a, before)
	}
	if before == storage.Archived && next != storage.Archived {
		t.Fatalf("%s brings an archived ticket to %s", a, next)
	}
	if overdue := ticket.Overdue(now); overdue {
		t.Fatalf("a ticket without a date is overdue")
	}
}

func refused(t *rapid.T, ticket *storage.Ticket, a storage.Action, err error) {
	var move *storage.MoveError
	if !errors.As(err, &move) {
		t.Fatalf("refused with %v", err)
	}
	if move.State != ticket.State || move.Action != a || move.Number != ticket.Number {
		t.Fatalf("%s in %s is refused with %+v", a, ticket.State, move)
	}
	if !slices.Equal(move.Legal, ticket.Legal()) || slices.Contains(move.Legal, a) {
		t.Fatalf("%s is refused and %v are legal", a, move.Legal)
	}
	for _, l := range move.Legal {
		if _, err := ticket.Next(l); err != nil {
			t.Fatalf("%s counts as legal: %v", l, err)
		}
	}
}

// Every state can be reached, and from every open one the bureau can end it. Nobody in
// the street is declined or handed up: both would end the calling while nobody goes.
func TestEveryStateIsReached(t *testing.T) {
	for _, letter := range letters {
		reached := map[storage.State]bool{}
		var walk func(s storage.State)
		walk = func(s storage.State) {
			ticket := storage.Ticket{Number: letter + "2611230001", State: s}
			for _, a := range ticket.Legal() {
				if next, _ := ticket.Next(a); !reached[next] {
					reached[next] = true
					walk(next)
				}
			}
		}
		walk("")
		for _, s := range storage.States {
			street := letter == storage.LetterSighting && (s == storage.Declined || s == storage.Escalated)
			if reached[s] == street {
				t.Errorf("a way leads a ticket %s to %s: %t", letter, s, reached[s])
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, f := range []struct {
		typed, number string
		ok            bool
	}{
		{"F2611230042", "F2611230042", true},
		{"f 261123-0042", "F2611230042", true},
		{"ｊ２６１１２３００４２", "J2611230042", true},
		{"F　2611230042", "F2611230042", true},
		{"F26112310001", "F26112310001", true},
		{"F261123004", "", false},
		{"F2613230042", "", false},
		{"X2611230042", "", false},
		{"F26112300 4x", "", false},
		{"", "", false},
	} {
		if n, ok := storage.ParseNumber(f.typed); n != f.number || ok != f.ok {
			t.Errorf("%q is %q, %v", f.typed, n, ok)
		}
	}
	at := time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC)
	if n := storage.FormatNumber("F", at, 12345); n != "F26112312345" {
		t.Errorf("formatted %s", n)
	}
}
