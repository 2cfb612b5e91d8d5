package configs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"minqing/flows/fold"
)

// Manners is 文明用语: what is looked at before the words of staff go to a citizen.
type Manners struct {
	Confirm int       `yaml:"confirm"` // words of more characters are shown whole and ask for a yes; 0: none do
	Avoid   []Avoided `yaml:"avoid"`
}

// Avoided are words that nobody in office should say (服务忌语), and how it is said well.
type Avoided struct {
	Words   []string `yaml:"words"`
	Whole   []string `yaml:"whole"` // only as the whole of what is said: 不知道。
	Instead string   `yaml:"instead"`
}

// Discourtesy is one word that was found.
type Discourtesy struct{ Word, Instead string }

// quoted is what somebody else said: it is not what the bureau says.
var quoted = regexp.MustCompile(`“[^”]*”|「[^」]*」|『[^』]*』|"[^"]*"`)

// Amiss finds the avoided words in a text, in the order of the list, each group once.
// However they are written (traditional, full width), and not within quotation marks.
func (m *Manners) Amiss(text string) []Discourtesy {
	said := strings.Map(fold.Rune, quoted.ReplaceAllString(text, "　"))
	var found []Discourtesy
	for _, a := range m.Avoid {
		i := slices.IndexFunc(a.Words, func(w string) bool { return strings.Contains(said, strings.Map(fold.Rune, w)) })
		j := slices.IndexFunc(a.Whole, func(w string) bool { return fold.Text(text) == fold.Text(w) })
		switch {
		case i >= 0:
			found = append(found, Discourtesy{a.Words[i], a.Instead})
		case j >= 0:
			found = append(found, Discourtesy{a.Whole[j], a.Instead})
		}
	}
	return found
}

func (c *checker) manners(b *Bureau) {
	if b.Manners.Confirm < 0 {
		c.report(Error, "manners.confirm", "不能小于 0")
	}
	for i, a := range b.Manners.Avoid {
		at := fmt.Sprintf("manners.avoid[%d]", i)
		if len(a.Words)+len(a.Whole) == 0 || strings.TrimSpace(a.Instead) == "" {
			c.report(Error, at, "要写明哪些话 words（或 whole），和怎样说 instead")
		}
		for _, w := range a.Words {
			if len([]rune(strings.TrimSpace(w))) < 2 {
				c.report(Error, at+".words", fmt.Sprintf("“%s”太短，会误伤别的话，至少两个字", w))
			}
		}
	}
}
