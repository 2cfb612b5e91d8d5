package boltstore

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lockNote is a file beside the data that says who has it. It is only for
// people to read: the lock itself is the kernel's and ends with the process.
type lockNote string

func (n lockNote) write() error {
	who := filepath.Base(os.Args[0])
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		who += " " + os.Args[1] // the command; never what follows, it may be private
	}
	host, _ := os.Hostname()
	text := fmt.Sprintf("%s (pid %d on %s)\n", who, os.Getpid(), host)
	if err := os.WriteFile(string(n), []byte(text), 0o600); err != nil {
		return fmt.Errorf("write lock note: %w", err)
	}
	return nil
}

func (n lockNote) read() string {
	text, err := os.ReadFile(string(n))
	if err != nil || len(text) == 0 {
		return "another process"
	}
	return strings.TrimSpace(string(text))
}

func (n lockNote) remove() { os.Remove(string(n)) }
