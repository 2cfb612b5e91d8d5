package wedlock

import (
	"regexp"
	"strings"
)

var (
	// whether asks if somebody is married; state and lookup do so together.
	whether = regexp.MustCompile(`(?:结没结过?婚|离没离过?婚?|有没有(?:结|离)过?婚吗?|是不是(?:已经)?又?(?:结|离|再)(?:过|了)?婚了?|再婚了(?:没有?|吗|么)|(?:(?:结|离)(?:婚了|过婚|了婚)了?(?:没有?|吗|么)|(?:结|离)婚没有?)|是不是(?:还)?(?:已婚|单身|未婚|离异)|(?:已婚|未婚|单身|离异)(?:还是(?:已婚|未婚|单身|离异)|吗)|` +
		`(?:和|跟|与)(?:谁|哪个).{0,4}(?:结的?婚|登记|领的?证)|(?:和|跟|与)(?:别人|其他人|另一个).{0,6}(?:结婚了|登记了|领证了|登记|领证)|(?:结|离)过几次婚?|(?:配偶|老公|老婆|丈夫|妻子)是谁|领证了(?:没有?|吗))(?:$|[,。?!; 呀啊呢])`)
	state = regexp.MustCompile(`婚姻(?:状况|情况|状态|信息|记录|登记)|婚史|(?:结婚|登记|离婚)(?:登记)?(?:记录|信息|档案)|是否(?:已?婚|结婚|离婚|单身)|单身`)
	// seen asks whether somebody was here, or what their certificate says.
	seen = regexp.MustCompile(`有没有(?:偷偷|背着我|再|又|跟人|和人){0,2}(?:再婚|复婚|领证|登记|结婚|离婚)|是不是(?:有(?:个|人|一对|叫)|在你们|来你们|去你们|来过).{0,14}(?:结婚|离婚|登记|领证|办)|(?:结婚证|离婚证)(?:的)?(?:号|编号|字号)|没结过婚是真的|` +
		`(?:来|去)(?:过|你们(?:这|那)[里边儿]?)?(?:结婚|离婚|登记|领证|取号)(?:了|过)(?:吗|没有?|么|$)|取(?:过)?号了?(?:吗|没有?|么)$|(?:他|她|人家)(?:们|俩|两个)?(?:是不是)?[离结]了(?:吗|没有?|么)`)
	lookup = regexp.MustCompile(`查|打听|帮我看|帮忙看|想知道|告诉我|核实|调一?下|调取|了解`)
	other  = regexp.MustCompile(`[0-9]{11}|他|她|别人|人家|对方|某|对象|男友|女友|男朋友|女朋友|老公|老婆|丈夫|妻子|前夫|前妻|儿子|女儿|儿媳|女婿|邻居|同事|朋友|亲戚|老板|网友|哥|姐|弟|妹|张三|李四|[a-z]先生|(?:查|打听)(?:一下|查)?(?:[^我自本婚结离登])`)
	named  = regexp.MustCompile(`叫.{1,4}的|^(?:[^我你您男女怎如今明昨补领换结离复].{1,2})(?:昨天|今天|前天)?(?:的|来|去)|我(?:妈|爸|儿|女|哥|姐|弟|妹|前|婆|公|岳)`)
	own    = regexp.MustCompile(`我自己|本人|自己的|我们的|(?:查|打印|调)(?:一下|查|看)?我们?的?(?:婚姻|结婚|离婚|登记|以前)|^我(?:们)?(?:是不是|有没有|结|离|以前|的)`)
	asking = strings.NewReplacer("婚姻状况证明", "", "婚姻登记记录证明", "", "婚姻记录证明", "", "单身证明", "")
)

// private tells that somebody asks about another's marriage. Nobody is ever told, so it would
// rather refuse a question that was about something else than answer one.
func private(said string) bool {
	said = asking.Replace(said)
	if own.MatchString(said) && !strings.Contains(said, "我老") {
		return false
	}
	if whether.MatchString(said) {
		return true
	}
	if seen.MatchString(said) && (other.MatchString(said) || named.MatchString(said)) {
		return true
	}
	return state.MatchString(said) && lookup.MatchString(said) && other.MatchString(said)
}
