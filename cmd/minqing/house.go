package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"minqing/bot/wechat"
	"minqing/configs"
	"minqing/storage"
	"minqing/storage/boltstore"
	"minqing/storage/redisstore"
	"minqing/storage/seal"
)

// house is an opened installation: its files, its data and its way to WeChat.
// The bot and every admin command work on one.
type house struct {
	config *configs.Config
	bureau *configs.Bureau
	log    *slog.Logger
	now    func() time.Time
	jumped func() <-chan struct{} // closed when now is next put forward; nil: time only passes

	store    *boltstore.Store
	redis    *redisstore.Store // nil: conversations lie in the data file
	sessions storage.Sessions
	client   *wechat.Client // nil where the command has to do with the data alone

	keyMade  bool // this was the first start: the data key is new
	dataMade bool // the data file is new
}

// watchers hear what the stores do; each may be nil.
type watchers struct {
	commit func(boltstore.Commit)
	redis  func(op string, d time.Duration, err error)
}

// openHouse opens the data file, which at the first start is made together with
// its key, and whatever else the configuration names. lockWait is how long to
// wait for another process that has the file.
func openHouse(ctx context.Context, s *setup, log *slog.Logger, now func() time.Time, lockWait time.Duration, w watchers) (h *house, err error) {
	c := s.config
	if err := mustBeOwner(c.Data, os.Geteuid()); err != nil {
		return nil, err
	}
	key, made, err := seal.KeyFor(c.Data, c.KeyPath(), c.Key)
	if err != nil {
		return nil, err
	}
	h = &house{config: c, bureau: s.bureau, log: log, now: now, keyMade: made, dataMade: mustHaveData(c.Data) != nil}
	h.store, err = boltstore.Open(c.Data, boltstore.Options{Key: key, Logger: log, LockWait: lockWait, OnCommit: w.commit})
	if err != nil {
		return nil, err
	}
	tokens, err := h.openSessions(ctx, key, w)
	if err == nil && !s.dataOnly {
		h.client, err = wechat.NewClient(wechat.ClientConfig{
			AppID: c.Wechat.AppID, AppSecret: c.Wechat.AppSecret, APIBase: c.Wechat.APIBase, Templates: c.Wechat.Templates,
			Tokens: tokens, Timeout: c.Outbox.Timeout, MediaTimeout: downloadTimeout, Now: now,
		})
	}
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// openSessions chooses where conversations and the access token live.
func (h *house) openSessions(ctx context.Context, key *seal.Key, w watchers) (storage.Tokens, error) {
	life := max(h.config.Limits.Session, h.config.Limits.Draft)
	if h.config.Redis == "" {
		h.sessions = h.store.Sessions(boltstore.SessionOptions{TTL: life, Now: h.now})
		return h.store.Tokens(h.now), nil
	}
	r, err := redisstore.Open(ctx, redisstore.Options{
		URL: h.config.Redis, Sealer: key, TTL: life, Now: h.now, Logger: h.log, Observe: w.redis,
	})
	if err != nil {
		return nil, err
	}
	h.redis, h.sessions = r, r
	return r, nil
}

// Close lets go of everything. Closing twice does no harm.
func (h *house) Close() error {
	var errs []error
	if h.client != nil {
		h.client.Close()
		h.client = nil
	}
	if h.redis != nil {
		errs = append(errs, h.redis.Close())
		h.redis = nil
	}
	if err := errors.Join(append(errs, h.store.Close())...); err != nil {
		return fmt.Errorf("close installation: %w", err)
	}
	return nil
}

// ready reports what of the installation does not answer, by name.
func (h *house) ready(ctx context.Context) map[string]error {
	ctx, cancel := context.WithTimeout(ctx, readyPatience)
	defer cancel()
	failed := map[string]error{}
	if err := h.store.View(ctx, func(tx storage.Tx) error { tx.NextNotice(); return nil }); err != nil {
		failed["store"] = err
	}
	if err := room(filepath.Dir(h.config.Data)); err != nil && failed["store"] == nil {
		failed["store"] = err
	}
	if err := h.sessions.Ping(ctx); err != nil {
		failed["sessions"] = err
	}
	return failed
}

// leastRoom is how much of the disk must be free for the store to be called ready:
// a full disk takes no ticket.
const leastRoom = 32 << 20

// room reports a disk that is nearly full.
func room(dir string) error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return fmt.Errorf("ask for the room on the disk: %w", err)
	}
	if free := fs.Bavail * uint64(fs.Bsize); free < leastRoom {
		return fmt.Errorf("the disk is nearly full: %d KiB free", free>>10)
	}
	return nil
}

// readyPatience is how long a store may take to say that it is there.
const readyPatience = 2 * time.Second
