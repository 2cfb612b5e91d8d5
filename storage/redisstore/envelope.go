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

func (s *Store) sealSession(key, token string, plain []byte) []byte {
	return append(append([]byte{layout}, token...), s.o.Sealer.Seal(plain, []byte(key))...)
}

func (s *Store) openSession(key, value string) ([]byte, error) {
	if len(value) < 1+tokenLength {
		return nil, errors.New("open session: too short")
	}
	return s.unseal(key, value[0], value[1+tokenLength:])
}

func (s *Store) seal(key string, plain []byte) []byte {
	return append([]byte{layout}, s.o.Sealer.Seal(plain, []byte(key))...)
}

func (s *Store) open(key, value string) ([]byte, error) {
	if value == "" {
		return nil, errors.New("open value: empty")
	}
	return s.unseal(key, value[0], value[1:])
}

func (s *Store) unseal(key string, version byte, sealed string) ([]byte, error) {
	if version != layout {
		return nil, fmt.Errorf("open value: layout %d is unknown", version)
	}
	plain, err := s.o.Sealer.Open([]byte(sealed), []byte(key))
	if err != nil {
		return nil, fmt.Errorf("open value: %w", err)
	}
	return plain, nil
}
