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
	Once   bool   `help:"在终端里把一件投诉从头走到尾并逐步核对，然后退出。"`
}

// Run is `minqing demo`.
func (c *demoCommand) Run(a *app) (err error) {
	dir := c.Data
	if dir == "" {
		if dir, err = os.MkdirTemp("", "minqing-demo-"); err != nil {
			return fmt.Errorf("建临时目录：%w", err)
		}
	} else if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("建数据目录：%w", err)
	}
	defer func() {
		if c.Data == "" && err == nil {
			err = os.RemoveAll(dir)
		}
	}()
	if _, err := os.Stat(filepath.Join(dir, "minqing.db")); err == nil && c.Once {
		return fmt.Errorf("走一遍：%s 里已经有演示数据，请换一个空目录，或不写 --data", dir)
	}
	listen := c.Listen
	switch {
	case listen == "" && c.Once:
		listen = "127.0.0.1:0" // nobody needs to find it
	case listen == "":
		listen = "127.0.0.1:8080"
	}
	w, err := openWorld(a.ctx, listen, dir)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("监听 %s：已被别的程序占用，请换一个端口，例如：minqing demo --listen 127.0.0.1:8081", listen)
	}
	if err != nil {
		return err
	}
	s := newScreen(a.stdout, a.lookup)
	if c.Once {
		err = newTour(w, s).play(a.ctx, tourSteps)
	} else {
		err = newTalk(w, s).run(a.ctx, a.stdin)
	}
	if err != nil {
		err = fmt.Errorf("%w（数据和日志在 %s）", err, dir)
	}
	return errors.Join(err, w.Close())
}
