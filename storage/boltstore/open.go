package boltstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"minqing/storage"
	"minqing/storage/seal"
)

// Options says how to open a data file.
type Options struct {
	// Key is the master key; needed.
	Key *seal.Key
	// Logger hears of rare things such as a migration; nil: nobody does.
	Logger *slog.Logger
	// LockWait is how long to wait for another process to let go of the file;
	// zero: one second.
	LockWait time.Duration
	// OnCommit is told of every commit, from the goroutine that made it: it
	// returns quickly and does not call the store.
	OnCommit func(Commit)
	// NoSync leaves out every fsync. A crash then loses or spoils data: tests only.
	NoSync bool
}

// Store keeps the desk in one file. It implements storage.Store, storage.Files
// and storage.Keeper; see Sessions and Tokens for the rest.
type Store struct {
	path string
	key  *seal.Key
	log  *slog.Logger
	opts Options
	note lockNote

	mu sync.RWMutex // guards db: written only while Compact puts another in its place
	db *bolt.DB

	words   atomic.Pointer[words]
	queue   writeQueue
	writing sync.Mutex // held by whoever writes to the file
	stats   counters
	parting parting

	wroteMu    sync.Mutex
	wrote      chan struct{}
	wroteBooks map[string]chan struct{} // of the books that somebody listens to

	closed atomic.Bool
}

var (
	_ storage.Store  = (*Store)(nil)
	_ storage.Files  = (*Store)(nil)
	_ storage.Keeper = (*Store)(nil)
)

var (
	// ErrClosed means that the store was closed.
	ErrClosed = errors.New("store is closed")
	// ErrInUse means that another process has the file; the error names it.
	ErrInUse = errors.New("in use")
)

// Open opens or creates a data file. It refuses one that another process has
// (and says which), one of a newer format, and one sealed under another key
// (ErrWrongKey).
func Open(path string, o Options) (*Store, error) { return open(path, o, current) }

func open(path string, o Options, f format) (*Store, error) {
	if o.Key == nil {
		return nil, fmt.Errorf("open %s: no key", path)
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.LockWait == 0 {
		o.LockWait = time.Second
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s := &Store{path: path, key: o.Key, log: o.Logger, opts: o, wrote: make(chan struct{}), wroteBooks: map[string]chan struct{}{}}
	var db *bolt.DB
	err := guard(func() (err error) { db, err = openFile(path, o); return err })
	if errors.Is(err, ErrDamaged) {
		err = fmt.Errorf("open %s: %w", path, err)
	}
	if err != nil {
		return nil, err
	}
	s.db = db
	if err := guard(func() error {
		if err := complete(db); err != nil {
			return err
		}
		return s.begin(f)
	}); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return s, nil
}

// begin makes an opened file ready for use.
func (s *Store) begin(f format) error {
	if err := f.prepare(s.db, s.key, s.log); err != nil {
		return err
	}
	err := s.db.View(func(t *bolt.Tx) error {
		for id := range bucketCount {
			if id.open(t) == nil {
				return fmt.Errorf("bucket %s is missing", id.name())
			}
		}
		w, err := loadWords(t)
		s.words.Store(w)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.reword(rewordStep); err != nil {
		return err
	}
	if err := s.removeScraps(); err != nil {
		return err
	}
	s.note = lockNote(s.path + ".lock")
	return s.note.write()
}

// openFile opens the file and takes its lock. While it waited, the process
// before it may have put a compacted file in its place; then the lock is on
// nothing anybody sees, and it opens again.
func openFile(path string, o Options) (*bolt.DB, error) {
	for {
		var opened *os.File
		db, err := bolt.Open(path, 0o600, &bolt.Options{
			Timeout:         o.LockWait,
			FreelistType:    bolt.FreelistMapType,
			NoSync:          o.NoSync,
			InitialMmapSize: mapSize(path),
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				f, err := os.OpenFile(name, flag, mode)
				opened = f
				return f, err
			},
		})
		if errors.Is(err, berrors.ErrTimeout) {
			return nil, fmt.Errorf("open %s: %w by %s", path, ErrInUse, lockNote(path+".lock").read())
		}
		if isNoData(err) {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
		db.AllocSize = growStep
		mine, errMine := opened.Stat()
		there, errThere := os.Stat(path)
		if errMine == nil && errThere == nil && os.SameFile(mine, there) {
			return db, nil
		}
		if err := errors.Join(errMine, db.Close()); err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
	}
}

// growStep is by how many bytes a file grows that is full.
const growStep = 1 << 20

// mapSize reserves addresses, not memory, ahead of the file: a growing file is
// mapped anew only when no reader is at work, and a backup may read for long.
func mapSize(path string) int {
	const gigabyte = 1 << 30
	if uint64(^uint(0)>>1) < 1<<40 {
		return 0 // addresses are scarce
	}
	return int(fileSize(path)/gigabyte+2) * gigabyte
}

// Close waits for the transactions at work and closes the file. Closing twice
// does no harm.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note.remove()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close %s: %w", s.path, err)
	}
	return nil
}

// PersonOf names a WeChat user by a keyed hash of the openid.
func (s *Store) PersonOf(openid string) storage.PersonID { return s.key.PersonID(openid) }

// View runs fn on a snapshot of the last commit.
func (s *Store) View(ctx context.Context, fn func(tx storage.Tx) error) error {
	return s.view(ctx, func(t *tx) error { return fn(t) })
}

func (s *Store) view(ctx context.Context, fn func(t *tx) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("view store: %w", err)
	}
	bt, err := s.snapshot()
	if err != nil {
		return fmt.Errorf("view store: %w", err)
	}
	t := &tx{batch: &batch{store: s, bolt: bt}}
	defer func() {
		t.over = true
		bt.Rollback()
	}()
	return fn(t)
}

// snapshot begins a transaction that reads. The file it reads stays open until
// it is rolled back, also when Compact puts another in its place.
func (s *Store) snapshot() (*bolt.Tx, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed.Load() {
		return nil, ErrClosed
	}
	return s.db.Begin(false)
}

// Wrote is closed by the next commit that queues a notice or an attachment or
// sets a timer.
func (s *Store) Wrote() <-chan struct{} {
	s.wroteMu.Lock()
	defer s.wroteMu.Unlock()
	return s.wrote
}

// WroteBook is closed by the next commit that stores or drops a record of the
// book. Books that nobody listens to cost nothing.
func (s *Store) WroteBook(book string) <-chan struct{} {
	s.wroteMu.Lock()
	defer s.wroteMu.Unlock()
	if s.wroteBooks[book] == nil {
		s.wroteBooks[book] = make(chan struct{})
	}
	return s.wroteBooks[book]
}

// announce tells the listeners what a commit wrote.
func (s *Store) announce(queued bool, books []string) {
	if !queued && len(books) == 0 {
		return
	}
	s.wroteMu.Lock()
	defer s.wroteMu.Unlock()
	if queued {
		close(s.wrote)
		s.wrote = make(chan struct{})
	}
	for _, book := range books {
		if heard := s.wroteBooks[book]; heard != nil {
			close(heard)
			delete(s.wroteBooks, book)
		}
	}
}
