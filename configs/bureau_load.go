package configs

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

//go:embed bureau.sample.yaml
var sampleBureau []byte

//go:embed calendar.yaml
var builtinCalendar []byte

//go:embed faq.yaml
var builtinFAQ []byte

//go:embed places.yaml
var samplePlaces []byte

//go:embed areas.geojson
var sampleAreas []byte

const (
	sampleName   = "bureau.sample.yaml（内置）"
	calendarName = "calendar.yaml（内置）"
	faqName      = "faq.yaml（内置）"
	placesName   = "places.yaml（内置）"
	areasName    = "areas.geojson（内置）"
)

// LoadBureau reads the bureau file at path, and the calendar and questions it
// points to or else the embedded ones, and its gazetteer and townships. An empty
// path is the sample bureau, whose places and people are invented.
//
// A file of the bureau's own may leave out kinds, deadlines, ways, canned answers, manners, ratings and
// channels, the numbers of the street rescue, the rules of the marriage queue, and
// units and categories too: the sample's then stand in, without its invented
// phones, addresses, leaders, places and opening hours.
//
// All problems come back, those of Check among them; CheckCalendar, which
// needs the date, is apart. The error is for a file that can't be read, and
// only then is the bureau nil.
func LoadBureau(path string) (*Bureau, []Problem, error) {
	b := &Bureau{}
	read, problems := decode(sampleName, sampleBureau, b)
	b.Sample = path == ""
	if path != "" {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, fmt.Errorf("read bureau: %w", err)
		}
		b.forgetSample()
		read, problems = decode(path, text, b)
	}
	b.sources.bureau = read
	b.Marriage.settle()
	problems = append(problems, b.loadCalendar(path)...)
	problems = append(problems, b.loadFAQ(path)...)
	problems = append(problems, b.loadPlaces(path)...)
	return b, append(problems, b.Check()...), nil
}

// forgetSample leaves only what is the same in every bureau.
func (b *Bureau) forgetSample() {
	kept := Bureau{
		HotlineNote: b.HotlineNote,
		Categories:  b.Categories, Kinds: b.Kinds, Deadlines: b.Deadlines,
		Retention: b.Retention, Hardship: Hardship{Category: b.Hardship.Category, Words: b.Hardship.Words},
		Disaster: b.Disaster, CallBack: b.CallBack, Visits: b.Visits, Phrases: b.Phrases, Manners: b.Manners,
		Ratings: b.Ratings, Channels: b.Channels, Marriage: b.Marriage, Rescue: b.Rescue,
	}
	for i := range kept.Categories {
		kept.Categories[i].Owner = ""
	}
	for _, u := range b.Units {
		kept.Units = append(kept.Units, Unit{Name: u.Name, Duties: u.Duties, Outside: u.Outside, Conduct: u.Conduct})
	}
	for _, w := range b.Ways {
		kept.Ways = append(kept.Ways, Way{Name: w.Name, Words: w.Words, Text: w.Text})
	}
	kept.Marriage.forgetSample()
	r := &kept.Rescue
	r.Contacts, r.Teams, r.Signs, r.Patrol = nil, nil, nil, nil
	*b = kept
}

// companion reads the file that key of the bureau file names, beside it.
func (b *Bureau) companion(bureauPath, key, file, builtinName string, builtin []byte) (string, []byte, []Problem) {
	if file == "" {
		return builtinName, builtin, nil
	}
	path := file
	if !filepath.IsAbs(file) {
		path = filepath.Join(filepath.Dir(bureauPath), file)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return builtinName, builtin, []Problem{{
			File: b.sources.bureau.name, Line: b.sources.bureau.line(key), Level: Error,
			Text: fmt.Sprintf("%s: 读不到文件 %s", key, path),
		}}
	}
	return path, text, nil
}

func (b *Bureau) loadFAQ(bureauPath string) []Problem {
	name, text, problems := b.companion(bureauPath, "faq", b.FAQFile, faqName, builtinFAQ)
	var file struct {
		Questions []FAQ `yaml:"questions"`
	}
	read, found := decode(name, text, &file)
	b.sources.faq = read
	facts := strings.NewReplacer("{phone}", b.Phone, "{hotline}", b.Hotline, "{deadlines}", b.Deadlines.String())
	for i := range file.Questions {
		file.Questions[i].Text = facts.Replace(file.Questions[i].Text)
	}
	b.FAQ = file.Questions
	return append(problems, found...)
}

// String is the promise to citizens in words.
func (d Deadlines) String() string {
	return fmt.Sprintf("咨询%d个工作日、一般事项%d个工作日、复杂事项%d个工作日", d.Consultation, d.General, d.Complex)
}

// Print writes the files in effect as they are written, comments included.
func (b *Bureau) Print(w io.Writer) error {
	for _, s := range []*source{b.sources.bureau, b.sources.calendar, b.sources.faq, b.sources.places, b.sources.areas} {
		if s == nil {
			continue
		}
		if _, err := fmt.Fprintf(w, "---\n# %s\n%s", s.name, s.text); err != nil {
			return fmt.Errorf("print bureau: %w", err)
		}
	}
	return nil
}
