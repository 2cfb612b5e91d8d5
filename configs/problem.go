package configs

import (
	"fmt"
	"slices"
)

// Level says whether a problem stops the program.
type Level int

// The two levels; the zero value is Error so that nothing is harmless by mistake.
const (
	Error Level = iota
	Warning
)

// String is the word an operator reads.
func (l Level) String() string {
	if l == Warning {
		return "警告"
	}
	return "错误"
}

// Problem is one thing wrong with a file. Text never holds a secret.
type Problem struct {
	File  string // the file, or the environment variable
	Line  int    // from 1; 0 where there are no lines
	Level Level
	Text  string
}

// String is `file:line: text`.
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Text)
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// HasErrors reports whether any of the problems is more than a warning.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Level == Error })
}
