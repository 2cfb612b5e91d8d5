package main

import (
	"fmt"
	"io"

	"minqing/configs"
)

// setup is what the files of an installation say.
type setup struct {
	config   *configs.Config
	bureau   *configs.Bureau
	problems []configs.Problem
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
	wrong := s.errors()
	if len(wrong) == 0 {
		return s, nil
	}
	list(a.stderr, wrong)
	return nil, fmt.Errorf("配置有 %d 处错误，第一处：%s", len(wrong), wrong[0])
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
