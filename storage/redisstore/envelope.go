package redisstore

import (
	"errors"
	"fmt"
)

// The first byte of every value: how the rest is laid out. A release that
// changes the layout takes the next number and still reads this one.
const layout = 1

// A session's value is: layout, the token of the turn that saved it (so that a
// repeated save finds that it was done), the sealed session. Every other value
// is: layout, sealed. What is sealed is bound to its key.
//
// A session is some thousand bytes and is opened and sealed in every turn: it
// is copied no more often than it must be.

func (s *Store) sealSession(key, token string, plain []byte) []byte {
	return s.o.Sealer.AppendSeal(append(s.begin(plain), token...), plain, []byte(key))
}

func (s *Store) openSession(key, value string) (string, error) {
	if len(value) < 1+tokenLength {
		return "", errors.New("open session: too short")
	}
	return s.unseal(key, value[0], value[1+tokenLength:])
}

func (s *Store) seal(key string, plain []byte) []byte {
	return s.o.Sealer.AppendSeal(s.begin(plain), plain, []byte(key))
}

// begin returns the first byte of a value, with room for the rest of it.
func (s *Store) begin(plain []byte) []byte {
	const overhead = 32 // of sealing; more only costs a copy
	return append(make([]byte, 0, 1+tokenLength+len(plain)+overhead), layout)
}

func (s *Store) open(key, value string) (string, error) {
	if value == "" {
		return "", errors.New("open value: empty")
	}
	return s.unseal(key, value[0], value[1:])
}

func (s *Store) unseal(key string, version byte, sealed string) (string, error) {
	if version != layout {
		return "", fmt.Errorf("open value: layout %d is unknown", version)
	}
	plain, err := s.o.Sealer.Open([]byte(sealed), []byte(key))
	if err != nil {
		return "", fmt.Errorf("open value: %w", err)
	}
	return string(plain), nil
}
