package flows

import (
	"cmp"
	"slices"
	"strings"

	"minqing/configs"
	"minqing/flows/fold"
)

// faqIndex finds shipped questions by words. It is made once: the questions
// stay as they are while the bot runs.
type faqIndex struct {
	all []configs.FAQ
	has map[string][]int // pair of characters → the questions that have it, by their place in all
}

type scored struct {
	configs.FAQ
	score float64
}

func indexFAQ(all []configs.FAQ) *faqIndex {
	x := &faqIndex{all: all, has: map[string][]int{}}
	for i, q := range all {
		for b := range bigrams(fold.Text(q.Category + " " + q.Question + " " + strings.Join(q.Variants, " "))) {
			x.has[b] = append(x.has[b], i)
		}
	}
	return x
}

// search ranks questions by the pairs of characters they share with what was
// asked, pairs that few questions have counting more. Whoever names a category means it:
// 低保要什么条件 is no question about adoption. It is a reading aid and decides nothing.
func (x *faqIndex) search(asked string) []scored {
	scores := make([]float64, len(x.all))
	for b := range bigrams(asked) {
		for _, i := range x.has[b] {
			scores[i] += 1 / float64(len(x.has[b]))
		}
	}
	var found []scored
	for i, score := range scores {
		if score >= 0.15 {
			if strings.Contains(asked, fold.Text(x.all[i].Category)) {
				score += 1
			}
			found = append(found, scored{x.all[i], score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return found
}

func bigrams(s string) map[string]bool {
	set := map[string]bool{}
	var last rune
	for _, r := range s {
		if r < '0' || (r > '9' && r < 'a') || strings.ContainsRune("？，。、！ ", r) {
			last = 0
			continue
		}
		if last != 0 {
			set[string([]rune{last, r})] = true
		}
		last = r
	}
	return set
}
