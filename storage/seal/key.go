// Package seal holds the bureau's master key and everything that is derived
// from it: what is sealed at rest, the keys of single persons, and the keyed
// hashes that name people, invitations and files without saying who they are.
//
// Whoever has the data file without the key can read no personal data in it and
// cannot even test whether a given openid or code occurs there.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"minqing/storage"
)

// KeySize is the length of the master key in bytes.
const KeySize = 32

// ErrUnreadable means that a sealed value was changed, moved to another place,
// or sealed under another key.
var ErrUnreadable = errors.New("sealed value cannot be opened")

// Key is the master key. It is safe for concurrent use. Its methods never
// reveal the key itself.
type Key struct {
	*Box
	check, person, invite, file, mark, chain []byte
	words                                    cipher.Block
	boxes                                    *boxCache
}

// NewKey derives everything from the 32 bytes of a master key.
func NewKey(master []byte) (*Key, error) {
	if len(master) != KeySize {
		return nil, fmt.Errorf("make key: %d bytes, want %d", len(master), KeySize)
	}
	k := &Key{boxes: newBoxCache(cachedPersons)}
	var sealing, words []byte
	for purpose, to := range map[string]*[]byte{
		"seal": &sealing, "check": &k.check, "person": &k.person, "invite": &k.invite,
		"file": &k.file, "mark": &k.mark, "chain": &k.chain, "words": &words,
	} {
		sub, err := hkdf.Key(sha256.New, master, nil, "minqing/1 "+purpose, KeySize)
		if err != nil {
			return nil, fmt.Errorf("derive key for %s: %w", purpose, err)
		}
		*to = sub
	}
	box, err := newBox(sealing)
	if err != nil {
		return nil, err
	}
	k.Box = box
	if k.words, err = aes.NewCipher(words); err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	return k, nil
}

// Check is a value that tells, stored beside data, whether this key belongs to it.
func (k *Key) Check() []byte { return k.hash(k.check, nil) }

// Fits reports in constant time whether check was made by this key.
func (k *Key) Fits(check []byte) bool { return hmac.Equal(check, k.Check()) }

// PersonID names a WeChat user by a keyed hash of the openid.
func (k *Key) PersonID(openid string) storage.PersonID {
	return storage.PersonID(hex.EncodeToString(k.hash(k.person, []byte(openid))[:16]))
}

// InviteHash is what may be stored of a one-time code.
func (k *Key) InviteHash(code string) []byte { return k.hash(k.invite, []byte(code)) }

// FileName names a file by a keyed hash of what it holds, in hexadecimal: the
// same bytes have the same name, and the name tells nothing about them.
func (k *Key) FileName(data []byte) string {
	return hex.EncodeToString(k.hash(k.file, data)[:20])
}

// Mark is a short keyed hash to find something by without storing its name.
func (k *Key) Mark(purpose, name string) []byte {
	return k.hash(k.mark, []byte(purpose), []byte{0}, []byte(name))[:16]
}

// Chain is the hash that a record of the chain carries: over the hash of the
// record before it and the record itself. It is keyed, so that nobody without
// the master key can rewrite the chain.
func (k *Key) Chain(before []byte, parts ...[]byte) []byte {
	return k.hash(k.chain, append([][]byte{before}, parts...)...)
}

func (k *Key) hash(sub []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, sub)
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// Box seals under one key: the master's or one person's. AES-256-GCM with a
// random nonce in front; safe for concurrent use.
type Box struct{ aead cipher.AEAD }

// Overhead is how many bytes longer a sealed value is than the plain one.
const Overhead = 12 + 16

func newBox(key []byte) (*Box, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	return &Box{aead: aead}, nil
}

// Seal encrypts plain and binds it to place: it opens only with the same place.
func (b *Box) Seal(plain, place []byte) []byte {
	return b.AppendSeal(make([]byte, 0, len(plain)+Overhead), plain, place)
}

// AppendSeal appends what Seal returns to dst, which plain must not lie in.
func (b *Box) AppendSeal(dst, plain, place []byte) []byte {
	return b.aead.Seal(dst, nil, plain, place)
}

// Open decrypts what Seal made for the same place, else ErrUnreadable.
func (b *Box) Open(sealed, place []byte) ([]byte, error) {
	plain, err := b.aead.Open(nil, nil, sealed, place)
	if err != nil {
		return nil, ErrUnreadable
	}
	return plain, nil
}
