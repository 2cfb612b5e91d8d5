package dates

import "regexp"

// form is one way to name a day, or one that looks like a day and names none: then
// read is nil. Of the forms that match at a place the longest counts, the first of
// those that are equally long.
type form struct {
	kind    kind
	pattern *regexp.Regexp // anchored
	then    *regexp.Regexp // what must follow; nil: anything
	but     *regexp.Regexp // what must not follow; nil: nothing
	queue   bool           // it may be a number in the queue, if the sentence speaks of that
	read    func(*scan, *found, []string) bool
}

// kind tells weekdays from dates: 5月20日（周三） is one day.
type kind int

const (
	other kind = iota
	weekday
	exact
)

// queueing is a sentence about a number in the queue rather than a day.
var queueing = regexp.MustCompile(`还要等|还得等|还要多久|还有多久|前面|前边|几对|[叫排轮喊念]到|过号|号牌|我的号|号码|手里`)

func (f *form) fits(s *scan, rest string) bool {
	if f.queue && s.queue {
		return false
	}
	return (f.then == nil || f.then.MatchString(rest)) && (f.but == nil || !f.but.MatchString(rest))
}

func at(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)`) }

var forms = append([]form{
	{pattern: at(`(大后天|后天|后儿个?|后个|[今明昨](?:儿个|[天日儿个])|大前天|前天)`), but: at(`性|免疫`), read: relative},
	{pattern: at(`(今明|明后)(?:两|二|这两)?天`), read: bothDays},
	{pattern: at(`([今明昨])(早晨|早上|清晨|晚上|早|晨|晚)`), but: at(`已|就|些|点|会`), read: relativePart},
	{kind: weekday, pattern: at(`(这个?|本|下下个?|下一?个?|上上个?|上一?个?|每个?)?(?:周|星期|礼拜)([一二三四五六日天1-7])`),
		but: at(`[次回遍岁]|福|刊|报`), read: dayOfWeek},
	{kind: weekday, pattern: at(`(这个?|本|下下个?|下一?个?|上上个?|上一?个?|每个?)?(?:周|星期|礼拜)([一二三四五六])(?:到|至|-)([二三四五六日天])`), read: daysOfWeek},
	{kind: weekday, pattern: at(`(这个?|本|下下个?|下一?个?|上上个?|上一?个?|每个?)?(?:(?:周|星期)末|双休日?|(?:周|星期|礼拜)六(?:、|,)?[日天])`), read: weekend},

	{kind: exact, pattern: at(`(农历|阴历|旧历|公历|阳历|新历)?(?:(` + years + `)的? *)?(农历|阴历|旧历|公历|阳历|新历)?(` + numeral + `|正|腊|冬)(?: *)月(?:份的?)? *(初)?(` + numeral + `)(?: *)([日号])?`), read: monthDay},
	{kind: exact, pattern: at(`((?:这|本|当|下下|下|上)个?)月(?:份的?|的)? *(` + numeral + `) *[日号]`), read: dayOfMonth},
	{kind: exact, pattern: at(`((?:19|20)[0-9]{2})([-./。年])([0-9]{1,2})[-./。月]([0-9]{1,2})([日号])?`), read: numbered},
	{kind: exact, pattern: at(`(20[0-9]{2})([01][0-9])([0-3][0-9])`), but: at(`[0-9]`), read: compact},
	{kind: exact, pattern: at(`([0-9]{1,2})[./。·]([0-9]{1,2})([日号])?`), read: dotted},
	{kind: exact, pattern: at(`([0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})号`), queue: true, read: bareDay},
	{kind: exact, pattern: at(`([0-9]{1,2}|[一二三四五六七八九十廿卅]{2,3})日`), but: at(`以?内|之内|以?后|之后|期|冷静|游|满`), read: bareDay},
	{kind: exact, pattern: at(`(` + numeral + `)[号日]?(、|,|和|或|还是|-|到|至)(` + numeral + `)[号日]`), queue: true, read: twoDays},
	{kind: exact, pattern: at(`(?:((?:这|本|当|下下|下|上)个?)月|(` + numeral + `)月|月)(?:份)?(?:底|末|的?最后一天)`), read: monthEnd},

	{kind: exact, pattern: at(`(?:((?:这|本|当|下下|下|上)个?)月|(?:(` + years + `)的?)?(` + numeral + `)月)(?:份)?的?(?:第([一二三四五1-5])|(最后))一?个?(?:周|星期|礼拜)([一二三四五六日天1-7])`), read: nthWeekday},

	{pattern: at(`(?:(` + years + `)的?)?(520|五二[零〇○0]|521|五二一|214|二一四)`), but: notDay, queue: true, read: byNumber},
	{pattern: at(`(?:(` + years + `)的?)?(?:(大年|正月|年)|农历)?初([一二三四五六七八九十])`), but: at(`[学生年毕男女孩级]|班$|班[级主]|十五|[定直起般共样些下旦中]`), read: newYear},
	{pattern: at(`(?:(` + years + `)的?)?(?:` + festivalNames + `)`), but: at(`路|街|大道|广场|村|小区|巷|桥`), read: festival},
	{pattern: at(`(?:(` + years + `)的?)?(五一|六一|十一)`), then: holidayWords, read: festival},
}, looksLike...)
