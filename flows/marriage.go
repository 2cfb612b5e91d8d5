package flows

import (
	"regexp"
	"slices"
	"strings"

	"minqing/flows/hall"
	"minqing/flows/texts"
	"minqing/flows/wedlock"
	"minqing/storage"
)

// marriage is 婚姻登记: the office's hours, papers, queue and peak days. It
// holds nothing of the person's.
type marriage struct {
	At     string
	Words  string // the question about a day
	Topic  string // what the step about several things shows
	detail string
}

var marriageFlow Flow = form(flow[marriage]{
	name:   "marriage",
	title:  marriageCategory,
	browse: true,
	begin:  func(m *marriage) string { return m.At },
	steps: []step[marriage]{
		{name: "topic", say: (*marriage).head, options: func(*marriage, *turn) []string { return texts.Marriage.Topics }, take: (*marriage).takeTopic},
		{name: "hours", look: (*marriage).lookHours, say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "now", look: seeHall(queueNow), say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "mine", look: seeHall(myNumber), say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "wait", look: seeHall(waitNow), say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "missed", look: seeHall(missedNow), say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "peaks", look: (*marriage).lookPeaks, say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "end", say: func(*marriage, *turn) string { return "" }, take: (*marriage).takeHours},
	},
	file: func(tx storage.Tx, _ *marriage, t *turn) (string, error) {
		return t.onHall(tx, func(h *storage.Hall) (string, error) { return takeNumber(t, tx, h, call{}) })
	},
})

func (m *marriage) head(t *turn) string {
	u, _ := t.house.Bureau.Unit(t.house.Bureau.Marriage.Unit)
	return texts.Marriage.Head(orElse(u.Address, t.house.Bureau.Address), orElse(u.Phone, t.house.Bureau.Phone))
}

func (m *marriage) takeTopic(t *turn) Move {
	switch t.choice {
	case 0:
		m.Words = ""
		return GoTo("hours")
	case 1:
		return Switch(papersFlow, nil)
	case 2:
		return GoTo("now")
	case 3:
		return Commit.To("end")
	case 4:
		return GoTo("mine")
	case 5:
		return GoTo("peaks")
	case 6:
		return Switch(marriageMessageFlow, nil)
	}
	return m.takeHours(t)
}

func (m *marriage) shown(*turn) string { return m.detail }

// takeHours takes a question in words, as people go on asking: of another day, of
// the hours, of the queue or of papers. The talk is of marriages already, so that
// 几点下班 or 要照片吗 is enough.
func (m *marriage) takeHours(t *turn) Move {
	if t.Kind != Text || t.said == "" || isDigits(t.said) && !t.namesDay() || wedlock.Elsewhere(t.said) {
		return Elsewhere
	}
	s := &texts.Marriage
	p := &papers{}
	switch {
	case t.says(s.GivesUp...):
		return Elsewhere
	case asksMine.MatchString(t.said):
		return GoTo("wait")
	case asksMissed.MatchString(t.said):
		return GoTo("missed")
	case t.has(s.AsksNumber...), t.has(s.AsksQueue...) && !t.namesDay(), t.has(s.AsksTaking...) && !t.namesDay():
		return GoTo("now")
	case t.has(remindName) && t.namesDay():
		return Elsewhere
	case p.hear(t, true):
		return Switch(papersFlow, p)
	case t.namesDay(), t.has(s.AsksHours...), t.has(s.AsksOpen...):
		m.Words = strings.TrimSpace(t.Text)
		return GoTo("hours")
	}
	return Elsewhere
}

// seeHall makes a step's look of a view of the day's queue.
func seeHall(view func(*turn, storage.Tx, *storage.Hall) (string, error)) func(*marriage, storage.Tx, *turn) error {
	return func(m *marriage, tx storage.Tx, t *turn) error {
		h, err := t.hall(tx)
		if err == nil {
			m.detail, err = view(t, tx, h)
		}
		return err
	}
}

// marriageCategory is the category of the bureau file that the marriage office
// answers for.
const marriageCategory = "婚姻登记"

// marriageMessageFlow takes a question that staff must answer.
var marriageMessageFlow Flow = form(flow[message]{
	name:  "marriage-message",
	title: "婚姻登记咨询",
	steps: []step[message]{{
		name: "words",
		say:  say[message](texts.Browse.MarriageAsk),
		take: func(m *message, t *turn) Move { return m.take(t, texts.Browse.MarriageAgain) },
	}},
	file: leave(marriageCategory),
})

