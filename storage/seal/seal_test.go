package seal

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var master = bytes.Repeat([]byte{0xA5}, KeySize)

func key(t *testing.T, master []byte) *Key {
	t.Helper()
	k, err := NewKey(master)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealBindsToItsPlace(t *testing.T) {
	k := key(t, master)
	sealed := k.Seal([]byte("路灯坏了"), []byte("tickets/1"))
	if plain, err := k.Open(sealed, []byte("tickets/1")); err != nil || string(plain) != "路灯坏了" {
		t.Errorf("opened %q, %v", plain, err)
	}
	if bytes.Equal(sealed, k.Seal([]byte("路灯坏了"), []byte("tickets/1"))) {
		t.Error("the same words look the same when sealed twice")
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	other := key(t, bytes.Repeat([]byte{1}, KeySize))
	for name, open := range map[string]func() ([]byte, error){
		"elsewhere":     func() ([]byte, error) { return k.Open(sealed, []byte("tickets/2")) },
		"changed":       func() ([]byte, error) { return k.Open(changed, []byte("tickets/1")) },
		"cut":           func() ([]byte, error) { return k.Open(sealed[:Overhead-1], []byte("tickets/1")) },
		"empty":         func() ([]byte, error) { return k.Open(nil, []byte("tickets/1")) },
		"by other keys": func() ([]byte, error) { return other.Open(sealed, []byte("tickets/1")) },
	} {
		if plain, err := open(); !errors.Is(err, ErrUnreadable) || plain != nil {
			t.Errorf("%s: opened %q, %v", name, plain, err)
		}
	}
}

func TestPersonKeys(t *testing.T) {
	k := key(t, master)
	wrapped, box, err := k.NewPersonKey([]byte("li"))
	if err != nil || len(wrapped) != WrappedSize {
		t.Fatalf("%d bytes, %v", len(wrapped), err)
	}
	sealed := box.Seal([]byte("words"), nil)
	for range 2 { // from the file, from the cache
		again, err := k.Unwrap(wrapped, []byte("li"))
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := again.Open(sealed, nil); err != nil || string(plain) != "words" {
			t.Errorf("opened %q, %v", plain, err)
		}
	}
	if _, err := k.Unwrap(wrapped, []byte("wang")); !errors.Is(err, ErrUnreadable) {
		t.Errorf("unwrapped in another place: %v", err)
	}
	if _, err := k.Open(sealed, nil); !errors.Is(err, ErrUnreadable) {
		t.Errorf("the master key opened a person's words: %v", err)
	}
	for i := range 3 * cachedPersons {
		w, _, err := k.NewPersonKey(fmt.Append(nil, i))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Unwrap(w, fmt.Append(nil, i)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(k.boxes.found); n != cachedPersons || k.boxes.order.Len() != n {
		t.Errorf("%d ciphers are kept", n)
	}
	k.Forget(wrapped, []byte("li"))
	if _, ok := k.boxes.get(string(wrapped) + "li"); ok {
		t.Error("a forgotten cipher is still in memory")
	}
}

// Every purpose has its own key: what one names, another does not.
func TestHashesAreApart(t *testing.T) {
	k, other := key(t, master), key(t, bytes.Repeat([]byte{1}, KeySize))
	names := map[string]string{}
	for _, k := range []*Key{k, other} {
		for what, hash := range map[string]string{
			"person": string(k.PersonID("x")), "invite": hex.EncodeToString(k.InviteHash("x"))[:32],
			"file": k.FileName([]byte("x"))[:32], "mark": hex.EncodeToString(k.Mark("a", "x")),
			"other mark": hex.EncodeToString(k.Mark("b", "x")), "chain": hex.EncodeToString(k.Chain([]byte("x")))[:32],
			"other person": string(k.PersonID("y")), "check": hex.EncodeToString(k.Check())[:32],
		} {
			if before, ok := names[hash]; ok {
				t.Errorf("%s and %s are the same", what, before)
			}
			names[hash] = what
			if len(hash) != 32 {
				t.Errorf("%s has %d digits", what, len(hash))
			}
		}
	}
	if k.PersonID("x") != key(t, master).PersonID("x") || !k.Fits(key(t, master).Check()) || k.Fits(other.Check()) || k.Fits(nil) {
		t.Error("the same key does not make the same names")
	}
}

func TestLoadKey(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode fs.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	b64, digits := base64.StdEncoding.EncodeToString(master), hex.EncodeToString(master)
	good := write("good", b64+"\n", 0o600)
	for name, c := range map[string]struct{ path, env, want string }{
		"base64 file":         {good, "", ""},
		"hexadecimal file":    {write("hex", digits, 0o400), "", ""},
		"base64 environment":  {filepath.Join(dir, "none"), b64, ""},
		"url environment":     {filepath.Join(dir, "none"), base64.RawURLEncoding.EncodeToString(master), ""},
		"environment wins":    {write("broken", "x", 0o600), digits, ""},
		"broken file":         {write("broken2", "x", 0o600), "", "want 32 bytes"},
		"broken environment":  {good, "x", "want 32 bytes"},
		"group may read":      {write("group", b64, 0o640), "", "chmod 600"},
		"everybody may read":  {write("all", b64, 0o644), "", "others may read it (mode 0644)"},
		"no file":             {filepath.Join(dir, "none"), "", "no such file"},
		"half a key":          {write("half", b64[:20], 0o600), "", "want 32 bytes"},
		"an empty file":       {write("empty", "", 0o600), "", "want 32 bytes"},
		"a key and some more": {write("more", b64+b64, 0o600), "", "want 32 bytes"},
	} {
		k, err := LoadKey(c.path, c.env)
		switch {
		case c.want == "" && (err != nil || !k.Fits(key(t, master).Check())):
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", name, err, c.want)
		case err != nil && (strings.Contains(err.Error(), b64[:8]) || strings.Contains(err.Error(), digits[:8])):
			t.Errorf("%s: the error shows the key: %v", name, err)
		}
	}
}

func TestKeyFor(t *testing.T) {
	dir := t.TempDir()
	data, path := filepath.Join(dir, "minqing.db"), filepath.Join(dir, "keys", "minqing.key")
	first, created, err := KeyFor(data, path, "")
	if err != nil || !created {
		t.Fatalf("the very first start: %v, %v", created, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file: %v, %v", info.Mode(), err)
	}
	again, created, err := KeyFor(data, path, "")
	if err != nil || created || !again.Fits(first.Check()) {
		t.Errorf("the second start: %v, %v", created, err)
	}
	if _, err := CreateKey(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a key was made over another: %v", err)
	}
	if err := errors.Join(os.Remove(path), os.WriteFile(data, []byte("data"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := KeyFor(data, path, ""); !errors.Is(err, ErrNoKey) {
		t.Errorf("data without its key: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a new key was made for old data: %v", err)
	}
	if _, _, err := KeyFor(data, path, hex.EncodeToString(master)); err != nil {
		t.Errorf("a key from the environment: %v", err)
	}
}
