// Package office says when the marriage office is open on a day: what the bureau
// wrote, what the calendar makes of it, and what staff typed that morning. It is
// pure and knows no date by itself.
//
// Whatever governs more closely wins: staff's word for the day, then the single
// day in the bureau's file, then the peak day, then holidays and make-up days,
// then Saturdays, then the hours of a working day. What the bureau hasn't said is
// never filled in: it stands in Day.Unsaid, and whoever answers says to ask by
// telephone.
package office
