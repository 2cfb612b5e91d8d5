package wechat

import (
	"bytes"
	"crypto/cipher"
	"encoding/base64"
	"testing"

	"github.com/silenceper/wechat/v2/util"
)

func encryptCBC(k *envelopeKey, b []byte) { cipher.NewCBCEncrypter(k.block, k.iv).CryptBlocks(b, b) }

// Our codec and the library's open each other's envelopes, at every length
// around the padding block.
func TestEnvelopeMeetsTheLibrary(t *testing.T) {
	key, err := newEnvelopeKey(testKey)
	if err != nil {
		t.Fatal(err)
	}
	for size := range 3 * padBlock {
		meetLibrary(t, key, bytes.Repeat([]byte{'a'}, size))
	}
}

func meetLibrary(t *testing.T, key *envelopeKey, message []byte) {
	t.Helper()
	ours := base64.StdEncoding.EncodeToString(key.seal(append(startSeal(nil), message...), testApp))
	if _, got, err := util.DecryptMsg(testApp, ours, testKey); err != nil || !bytes.Equal(got, message) {
		t.Fatalf("library opened ours of %d bytes as %q: %v", len(message), got, err)
	}
	theirs, err := util.EncryptMsg([]byte("0123456789abcdef"), message, testApp, testKey)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := base64.StdEncoding.DecodeString(string(theirs))
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := key.open(nil, sealed, testApp); err != nil || !bytes.Equal(got, message) {
		t.Fatalf("we opened the library's of %d bytes as %q: %v", len(message), got, err)
	}
}

func TestSignMeetsTheLibrary(t *testing.T) {
	for _, parts := range [][]string{
		{"token", "1409659813", "1372623149"},
		{"Token", "token", "TOKEN", "~"},
		{"", "", "", ""},
		{"b", "a", "ab", "aa"},
	} {
		raw := make([][]byte, len(parts))
		for i, p := range parts {
			raw[i] = []byte(p)
		}
		want := util.Signature(append([]string(nil), parts...)...)
		if got, _ := sign(nil, raw...); string(got[:]) != want {
			t.Errorf("sign(%q) = %s, want %s", parts, got, want)
		}
	}
}

func TestSealUsesFreshRandomBytes(t *testing.T) {
	key, err := newEnvelopeKey(testKey)
	if err != nil {
		t.Fatal(err)
	}
	once, again := key.seal(startSeal(nil), testApp), key.seal(startSeal(nil), testApp)
	if bytes.Equal(once, again) {
		t.Error("two envelopes of the same message are equal")
	}
}

// FuzzEnvelope: whatever comes never panics, and what we open the library opens
// to the same message.
func FuzzEnvelope(f *testing.F) {
	key, err := newEnvelopeKey(testKey)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{}, []byte("hello"))
	f.Add(key.seal(append(startSeal(nil), "hello"...), testApp), []byte(""))
	f.Add(bytes.Repeat([]byte{32}, 64), bytes.Repeat([]byte{0}, 99))
	f.Fuzz(func(t *testing.T, sealed, message []byte) {
		meetLibrary(t, key, message)
		got, _, err := key.open(nil, sealed, testApp)
		if err != nil {
			return
		}
		_, want, err := util.DecryptMsg(testApp, base64.StdEncoding.EncodeToString(sealed), testKey)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("we opened %q, the library %q: %v", got, want, err)
		}
	})
}
