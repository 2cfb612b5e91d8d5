package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// The control socket lies beside the data file. Whoever may write to it may do
// what an admin does; so it has mode 0600, and the other side must be the same
// user or root.
//
// A request is `POST /NAME` with the task's fields as JSON. Its answer is what
// the command shows; the trailer statusTrailer tells at the end whether it was
// done, with the reason in failureTrailer.
const (
	statusTrailer  = "Minqing-Status"
	failureTrailer = "Minqing-Failure"
	statusDone     = "done"
	statusFailed   = "failed"
)

func controlPath(data string) string { return data + ".sock" }

// listenControl makes the socket. The caller has the lock of the data file, so
// a socket that lies there belongs to nobody any more.
func listenControl(data string) (net.Listener, error) {
	path := controlPath(data)
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("open control socket: %w", err)
	case info.Mode().Type() != fs.ModeSocket:
		return nil, fmt.Errorf("open control socket: %s is in the way and no socket", path)
	default:
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("remove stale control socket: %w", err)
		}
	}
	var l *net.UnixListener
	err := withShortName(path, func(short string) (err error) {
		l, err = net.ListenUnix("unix", &net.UnixAddr{Name: short, Net: "unix"})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open control socket %s: %w", path, err)
	}
	l.SetUnlinkOnClose(false)
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("open control socket: %w", err), l.Close(), os.Remove(path))
	}
	return &controlListener{UnixListener: l, path: path}, nil
}

// withShortName calls use with a name of the path that fits into a socket
// address, which takes about 100 bytes.
func withShortName(path string, use func(short string) error) error {
	if len(path) < 100 {
		return use(path)
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return use(filepath.Join("/proc/self/fd", strconv.Itoa(int(dir.Fd())), filepath.Base(path)))
}

// controlListener takes in nobody but the same user and root.
type controlListener struct {
	*net.UnixListener
	path string
	once sync.Once
}

// Accept is net.Listener.
func (l *controlListener) Accept() (net.Conn, error) {
	for {
		c, err := l.AcceptUnix()
		if err != nil {
			return nil, err
		}
		if uid, err := peer(c); err == nil && (uid == os.Getuid() || uid == 0) {
			return c, nil
		}
		_ = c.Close()
	}
}

// Close is net.Listener; it takes the socket away.
func (l *controlListener) Close() error {
	err := error(nil)
	l.once.Do(func() { err = errors.Join(os.Remove(l.path), l.UnixListener.Close()) })
	return err
}

// peer asks the kernel who is at the other end.
func peer(c *net.UnixConn) (uid int, err error) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, err
	}
	var cred *unix.Ucred
	var asked error
	err = raw.Control(func(fd uintptr) {
		cred, asked = unix.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	})
	if err = errors.Join(err, asked); err != nil {
		return 0, err
	}
	return int(cred.Uid), nil
}

// newControlServer runs tasks in the server.
func newControlServer(h *house) *http.Server { return newAdminServer(controlHandler(h), h.log) }

func controlHandler(h *house) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path[1:]
		empty, found := tasks[name]
		if r.Method != http.MethodPost || !found {
			http.Error(w, "no such task: "+name, http.StatusNotFound)
			return
		}
		t := empty()
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, boundOf(t))).Decode(t); err != nil {
			http.Error(w, "bad task", http.StatusBadRequest)
			return
		}
		w.Header().Set("Trailer", statusTrailer+", "+failureTrailer)
		w.WriteHeader(http.StatusOK)
		status, why := statusDone, ""
		if err := t.do(r.Context(), h, w); err != nil {
			status, why = statusFailed, explain(err)
		}
		h.log.Info("admin", "task", name, "status", status)
		w.Header().Set(statusTrailer, status)
		w.Header().Set(failureTrailer, url.QueryEscape(why))
	})
}

// dialControl reaches a server by its socket; errNoServer when there is none.
func dialControl(ctx context.Context, data string) (net.Conn, error) {
	var c net.Conn
	err := withShortName(controlPath(data), func(short string) (err error) {
		c, err = new(net.Dialer).DialContext(ctx, "unix", short)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return nil, errNoServer
	}
	if err != nil {
		return nil, fmt.Errorf("联系运行中的服务 %s：%w", controlPath(data), err)
	}
	return c, nil
}
