package boltstore

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"minqing/storage/seal"
)

// TestDamage: a file that was cut or overwritten ends in an error or a list of
// problems, never in a crash of the tool that is there to look.
func TestDamage(t *testing.T) {
	master := make([]byte, 32)
	key, err := seal.NewKey(master)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "whole.db")
	s, err := Open(path, Options{Key: key, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	fillBench(t, s, 0, 300)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	look := func(name string, bytes []byte) error {
		broken := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(broken, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(broken, Options{Key: key, NoSync: true, LockWait: 50 * time.Millisecond})
		if err != nil {
			return err
		}
		defer s.Close()
		report, err := s.Verify(context.Background())
		if err == nil && len(report.Problems) > 0 {
			err = errors.New(report.Problems[0])
		}
		return err
	}
	if err := look("whole.db", whole); err != nil {
		t.Fatalf("the whole file: %v", err)
	}
	for _, size := range []int{100_000, len(whole) / 2} {
		if err := look("cut.db", whole[:size]); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut to %d bytes: %v", size, err)
		}
	}
	noticed := 0
	const page = 4096
	for at := 4 * page; at+200 < len(whole); at += 16 * page {
		spoilt := append([]byte(nil), whole...)
		for i := range 200 {
			spoilt[at+i] ^= 0xa5
		}
		if look("spoilt.db", spoilt) != nil {
			noticed++
		}
	}
	if noticed == 0 {
		t.Error("no damage was noticed anywhere")
	}
}
