package wechat

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
)

// The envelope of safe mode (安全模式): base64 of AES-256-CBC over
//
//	16 random bytes · 4 bytes length, big endian · message · app id · padding
//
// with the first half of the key as initial vector and PKCS#7 padding to 32.
const (
	prefixBytes = 20
	padBlock    = 32
)

var errEnvelope = errors.New("cannot open envelope")

// envelopeKey is one EncodingAESKey, ready for use. It is safe for concurrent use.
type envelopeKey struct {
	block cipher.Block
	iv    []byte
}

// newEnvelopeKey reads the 43 characters of the platform's console. The error
// never holds the key.
func newEnvelopeKey(encoded string) (*envelopeKey, error) {
	if len(encoded) != 43 {
		return nil, fmt.Errorf("read aes key: want 43 characters, have %d", len(encoded))
	}
	// Not Strict: the last character of real keys carries two stray bits.
	key, err := base64.StdEncoding.DecodeString(encoded + "=")
	if err != nil || len(key) != 32 {
		return nil, errors.New("read aes key: not base64 of 32 bytes")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("read aes key: %w", err)
	}
	return &envelopeKey{block: block, iv: key[:aes.BlockSize]}, nil
}

// open decrypts sealed, raw ciphertext, into buf and returns the message, a
// part of buf. Every padding byte and the whole app id must be right.
func (k *envelopeKey) open(buf, sealed []byte, appID string) (message, grown []byte, err error) {
	if len(sealed) < padBlock || len(sealed)%padBlock != 0 {
		return nil, buf, errEnvelope
	}
	buf = append(buf[:0], sealed...)
	cipher.NewCBCDecrypter(k.block, k.iv).CryptBlocks(buf, buf)
	pad := int(buf[len(buf)-1])
	if pad < 1 || pad > padBlock || len(buf)-pad < prefixBytes {
		return nil, buf, errEnvelope
	}
	body, padding := buf[:len(buf)-pad], buf[len(buf)-pad:]
	for _, b := range padding {
		if int(b) != pad {
			return nil, buf, errEnvelope
		}
	}
	size := uint64(binary.BigEndian.Uint32(body[16:prefixBytes]))
	rest := body[prefixBytes:]
	if size > uint64(len(rest)) || string(rest[size:]) != appID {
		return nil, buf, errEnvelope
	}
	return rest[:size], buf, nil
}

// startSeal returns buf with the room that seal needs in front; the message is
// to be appended.
func startSeal(buf []byte) []byte {
	return append(buf[:0], make([]byte, prefixBytes)...)
}

// seal turns what startSeal began, with the message appended, into ciphertext.
func (k *envelopeKey) seal(buf []byte, appID string) []byte {
	_, _ = rand.Read(buf[:16]) // never fails: the program would have ended
	binary.BigEndian.PutUint32(buf[16:prefixBytes], uint32(len(buf)-prefixBytes))
	buf = append(buf, appID...)
	pad := padBlock - len(buf)%padBlock
	for range pad {
		buf = append(buf, byte(pad))
	}
	cipher.NewCBCEncrypter(k.block, k.iv).CryptBlocks(buf, buf)
	return buf
}

// sign returns the platform's signature: hex of SHA-1 over the parts in byte
// order, joined. scratch is reused for joining.
func sign(scratch []byte, parts ...[]byte) (sum [2 * sha1.Size]byte, grown []byte) {
	for i := range parts {
		for j := i; j > 0 && bytes.Compare(parts[j], parts[j-1]) < 0; j-- {
			parts[j], parts[j-1] = parts[j-1], parts[j]
		}
	}
	scratch = scratch[:0]
	for _, p := range parts {
		scratch = append(scratch, p...)
	}
	digest := sha1.Sum(scratch)
	hex.Encode(sum[:], digest[:])
	return sum, scratch
}

// signed reports in constant time whether given is the right signature.
func signed(want [2 * sha1.Size]byte, given string) bool {
	return subtle.ConstantTimeCompare(want[:], []byte(given)) == 1
}
