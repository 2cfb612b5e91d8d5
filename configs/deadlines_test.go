package configs

import (
	"strings"
	"testing"

	"minqing/flows/limits"
)

func TestEveryProcedureHasItsLimit(t *testing.T) {
	b := sample(t)
	for _, v := range []struct {
		kind, procedure string
		want            limits.Limit
	}{
		{"咨询", limits.Consultation, limits.Limit{Days: 1, Extend: 15, Times: 1}},
		{"投诉", limits.General, limits.Limit{Days: 5, Extend: 15, Times: 1}},
		{"建议", limits.General, limits.Limit{Days: 15, Extend: 15, Times: 1}}, // the kind's own days
		{"建议", limits.Hotline, limits.Limit{Days: 5, Extend: 15, Times: 1}},
		{"咨询", limits.Complex, limits.Limit{Days: 15, Extend: 15, Times: 1}},
		{"举报", limits.Discipline, limits.Limit{Days: 15, Extend: 15, Times: 1}},
		{"咨询", limits.Disclosure, limits.Limit{Days: 20, Extend: 20, Times: 1}},
		{"投诉", limits.Petition, limits.Limit{Days: 60, Natural: true, Tell: 15, Extend: 30, Times: 1, Review: 30}},
		{"", "", limits.Limit{Days: 5, Extend: 15, Times: 1}},
	} {
		if got := b.Limit(v.kind, v.procedure); got != v.want {
			t.Errorf("%s %s: %+v, want %+v", v.kind, v.procedure, got, v.want)
		}
	}
}

// TestAFileOfBeforeKeepsLoading: whoever wrote some of the deadlines gets the
// sample's for those that came later.
func TestAFileOfBeforeKeepsLoading(t *testing.T) {
	b, problems := ownBureau(t, own+"deadlines:\n  consultation: 2\n  general: 7\n  complex: 20\n  petition_tell: 10\n")
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	d := b.Deadlines
	if d.General != 7 || d.PetitionTell != 10 || d.Hotline != 5 || d.PetitionReview != 30 || d.RemindAt != "09:00" || d.Unowned != 4 {
		t.Errorf("deadlines %+v", d)
	}
}

func TestWrongDeadlinesAreSaidWithTheirLine(t *testing.T) {
	_, problems := ownBureau(t, own+strings.Join([]string{
		"deadlines:", "  general: 0", "  petition_close: 10", "  extend: -1", "  remind_at: 9点", "  check_at: \"25:00\"", ""}, "\n"))
	for line, say := range map[int]string{5: "大于 0", 6: "不能比告知的短", 7: "不能是负数", 8: "应当是钟点", 9: "应当是钟点"} {
		if !has(problems, Error, line, say) {
			t.Errorf("line %d: no %q in %v", line, say, problems)
		}
	}
	_, problems = ownBureau(t, own+"kinds:\n  - {name: 投诉, days: 5, procedure: 一般}\n")
	if !has(problems, Warning, 5, "没有“一般”这种程序") {
		t.Errorf("an unknown procedure is not said: %v", problems)
	}
	if _, problems = ownBureau(t, own+"deadlines:\n  petiton_tell: 15\n"); !has(problems, Error, 5, "petiton_tell") {
		t.Errorf("a misspelt key is not said: %v", problems)
	}
}
