package triage

import (
	"regexp"
	"strings"

	"minqing/flows/fold"
)

// Respectful is what a ticket says in the place of a slur.
const Respectful = "疑似精神障碍人员"

// What is looked for, first of those that begin at one place: ordinary words
// that only contain a slur, talk about the speaker or the one spoken to, then
// the slurs. 神经病 counts only of a person seen, as it is mostly a curse.
var slurs = func() *regexp.Regexp {
	const slur = `精神病患者|精神病人|精神病号|精神病|疯婆子|疯老头|疯老太婆|疯老太|疯女人|疯男人|疯汉子|疯汉|疯婆娘|疯婆|疯子|癫子|癫佬|癫婆|癫公|傻子|傻佬|傻大个|呆子|弱智者|弱智儿|弱智|智障者|智障`
	kept := strings.Join([]string{
		`傻子瓜子`, `智障(?:人士|人员|儿童)`, `弱智(?:商|能)`,
		`精神病(?:专科|医|院|学|科|药|史|防治|残疾|类|鉴定|司法|性)`,
		`(?:你|你们|我|我们|咱|咱们)(?:又|也|都|才|们|全)?(?:不)?(?:是|这个|这些|这群|这帮|像)(?:个|一群|一帮|些)?(?:` + slur + `|神经病)`,
		`(?:当|当成|当作|看成|骗|哄|耍|装|糊弄)(?:我|我们|老百姓|百姓|群众|大家|人)?(?:们)?(?:是|成|做|作)?(?:` + slur + `|神经病)`,
		`书呆子`, `二傻子`, `疯子(?:乐队|山)`, `呆子(?:山|岭)`,
	}, "|")
	seen := `(个|位|名|群|些|有|的|男|女)神经病`
	seenDoing := `神经病(人|患者|在|躺|睡|乱|打人|追|光|拿|砸|骂人|站|坐|跑|流浪)`
	return regexp.MustCompile(`(` + kept + `)|` + seen + `|` + seenDoing + `|(?:` + slur + `)(?:[、和与]?(?:` + slur + `))*`)
}()

// inSlurs are characters of which every slur has one: most text has none.
const inSlurs = "疯癫傻呆智病"

// Neutral is text with slurs for people of unsound mind written as Respectful,
// and everything else as it was typed. It does not change its own result.
func Neutral(text string) string {
	plain := strings.Map(fold.Rune, text)
	if !strings.ContainsAny(plain, inSlurs) {
		return text
	}
	found := slurs.FindAllStringSubmatchIndex(plain, -1)
	if found == nil {
		return text
	}
	typed := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	var b strings.Builder
	done, at := 0, 0 // bytes of plain and characters of typed already read
	copyTo := func(byteAt int, keep bool) {
		n := len([]rune(plain[done:byteAt]))
		if keep {
			b.WriteString(string(typed[at : at+n]))
		}
		done, at = byteAt, at+n
	}
	for _, m := range found {
		if m[2] >= 0 { // an ordinary word
			continue
		}
		from, to := m[0], m[1]
		if m[4] >= 0 {
			from = m[5]
		}
		if m[6] >= 0 && !isPerson(plain[m[6]:m[7]]) {
			to = m[6]
		}
		copyTo(from, true)
		b.WriteString(Respectful)
		copyTo(to, false)
	}
	copyTo(len(plain), true)
	return b.String()
}

// isPerson reports whether the word after 神经病 belongs to the slur itself.
func isPerson(s string) bool { return s == "人" || s == "患者" }
