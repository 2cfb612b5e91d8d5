package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"minqing/configs"
)

// setup is what the files of an installation say.
type setup struct {
	config   *configs.Config
	bureau   *configs.Bureau
	problems []configs.Problem
	dataOnly bool // for a command that does not speak with WeChat; see readable
}

// read loads the configuration and the bureau it names. With problems that are
// errors the setup is not fit to run; see usable.
func (a *app) read(path string) (*setup, error) {
	c, problems, err := configs.Load(path, a.lookup)
	if err != nil {
		return nil, fmt.Errorf("读配置文件：%w", err)
	}
	problems = append(problems, configs.UnknownVariables(a.environ())...)
	b, found, err := configs.LoadBureau(c.Bureau)
	if err != nil {
		return nil, fmt.Errorf("读机构文件：%w", err)
	}
	problems = append(append(problems, found...), b.CheckCalendar(a.now())...)
	return &setup{config: c, bureau: b, problems: problems}, nil
}

// usable reads an installation that may run. Errors in its files are listed,
// and the first of them is the error.
func (a *app) usable(path string) (*setup, error) {
	s, err := a.read(path)
	if err != nil {
		return nil, err
	}
	return s, a.refuse(s.errors())
}

// readable reads an installation for a command that has to do with its data alone. It
// asks for no account: where a backup is tried out there is none, and should be none.
func (a *app) readable(path string) (*setup, error) {
	s, err := a.read(path)
	if err != nil {
		return nil, err
	}
	s.dataOnly = true
	return s, a.refuse(slices.DeleteFunc(s.errors(), func(p configs.Problem) bool { return strings.HasPrefix(p.Text, "wechat.") }))
}

// refuse lists what is wrong, and makes an error of the first of it.
func (a *app) refuse(wrong []configs.Problem) error {
	if len(wrong) == 0 {
		return nil
	}
	list(a.stderr, wrong)
	return fmt.Errorf("配置有 %d 处错误，第一处：%s", len(wrong), wrong[0])
}

func (s *setup) errors() []configs.Problem { return ofLevel(s.problems, configs.Error) }

func ofLevel(problems []configs.Problem, l configs.Level) []configs.Problem {
	var some []configs.Problem
	for _, p := range problems {
		if p.Level == l {
			some = append(some, p)
		}
	}
	return some
}

// list prints problems, one line each.
func list(w io.Writer, problems []configs.Problem) {
	for _, p := range problems {
		where := p.File
		if p.Line > 0 {
			where = fmt.Sprintf("%s:%d", p.File, p.Line)
		}
		fmt.Fprintf(w, "%s: %s: %s\n", where, p.Level, p.Text)
	}
}
