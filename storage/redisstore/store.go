package redisstore

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"minqing/storage"
)

// Store keeps sessions and tokens in Redis. It is safe for concurrent use.
type Store struct {
	client redis.UniversalClient
	gather *gatherer
	o      Options
	lines  *lines
	log    *slog.Logger

	process string        // the first half of every token of ours
	turns   atomic.Uint64 // the second half
}

var (
	_ storage.Sessions = (*Store)(nil)
	_ storage.Tokens   = (*Store)(nil)
)

// Open makes the store. It fails for a URL that can't be read or a missing
// sealer, never because Redis is away: that is logged, and the store works as
// soon as Redis does. Ping tells.
func Open(ctx context.Context, o Options) (*Store, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	address, err := ParseURL(o.URL)
	if err != nil {
		return nil, err
	}
	client := o.client(address)
	s := &Store{
		client:  client,
		gather:  &gatherer{client: client, timeout: o.Timeout},
		o:       o,
		log:     o.Logger,
		process: newProcess(),
	}
	s.lines = newLines(time.Now, s.token)
	if err := s.Ping(ctx); err != nil {
		s.log.Warn("redis does not answer", "err", err)
	}
	return s, nil
}

// Ping reports whether Redis answers.
func (s *Store) Ping(ctx context.Context) error {
	return s.do("ping", func() error { return s.client.Ping(ctx).Err() })
}

// Close ends the connections. Leases that are still held end by themselves.
func (s *Store) Close() error {
	if err := s.client.Close(); err != nil {
		return fmt.Errorf("close redis: %w", err)
	}
	return nil
}

// do makes one call, tells the observer and marks the error.
func (s *Store) do(op string, call func() error) error {
	if s.o.Observe == nil {
		return unavailable(op, call())
	}
	start := time.Now()
	err := unavailable(op, call())
	s.o.Observe(op, time.Since(start), err)
	return err
}

// unavailable marks what Redis failed to do. That nothing is there is no
// failure.
func unavailable(op string, err error) error {
	if err == nil || errors.Is(err, redis.Nil) {
		return err
	}
	return fmt.Errorf("redis %s: %w: %w", op, storage.ErrUnavailable, err)
}

// run calls a script by its hash, or with its text where Redis doesn't know it
// yet.
func (s *Store) run(ctx context.Context, op string, script *redis.Script, keys []string, args ...any) (reply any, err error) {
	err = s.do(op, func() (err error) {
		reply, err = s.gather.run(ctx, &call{script: script, keys: keys, args: args})
		return err
	})
	return reply, err
}

// A token names one turn of one process. Its two parts have fixed lengths, and
// those of one process sort in the order in which they were made.
const (
	tokenProcess = 16
	tokenTurn    = 12
	tokenLength  = tokenProcess + tokenTurn
)

func newProcess() string {
	var b [tokenProcess / 4 * 3]byte
	rand.Read(b[:]) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// token makes the next token.
func (s *Store) token() string {
	b := make([]byte, tokenLength)
	copy(b, s.process)
	n := s.turns.Add(1)
	for i := tokenLength - 1; i >= tokenProcess; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b)
}

// quiet drops what the client would write to standard error by itself. Each
// failure reaches us as an error, which is logged once, where the turn ends.
type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

// The client's logger is one for the whole program and read without a lock, so
// it is set before any client can exist.
func init() { redis.SetLogger(quiet{}) }
