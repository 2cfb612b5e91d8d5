package main

import (
	"strings"
	"testing"

	"github.com/silenceper/wechat/v2/util"
)

func testCodec(t *testing.T) *codec {
	t.Helper()
	c, err := newCodec(testAccount)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Lengths around the padding's block, and words of more than one byte.
func samples() []string {
	out := []string{"", "民政", strings.Repeat("低保怎么申请。", 200)}
	for n := range 70 {
		out = append(out, strings.Repeat("x", n))
	}
	return out
}

func TestLibraryOpensWhatWeSeal(t *testing.T) {
	c := testCodec(t)
	for _, text := range samples() {
		if text == "" {
			continue // the library takes an empty message for a broken one
		}
		sealed := c.seal(nil, []byte(text))
		_, plain, err := util.DecryptMsg(c.AppID, string(sealed), c.AESKey)
		if err != nil || string(plain) != text {
			t.Fatalf("%d bytes: %q, %v", len(text), plain, err)
		}
	}
}

func TestWeOpenWhatTheLibrarySeals(t *testing.T) {
	c := testCodec(t)
	for _, text := range samples() {
		sealed, err := util.EncryptMsg([]byte("0123456789abcdef"), []byte(text), c.AppID, c.AESKey)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := c.open(sealed)
		if err != nil || string(plain) != text {
			t.Fatalf("%d bytes: %q, %v", len(text), plain, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	c := testCodec(t)
	other := *c
	other.AppID = "wxother000000000000"
	good := string(c.seal(nil, []byte("<xml></xml>")))
	for name, sealed := range map[string]string{
		"another app id": string(other.seal(nil, []byte("x"))),
		"not base64":     "!" + good[1:],
		"cut short":      good[:len(good)-44],
		"empty":          "",
	} {
		if plain, err := c.open([]byte(sealed)); err == nil {
			t.Errorf("%s: opened to %q", name, plain)
		}
	}
}

func TestSignAsTheLibraryDoes(t *testing.T) {
	c := testCodec(t)
	for _, parts := range [][]string{{"b", "a", "c"}, {"benchtoken", "1790000000", "42", "Zm9v+/"}, {"", "x"}} {
		raw := make([][]byte, len(parts))
		for i, p := range parts {
			raw[i] = []byte(p)
		}
		if got, want := string(c.sign(nil, raw...)), util.Signature(parts...); got != want {
			t.Errorf("%q: %s, want %s", parts, got, want)
		}
	}
}

func TestReadRefusesAWrongSignature(t *testing.T) {
	c := testCodec(t)
	sealed := c.seal(nil, []byte("<xml><ToUserName>u</ToUserName><Content>早</Content></xml>"))
	signature := c.sign(nil, []byte(c.Token), []byte("1"), []byte("2"), sealed)
	body := func(signature []byte) []byte {
		return []byte("<xml><Encrypt>" + string(sealed) + "</Encrypt><MsgSignature>" + string(signature) +
			"</MsgSignature><TimeStamp>1</TimeStamp><Nonce>2</Nonce></xml>")
	}
	if r, err := c.read(body(signature)); err != nil || r.Content != "早" || r.ToUserName != "u" {
		t.Fatalf("%+v, %v", r, err)
	}
	signature[0] ^= 1
	if r, err := c.read(body(signature)); err == nil {
		t.Errorf("read %+v", r)
	}
}
