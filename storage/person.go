package storage

import "time"

// Person is one WeChat user as we know them. The openid is sealed at rest.
type Person struct {
	ID      PersonID
	OpenID  string
	Since   time.Time
	Noticed int  // version of the privacy notice this person was shown; 0: none
	Left    bool // unfollowed the account: nothing may be pushed

	// Sends are the times of the last customer-service messages that went out,
	// oldest first, at most SendsKept: with Contact they tell whether the
	// platform would take another.
	Sends []time.Time

	// BindFails counts wrong codes in a row; at MaxBindFails the person is
	// locked out until BindLocked.
	BindFails  int
	BindLocked time.Time
}

// SendsKept is how many send times a Person remembers: the largest quota the
// platform grants.
const SendsKept = 5

// Limits on guessing a staff code.
const (
	MaxBindFails = 5
	BindLockout  = time.Hour
	InviteLife   = 24 * time.Hour
)
