package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
)

// errNoServer means that no server has the data file.
var errNoServer = errors.New("no server has the data file")

// serverError is a failure as the server explained it.
type serverError struct{ text string }

func (e serverError) Error() string { return e.text }

// callServer has a running server perform a task and copies what it shows.
func callServer(ctx context.Context, data, name string, t task, out io.Writer) error {
	conn, err := dialControl(ctx, data)
	if err != nil {
		return err
	}
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return conn, nil }}
	defer transport.CloseIdleConnections()
	body, err := json.Marshal(t)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	address := url.URL{Scheme: "http", Host: "control", Path: "/" + name}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, address.String(), bytes.NewReader(body))
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	answer, err := transport.RoundTrip(ask)
	if err != nil {
		return cutOff(err)
	}
	defer answer.Body.Close()
	return readAnswer(answer, out)
}

func readAnswer(answer *http.Response, out io.Writer) error {
	if answer.StatusCode != http.StatusOK {
		why, _ := io.ReadAll(io.LimitReader(answer.Body, 1024))
		return serverError{"运行中的服务不接受这个命令：" + strings.TrimSpace(string(why))}
	}
	if _, err := io.Copy(out, answer.Body); err != nil {
		return cutOff(err)
	}
	switch answer.Trailer.Get(statusTrailer) {
	case statusDone:
		return nil
	case statusFailed:
		why, err := url.QueryUnescape(answer.Trailer.Get(failureTrailer))
		if err != nil {
			return err
		}
		return serverError{why}
	}
	return errStopped
}

// errStopped is a server that ended, or was killed, in the middle of a task.
var errStopped = serverError{"运行中的服务没有做完就停了"}

// cutOff tells a server that is gone from what went wrong on this side.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) {
		return errStopped
	}
	return fmt.Errorf("运行中的服务：%w", err)
}
