// Package configs holds what a bureau sets: how the program runs (Config) and
// what the bureau is (Bureau). It loads both strictly, gathers every problem
// with its file and line, and never puts a secret into an error.
package configs

import "time"

// Config is one installation's settings, the file that `minqing serve -c FILE`
// reads. Every field can also come from the environment: see Variables.
type Config struct {
	Listen      string `yaml:"listen"`       // host:port of the webhook, behind the bureau's TLS proxy
	AdminListen string `yaml:"admin_listen"` // host:port of /metrics and /debug/pprof; never public
	PublicURL   string `yaml:"public_url"`   // root of the links to pages; empty: no links
	Data        string `yaml:"data"`         // the bbolt file; media and control socket lie beside it
	KeyFile     string `yaml:"key_file"`     // the data key's file; empty: `<data>.key`, see KeyPath
	Redis       string `yaml:"redis"`        // empty: sessions in Data; see validRedis for the forms
	LogLevel    string `yaml:"log_level"`    // debug, info, warn or error
	Bureau      string `yaml:"bureau"`       // the bureau file; empty: the sample bureau

	// MarriageToken is what the number machine of the marriage office shows to
	// report its events; empty: nobody may.
	MarriageToken string `yaml:"marriage_token" secret:"true"`

	Wechat Wechat `yaml:"wechat"`
	Limits Limits `yaml:"limits"`
	Outbox Outbox `yaml:"outbox"`

	// Key is the data key itself. It comes from MINQING_KEY alone: a key in
	// the file that is copied about would defeat the encryption.
	Key string `yaml:"key" secret:"true" only:"env"`
}

// Wechat is the official account: what the platform's console shows.
type Wechat struct {
	AppID          string            `yaml:"app_id"`
	AppSecret      string            `yaml:"app_secret" secret:"true"`
	Token          string            `yaml:"token" secret:"true"`
	AESKey         string            `yaml:"aes_key" secret:"true"`          // 43 characters
	PreviousAESKey string            `yaml:"previous_aes_key" secret:"true"` // accepted while the platform switches
	APIBase        string            `yaml:"api_base"`
	Templates      map[string]string `yaml:"templates"` // notice kind → template or subscription id
}

// Limits bounds what one person or one message may take.
type Limits struct {
	Freshness  time.Duration `yaml:"freshness"`  // a callback's timestamp may be this far off
	Turn       time.Duration `yaml:"turn"`       // past it the answer goes by the outbox; the platform cuts at 5 s
	Draft      time.Duration `yaml:"draft"`      // a flow left alone is kept this long
	Session    time.Duration `yaml:"session"`    // a session without messages is kept this long
	Stop       time.Duration `yaml:"stop"`       // a graceful stop ends within this
	BodyBytes  Size          `yaml:"body_bytes"` // a callback's body
	PhotoBytes Size          `yaml:"photo_bytes"`
	VoiceBytes Size          `yaml:"voice_bytes"`
	VideoBytes Size          `yaml:"video_bytes"`
	TextChars  int           `yaml:"text_chars"` // characters of one description, all messages together
}

// Outbox is how notices and media leave and arrive.
type Outbox struct {
	Workers         int           `yaml:"workers"`          // people served side by side
	MediaWorkers    int           `yaml:"media_workers"`    // downloads side by side
	Timeout         time.Duration `yaml:"timeout"`          // one call to the platform
	BackoffFirst    time.Duration `yaml:"backoff_first"`    // doubles with each failure
	BackoffMax      time.Duration `yaml:"backoff_max"`      // and stops growing here
	BreakerFailures int           `yaml:"breaker_failures"` // failures in a row that open an API's breaker
	BreakerPause    time.Duration `yaml:"breaker_pause"`    // how long it stays open
}

// KeyPath is where the data key's file lies: KeyFile, or beside the data file.
func (c *Config) KeyPath() string {
	if c.KeyFile != "" {
		return c.KeyFile
	}
	return c.Data + ".key"
}
