package seal

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrNoKey means that data exists but its key does not. A new key could never
// open that data, so none is made.
var ErrNoKey = errors.New("the key is missing")

var (
	// ErrBadKey means that what should be a key is none.
	ErrBadKey = errors.New("not a key")
	// ErrOpenKey means that others than its owner may read the key's file.
	ErrOpenKey = errors.New("others may read it")
)

// LoadKey reads the master key: from env (32 bytes in base64 or hexadecimal)
// when that is not empty, else from the file, which only its owner may be able
// to read. The error wraps fs.ErrNotExist when there is neither.
func LoadKey(path, env string) (*Key, error) {
	if env != "" {
		master, err := parseKey(env)
		if err != nil {
			return nil, fmt.Errorf("read key from the environment: %w", err)
		}
		return NewKey(master)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	if wide := info.Mode().Perm() &^ 0o600; wide != 0 {
		return nil, fmt.Errorf("read key %s: %w (mode %04o); run chmod 600 %s", path, ErrOpenKey, info.Mode().Perm(), path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	master, err := parseKey(string(text))
	if err != nil {
		return nil, fmt.Errorf("read key %s: %w", path, err)
	}
	return NewKey(master)
}

// CreateKey writes a new master key to a file that must not exist yet, with
// mode 0600, and returns when it is safely on disk.
func CreateKey(path string) (*Key, error) {
	master := make([]byte, KeySize)
	rand.Read(master)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create key: %w", err)
	}
	_, err = f.WriteString(base64.StdEncoding.EncodeToString(master) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(path)
		return nil, fmt.Errorf("create key: %w", err)
	}
	if err := SyncDir(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("create key: %w", err)
	}
	return NewKey(master)
}

// KeyFor loads the key of a data file. On the very first start, when there is
// neither data nor a key, it makes one and reports so. Data without its key is
// refused with ErrNoKey.
func KeyFor(data, path, env string) (key *Key, created bool, err error) {
	key, err = LoadKey(path, env)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return key, false, err
	}
	switch info, err := os.Stat(data); {
	case err == nil && info.Size() > 0:
		return nil, false, fmt.Errorf("open %s: %w: neither %s nor the environment has it; a new key could not read this data",
			data, ErrNoKey, path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, false, fmt.Errorf("read key: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, false, fmt.Errorf("create key: %w", err)
	}
	key, err = CreateKey(path)
	return key, err == nil, err
}

func parseKey(text string) ([]byte, error) {
	text = strings.TrimSpace(text)
	if b, err := hex.DecodeString(text); err == nil && len(b) == KeySize {
		return b, nil
	}
	for _, enc := range []*base64.Encoding{
		base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding,
	} {
		if b, err := enc.DecodeString(text); err == nil && len(b) == KeySize {
			return b, nil
		}
	}
	return nil, fmt.Errorf("%w: want %d bytes in base64 or hexadecimal", ErrBadKey, KeySize)
}

// SyncDir makes what was created, renamed or removed in a directory durable.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync directory: %w", err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("sync directory: %w", err)
	}
	return nil
}
