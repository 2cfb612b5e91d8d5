package configs

import "minqing/flows/limits"

// Limit is the time that a ticket of a kind gets under a procedure. A kind may
// have days of its own under its own procedure; a procedure that is not known is
// 一般诉求.
func (b *Bureau) Limit(kind, procedure string) limits.Limit {
	d := &b.Deadlines
	l := limits.Limit{Days: d.General, Extend: d.Extend, Times: d.Extensions}
	switch procedure {
	case limits.Consultation:
		l.Days = d.Consultation
	case limits.Complex:
		l.Days = d.Complex
	case limits.Hotline:
		l.Days = d.Hotline
	case limits.Discipline:
		l.Days = d.Discipline
	case limits.Disclosure:
		l.Days, l.Extend = d.Disclosure, d.DisclosureExtend
	case limits.Hardship:
		return limits.Limit{Natural: true, Days: d.Hardship, Extend: d.Extend, Times: d.Extensions}
	case limits.Petition:
		return limits.Limit{Natural: true, Tell: d.PetitionTell, Days: d.PetitionClose, Extend: d.PetitionExtend, Times: d.Extensions, Review: d.PetitionReview}
	}
	if k, ok := b.Kind(kind); ok && k.Days > 0 && k.Procedure == procedure {
		l.Days = k.Days
	}
	return l
}

// deadlines checks the days and the hours of reminding, each at its own line.
func (c *checker) deadlines(b *Bureau) {
	d := b.Deadlines
	for _, n := range []struct {
		key  string
		days int
	}{
		{"consultation", d.Consultation}, {"general", d.General}, {"complex", d.Complex}, {"hotline", d.Hotline},
		{"discipline", d.Discipline}, {"disclosure", d.Disclosure}, {"petition_tell", d.PetitionTell},
		{"petition_close", d.PetitionClose}, {"petition_review", d.PetitionReview}, {"hardship", d.Hardship}, {"unowned", d.Unowned},
	} {
		if n.days <= 0 {
			c.report(Error, "deadlines."+n.key, "必须大于 0")
		}
	}
	for _, n := range []struct {
		key  string
		days int
	}{
		{"extensions", d.Extensions}, {"extend", d.Extend}, {"disclosure_extend", d.DisclosureExtend},
		{"petition_extend", d.PetitionExtend}, {"remind", d.Remind}, {"object", d.Object}, {"archive", d.Archive},
	} {
		if n.days < 0 {
			c.report(Error, "deadlines."+n.key, "延期、提醒、退回和归档的天数不能是负数")
		}
	}
	c.clock("deadlines.remind_at", d.RemindAt)
	c.clock("deadlines.check_at", d.CheckAt)
	if d.PetitionClose < d.PetitionTell {
		c.report(Error, "deadlines.petition_close", "办结的期限不能比告知的短")
	}
}
