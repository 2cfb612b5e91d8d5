package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/mattn/go-isatty"

	"minqing/bot/wechat/simulator"
	"minqing/storage"
)

// screen draws chats on a terminal; without one, or with NO_COLOR, it writes
// plain lines. It is safe for concurrent use.
type screen struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	fancy    bool
	handles  bool   // links show what one types to tap them
	prompt   string // stands at the foot and comes back after every bubble
}

func newScreen(w io.Writer, lookup func(string) (string, bool)) *screen {
	noColour, _ := lookup("NO_COLOR")
	term, _ := lookup("TERM")
	s := &screen{w: w, terminal: isTerminal(w)}
	s.fancy = s.terminal && noColour == "" && term != "dumb"
	return s
}

// isTerminal reports whether somebody sits there.
func isTerminal(file any) bool {
	f, ok := file.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// Looks of a terminal.
const (
	plainLook = "\x1b[0m"
	dim       = "\x1b[2m"
	bold      = "\x1b[1m"
	tappable  = "\x1b[34;4m"
	green     = "\x1b[32m"
	red       = "\x1b[31m"
)

func (s *screen) look(look, text string) string {
	if !s.fancy {
		return text
	}
	return look + text + plainLook
}

// line writes one line, above the prompt.
func (s *screen) line(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write(fmt.Sprintf(format, args...) + "\n")
}

func (s *screen) write(text string) {
	if s.fancy && s.prompt != "" {
		text = "\r\x1b[K" + text + s.prompt
	}
	_, _ = io.WriteString(s.w, text)
}

// ask puts the prompt at the foot.
func (s *screen) ask(who string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.terminal {
		return
	}
	s.prompt = s.look(bold, who+"> ")
	_, _ = io.WriteString(s.w, s.prompt)
}

// answered takes the prompt away once a line was typed. Words said in the chat
// come back as a bubble, so the typed line goes too.
func (s *screen) answered(said bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fancy && said {
		_, _ = io.WriteString(s.w, "\x1b[A\r\x1b[K")
	}
	s.prompt = ""
}

// bubbleWidth is how many columns the text of a bubble takes at most.
const bubbleWidth = 60

// bubble shows one bubble: who, when, what.
func (s *screen) bubble(b simulator.Bubble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := b.At.In(storage.Zone).Format("15:04:05")
	lines := s.bubbleLines(b)
	var out strings.Builder
	switch b.From {
	case simulator.FromPerson:
		fmt.Fprintf(&out, "%s %s %s\n", s.look(dim, at), s.look(bold, b.Phone+" ▸"), s.look(green, strings.Join(lines, "\n"+strings.Repeat(" ", 9))))
	default:
		from := "民情"
		if b.From == simulator.FromSystem {
			from = "微信"
		}
		fmt.Fprintf(&out, "%s %s → %s\n", s.look(dim, at), from, s.look(bold, b.Phone))
		s.box(&out, lines)
	}
	s.write(out.String())
}

// box draws lines in a frame; without a terminal, behind a bar.
func (s *screen) box(out *strings.Builder, lines []string) {
	const indent = "         "
	if !s.fancy {
		for _, l := range lines {
			fmt.Fprintln(out, strings.TrimRight(indent+"│ "+l, " "))
		}
		return
	}
	most := 0
	for _, l := range lines {
		most = max(most, width(bare(l)))
	}
	fmt.Fprintf(out, "%s╭%s╮\n", indent, strings.Repeat("─", most+2))
	for _, l := range lines {
		fmt.Fprintf(out, "%s│ %s%s │\n", indent, l, strings.Repeat(" ", most-width(bare(l))))
	}
	fmt.Fprintf(out, "%s╰%s╯\n", indent, strings.Repeat("─", most+2))
}

var looks = regexp.MustCompile("\x1b\\[[0-9;]*m")

// bare is a text without its looks.
func bare(text string) string { return looks.ReplaceAllString(text, "") }

// bubbleLines is what a bubble shows, wrapped.
func (s *screen) bubbleLines(b simulator.Bubble) []string {
	switch b.Kind {
	case simulator.Text, simulator.Fault:
		return s.textLines(b)
	case simulator.Image:
		return []string{"〔照片〕"}
	case simulator.Voice:
		return []string{"〔语音〕"}
	case simulator.Video:
		return []string{"〔视频〕"}
	case simulator.Location:
		return []string{fmt.Sprintf("〔位置〕%s（%.4f, %.4f）", b.Label, b.Lat, b.Lng)}
	}
	lines := []string{"〔" + string(b.Kind) + "〕" + b.Title}
	for _, f := range b.Fields {
		lines = append(lines, f.Label+"："+f.Value)
	}
	return lines
}

// textLines wraps a text; what can be tapped is underlined.
func (s *screen) textLines(b simulator.Bubble) []string {
	text := b.Text
	if b.From != simulator.FromPerson {
		text = s.markLinks(b)
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrap(line, bubbleWidth)...)
	}
	if s.fancy {
		colourLinks(lines)
		return lines
	}
	for i, l := range lines {
		lines[i] = strings.NewReplacer(linkBegin, "", linkEnd, "").Replace(l)
	}
	return lines
}

// Marks around a link while a text is wrapped; they take no columns.
const (
	linkBegin = "\u2060"
	linkEnd   = "\u2061"
)

var anchor = regexp.MustCompile(`(?s)<a\s[^>]*>(.*?)</a>`)

// markLinks gives the text with its links between marks, and behind each the
// handle for /tap where that is wanted and does not stand in the label.
func (s *screen) markLinks(b simulator.Bubble) string {
	n := 0
	return anchor.ReplaceAllStringFunc(b.Raw, func(link string) string {
		label := anchor.FindStringSubmatch(link)[1]
		if n == len(b.Links) || b.Links[n].Text != label {
			return label // a link to a page, or one that cannot be tapped
		}
		handle := handleOf(b.Links, n)
		n++
		if s.handles && !strings.HasPrefix(label, handle+" ") {
			label += "[" + handle + "]"
		}
		return linkBegin + label + linkEnd
	})
}

var ownNumber = regexp.MustCompile(`^(\d+) `)

// handleOf is what one types to tap a link: the number its label begins with,
// else a letter, a for the first of those.
func handleOf(links []simulator.MenuLink, i int) string {
	if m := ownNumber.FindStringSubmatch(links[i].Text); m != nil {
		return m[1]
	}
	letter := 'a'
	for _, l := range links[:i] {
		if !ownNumber.MatchString(l.Text) {
			letter++
		}
	}
	return string(letter)
}

// colourLinks turns the marks into looks; a link that was wrapped keeps its look
// on the next line.
func colourLinks(lines []string) {
	open := false
	for i, l := range lines {
		if open {
			l = linkBegin + l
		}
		open = strings.LastIndex(l, linkBegin) > strings.LastIndex(l, linkEnd)
		if open {
			l += linkEnd
		}
		lines[i] = strings.NewReplacer(linkBegin, tappable, linkEnd, plainLook).Replace(l)
	}
}
