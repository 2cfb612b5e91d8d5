package simulator

import "time"

// What a person's acts allow the account to send; published with the customer-service message API,
// https://developers.weixin.qq.com/doc/subscription/api/customer/message/api_sendcustommessage.html.
const (
	messageWindow = 48 * time.Hour
	messageQuota  = 5
	eventWindow   = time.Minute
	eventQuota    = 3
)

// Window says how many customer-service messages may still be sent to a person, and until when.
type Window struct {
	Until time.Time
	Left  int
}

func (w Window) open(now time.Time) bool { return now.Before(w.Until) }

// windows are the two a person can have open. Each new act renews its kind; they do not add up within a kind.
type windows struct{ message, event Window }

func (w *windows) openByMessage(now time.Time) {
	w.message = Window{Until: now.Add(messageWindow), Left: messageQuota}
}

func (w *windows) openByEvent(now time.Time) {
	w.event = Window{Until: now.Add(eventWindow), Left: eventQuota}
}

func (w *windows) close() { *w = windows{} }

// take spends one message, of the window that ends sooner, and answers 0 or the errcode.
func (w *windows) take(now time.Time) Errcode {
	closed := true
	for _, win := range []*Window{&w.event, &w.message} {
		if !win.open(now) {
			continue
		}
		closed = false
		if win.Left > 0 {
			win.Left--
			return OK
		}
	}
	if closed {
		return CodeWindowClosed
	}
	return CodeQuotaUsedUp
}

// at returns what is left in all, and the later end.
func (w *windows) at(now time.Time) Window {
	var sum Window
	for _, win := range []Window{w.event, w.message} {
		if !win.open(now) {
			continue
		}
		sum.Left += win.Left
		if win.Until.After(sum.Until) {
			sum.Until = win.Until
		}
	}
	return sum
}
