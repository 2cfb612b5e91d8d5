package wedlock

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

const figures = `[1-9][0-9]|[一二三]?十[一二三四五六七八九]?`

var (
	// sexWord names somebody whose sex is plain; 男女 together name nobody.
	sexWord = regexp.MustCompile(`男女|女男|男方|男生|男孩|男的|男朋友|男友|男|他|老公|丈夫|未婚夫|儿子|弟弟|哥哥|小伙|女方|女生|女孩|女的|女朋友|女友|女儿|女|她|老婆|妻子|媳妇|未婚妻|妹妹|姐姐|姑娘`)
	women   = regexp.MustCompile(`^(?:女|她|老婆|妻子|媳妇|未婚妻|妹妹|姐姐|姑娘)`)

	// age is an age in years, with 岁 or right behind the person: 男21岁, 女19, 二十一周岁.
	age    = regexp.MustCompile(`虚岁?(?:是|才|都)?(` + figures + `) *岁?|(` + figures + `) *(虚|周)?岁`)
	behind = regexp.MustCompile(`^(?:的|是|今年|才|刚|已经|满|[:, ])*([1-9][0-9])(?:$|[^0-9年月日号:./-])`)
	beside = regexp.MustCompile(`^(?:的|了|是|\(|,? )*(男|女)(?:方|的|生|孩|人)?(?:$|[^0-9朋友])`)
)

// Persons finds whom a folded text tells of, at most as many as it names, in order. rest is
// the text without their birthdays, so that these aren't read as the day of the wedding. bare
// also takes an age without 岁 behind 男 or 女.
func Persons(text string, now time.Time, bare bool) (all []Person, rest string, err error) {
	found := births(text, now)
	for _, p := range ages(text, bare) {
		if !slices.ContainsFunc(found, func(b place) bool { return p.at < b.end && b.at < p.end }) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b place) int { return a.at - b.at })
	from := 0
	for i := range found {
		p := &found[i]
		if p.err != nil && err == nil {
			err = p.err
		}
		p.person.Sex, from = sexOf(text, from, p)
		all = append(all, p.person)
	}
	if len(all) == 2 {
		for i := range all {
			if all[i].Sex == Unsaid {
				all[i].Sex = all[1-i].Sex.Other()
			}
		}
	}
	return all, without(text, found), err
}

// sexOf is the sex that the words before a birthday or an age tell, else those right behind
// it, and the place up to which they were read.
func sexOf(text string, from int, p *place) (Sex, int) {
	if words := sexWord.FindAllString(text[from:p.at], -1); len(words) > 0 {
		if last := words[len(words)-1]; last != "男女" && last != "女男" {
			return sexNamed(last), p.end
		}
	}
	if m := beside.FindStringSubmatchIndex(text[p.end:]); m != nil {
		return sexNamed(text[p.end+m[2] : p.end+m[3]]), p.end + m[3]
	}
	return Unsaid, p.end
}

func sexNamed(word string) Sex {
	if women.MatchString(word) {
		return Woman
	}
	return Man
}

// ages finds ages in years.
func ages(text string, bare bool) []place {
	var all []place
	for _, m := range age.FindAllStringSubmatchIndex(text, -1) {
		if digitAt(text, m[0]-1) {
			continue
		}
		nominal := m[2] >= 0
		if !nominal {
			m[2], m[3] = m[4], m[5]
			nominal = m[6] >= 0 && text[m[6]:m[7]] == "虚"
		}
		all = append(all, place{at: m[0], end: m[1], person: Person{Age: years(text[m[2]:m[3]]), Nominal: nominal}})
	}
	if !bare {
		return all
	}
	for _, m := range sexWord.FindAllStringIndex(text, -1) {
		n := behind.FindStringSubmatchIndex(text[m[1]:])
		at := func(i int) int { return m[1] + n[i] }
		if n != nil && !slices.ContainsFunc(all, func(p place) bool { return p.at < at(3) && at(2) < p.end }) {
			all = append(all, place{at: at(2), end: at(3), person: Person{Age: number(text[at(2):at(3)])}})
		}
	}
	return all
}

// years reads 21 or 二十一.
func years(words string) int {
	if n := number(words); n > 0 {
		return n
	}
	figure := map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
	tens, ones, _ := strings.Cut(words, "十")
	if tens == "" {
		tens = "一"
	}
	return figure[tens]*10 + figure[ones]
}

func without(text string, found []place) string {
	var b strings.Builder
	from := 0
	for _, p := range found {
		b.WriteString(text[from:p.at] + " ")
		from = p.end
	}
	return b.String() + text[from:]
}
