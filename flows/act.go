package flows

import "minqing/storage"

// Act is what a turn wants to happen: say something, or first look something
// up, or first commit something. At most one of Look and Commit is set; Then
// follows it and gives the next Act.
type Act struct {
	Say string

	// First is whom to call in danger, of the Act that a turn begins with. It stands before
	// all else in the reply: held answers and the privacy notice are long, and a refusal, too,
	// is said to somebody who may be bleeding.
	First string

	// Look reads. It runs in a View, may run more than once, and keeps what it
	// found in variables that it sets anew each time.
	Look func(tx storage.Tx) error

	// Commit writes and returns what to say. It runs in an Update, so it may
	// run more than once: it touches only tx. A *Refusal changes nothing and is
	// said instead. When the same message already committed this step, Commit
	// does not run and what was said then is said again.
	Commit func(tx storage.Tx) (string, error)

	// Then gets what Commit said (or "") and may change the session.
	Then func(said string) Act
}

// Say is the Act that only speaks.
func Say(text string) Act { return Act{Say: text} }

// Refusal is a sentence for a person who asked for what cannot be. Nothing was
// written, so nothing needs to be remembered.
type Refusal struct{ Text string }

func (r *Refusal) Error() string { return "refused" }

func refuse(text string) error { return &Refusal{Text: text} }
