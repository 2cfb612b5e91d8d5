package flows

import (
	"time"

	"minqing/flows/hall"
	"minqing/flows/office"
	"minqing/flows/queue"
	"minqing/flows/texts"
	"minqing/storage"
)

// hallPriors is what earlier days of a sort taught about waiting.
const hallPriors storage.Book[queue.Prior] = "hall-priors"

// officeDay is the office's day today, as the windows' own word for it has it.
func (t *turn) officeDay(h *storage.Hall) (office.Day, error) {
	o, err := overrideOf(h)
	return t.engine.office.On(t.now, o), err
}

func overrideOf(h *storage.Hall) (*office.Override, error) {
	if h.Hours == "" {
		return nil, nil
	}
	o, err := office.ParseOverride(h.Hours)
	if err != nil {
		return nil, err
	}
	o.At = h.HoursAt
	return &o, nil
}

// estimator is what the bureau file says of waiting.
func (t *turn) estimator() queue.Estimator {
	m := &t.house.Bureau.Marriage
	return queue.Estimator{Guess: time.Duration(m.MinutesPerCouple) * time.Minute, Back: m.MissedAfter}
}

// queueDay is the hall as the estimator sees it.
func queueDay(h *storage.Hall, d office.Day) queue.Day {
	var q queue.Day
	for _, s := range d.Spans {
		q.Spans = append(q.Spans, queue.Span{From: s.From, To: s.To})
	}
	q.Plan = queue.Usual(d.Windows, q.Spans)
	for _, w := range h.Windows {
		if !w.Open {
			continue
		}
		open := queue.Window{N: w.N}
		if c := hall.Get(h, w.Now); c != nil && c.State == storage.CoupleCalled {
			open.Since = c.Called
		}
		q.Windows = append(q.Windows, open)
	}
	return q
}

// served is what was called today so far.
func served(h *storage.Hall) []queue.Served {
	var list []queue.Served
	for _, c := range h.Couples {
		s := queue.Served{Taken: c.At, Called: c.Called, Window: c.Window}
		switch c.State {
		case storage.CoupleDone:
			s.Ended = c.Ended
		case storage.CoupleMissed, storage.CoupleLapsed: // nobody came
		default:
			continue
		}
		list = append(list, s)
	}
	return list
}

// estimate is how long a couple waits that has so many others ahead.
func (t *turn) estimate(tx storage.BookTx, h *storage.Hall, d office.Day, ahead int) (queue.Range, error) {
	prior, _, err := hallPriors.Find(tx, d.Sort())
	if err != nil {
		return queue.Range{}, err
	}
	r := t.estimator().Wait(t.now, ahead, queueDay(h, d), served(h), prior)
	if d.OpenAt(t.now) && hall.OpenWindows(h) == 0 && r.Known && r.High-r.Low > guesswork {
		r.High = openEnd
	}
	return r, nil
}

// guesswork is how wide a range tells nobody anything: while no window is open in
// office hours, 等多久 hangs on when one opens, and that is said instead. openEnd
// stands for the high end of such a range.
const (
	guesswork = 90 * time.Minute
	openEnd   = time.Duration(-1)
)

// waitWords says how many are ahead of a number and how long that may take.
func (t *turn) waitWords(tx storage.Tx, h *storage.Hall, d office.Day, n int) (string, error) {
	ahead := hall.Ahead(h, n, t.now)
	if d.OpenAt(t.now) && ahead >= 0 && ahead < hall.FreeWindows(h) {
		return texts.Queue.WaitShort, nil
	}
	r, err := t.estimate(tx, h, d, ahead)
	if err != nil {
		return "", err
	}
	return texts.Lines(texts.Queue.Ahead(ahead, hall.OpenWindows(h) > 0), rangeWords(r, t.now, texts.Queue.Wait)), nil
}

// newWait says how long a number would wait that is taken now.
func (t *turn) newWait(tx storage.Tx, h *storage.Hall, d office.Day, waiting int) (string, error) {
	if d.OpenAt(t.now) && waiting < hall.FreeWindows(h) {
		return texts.Queue.NowNobody, nil
	}
	r, err := t.estimate(tx, h, d, waiting)
	return rangeWords(r, t.now, func(low, high int, _ string) string { return texts.Queue.NewWait(low, high) }), err
}

// rangeWords rounds a range to what people say: to five minutes, the low end
// down and the high end up.
func rangeWords(r queue.Range, now time.Time, say func(low, high int, come string) string) string {
	switch {
	case !r.Known && r.Unlikely:
		return texts.Queue.Unlikely
	case !r.Known:
		return texts.Queue.WaitUnsure
	}
	if r.Unlikely { // the day's end cuts the range short: it would promise too much
		return texts.Queue.Unlikely
	}
	const step = 5 * time.Minute
	if r.High == openEnd {
		return say(int(r.Low.Truncate(step).Minutes()), -1, "")
	}
	low, high := r.Low.Truncate(step), (r.High + step - time.Nanosecond).Truncate(step)
	come := ""
	if r.Come.Sub(now) >= step {
		come = clock(r.Come.Truncate(step))
	}
	return say(int(low.Minutes()), int(high.Minutes()), come)
}

// noNumber says why no number is given now; "" when one is.
func (t *turn) noNumber(h *storage.Hall, d office.Day) string {
	switch {
	case h.Over:
		return texts.Queue.Over
	case !d.Open:
		return texts.Queue.DayShut(t.whyShut(d), t.nextOpen())
	case h.Stopped:
		return texts.Queue.Stopped
	case d.Limit > 0 && h.Last >= d.Limit:
		return texts.Queue.Capped
	case d.Takes(t.now):
		return ""
	case t.now.Before(d.Opens()) && !d.First.IsZero():
		return texts.Queue.TooEarly(clock(d.First))
	case t.now.Before(d.Opens()):
		return texts.Queue.TooEarly(clock(d.Opens()))
	case !t.now.Before(d.Closes()):
		return texts.Queue.Over
	}
	return texts.Queue.TooLate(t.marriagePhone())
}

func (t *turn) marriagePhone() string {
	u, _ := t.house.Bureau.Unit(t.house.Bureau.Marriage.Unit)
	return orElse(u.Phone, t.house.Bureau.Phone)
}
