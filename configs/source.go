package configs

// sources are the files a bureau was read from; nil for one that it has not.
type sources struct{ bureau, calendar, faq, places, areas *source }

// source is one file read: its name, its text, and the line of every path.
type source struct {
	name  string
	text  []byte
	lines map[string]int
}
