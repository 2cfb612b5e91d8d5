package flows

import (
	"strconv"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// gradeOf reads a rating: 1 to 5, or its name; 0 when it is neither.
func gradeOf(t *turn, typed string) int {
	s := fold.Text(typed)
	if n, err := strconv.Atoi(strings.TrimSuffix(s, "分")); err == nil && n >= 1 && n <= 5 {
		return n
	}
	for _, r := range t.house.Bureau.Ratings {
		if s == r.Name {
			return r.Grade
		}
	}
	return 0
}

// gradeAndWords reads a rating with the sentence that may follow it: 2 还有垃圾.
func gradeAndWords(t *turn, typed string) (grade int, words string) {
	if grade = gradeOf(t, typed); grade > 0 {
		return grade, ""
	}
	typed = strings.TrimSpace(typed)
	i := strings.IndexAny(typed, " 　,，.。;；:：、\n")
	if i <= 0 {
		return 0, ""
	}
	if grade = gradeOf(t, typed[:i]); grade == 0 {
		return 0, ""
	}
	return grade, strings.TrimLeft(typed[i:], " 　,，.。;；:：、\n")
}

// rate is 评价: once, with a sentence if the person likes, and never changed after.
// One of the bad grades asks for a call back (see afterRating).
func rate(tx storage.Tx, t *turn, number string, grade int, words string) (string, error) {
	ticket, err := t.own(tx, number)
	if err != nil {
		return "", err
	}
	if ticket.Rating > 0 && contains([]storage.State{storage.Rated, storage.Archived}, ticket.State) {
		return "", refuse(texts.Rating.Before(number, t.gradeName(ticket.Rating)))
	}
	if grade == 0 {
		return "", refuse(texts.Tickets.RateAgain)
	}
	return t.move(tx, ticket, t.asCitizen(), storage.ActRate, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		name := t.gradeName(grade)
		k.Rating, k.Mistaken, e.Detail = grade, false, strconv.Itoa(grade)
		e.Text, _ = tidy(words)
		said := texts.Tickets.Rated(number, name)
		if t.bad(grade) {
			due := limits.EndOf(t.house.Bureau.Calendar.AddWorking(t.now, t.house.Bureau.CallBack.Days))
			phone := ""
			if k.Private.Phone == "" {
				phone = t.house.Bureau.Phone
			}
			said = texts.Lines(said, texts.Rating.BadToo(number, day(due), phone, k.Reopened == 0))
		}
		return said, t.notify(tx, k, texts.Alerts.Rated(number, name), responsible(k))
	})
}
