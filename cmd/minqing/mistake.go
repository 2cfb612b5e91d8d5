package main

import "regexp"

// mistakes is what kong says of a command line that it cannot read, and the same
// for people. What it says is a constant of its release, which the test holds.
var mistakes = []struct {
	said *regexp.Regexp
	say  string
}{
	{regexp.MustCompile(`^expected one of (.+)$`), `没有写要做什么，可以是 $1 等`},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean (?:one of )?(.+)\?)?$`), `没有“$1”这个命令，或是多写了`},
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean (?:one of )?(.+)\?)?$`), `没有 $1 这个选项`},
	{regexp.MustCompile(`^missing flags: (.+)$`), `缺少 $1`},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), `缺少 $1`},
	{regexp.MustCompile(`^expected "(.+)"$`), `缺少 $1`},
	{regexp.MustCompile(`^(.+) must be one of (.+) but got (".*")$`), `$1 只能是 $2，不能是 $3`},
	{regexp.MustCompile(`^(\S+?):? expected (?:a valid 64 bit int|an int) but got "?(.*?)"?$`), `$1 应当是整数，不能是“$2”`},
	{regexp.MustCompile(`^(\S+?):? expected \S+ value but got .*$`), `$1 后面没有写值`},
	{regexp.MustCompile(`^(\S+?):? bool value must be .* but got "(.*)"$`), `$1 后面不用写值`},
}

// mistake says in Chinese what is wrong with a command line.
func mistake(said string) string {
	for _, m := range mistakes {
		if m.said.MatchString(said) {
			return m.said.ReplaceAllString(said, m.say)
		}
	}
	return said
}
