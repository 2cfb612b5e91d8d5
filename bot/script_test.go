package bot

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"minqing/flows"
	"minqing/flows/informants"
	"minqing/storage"
)

// A script is one conversation of the corpus, in flows/testdata:
//
//	title
//
//	(staff 王芳: clerk 殡葬管理股)   invites and binds somebody
//	(roll 13800138000: 张三 白水镇 大坪村)   puts somebody on the roll of 灾害信息员
//	(wait 31m)                       lets time pass, and what is due be delivered
//	(platform 45015) (platform ok)   what the platform answers to a push
//	李: 我要反映                      a person writes; [photo x] [voice x] [video x]
//	                                 [location 26.1,119.3 汽车站] [follow] [unfollow]
//	                                 [scan s] [click k] [tap w] [link] [file] [unknown]
//	bot: …                           the reply; further lines are indented
//	→ 王芳: …                        a push; (09:35) is when, if time went by
//	tickets:                         what is in the store at the end
//	timers:                          what will still ring, if anything
//
// A minute lies between any two lines. Timers ring at their times, in it and in a
// wait, and what they push stands under the line after which it came.
//
// A tappable line is shown as [label], or [label→words] where they differ.
// Everything below a person's line is expectation: -update writes it.
type script struct {
	title string
	acts  []scriptAct
	want  string // the whole text as it should be
}

type scriptAct struct {
	line string // as written
	who  string // empty for a direction
	said string
}

func readScript(t testing.TB, path string) script {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := script{want: string(raw)}
	for i, line := range strings.Split(string(raw), "\n") {
		switch {
		case i == 0:
			s.title = line
		case line == "", strings.HasPrefix(line, " "), strings.HasPrefix(line, "bot:"), strings.HasPrefix(line, "→"), strings.HasPrefix(line, "#"):
		case line == "tickets:":
			return s
		case strings.HasPrefix(line, "("):
			s.acts = append(s.acts, scriptAct{line: line})
		default:
			who, said, ok := strings.Cut(line, ": ")
			if !ok {
				t.Fatalf("%s:%d: neither a person nor a direction: %q", path, i+1, line)
			}
			s.acts = append(s.acts, scriptAct{line: line, who: who, said: said})
		}
	}
	return s
}

var direction = regexp.MustCompile(`^\((\S+) ?(.*)\)$`)

// actor plays a script on a stage and writes down what happened.
type actor struct {
	*stage
	out strings.Builder
	seq int
	// deliver hands a message over, in the way of the run.
	deliver func(flows.Message) string
	// chime rings what is due, in the way of the run.
	chime   func()
	between func()
	line    time.Time // when the line at work was said
}

func (a *actor) play(s script) string {
	a.t.Helper()
	a.out.WriteString(s.title + "\n")
	for _, act := range s.acts {
		a.between()
		a.line = a.clock.Now()
		a.out.WriteString("\n" + act.line + "\n")
		if act.who == "" {
			a.direct(act.line)
		} else {
			a.speak(act)
		}
		a.happen()
		a.pass(time.Minute, (*actor).nextTimer)
	}
	a.out.WriteString("\ntickets:\n" + a.tickets() + a.timers())
	return a.out.String()
}

func (a *actor) write(head, text string) {
	if text == "" {
		text = "(success)"
	}
	indented := strings.ReplaceAll(showTaps(text), "\n", "\n    ")
	a.out.WriteString(head + strings.ReplaceAll(indented, "\n    \n", "\n\n") + "\n")
}

func (a *actor) speak(act scriptAct) {
	if m, ok := a.message(act.who, act.said); ok {
		a.write("bot: ", a.deliver(m))
	}
}

var scene = regexp.MustCompile(`^\[(\w+) ?(.*)\]$`)

func openidOf(who string) string { return "o-" + who }

