package bot

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"minqing/storage"
)

// MediaConfig is what the download queue works with. Everything is required but
// Observer, Jumped and Keeping.
type MediaConfig struct {
	Store    storage.Store
	Files    storage.Files
	Fetcher  Fetcher
	Now      func() time.Time
	Jumped   func() <-chan struct{} // closed when Now is next put forward
	Log      *slog.Logger
	Observer Observer
	Keeping  sync.Locker // see Bell.Keeping

	Workers      int
	Timeout      time.Duration                    // one download
	Limits       map[storage.AttachmentKind]int64 // bytes
	BackoffFirst time.Duration
	BackoffMax   time.Duration
}

// mediaLife is how long the platform keeps what a person sent.
const mediaLife = 72 * time.Hour

// Media downloads what citizens sent, at once and from a queue that survives a
// crash: the platform forgets it in three days.
type Media struct {
	MediaConfig
}

// NewMedia returns a download queue that Run sets to work.
func NewMedia(c MediaConfig) *Media {
	if c.Observer == nil {
		c.Observer = silent{}
	}
	if c.Keeping == nil {
		c.Keeping = new(sync.RWMutex).RLocker() // nobody clears files away
	}
	return &Media{c}
}

// Run downloads until ctx ends.
func (d *Media) Run(ctx context.Context) {
	for ctx.Err() == nil {
		wrote, jumped := d.Store.Wrote(), jump(d.Jumped) // taken before looking, so that nothing slips between
		next, err := d.round(ctx)
		if err != nil && ctx.Err() == nil {
			d.Log.Error("download queue cannot work", "err", err)
			next = d.Now().Add(time.Second)
		}
		sleep(ctx, d.Now, next, wrote, jumped, nil)
	}
}

// round downloads everything that is due, Workers at a time, and tells when the
// next is.
func (d *Media) round(ctx context.Context) (next time.Time, err error) {
	for ctx.Err() == nil {
		var due []storage.Attachment
		err := d.Store.View(ctx, func(tx storage.Tx) (err error) {
			next = time.Time{}
			if at, ok := tx.NextAttachment(); ok {
				next = at
			}
			due, err = tx.DueAttachments(d.Now(), d.Workers)
			return err
		})
		if err != nil || len(due) == 0 {
			return next, err
		}
		results := make(chan error, len(due))
		for _, a := range due {
			go func() { results <- d.keep(context.WithoutCancel(ctx), a) }()
		}
		for range due {
			err = errors.Join(err, <-results)
		}
		if err != nil {
			return next, err
		}
	}
	return next, ctx.Err()
}

// keep downloads one attachment and stores how far it got.
func (d *Media) keep(ctx context.Context, a storage.Attachment) error {
	a.Tries++
	data, err := d.fetch(ctx, &a)
	d.Keeping.Lock() // until the file is referred to, nobody may take it for a scrap
	defer d.Keeping.Unlock()
	if err == nil {
		a.Hash, err = d.Files.Keep(ctx, data)
	}
	var sent *SendError
	switch {
	case err == nil:
		a.State, a.Why = storage.Kept, ""
	case errors.As(err, &sent) && sent.Reaction != Retry && sent.Reaction != Pause && sent.Reaction != Misconfigured:
		a.State, a.Why = storage.Lost, string(sent.Reaction)
	case d.Now().Sub(a.Added) > mediaLife:
		a.State, a.Why = storage.Lost, "expired"
	default:
		a.NextTry = d.Now().Add(min(d.BackoffFirst<<min(a.Tries-1, 20), d.BackoffMax))
	}
	d.Observer.Fetched(string(a.State))
	return d.Store.Update(ctx, func(tx storage.Tx) error {
		err := tx.PutAttachment(&a)
		if errors.Is(err, storage.ErrNotFound) {
			return nil
		}
		return err
	})
}

func (d *Media) fetch(ctx context.Context, a *storage.Attachment) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, d.Timeout)
	defer cancel()
	data, mime, err := d.Fetcher.Fetch(ctx, a.MediaID, d.Limits[a.Kind])
	if err != nil {
		return nil, err
	}
	a.Type, a.Bytes = mime, int64(len(data))
	return data, nil
}
