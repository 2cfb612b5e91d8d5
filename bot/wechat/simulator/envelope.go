package simulator

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrEnvelope is wrapped by every error of [Codec.Decrypt].
var ErrEnvelope = errors.New("bad envelope")

const (
	keyChars   = 43
	padBlock   = 32 // PKCS#7 pads to the key size, not to the AES block
	headerSize = 16 + 4
)

// Codec encrypts, decrypts and signs in safe mode. It is safe for concurrent use.
//
// Format: https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html. The plaintext
// is random(16) + big-endian length(4) + message + AppID, padded by PKCS#7 to 32 bytes, AES-256-CBC with
// the first 16 bytes of the key as the IV, in standard base64.
type Codec struct {
	token, appID string
	iv           []byte
	block        cipher.Block
}

// NewCodec takes the account's token, its EncodingAESKey of 43 characters and its AppID.
func NewCodec(token, aesKey, appID string) (*Codec, error) {
	if len(aesKey) != keyChars {
		return nil, fmt.Errorf("read AES key: it has %d characters, not %d", len(aesKey), keyChars)
	}
	// The last character carries two spare bits that real keys set, so the strict decoder is of no use here.
	key, err := base64.StdEncoding.DecodeString(aesKey + "=")
	if err != nil {
		return nil, errors.New("read AES key: it is not base64")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("read AES key: %w", err)
	}
	return &Codec{token: token, appID: appID, iv: key[:aes.BlockSize], block: block}, nil
}

// Encrypt returns the base64 text that stands in Encrypt. The 16 random bytes must be new for every message.
func (c *Codec) Encrypt(random [16]byte, message []byte) string {
	full := make([]byte, 0, headerSize+len(message)+len(c.appID)+padBlock)
	full = append(full, random[:]...)
	full = binary.BigEndian.AppendUint32(full, uint32(len(message)))
	full = append(full, message...)
	full = append(full, c.appID...)
	pad := padBlock - len(full)%padBlock
	for range pad {
		full = append(full, byte(pad))
	}
	cipher.NewCBCEncrypter(c.block, c.iv).CryptBlocks(full, full)
	return base64.StdEncoding.EncodeToString(full)
}

// Decrypt returns the message inside an Encrypt text. It checks every padding byte and the AppID.
func (c *Codec) Decrypt(encrypted string) ([]byte, error) {
	full, err := base64.StdEncoding.DecodeString(encrypted)
	if err != nil {
		return nil, fmt.Errorf("%w: not base64", ErrEnvelope)
	}
	if len(full) == 0 || len(full)%padBlock != 0 {
		return nil, fmt.Errorf("%w: %d bytes are not whole blocks", ErrEnvelope, len(full))
	}
	cipher.NewCBCDecrypter(c.block, c.iv).CryptBlocks(full, full)
	full, err = unpad(full)
	if err != nil {
		return nil, err
	}
	if len(full) < headerSize {
		return nil, fmt.Errorf("%w: too short", ErrEnvelope)
	}
	size, rest := uint64(binary.BigEndian.Uint32(full[16:headerSize])), full[headerSize:]
	if size > uint64(len(rest)) {
		return nil, fmt.Errorf("%w: length %d of %d", ErrEnvelope, size, len(rest))
	}
	if subtle.ConstantTimeCompare(rest[size:], []byte(c.appID)) != 1 {
		return nil, fmt.Errorf("%w: another AppID", ErrEnvelope)
	}
	return rest[:size], nil
}

func unpad(full []byte) ([]byte, error) {
	pad := int(full[len(full)-1])
	if pad < 1 || pad > padBlock {
		return nil, fmt.Errorf("%w: padding of %d", ErrEnvelope, pad)
	}
	body, tail := full[:len(full)-pad], full[len(full)-pad:]
	for _, b := range tail {
		if int(b) != pad {
			return nil, fmt.Errorf("%w: uneven padding", ErrEnvelope)
		}
	}
	return body, nil
}

// Sign is the plain signature of a request: it covers neither the body nor the sender.
func (c *Codec) Sign(timestamp, nonce string) string {
	return sign(c.token, timestamp, nonce)
}

// SignMessage is msg_signature, which covers the encrypted body.
func (c *Codec) SignMessage(timestamp, nonce, encrypted string) string {
	return sign(c.token, timestamp, nonce, encrypted)
}

func sign(parts ...string) string {
	slices.Sort(parts)
	sum := sha1.Sum([]byte(strings.Join(parts, "")))
	return hex.EncodeToString(sum[:])
}