// marriageWords finds what somebody asks about the marriage office in their own
// words: the queue, the papers, the hours of a day. Nobody's marriage is told of.
// Who speaks of marrying and asks nothing plain is shown what can be asked.
func (e *Engine) marriageWords(t *turn) (Act, bool) {
	if t.Kind != Text || t.said == "" {
		return Act{}, false
	}
	s := &texts.Marriage
	about, day, p := t.has(s.About...), t.namesDay(), &papers{}
	switch {
	case t.says(s.GivesUp...):
		return e.run(t, call{command: e.command("取消取号")}), true
	case asksMine.MatchString(t.said):
		return e.waitAsked(t), true
	case asksMissed.MatchString(t.said):
		return marriageFlow.start(t, &marriage{At: "missed"}), true
	case t.has(remindName) && day && !wedlock.Elsewhere(t.said):
		return e.run(t, call{command: e.command(remindName), rest: t.Text}), true
	case t.has(s.AsksNumber...), about && t.has(s.AsksQueue...) && !day, t.has(s.AsksTaking...) && !day && !wedlock.Elsewhere(t.said):
		return marriageFlow.start(t, &marriage{At: "now"}), true
	case p.hear(t, false):
		return papersFlow.start(t, p), true
	case about && t.has(s.AsksPapers...):
		return papersAsked(t), true
	case day && (about || t.has(s.AsksHours...) || t.has(s.AsksOpen...) || t.onlyDay()), about && t.has(s.AsksHours...):
		return marriageFlow.start(t, &marriage{At: "hours", Words: strings.TrimSpace(t.Text)}), true
	case t.has("高峰日"):
		return marriageFlow.start(t, &marriage{At: "peaks"}), true
	case wedlock.Wedding(t.said):
		return marriageFlow.start(t, nil), true
	}
	return Act{}, false
}

// asksOffice reports whether a question is about the marriage office's own hours, queue or
// place, which the house knows better than any question that was shipped.
func (t *turn) asksOffice() bool {
	s := &texts.Marriage
	if wedlock.Elsewhere(t.said) {
		return false
	}
	about, asks := t.has(s.About...), t.has(s.AsksHours...)
	return t.has(s.AsksNumber...) || about && asks || t.namesDay() && (about || asks || t.onlyDay()) ||
		wedlock.Wedding(t.said) && asksPlace.MatchString(t.said)
}

// asksPlace asks where an office is, or for its telephone.
var asksPlace = regexp.MustCompile(`电话|地址|在哪里?(?:$|[,?啊呢])|怎么走|怎么去|几楼|哪栋|停车`)

// asksMine is what somebody who waits asks of the own number, and says hardly more.
var asksMine = regexp.MustCompile(`^(?:请问|那|我们?|大概|大约|现在|还|要|得|需要|今天|前面|有|[, ])*(?:多久|等多久|等多长时间|多久(?:才)?(?:轮)?到我们?|(?:几|多少)(?:个人|个|对|人)|(?:快|轮)?到我们?了?(?:吗|没有?|么)|什么时候(?:轮)?到我们?|能?办(?:得|不)?(?:完|了|上)|轮得?到我们?|(?:到|去|是)(?:哪个|几号|哪)窗口|几号窗口|(?:可能|会|不好意思|路上堵车?)*(?:要?晚(?:一?点|一?些|一会儿?|一下)?到?|晚来|来晚|迟到)(?:一?点|一会儿?|一下|(?:[0-9]{1,2}|[一二三四五十两半几]{1,3})个?(?:分钟|小时|钟头))?)(?:吗|么|啊|呢|呀|了|没有|没|在等|[,?])*$`)

// asksMissed asks what becomes of a number that was called in vain.
var asksMissed = regexp.MustCompile(`^.{0,12}(?:过号|过了号|号过了|错过号|错过叫号|没听[到见]叫号|叫过了)(?:了|后|以后|的|怎么办|怎么弄|咋办|还能办|能办|还叫|重新|要|排|不|吗|么|呢|没有?|[,? ])*$`)

// missedNow answers who asks of 过号: by the own number, if there is one, and by the rule.
func missedNow(t *turn, tx storage.Tx, h *storage.Hall) (string, error) {
	own := ""
	if hall.Of(h, t.party.ID) != nil {
		var err error
		if own, err = myNumber(t, tx, h); err != nil {
			return "", err
		}
	}
	m := t.house.Bureau.Marriage
	return texts.Paragraphs(own, texts.Lines(texts.Queue.MissedRule(m.MissedAfter, m.MissedTimes), m.Missed)), nil
}

// waitNow is what a question after the wait means: the own number, where there is
// one, else the queue.
func waitNow(t *turn, tx storage.Tx, h *storage.Hall) (string, error) {
	if hall.Of(h, t.party.ID) != nil {
		return myNumber(t, tx, h)
	}
	return queueNow(t, tx, h)
}

// waitAsked answers who waits with a number; of anybody else nobody knows what they
// are waiting for.
func (e *Engine) waitAsked(t *turn) Act {
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			said = ""
			h, err := t.hall(tx)
			if err == nil && hall.Of(h, t.party.ID) != nil {
				said, err = myNumber(t, tx, h)
			}
			return err
		},
		Then: func(string) Act {
			if said == "" {
				return e.showMenu(t, texts.House.NotUnderstood)
			}
			return Say(said)
		},
	}
}

// has reports whether one of the words stands in the message.
func (t *turn) has(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(t.said, w) })
}
