package dates

import "regexp"

const (
	figures = `[0-9〇零一二三四五六七八九十百]+`
	special = `(?:520|521|214|[0-9]{1,2}[./。·][0-9]{1,2})`
)

// notDay is what follows 520 when it is a number of something.
var notDay = at(`[0-9]|[.:/-][0-9]|[号日元块毛个对米分秒岁斤折倍万亿次件张份层楼室房路度克%gkm]|多[个对号人元块]|人民币|公里|红包|厘米`)

// holidayWords follow 五一 and 十一 when these are holidays.
var holidayWords = at(`$|[ ,。?!]|劳动|国庆|儿童|放|假|长假|小长假|黄金周|期间|那|当天|前|后|上班|开|休|加班|营业|能|可|办|领|登记|结婚|去|来|要|会|有|人多|的|第[二三四五六七]天|怎么|是不是|是否|上午|下午|几点`)

// looksLike are the forms that look like a day and are none.
var looksLike = []form{
	{pattern: at(`[0-9]{5,}`)},                                    // telephones, certificates
	{pattern: at(`[0-9]{2,}(?:-[0-9]+){2,}|[0-9]{3,}-[0-9]{3,}`)}, // 0999-7000110
	{pattern: at(`[0-9]{3,4}(?: [0-9]{3,4}){2,}`)},                // 138 0013 8000
	{pattern: at(`[0-9]+(?:[.:/][0-9]+)*`)},                       // any other number: its end is no date, either
	{pattern: at(`[〇零一二三四五六七八九十百]{2,}`)},                          // 五二零 and 五一 are as long and come first
	{pattern: at(`[一两二三四五六七八九十几半0-9]个(?:周|星期|礼拜)|两周`)},
	{pattern: at(`[a-z]+[-.]?[0-9]+(?:号)?`)}, // A052, F2611230042
	{pattern: at(`[0-9]+(?:\.[0-9]+){3,}|[0-9]{2}(?:\.[0-9]{1,2}){2}`)},
	{pattern: at(`[0-9]+[.:/][0-9]{3,}|[0-9]{1,2}月[0-9]{3,}|[0-9]{3,}[./月。][0-9]*`), but: at(`[0-9]`)},
	{pattern: at(special + `(?:元|块|毛|个|对|米|公里|里|分|秒|岁|斤|公斤|折|倍|万|亿|次|件|张|份|层|楼|度|克|小时|版|%|[gkm])`)},
	{pattern: at(`[0-9]{1,2}[.。](?:30|00)(?:开门|上班|下班|关门|开始|结束|前|之前|以前|到|至|-)`), but: at(`[吗嘛么不]|[0-9]{1,2}[.。](?:[0-9]|[12][0-9])(?:[^0-9]|$)`)},
	{pattern: at(`(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)[0-9]{1,2}[.。][0-9]{2}`)},
	{pattern: at(`[0-9]/[0-9](?:的|以上|左右)`)},

	// a number in the queue
	{pattern: at(`[a-z]?(?:[0-9]{3,}|[一二三四五六七八九]百[一二三四五六七八九零十]*)[号日]`)},
	{pattern: at(`(?:[拿取领抽排叫轮喊念报]|办到|现在)(?:到|的是|的|了|着|是)*第?` + figures + `(?:号)?`), but: at(`[的月.]|[0-9]`)},
	{pattern: at(`(?:号|号码|编号|我|我们|他|她)(?:就是|是|:)` + figures + `(?:号)?`), but: at(`[来去领登结办约预取过的生提申月年.日]|[0-9]`)},
	{pattern: at(`第` + figures + `[号个对名位天次周]?`)},
	{pattern: at(figures + `号(?:窗|楼|院|室|房|车|桌|店|柜|牌|文|令|门[^诊]|难|还有[几多]|还要|还得|前|到了|到没|叫[了过没]|过了|了)`)},
	{pattern: at(`(?:路|街|巷|弄|大道|道|村|社区|小区|地铁|号线)` + figures + `号`)},
	{pattern: at(`[对人家]一号`)},
	{pattern: at(`(?:房间?|车牌?|尾|编|工|门牌|桌|微信|qq)号?:?` + figures)},

	// durations, and what repeats
	{pattern: at(`[一两二三四五六七八九几半0-9每]个?(?:周|星期|礼拜)[一二三四五六七1-7](?:次|回|天|遍)`)},
	{pattern: at(`[一二三]月一(?:次|个|回|趟|天|遍|定|直|起|般|共|样|些)`)},
	{pattern: at(`(?:` + numeral + `)月(?:` + numeral + `)(?:次|个|天|对|人|元|块)`)},
	{pattern: at(`[满过近共超每](?:` + numeral + `)日`)},
	{pattern: at(`(?:个月|一个月)(?:` + numeral + `)[天号日]?`)},

	// words that hold another word's end
	{pattern: at(`[以之然今最随日事午年月周天]后天(?:天|气)`)},
	{pattern: at(`(?:目|之|以|先|从|日|年|月|周)前天`)},
	{pattern: at(`先天后天|后天天`)},
	{pattern: at(`[证声]明天(?:[^今明天])`), but: nil},
	{pattern: at(`[当起最]初一`)},
	{pattern: at(`[上读念升](?:了|到|的)?初[一二三]`)},
	{pattern: at(`初一十五|初[一二三](?:班|的?学生|年级|毕业|女生|男生)`)},
	{pattern: at(`月初一[定直起般样些]`)},
	{pattern: at(`不过年[轻龄纪]|过年[轻龄纪头]`)},
	{pattern: at(`过年(?:之|以)?前`), but: at(`[一1两]天|[一1]日`)},
	{pattern: at(`结婚?周年|周[岁年]`)},
	{pattern: at(`[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑](?:国庆|元旦|清明|建军)`), but: nil},
	{pattern: at(`(?:五一|五四|六一|七一|八一|国庆|清明|元旦|重阳)(?:路|街|大道|广场|村|小区|巷|桥|镇|乡)(?:` + figures + `号)?`)},
}

// of reports whether a pattern matches all of a word.
func of(pattern *regexp.Regexp, word string) bool { return pattern.FindString(word) == word }
