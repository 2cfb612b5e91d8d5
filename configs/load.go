package configs

import (
	_ "embed"
	"fmt"
	"os"
	"slices"
)

//go:embed defaults.yaml
var defaultsYAML []byte

// Default is the configuration that no file and no variable has touched. It
// lacks the account's own values, and so doesn't pass Load's checks.
func Default() *Config {
	c := &Config{}
	if _, problems := decode("defaults.yaml", defaultsYAML, c); len(problems) > 0 {
		panic("configs: embedded defaults: " + problems[0].String())
	}
	return c
}

// Load reads the file at path over the defaults, and the environment over
// both; lookup is os.LookupEnv or a stand-in. An empty path is the defaults
// and the environment alone. Relative paths in the file are relative to the
// working directory.
//
// All problems come back, not just the first; HasErrors says whether the
// configuration may be used. The error is for a file that can't be read, and
// only then is the configuration nil. Neither holds a secret.
func Load(path string, lookup func(string) (string, bool)) (*Config, []Problem, error) {
	c := Default()
	read := &source{name: "（未指定配置文件）"}
	var problems []Problem
	if path != "" {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, fmt.Errorf("read configuration: %w", err)
		}
		read, problems = decode(path, text, c)
	}
	origin := map[string]string{}
	problems = append(problems, override(c, lookup, origin)...)
	check := &checker{source: read, origin: origin, failed: failedPaths(problems)}
	check.config(c)
	problems = append(problems, check.problems...)
	slices.SortStableFunc(problems, byLine)
	return c, problems, nil
}

// byLine orders one file's problems as a reader meets them.
func byLine(a, b Problem) int {
	if a.File != b.File {
		return 0
	}
	return a.Line - b.Line
}
