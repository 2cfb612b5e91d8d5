package triage

import (
	"regexp"
	"strings"

	"minqing/flows/fold"
)

// Respectful is what a ticket says in the place of a slur on the mind.
const Respectful = "疑似精神障碍人员"

// What is said of others: homeless, disabled, old.
const (
	homeless = "流浪乞讨人员"
	lame     = "肢体残疾人"
	blind    = "视力残疾人"
	deaf     = "听力语言残疾人"
	slow     = "智力障碍人员"
	oldage   = "失智老人"
)

// abuse is one kind of word that no ticket repeats, and what it says instead.
type abuse struct {
	words string // a choice for a regular expression, longer ones first
	say   string
}

// abuses are tried in this order where several begin at one place. Words that
// name an illness (痴呆, 残废) count only of a person. No curse stands here
// (白痴, 脑残): it describes nobody, and a respectful word would make it do so.
var abuses = []abuse{
	{`精神病患者|精神病人|精神病号|精神病|疯婆子|疯老头子|疯老头|疯老太婆|疯老太|疯女人|疯女子|疯男人|疯汉子|疯汉|疯婆娘|疯婆|疯子|疯妇|癫子|癫佬|癫婆|癫公|癫汉|颠佬|颠婆|武疯子|文疯子|傻子|傻佬|傻大个|傻婆娘|傻婆|傻女人|憨包|憨子|呆子|痴子|孬子|苕货|朝巴`, Respectful},
	{`弱智者|弱智儿|弱智|智障者|智障|低能儿`, slow},
	{`叫花子|叫化子|告花子|讨饭佬|讨饭的|要饭佬|要饭的|讨米的|讨米佬|乞丐婆|乞丐|盲流子|盲流`, homeless},
	{`瘸子|跛子|拐子腿|跛佬|瘸腿佬|断腿佬|残废人|残废佬`, lame},
	{`瞎子|瞎眼佬|盲佬`, blind},
	{`聋哑巴|聋子|聋佬|哑巴|哑子|哑佬`, deaf},
	{`(?:老年)?痴呆的?(?:老人|老头子|老头|老太婆|老太太|老太)`, oldage},
}

// kept are ordinary words that only contain such a word, and talk about the
// speaker or the one spoken to, which is anger and nobody's description.
var kept = strings.Join([]string{
	`傻子瓜子`, `(?:傻子|疯子|呆子|聋子|瞎子)(?:才|都|也)`, `智障(?:人士|人员|儿童)`, `弱智(?:商|能)`,
	`(?:真|太|这么|很|好)(?:弱智|智障)`, `(?:弱智|智障)的?(?:规定|系统|设计|程序|流程|操作|政策|机器人|客服|问题|软件)`,
	`(?:要饭|讨饭|讨米)的(?:时候|钱|碗|日子|人|孩子|老人)`,
	`精神病(?:专科|医|院|学|科|药|史|防治|残疾|类|鉴定|司法|性)`,
	`书呆子`, `二傻子`, `疯子(?:乐队|山)`, `呆子(?:山|岭)`, `装疯卖傻`, `哑巴(?:亏|吃黄连)`, `吃哑巴亏`, `瞎子(?:摸象|点灯|阿炳)`, `聋子的耳朵`, `摸瞎子`,
	`乞丐(?:服|裤|鸡|王)`, `叫[花化]子?鸡`, `瘸子里`,
	`(?:你|你们|我|我们|咱|咱们)(?:又|也|都|才|们|全)?(?:不)?(?:是|这个|这些|这群|这帮|像)(?:个|一群|一帮|些)?(?:` + allAbuse() + `|神经病)`,
	`(?:当|当成|当作|看成|骗|哄|耍|装|糊弄)(?:我|我们|老百姓|百姓|群众|大家|人)?(?:们)?(?:是|成|做|作)?(?:` + allAbuse() + `|神经病)`,
}, "|")

func allAbuse() string {
	var all []string
	for _, a := range abuses {
		all = append(all, a.words)
	}
	return strings.Join(all, "|")
}

// slurs finds first what is kept, then 神经病 of a person seen (alone it is
// mostly a curse), then each kind of abuse, repeated or not, as a group.
var slurs = func() *regexp.Regexp {
	const seen = `(个|位|名|群|些|有|的|男|女)神经病`
	const seenDoing = `神经病(人|患者|在|躺|睡|乱|打人|追|光|拿|砸|骂人|站|坐|跑|流浪)`
	all := `(` + kept + `)|` + seen + `|` + seenDoing
	for _, a := range abuses {
		all += `|((?:` + a.words + `)(?:[、和与]?(?:` + a.words + `))*)`
	}
	return regexp.MustCompile(all)
}()

// The groups of slurs in a match's indexes.
const (
	keptGroup  = 2
	seenGroup  = 4
	doingGroup = 6
	abuseGroup = 8
)

// inSlurs are characters of which every slur has one: most text has none.
const inSlurs = "疯癫颠傻呆憨痴孬苕朝智病弱低花化讨要丐盲瘸跛拐断残瞎聋哑"

// Neutral is text with slurs written respectfully, for people of unsound mind
// (Respectful), without a home or with a disability, and everything else as it
// was typed. It does not change its own result.
func Neutral(text string) string {
	plain := strings.Map(fold.Rune, text)
	if !strings.ContainsAny(plain, inSlurs) {
		return text
	}
	found := slurs.FindAllStringSubmatchIndex(plain, -1)
	if found == nil {
		return text
	}
	typed := []rune(text) // like plain, one character for every byte that is none
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
		if m[keptGroup] >= 0 {
			continue
		}
		from, to, say := instead(plain, m)
		copyTo(from, true)
		b.WriteString(say)
		copyTo(to, false)
	}
	copyTo(len(plain), true)
	return b.String()
}

// instead is which part of the match goes, and what is said in its place.
func instead(plain string, m []int) (from, to int, say string) {
	from, to, say = m[0], m[1], Respectful
	if m[seenGroup] >= 0 {
		from = m[seenGroup+1]
	}
	if m[doingGroup] >= 0 && !isPerson(plain[m[doingGroup]:m[doingGroup+1]]) {
		to = m[doingGroup]
	}
	for i, a := range abuses {
		if m[abuseGroup+2*i] >= 0 {
			say = a.say
		}
	}
	return from, to, say
}

// isPerson reports whether the word after 神经病 belongs to the slur itself.
func isPerson(s string) bool { return s == "人" || s == "患者" }
