package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"minqing/bot/wechat"
	"minqing/configs"
	"minqing/storage"
	"minqing/storage/seal"
)

// checkCommand reads everything a start would read, and says what is wrong.
type checkCommand struct {
	Config string `short:"c" placeholder:"FILE" help:"配置文件；不写就只看默认值和环境变量。"`
	Print  bool   `help:"打印全部生效的配置（密钥显示为 ***）和机构文件。"`
}

// Run is `minqing check`. Warnings are no failure.
func (c *checkCommand) Run(a *app) error {
	s, err := a.read(c.Config)
	if err != nil {
		return err
	}
	if c.Print {
		if err := errors.Join(s.config.Print(a.stdout), s.bureau.Print(a.stdout)); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, "---")
	}
	problems := s.problems
	if _, err := newEngine(&house{config: s.config, bureau: s.bureau, now: a.now}); err != nil {
		problems = append(problems, configs.Problem{File: "对话流程", Text: err.Error()})
	}
	if err := wechat.CheckTemplates(s.config.Wechat.Templates); err != nil {
		problems = append(problems, configs.Problem{File: c.Config, Text: err.Error()})
	}
	if len(s.errors()) == 0 {
		problems = append(problems, a.checkStaff(s)...)
	}
	list(a.stdout, problems)
	wrong, warned := len(ofLevel(problems, configs.Error)), len(ofLevel(problems, configs.Warning))
	fmt.Fprintf(a.stdout, "共 %d 处错误，%d 处警告。\n", wrong, warned)
	if wrong > 0 {
		return fmt.Errorf("%s 有 %d 处错误", c.Config, wrong)
	}
	return nil
}

// checkStaff warns of units to whose tickets nobody would answer. It makes
// nothing: before the first start there is nobody yet.
func (a *app) checkStaff(s *setup) []configs.Problem {
	warn := func(l configs.Level, text string) []configs.Problem {
		return []configs.Problem{{File: s.config.Data, Level: l, Text: text}}
	}
	if _, err := os.Stat(s.config.Data); errors.Is(err, fs.ErrNotExist) {
		return warn(configs.Warning, "还没有数据文件，也就还没有工作人员；用 minqing staff invite 邀请")
	}
	if _, err := seal.LoadKey(s.config.KeyPath(), s.config.Key); err != nil {
		return warn(configs.Error, explain(err))
	}
	var answer bytes.Buffer
	if err := a.perform(s, "staffing", &staffingTask{}, &answer); err != nil {
		return warn(configs.Error, explain(err))
	}
	var empty []string
	if err := json.Unmarshal(answer.Bytes(), &empty); err != nil {
		return warn(configs.Error, explain(err))
	}
	var problems []configs.Problem
	for _, what := range empty {
		problems = append(problems, warn(configs.Warning, what)...)
	}
	return problems
}

// staffingTask lists, as JSON, what nobody looks after: where nobody who is bound
// would hear of a ticket, tickets without owner or date, notices that do not leave.
type staffingTask struct{}

func (*staffingTask) do(ctx context.Context, h *house, out io.Writer) error {
	engine, err := newEngine(h)
	if err != nil {
		return err
	}
	found := []string{}
	err = h.store.View(ctx, func(tx storage.Tx) error {
		f, err := engine.SelfCheck(tx)
		found = append([]string{}, f.Each()...)
		return err
	})
	if err != nil {
		return fmt.Errorf("check staffing: %w", err)
	}
	return json.NewEncoder(out).Encode(found)
}
