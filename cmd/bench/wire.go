package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"strconv"
	"time"
)

// wire is one keep-alive connection. It speaks just enough HTTP to be cheaper
// than net/http's client, which would cost as much as what it measures.
type wire struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

// patience is the platform's: it hangs up after five seconds.
const patience = 5 * time.Second

func dial(addr string) (*wire, error) {
	conn, err := net.DialTimeout("tcp", addr, patience)
	if err != nil {
		return nil, fmt.Errorf("dial server: %w", err)
	}
	return &wire{conn: conn, in: bufio.NewReaderSize(conn, 8<<10)}, nil
}

func (w *wire) close() { _ = w.conn.Close() }

// exchange writes a request and reads its answer, which is valid until the next
// call. Any status but 200 is an error.
func (w *wire) exchange(request []byte) ([]byte, error) {
	if err := w.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return nil, err
	}
	if _, err := w.conn.Write(request); err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	body, err := w.answer()
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	return body, nil
}

func (w *wire) answer() ([]byte, error) {
	status, err := w.line()
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(status, []byte("HTTP/1.1 200")) {
		return nil, fmt.Errorf("status %q", status)
	}
	length, chunked := -1, false
	for {
		line, err := w.line()
		if err != nil {
			return nil, err
		}
		if len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(": "))
		switch {
		case bytes.EqualFold(name, []byte("Content-Length")):
			if length, err = strconv.Atoi(string(value)); err != nil {
				return nil, err
			}
		case bytes.EqualFold(name, []byte("Transfer-Encoding")):
			chunked = true
		}
	}
	return w.content(length, chunked)
}

func (w *wire) content(length int, chunked bool) ([]byte, error) {
	if chunked {
		body, err := io.ReadAll(httputil.NewChunkedReader(w.in))
		if err != nil {
			return nil, err
		}
		_, err = w.line() // the empty trailer
		return body, err
	}
	if length < 0 || length > 64<<10 {
		return nil, errors.New("no length")
	}
	if cap(w.body) < length {
		w.body = make([]byte, length)
	}
	_, err := io.ReadFull(w.in, w.body[:length])
	return w.body[:length], err
}

func (w *wire) line() ([]byte, error) {
	line, err := w.in.ReadSlice('\n')
	if err != nil {
		return nil, err
	}
	return bytes.TrimRight(line, "\r\n"), nil
}