// message is what the webhook would make of a line.
func (a *actor) message(who, said string) (flows.Message, bool) {
	a.t.Helper()
	a.seq++
	a.plat.names[openidOf(who)] = who
	m := flows.Message{ID: "m" + strconv.Itoa(a.seq), From: openidOf(who), To: "gh_bureau", At: a.clock.Now(), Kind: flows.Text, Text: said}
	parts := scene.FindStringSubmatch(said)
	if parts == nil {
		return m, true
	}
	m.Text = ""
	switch rest := parts[2]; parts[1] {
	case "photo", "voice", "video":
		m.Kind, m.MediaID = flows.Kind(parts[1]), rest
	case "location":
		where, label, _ := strings.Cut(rest, " ")
		var p storage.Point
		if _, err := fmt.Sscanf(where, "%f,%f", &p.Lat, &p.Lng); err != nil {
			a.t.Fatalf("place %q: %v", where, err)
		}
		m.Kind, m.Point, m.Label = flows.Location, &p, label
	case "follow", "scan":
		m.Kind, m.Scene = flows.Kind(parts[1]), rest
	case "tap":
		m.Text, m.Tapped = rest, true
	case "click":
		m.Kind, m.Text = flows.Click, rest
	case "unfollow", "link", "file", "unknown":
		m.Kind = flows.Kind(parts[1])
	default:
		a.t.Fatalf("no such message: %s", said)
	}
	return m, true
}

func (a *actor) direct(line string) {
	a.t.Helper()
	parts := direction.FindStringSubmatch(line)
	if parts == nil {
		a.t.Fatalf("not a direction: %s", line)
	}
	switch rest := parts[2]; parts[1] {
	case "wait":
		d, err := time.ParseDuration(rest)
		if err != nil {
			a.t.Fatal(err)
		}
		a.happen()
		a.pass(d, (*actor).nextDue)
	case "platform":
		a.plat.code, a.plat.react = 0, ""
		if code, err := strconv.Atoi(rest); err == nil {
			a.plat.code = code
			a.plat.react = map[int]Reaction{45015: Hold, 45047: Hold, -1: Retry, 43004: Unreachable, 43019: Unreachable, 48001: Misconfigured}[code]
		}
	case "staff":
		a.hire(rest)
	case "roll":
		a.enroll(rest)
	default:
		a.t.Fatalf("no such direction: %s", line)
	}
}

// hire invites somebody and lets them bind, without writing down the talk.
func (a *actor) hire(rest string) {
	a.t.Helper()
	name, what, _ := strings.Cut(rest, ": ")
	words := strings.Fields(what)
	var roles []storage.Role
	for _, r := range strings.Split(words[0], ",") {
		roles = append(roles, storage.Role(r))
	}
	unit := strings.Join(words[1:], " ")
	a.seq++
	code := fmt.Sprintf("CODE%d", a.seq)
	a.invite(name, code, roles, unit)
	m, _ := a.message(name, "绑定 "+code)
	if reply := a.say(m); !strings.Contains(reply, "绑定成功") {
		a.t.Fatalf("%s could not bind: %s", name, reply)
	}
}

// enroll puts somebody on the roll, as a sheet would.
func (a *actor) enroll(rest string) {
	a.t.Helper()
	phone, who, _ := strings.Cut(rest, ": ")
	words := strings.Fields(who)
	if len(words) != 3 {
		a.t.Fatalf("nobody of the roll: %s", rest)
	}
	m := informants.Member{Phone: phone, Informant: storage.Informant{Name: words[0], Township: words[1], Village: words[2]}}
	err := a.store.Update(context.Background(), func(tx storage.Tx) error {
		change, err := flows.PlanRoll(tx, []informants.Member{m}, false)
		if err != nil {
			return err
		}
		return change.Write(tx, a.clock.Now())
	})
	if err != nil {
		a.t.Fatal(err)
	}
}

var link = regexp.MustCompile(`<a href="weixin://bizmsgmenu\?msgmenucontent=([^"]*)&msgmenuid=\d+">([^<]*)</a>`)

// showTaps writes tappable lines as a reader of the script wants to see them.
func showTaps(text string) string {
	return link.ReplaceAllStringFunc(text, func(tap string) string {
		p := link.FindStringSubmatch(tap)
		words, label := p[1], p[2]
		if words == label || strings.HasPrefix(label, words+" ") {
			return "[" + label + "]"
		}
		return "[" + label + "→" + words + "]"
	})
}
