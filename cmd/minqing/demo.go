package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// demoCommand is the whole product on one machine, for whoever wants to see it.
type demoCommand struct {
	Listen string `placeholder:"127.0.0.1:8080" help:"监听地址。"`
	Data   string `placeholder:"DIR" help:"数据目录，下次还能接着用；不写就用临时目录，结束时删除。"`
	Once   bool   `help:"不开页面，在终端里把一件投诉、两次街头救助、婚姻登记的一个上午和局里的两天从头走到尾并逐步核对，然后退出。"`
}

// Run is `minqing demo`. A temporary directory is kept only when something went
// wrong in it that one may want to look at.
func (c *demoCommand) Run(a *app) error {
	dir, err := c.directory()
	if err != nil {
		return err
	}
	clean := func() error { return nil }
	if c.Data == "" {
		clean = func() error { return os.RemoveAll(dir) }
	}
	w, err := openWorld(a.ctx, c.address(), dir)
	if errors.Is(err, syscall.EADDRINUSE) {
		err = fmt.Errorf("监听 %s：已被别的程序占用，请换一个端口，例如：minqing demo --listen 127.0.0.1:8081", c.address())
	}
	if err != nil {
		return errors.Join(err, clean())
	}
	s := newScreen(a.stdout, a.lookup)
	if c.Once {
		err = newTour(w, s).play(a.ctx, tourSteps)
	} else {
		err = newTalk(w, s).run(a.ctx, a.stdin)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return fmt.Errorf("%w（数据和日志在 %s）", err, dir)
	}
	return clean()
}

// directory makes the place for the data. The tour wants one of its own: its
// people are new.
func (c *demoCommand) directory() (string, error) {
	if c.Data == "" {
		dir, err := os.MkdirTemp("", "minqing-demo-")
		if err != nil {
			return "", fmt.Errorf("建临时目录：%w", err)
		}
		return dir, nil
	}
	if _, err := os.Stat(filepath.Join(c.Data, demoData)); err == nil && c.Once {
		return "", fmt.Errorf("走一遍：%s 里已经有演示数据，请换一个空目录，或不写 --data", c.Data)
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return "", fmt.Errorf("建数据目录：%w", err)
	}
	return c.Data, nil
}

// address is where the bot listens. Nobody needs to find the tour's.
func (c *demoCommand) address() string {
	switch {
	case c.Listen != "":
		return c.Listen
	case c.Once:
		return "127.0.0.1:0"
	}
	return "127.0.0.1:8080"
}
