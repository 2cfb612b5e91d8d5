package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
)

// account is what the platform and the bot agree on.
type account struct {
	Name   string // gh_…
	AppID  string
	Secret string
	Token  string
	AESKey string // 43 characters
}

// codec is the platform's side of safe mode. It is written anew, and lean,
// because the sender shares the processors with what it measures. A codec is
// for one goroutine; fork makes another.
type codec struct {
	account
	block   cipher.Block
	iv      []byte
	plain   []byte
	scratch []byte
	noise   uint64
}

const (
	headBytes = 20
	padTo     = 32
)

func newCodec(a account) (*codec, error) {
	key, err := base64.StdEncoding.DecodeString(a.AESKey + "=")
	if err != nil || len(key) != 32 {
		return nil, errors.New("read aes key: want 43 characters of base64")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("read aes key: %w", err)
	}
	return &codec{account: a, block: block, iv: key[:aes.BlockSize]}, nil
}

// fork returns a codec for another goroutine.
func (c *codec) fork() *codec { return &codec{account: c.account, block: c.block, iv: c.iv} }

// seal appends the base64 of the encrypted message to b. The 16 bytes in front
// are a counter: the envelope asks only that they be there.
func (c *codec) seal(b, message []byte) []byte {
	c.noise++
	p := append(c.plain[:0], make([]byte, headBytes)...)
	binary.BigEndian.PutUint64(p[8:16], c.noise)
	binary.BigEndian.PutUint32(p[16:headBytes], uint32(len(message)))
	p = append(p, message...)
	p = append(p, c.AppID...)
	pad := padTo - len(p)%padTo
	for range pad {
		p = append(p, byte(pad))
	}
	cipher.NewCBCEncrypter(c.block, c.iv).CryptBlocks(p, p)
	c.plain = p
	return base64.StdEncoding.AppendEncode(b, p)
}

// open decrypts what the account answered.
func (c *codec) open(encrypted []byte) ([]byte, error) {
	p, err := base64.StdEncoding.AppendDecode(nil, encrypted)
	if err != nil || len(p) == 0 || len(p)%padTo != 0 {
		return nil, errors.New("open reply: not base64 of whole blocks")
	}
	cipher.NewCBCDecrypter(c.block, c.iv).CryptBlocks(p, p)
	pad := int(p[len(p)-1])
	if pad < 1 || pad > padTo || len(p)-pad < headBytes {
		return nil, errors.New("open reply: bad padding")
	}
	size, rest := uint64(binary.BigEndian.Uint32(p[16:headBytes])), p[headBytes:len(p)-pad]
	if size > uint64(len(rest)) || string(rest[size:]) != c.AppID {
		return nil, errors.New("open reply: bad length or another app id")
	}
	return rest[:size], nil
}

// sign appends the hex signature over the parts in byte order. It sorts parts.
func (c *codec) sign(b []byte, parts ...[]byte) []byte {
	slices.SortFunc(parts, bytes.Compare)
	c.scratch = c.scratch[:0]
	for _, p := range parts {
		c.scratch = append(c.scratch, p...)
	}
	sum := sha1.Sum(c.scratch)
	return hex.AppendEncode(b, sum[:])
}

// reply is the decrypted answer to a callback.
type reply struct {
	ToUserName string
	MsgType    string
	Content    string
}

// read opens an encrypted answer and checks its signature.
func (c *codec) read(body []byte) (r reply, err error) {
	var e struct{ Encrypt, MsgSignature, TimeStamp, Nonce string }
	if err := xml.Unmarshal(body, &e); err != nil {
		return r, fmt.Errorf("read reply: %w", err)
	}
	want := c.sign(nil, []byte(c.Token), []byte(e.TimeStamp), []byte(e.Nonce), []byte(e.Encrypt))
	if string(want) != e.MsgSignature {
		return r, errors.New("read reply: bad signature")
	}
	plain, err := c.open([]byte(e.Encrypt))
	if err != nil {
		return r, err
	}
	if err := xml.Unmarshal(plain, &r); err != nil {
		return r, fmt.Errorf("read reply: %w", err)
	}
	return r, nil
}
