package redisstore

import (
	"crypto/tls"
	"errors"
	"log/slog"
	"runtime"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Sealer encrypts what lies in Redis. Open fails for what was sealed by another
// key or with other additional data, and only reads what it is given.
type Sealer interface {
	AppendSeal(dst, plain, aad []byte) []byte
	Open(sealed, aad []byte) ([]byte, error)
}

// Options says where Redis is and how long things live there. URL and Sealer
// are required.
type Options struct {
	// URL is where Redis is; see ParseURL.
	URL string
	// TLS replaces the settings of rediss:// addresses; nil: the system's roots.
	TLS *tls.Config

	Sealer Sealer

	TTL        time.Duration // of a session after its last turn; 0: 24 h
	ContactTTL time.Duration // of a contact; 0: 48 h, as long as the platform's window
	Lease      time.Duration // the longest a turn may take; 0: 8 s
	Timeout    time.Duration // to connect, to write and to read; each call is tried twice; 0: 800 ms
	Prefix     string        // of every key; empty: mq
	Now        func() time.Time
	Logger     *slog.Logger

	// Observe is told of every round trip: what for, how long, how it ended.
	// It may be nil and must be quick.
	Observe func(op string, d time.Duration, err error)
}

func (o Options) complete() (Options, error) {
	if o.Sealer == nil {
		return o, errors.New("open redis: no sealer")
	}
	set(&o.TTL, 24*time.Hour)
	set(&o.ContactTTL, 48*time.Hour)
	set(&o.Lease, 8*time.Second)
	set(&o.Timeout, 800*time.Millisecond)
	set(&o.Prefix, "mq")
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o, nil
}

func set[T comparable](field *T, otherwise T) {
	var zero T
	if *field == zero {
		*field = otherwise
	}
}

// retries of a call that failed. One: a connection may have died unnoticed, and
// a person waits.
const retries = 1

// client makes the client; it connects when it is first used.
func (o Options) client(a Address) redis.UniversalClient {
	u := &redis.UniversalOptions{
		Addrs:            a.Hosts,
		DB:               a.DB,
		Username:         a.Username,
		Password:         a.Password,
		MasterName:       a.Master,
		SentinelUsername: a.SentinelUsername,
		SentinelPassword: a.SentinelPassword,
		IsClusterMode:    a.Cluster,

		DialTimeout:           o.Timeout,
		ReadTimeout:           o.Timeout,
		WriteTimeout:          o.Timeout,
		PoolTimeout:           o.Timeout,
		ContextTimeoutEnabled: true,
		DialerRetries:         1,
		MaxRetries:            retries,
		MinRetryBackoff:       8 * time.Millisecond,
		MaxRetryBackoff:       32 * time.Millisecond,

		PoolSize:        16 * runtime.GOMAXPROCS(0),
		ConnMaxIdleTime: 5 * time.Minute,
		ReadBufferSize:  8 << 10,
		WriteBufferSize: 8 << 10,

		PipelinePoolSize:        2 * maxFlights,
		PipelineReadBufferSize:  64 << 10,
		PipelineWriteBufferSize: 64 << 10,

		Protocol:                 2, // nothing of the third is needed, and the second costs less
		DisableIdentity:          true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
	if a.TLS {
		u.TLSConfig = o.TLS
		if u.TLSConfig == nil {
			u.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
		}
	}
	return redis.NewUniversalClient(u)
}
