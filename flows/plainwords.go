package flows

import (
	"regexp"
	"slices"
	"strings"

	"minqing/flows/texts"
)

// plainWords answers what people say first, as to anybody behind a counter: a greeting,
// thanks, 投诉, 人工, 工单. "Not understood" is a poor answer to any of them.
func (e *Engine) plainWords(t *turn) (Act, bool) {
	if t.Kind != Text {
		return Act{}, false
	}
	switch {
	case t.says(texts.Thanks...), nodding.MatchString(t.said), thanking.MatchString(t.said):
		return e.showMenu(t, texts.House.Welcome), true
	case greeting.MatchString(t.said):
		return e.showMenu(t, ""), true
	case t.asksHuman():
		return humanFlow.start(t, nil), true
	case t.says(texts.Submits...): // tapped or sent twice
		return e.showMenu(t, texts.House.NothingToSubmit), true
	case whereabouts.MatchString(t.said):
		b := t.house.Bureau
		return Say(texts.House.Whereabouts(b.Name, b.Address, b.Phone, b.Hours)), true
	case slices.Contains(texts.OwnTickets, t.said):
		return myTicketsFlow.start(t, nil), true
	}
	if kind := t.kindWished(); kind != "" {
		return feedbackFlow.start(t, &feedback{Kind: kind}), true
	}
	return Act{}, false
}

// kindWished is the kind of a message that says nothing else: 我要投诉. Empty: none.
func (t *turn) kindWished() string {
	wish := wishing.ReplaceAllString(t.said, "")
	for _, k := range t.house.Bureau.Kinds {
		if wish == k.Name || wish == k.Name+"一下" {
			return k.Name
		}
	}
	return ""
}

// asksHuman reports whether the message asks for somebody to talk to, and says no more.
func (t *turn) asksHuman() bool {
	return t.Kind == Text && slices.Contains(texts.Humans, wishing.ReplaceAllString(t.said, ""))
}

// whereabouts asks where and when the bureau is to be found, and names nothing else.
var whereabouts = regexp.MustCompile(`^(?:请问|你们?|您们?|这里|这边|局里|办公室?|单位|的|一下|[, ])*` +
	`(?:(?:联系)?电话(?:号码)?(?:是)?(?:多少|几号|什么)?|(?:办公)?地址(?:是)?(?:什么|多少|在哪里?|哪里)?|(?:是)?在(?:哪里?|哪儿|什么地方)|怎么走|怎么去|` +
	`几点(?:钟)?(?:上|下|开|关)[班门]|什么时候(?:上|下|开|关)[班门]|(?:上班|下班|办公|工作|开门)时间|(?:现在)?(?:上班|开门)(?:了)?(?:吗|没有?)|中午(?:休息|上班|开门|开不开|有人)(?:吗|不)?)(?:呢|啊|呀|吗|[,?])*$`)

// What is hardly more than courtesy. Whoever asks something besides is not meant.
var (
	wishing  = regexp.MustCompile(`^(?:我|想|要|来|请|帮我|麻烦|给我|找|转接?|接|[, ])*|[吧啊呀]$`)
	thanking = regexp.MustCompile(`^(?:好的?|嗯|哦|行|太|真的?|非常|十分|[, ])*(?:谢谢|多谢|感谢|谢了|辛苦)(?:您|你|你们|大家|啊|呀|哦|啦|了|哈|咯|小|同志|师傅|姑娘|小伙子?|老师|领导|民政局|政府|帮忙|关心|回复|解答|[,! ])*$`)
	nodding  = regexp.MustCompile(`^(?:嗯|好|哦|噢|行|的|滴|嘞|啦|吧|晓得|知道|明白|收到|可以|没事|ok|了|[,! ])+$`)
	greeting = regexp.MustCompile(`^(?:` + strings.Join([]string{"你好", "您好", "你们好", "大家好", "同志好?", "领导好", "老师好", "喂", "哈[喽罗啰]", "嗨", "在吗", "在不在", "有人吗", "有人在吗", "早上?好?", "上午好", "中午好", "下午好", "晚上好", "hello", "hi", "请问"}, "|") + `|[啊呀哦吗,! ])+$`)
)
