package flows

import (
	"slices"

	"minqing/configs"
	"minqing/flows/texts"
)

// faq is somebody reading the shipped questions.
type faq struct {
	Category   string   // the one on view
	Categories []string // those that have questions
	IDs        []string // questions on view
}

var faqFlow Flow = form(flow[faq]{
	name:   "faq",
	title:  "政策问答",
	browse: true,
	begin: func(f *faq) string {
		if f.Category != "" {
			return "question"
		}
		return ""
	},
	steps: []step[faq]{
		{name: "category", say: say[faq](texts.Browse.Ask), options: (*faq).categories, take: (*faq).takeCategory},
		{name: "question", say: func(f *faq, _ *turn) string { return texts.Browse.Questions(f.Category) },
			options: (*faq).questions, take: (*faq).takeQuestion},
		{name: "found", say: say[faq](texts.Browse.Found), options: (*faq).questions, take: (*faq).takeQuestion},
	},
})

func (f *faq) categories(t *turn) []string {
	var names []string
	for _, q := range t.house.Bureau.FAQ {
		if !slices.Contains(names, q.Category) {
			names = append(names, q.Category)
		}
	}
	return names
}

func (f *faq) takeCategory(t *turn) Move {
	if t.choice >= 0 {
		f.Category, f.IDs = f.categories(t)[t.choice], nil
		return GoTo("question")
	}
	return f.search(t)
}

// questions are the titles on view: those that a search found, else those of the
// category.
func (f *faq) questions(t *turn) []string {
	if len(f.IDs) == 0 {
		for _, q := range t.house.Bureau.FAQ {
			if q.Category == f.Category {
				f.IDs = append(f.IDs, q.ID)
			}
		}
	}
	titles := make([]string, 0, len(f.IDs))
	for _, id := range f.IDs {
		if q, ok := faqByID(t.house.Bureau, id); ok {
			titles = append(titles, q.Question)
		}
	}
	return titles
}

func (f *faq) takeQuestion(t *turn) Move {
	if t.choice >= 0 && t.choice < len(f.IDs) {
		if q, ok := faqByID(t.house.Bureau, f.IDs[t.choice]); ok {
			return Again(f.show(t, q))
		}
	}
	return f.search(t)
}

func (f *faq) show(t *turn, q configs.FAQ) string {
	return texts.Paragraphs(q.Question, q.Answer(t.house.Bureau.Phone), texts.Browse.AskMore)
}

// search answers a question in words: at once when one question fits clearly,
// else by a short list.
func (f *faq) search(t *turn) Move {
	if t.Kind != Text || isDigits(t.said) {
		return Again(texts.Browse.AskAgain)
	}
	if t.asksOffice() {
		return Elsewhere
	}
	found := t.engine.faq.search(t.said)
	if t.danger { // 我儿子打我 is no question about a son's wages
		found = slices.DeleteFunc(found, func(q scored) bool { return !slices.Contains(aboutDanger, q.Category) })
		if len(found) == 0 {
			return Elsewhere
		}
	}
	switch {
	case len(found) == 0 && t.kindWished() != "":
		return Elsewhere
	case len(found) == 0:
		return Again(texts.Browse.NothingFound(t.house.Bureau.Phone))
	case len(found) == 1 || found[0].score > 1.5*found[1].score:
		return Again(f.show(t, found[0].FAQ))
	}
	f.IDs = nil
	for _, q := range found[:min(len(found), 5)] {
		f.IDs = append(f.IDs, q.ID)
	}
	return GoTo("found")
}

// aboutDanger are the categories whose questions help somebody in danger.
var aboutDanger = []string{"未成年人保护", "救助管理站"}

func faqByID(b *configs.Bureau, id string) (configs.FAQ, bool) {
	i := slices.IndexFunc(b.FAQ, func(q configs.FAQ) bool { return q.ID == id })
	if i < 0 {
		return configs.FAQ{}, false
	}
	return b.FAQ[i], true
}
