package configs

// FAQ is one question that citizens ask, with an answer that names its source.
type FAQ struct {
	ID        string   `yaml:"id"`
	Category  string   `yaml:"category"`
	Question  string   `yaml:"q"`
	Variants  []string `yaml:"variants"` // other ways to ask it
	Text      string   `yaml:"a"`        // may hold blanks 【本局填写:…】: show Answer, not Text
	Source    string   `yaml:"source"`
	Verified  string   `yaml:"verified"`   // fulltext, secondary or unverified
	LocalFill []string `yaml:"local_fill"` // facts the bureau has still to give
}
