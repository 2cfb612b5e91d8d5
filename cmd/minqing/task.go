package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"minqing/storage/boltstore"
)

// task is the work of one admin command, written once: it runs inside the
// server, where the server has the data file, and else right here.
type task interface {
	// do works on the installation and writes what the command shows, or the
	// file it makes. It never writes files itself: in the server that would be
	// at the bidding of whoever reaches the control socket.
	do(ctx context.Context, h *house, out io.Writer) error
}

// mostTask is how many bytes a task may have on its way through the control socket;
// one that carries a sheet says its own bound.
const mostTask = 64 << 10

func boundOf(t task) int64 {
	if big, ok := t.(interface{ bound() int64 }); ok {
		return big.bound()
	}
	return mostTask
}

// tasks makes an empty task of each name, to be filled from the socket.
var tasks = map[string]func() task{
	"staff invite": func() task { return new(inviteTask) },
	"staff list":   func() task { return new(listStaffTask) },
	"staff remove": func() task { return new(removeTask) },
	"staffing":     func() task { return new(staffingTask) },
	"menu push":    func() task { return new(pushMenuTask) },
	"menu show":    func() task { return new(showMenuTask) },
	"qr":           func() task { return new(qrTask) },
	"backup":       func() task { return new(backupTask) },
	"verify":       func() task { return new(verifyTask) },
	"compact":      func() task { return new(compactTask) },

	"import": func() task { return new(importTask) },

	"roll":       func() task { return new(rollTask) },
	"roll count": func() task { return new(rollCountTask) },

	"export tickets": func() task { return new(exportTicketsTask) },
	"export rescues": func() task { return new(exportRescuesTask) },
	"export queue":   func() task { return new(exportQueueTask) },

	"report": func() task { return new(reportTask) },
}

// onlyReads are the tasks that make no sense without data: a mistyped path must
// not become an empty installation that verifies and backs up as whole.
var onlyReads = map[string]bool{"backup": true, "verify": true, "compact": true, "staff list": true, "staff remove": true,
	"export tickets": true, "export rescues": true, "export queue": true, "report": true, "roll count": true}

// mustHaveData refuses a path where nothing lies, and a file that something else
// than minqing has emptied: opened, it would be made into a new installation.
func mustHaveData(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s：没有这个数据文件；请核对配置里的 data，或先运行 minqing serve", path)
	case err == nil && info.Size() == 0:
		return fmt.Errorf("%s：这个数据文件是空的，里面什么也没有；请用最近的备份恢复", path)
	}
	return nil // whatever else is wrong, opening it tells
}

// perform runs a task in the server if one has the data file, and else on the
// data file itself. A server that is just starting or stopping is met half-way:
// the socket is tried once more when the file turns out to be taken.
func (a *app) perform(s *setup, name string, t task, out io.Writer) error {
	err := callServer(a.ctx, s.config.Data, name, t, out)
	if !errors.Is(err, errNoServer) {
		return err
	}
	if onlyReads[name] {
		if err := mustHaveData(s.config.Data); err != nil {
			return err
		}
	}
	h, err := openHouse(a.ctx, s, slog.New(slog.DiscardHandler), a.now, lockWait, watchers{})
	if errors.Is(err, boltstore.ErrInUse) {
		if again := callServer(a.ctx, s.config.Data, name, t, out); !errors.Is(again, errNoServer) {
			return again
		}
	}
	if err != nil {
		return err
	}
	if h.keyMade {
		fmt.Fprintf(a.stderr, "注意：新造了数据密钥 %s，请另外保管一份，没有它数据无法读取\n", s.config.KeyPath())
	}
	return errors.Join(t.do(a.ctx, h, out), h.Close())
}
