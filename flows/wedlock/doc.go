// Package wedlock reads what people ask of the marriage office, and reckons its dates: the
// two windows of a divorce and the day on which somebody is old enough. It is pure and
// holds no sentence; the words that it knows are those that people type.
//
// It reads folded text (flows/fold). Birthdays live in it only as long as a call does.
package wedlock
