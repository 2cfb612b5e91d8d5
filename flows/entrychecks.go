package flows

import (
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
)

// read takes what was typed in one line: 张三 男 50, in any order, with an identity
// number or a home behind the name. It reports false for a number that is none.
func (e *entry) read(typed string, t *turn) bool {
	var words []string
	for _, w := range listed(typed) {
		years, isAge := parseAge(w)
		r, isResident := parseResident(w, t.now)
		sex, rest := sexAhead(w)
		switch {
		case isResident:
			e.identity, e.Sex, e.Age = r.Number, r.Sex, r.Age
			e.given("identity", "sex", "age")
		case looksLikeResident(w), isDigits(fold.Text(w)) && !isAge:
			return false
		case isAge:
			e.Age = years
			e.given("age")
		case sex != "":
			e.Sex = sex
			e.given("sex")
			if years, ok := parseAge(rest); ok {
				e.Age = years
				e.given("age")
			}
		default:
			words = append(words, w)
		}
	}
	e.Name = ""
	if len(words) > 0 && !unnamed(words[0]) {
		e.Name, _ = tidy(words[0])
	}
	if len(words) > 1 {
		e.Home, _ = tidy(strings.Join(words[1:], " "))
		e.given("home")
	}
	return true
}

func (e *entry) given(steps ...string) {
	for _, s := range steps {
		if !contains(e.Given, s) {
			e.Given = append(e.Given, s)
		}
	}
}

// unnamed are the ways to say that nobody knows the name.
func unnamed(word string) bool {
	return contains([]string{texts.Register.Unknown, "不明", "未知", "不知道", "无名", "无名氏", "姓名不详"}, fold.Text(word))
}

func sexOf(word string) string {
	switch fold.Text(word) {
	case "男", "男性", "男人", "男孩", "男童":
		return "男"
	case "女", "女性", "女人", "女孩", "女童":
		return "女"
	}
	return ""
}

// sexAhead reads 男, or 男50岁, of which it returns the rest.
func sexAhead(word string) (sex, rest string) {
	if s := sexOf(word); s != "" {
		return s, ""
	}
	for _, s := range texts.Sexes[:2] {
		if rest, ok := strings.CutPrefix(word, s); ok {
			if _, isAge := parseAge(rest); isAge {
				return s, rest
			}
		}
	}
	return "", ""
}

func ageWords(years int) string {
	if years == 0 {
		return ""
	}
	return texts.Register.Years(years)
}

func identityWords(mark string) string {
	if mark == "" {
		return texts.Register.NoID
	}
	return texts.Register.HasID
}

// due are the checks that belong to this entry.
func (e *entry) due() []string { return checksDue(e.Sex, e.Age, e.Kind) }

func checksDue(sex string, age int, kind string) []string {
	due := append([]string{}, texts.EntryChecks...)
	if sex == "女" {
		due = append(due, texts.FemaleCheck)
	}
	if child(age, kind) {
		due = append(due, texts.MinorCheck)
	}
	return due
}

// child tells, as far as it is known, whether somebody is 未成年人.
func child(age int, kind string) bool {
	return age > 0 && age < adult || age == 0 && kind == texts.Sighting.Kinds[1]
}

func (e *entry) askChecks(*turn) string { return texts.Register.Checks(texts.Ticks(e.due())) }

func (e *entry) takeChecks(t *turn) Move {
	if t.says(texts.WordSkip, "没有", "无") {
		e.Checks = nil
		return Next
	}
	chosen, ok := ticked(t.said, e.due())
	if !ok {
		return Again(e.askChecks(t))
	}
	e.Checks = chosen
	return Next
}

// checked is the summary's line: what was done, and what was not.
func (e *entry) checked() string {
	done := e.done()
	undone := without(e.due(), done)
	if len(undone) == 0 {
		return strings.Join(done, "、")
	}
	return orElse(strings.Join(done, "、"), texts.Register.NoneYet) + texts.Register.Undone(undone)
}

// done are the checks that were ticked, and the photo when one came.
func (e *entry) done() []string { return withPhoto(e.Checks, len(e.Photos)) }

func withPhoto(checks []string, photos int) []string {
	if photos == 0 || contains(checks, texts.PhotoCheck) {
		return checks
	}
	return append(slices.Clone(checks), texts.PhotoCheck)
}

func (e *entry) takePhoto(t *turn) Move {
	if t.says(texts.WordSkip) {
		return Next
	}
	photos, m := takenPhoto(e.Photos, t, texts.Register.Photo)
	e.Photos = photos
	return m
}

func (e *entry) photos() string {
	if len(e.Photos) == 0 {
		return texts.Register.NoneYet
	}
	return texts.Register.PhotosN(len(e.Photos))
}
