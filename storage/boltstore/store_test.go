package boltstore

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/seal"
	"minqing/storage/storagetest"
)

// testKey is a fixed master key: a store can be opened again.
func testKey(t testing.TB) *seal.Key {
	t.Helper()
	k, err := seal.NewKey(bytes.Repeat([]byte{7}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// openAt opens a data file that closes with the test, and is clean then.
func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Key: testKey(t), NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// openNew opens an empty data file. At the end of the test Verify must find
// nothing wrong with it.
func openNew(t testing.TB) *Store {
	t.Helper()
	s := openAt(t, filepath.Join(t.TempDir(), "minqing.db"))
	t.Cleanup(func() {
		if !s.closed.Load() {
			wantSound(t, s)
		}
	})
	return s
}

func wantSound(t testing.TB, s *Store) storage.Report {
	t.Helper()
	report, err := s.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		t.Errorf("verify: %s", p)
	}
	return report
}

func TestSessions(t *testing.T) {
	storagetest.TestSessions(t, func(t testing.TB, now func() time.Time) storage.Sessions {
		return openNew(t).Sessions(SessionOptions{Now: now})
	})
}

func TestTokens(t *testing.T) {
	storagetest.TestTokens(t, func(t testing.TB, now func() time.Time) storage.Tokens {
		return openNew(t).Tokens(now)
	})
}

func TestStore(t *testing.T) {
	storagetest.TestStore(t, func(t testing.TB) storage.Store { return openNew(t) })
}
