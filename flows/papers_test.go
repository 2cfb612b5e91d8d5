package flows

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/flows/wedlock"
	"minqing/storage"
)

// says plays what somebody writes and returns the last answer.
func says(t *testing.T, e *Engine, s *storage.Session, words ...string) string {
	t.Helper()
	said := ""
	for _, w := range words {
		act := e.Turn(s, Party{ID: "p1"}, Message{Kind: Text, Text: w})
		if act.Commit != nil || act.Look != nil {
			t.Fatalf("%s: papers reached for the store", w)
		}
		said = act.Say
	}
	return said
}

func inPapers(t *testing.T, e *Engine) *storage.Session {
	t.Helper()
	s := &storage.Session{User: "p1"}
	says(t, e, s, "婚姻登记", "2")
	if s.Draft.Flow != "papers" {
		t.Fatalf("2 leads to %q", s.Draft.Flow)
	}
	return s
}

// TestEveryTopicIsAnsweredOnOneScreen: each names its source, with its day, and a telephone,
// and fits into one message.
func TestEveryTopicIsAnsweredOnOneScreen(t *testing.T) {
	e := testEngine(t)
	topics := slices.Clone(wedlock.Cases)
	for point := range texts.Papers.Points {
		topics = append(topics, wedlock.Topic(point))
	}
	if len(topics) != len(wedlock.Cases)+13 {
		t.Errorf("%d topics have words", len(topics))
	}
	for _, topic := range topics {
		s := &storage.Session{User: "p1"}
		tu := e.newTurn(s, Party{ID: "p1"}, Message{Kind: Text, Text: "?"})
		said := new(papers).answer(tu, topic)
		for _, part := range []string{"依据：", "起施行）第", "0999-7000107", "看别的情况"} {
			if !strings.Contains(said, part) {
				t.Errorf("%s lacks %s:\n%s", topic, part, said)
			}
		}
		if len(said) > 2000 || utf8.RuneCountInString(said) > 520 || strings.HasPrefix(said, "依据") {
			t.Errorf("%s is %d bytes, %d characters:\n%s", topic, len(said), utf8.RuneCountInString(said), said)
		}
	}
	said := says(t, e, inPapers(t, e), "返回", "婚姻登记", "2")
	if len(said) > 2000 {
		t.Errorf("the list of cases is %d bytes", len(said))
	}
}

// TestBirthdaysAreForgotten: what people tell of their birthdays isn't in what is kept of the
// conversation.
func TestBirthdaysAreForgotten(t *testing.T) {
	e := testEngine(t)
	for _, words := range []string{"男1999年8月9日，女2006年3月1日", "男2005-8-9女20070301", "我99.8.9她07.3.1，七夕能领证吗", "2004年2月29日", "男21岁女19岁", "男2005年2月29日", "男110101197603073612"} {
		s := inPapers(t, e)
		said := says(t, e, s, "8", words)
		if !strings.Contains(said, "男") {
			t.Errorf("%s: %s", words, said)
		}
		for _, kept := range []string{"1999", "99.8", "2005", "2007", "2006", "2004", "21", "19", "0307"} {
			if strings.Contains(string(s.Draft.Answers), kept) {
				t.Errorf("%s: kept %s", words, s.Draft.Answers)
			}
		}
	}
}

// TestPapersMeantAnywhere: what may be answered though nobody spoke of papers before, and
// what may not.
func TestPapersMeantAnywhere(t *testing.T) {
	e := testEngine(t)
	for sentences, want := range map[string]bool{
		`离婚要带什么|和台湾人结婚要什么材料|结婚证丢了怎么补|老公是外国人|男21岁能领证吗|我1999年8月9日生的她2006年3月1日 今年七夕能领证吗|` +
			`我们11月23日申请的离婚，什么时候领证|我们上周三提交的离婚申请，哪天能领离婚证|查一下张三结没结婚|离婚冷静期几天|复婚要带什么|所需材料`: true,
		`今天能领证吗|5月20日能离婚吗|周六能领证吗|我父亲1945年8月9日生，高龄津贴怎么领|我11月23日申请的低保什么时候下来|离婚窗口11月23日申请时态度差，我要投诉|` +
			`现在排到几号了|你好|我老公走丢了，1960年5月6日生|11月23日|1999年8月9日|要户口本吗|取号|七夕几点开门|结婚登记几点下班`: false,
	} {
		for _, said := range strings.Split(sentences, "|") {
			tu := e.newTurn(&storage.Session{User: "p1"}, Party{ID: "p1"}, Message{Kind: Text, Text: said})
			if got := tu.says(papersTitle) || new(papers).hear(tu, false); got != want {
				t.Errorf("%s: meant %t", said, got)
			}
		}
	}
}

// TestTheBureausOwnAnswer: what is open is asked by phone; once the bureau has filled it in,
// its own answer can be read.
func TestTheBureausOwnAnswer(t *testing.T) {
	e := testEngine(t)
	if said := says(t, e, inPapers(t, e), "1"); !strings.Contains(said, "问清：照片规格与张数") || strings.Contains(said, texts.Papers.OwnAnswer) {
		t.Errorf("open: %s", said)
	}
	for i := range e.house.Bureau.FAQ {
		if q := &e.house.Bureau.FAQ[i]; q.ID == "faq-01" {
			q.Text, q.LocalFill = "照片：两寸红底合影三张。", nil
		}
	}
	s := inPapers(t, e)
	if said := says(t, e, s, "1"); strings.Contains(said, "问清") || !strings.Contains(said, texts.Papers.OwnAnswer) {
		t.Errorf("filled: %s", said)
	}
	if said := says(t, e, s, texts.Papers.OwnAnswer); !strings.Contains(said, "两寸红底合影三张") {
		t.Errorf("own answer: %s", said)
	}
}
