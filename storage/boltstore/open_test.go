package boltstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
	"minqing/storage/seal"
	"minqing/storage/storagetest"
)

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "minqing.db") }

func closeStore(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// life gives one ticket a history, with everything that is sealed.
func life(t testing.TB, s *Store) (number string) {
	t.Helper()
	at := time.Date(2026, 11, 23, 9, 30, 0, 0, storage.Zone)
	li, wang := s.PersonOf("openid-of-li-ming"), s.PersonOf("openid-of-wang-fang")
	err := s.Update(context.Background(), func(tx storage.Tx) error {
		clerk := storage.Staff{Name: "王芳芳", Roles: []storage.Role{storage.RoleClerk}, Unit: "殡葬管理股", Person: wang, Invited: at}
		ticket := storage.Ticket{
			Key: "instance-1", Citizen: li, Kind: "投诉", Category: "殡仪馆", Unit: "殡葬管理股", State: storage.Accepted,
			Channel: "微信", Filed: at, Due: at.AddDate(0, 0, 5), Updated: at,
			Private: storage.Private{Name: "李明明", Phone: "13800138000", Text: "路灯坏了三天", Place: "人民路十二号"},
		}
		_, err := tx.File("F", &ticket, storage.Event{At: at, Action: storage.ActFile, To: ticket.State,
			Actor: storage.Actor{Kind: storage.ByCitizen, ID: string(li)}, Text: "市民写的原话"})
		number = ticket.Number
		ticket.State, ticket.Owner = storage.InProgress, "s1"
		done := &storage.Attachment{Ticket: number, Kind: storage.Photo, MediaID: "media-id-of-photo", Added: at}
		_, errAttach := tx.Attach(done)
		_, errStation := tx.Attach(&storage.Attachment{Ticket: "R2026-0001", Kind: storage.Photo, MediaID: "media-id-of-station", Added: at})
		_, errNotice := tx.Enqueue(storage.Notice{To: li, Ticket: number, Kind: storage.NoticeAnswer, Text: "回复的原话",
			Template: map[string]string{"thing": "模板里的话"}, Created: at})
		return errors.Join(err, errAttach, errStation, errNotice,
			tx.PutPerson(&storage.Person{ID: li, OpenID: "openid-of-li-ming", Since: at}),
			tx.PutPerson(&storage.Person{ID: wang, OpenID: "openid-of-wang-fang", Since: at}),
			tx.PutStaff(&clerk),
			tx.PutInvite("CODE-7K2M", storage.Invite{Staff: clerk.ID, Expires: at.Add(time.Hour)}),
			tx.Move(&ticket, storage.Event{At: at, Action: storage.ActTake, From: storage.Accepted, To: storage.InProgress,
				Actor: storage.Actor{Kind: storage.ByStaff, ID: "s1"}, Text: "经办人的回复", Detail: "detail-for-machines"}),
			tx.Log(storage.Event{At: at, Action: "bind", Text: "绑定时的话", Actor: storage.Actor{Kind: storage.ByStaff, ID: "s1"}}),
			tx.SetTimer(storage.Timer{Key: "ladder/" + number, At: at.Add(time.Minute), Data: []byte("data-of-a-timer")}),
			tx.PutRecord("stays", "R2026-0001", []byte("入站时写下的话")),
			tx.MarkDone("gh|openid-of-li-ming|1|42", "已收到您的话", at))
	})
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// Whatever somebody typed, and who it was, is nowhere in the files.
func TestNothingLiesOpen(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	ctx := context.Background()
	life(t, s)
	if _, err := s.Keep(ctx, []byte("picture of a lamp")); err != nil {
		t.Fatal(err)
	}
	sessions := s.Sessions(SessionOptions{})
	session, err := sessions.Open(ctx, s.PersonOf("openid-of-li-ming"))
	if err != nil {
		t.Fatal(err)
	}
	session.Draft.Answers = []byte("answers-in-a-draft")
	session.Turns = []storage.Turn{{ID: "gh|openid-of-li-ming|1|42", Reply: "对话里的话"}}
	if err := errors.Join(sessions.Save(ctx, session),
		s.Tokens(time.Now).PutToken(ctx, "wx1", storage.Token{Value: "token-of-the-platform", Expires: time.Now().Add(time.Hour)})); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	var all []byte
	for _, file := range filesIn(t, filepath.Dir(path)) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, file...), data...)
	}
	for _, secret := range []string{
		"openid-of-li-ming", "openid-of-wang-fang", "王芳芳", "李明明", "13800138000", "路灯坏了三天", "人民路十二号",
		"市民写的原话", "media-id-of-photo", "回复的原话", "模板里的话", "CODE-7K2M", "经办人的回复", "detail-for-machines",
		"绑定时的话", "data-of-a-timer", "入站时写下的话", "media-id-of-station", "gh|", "已收到您的话", "picture of a lamp", "answers-in-a-draft", "对话里的话", "token-of-the-platform",
	} {
		if bytes.Contains(all, []byte(secret)) {
			t.Errorf("%q lies open on disk", secret)
		}
	}
	for _, open := range []string{"殡葬管理股", "投诉", "instance-1"} { // the search itself works
		if !bytes.Contains(all, []byte(open)) {
			t.Errorf("%q was not found", open)
		}
	}
}

func filesIn(t testing.TB, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWrongKey(t *testing.T) {
	path := newPath(t)
	closeStore(t, openAt(t, path))
	before, _ := os.ReadFile(path)
	other, err := seal.NewKey(bytes.Repeat([]byte{8}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{Key: other}); !errors.Is(err, ErrWrongKey) || !strings.Contains(err.Error(), path) {
		t.Errorf("opened with another key: %v", err)
	}
	if _, err := Open(path, Options{}); err == nil {
		t.Error("opened without a key")
	}
	after, _ := os.ReadFile(path)
	if !bytes.Equal(before, after) {
		t.Error("a refusal changed the file")
	}
	closeStore(t, openAt(t, path))
}

func TestLockedFileSaysWho(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	_, err := Open(path, Options{Key: testKey(t), LockWait: time.Millisecond})
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), fmt.Sprintf("in use by %s", filepath.Base(os.Args[0]))) ||
		!strings.Contains(err.Error(), fmt.Sprintf("(pid %d", os.Getpid())) {
		t.Errorf("a locked file says %v", err)
	}
	closeStore(t, s)
	closeStore(t, openAt(t, path))
	if _, err := os.Stat(path + ".lock"); !os.IsNotExist(err) {
		t.Errorf("the note of the lock was left behind: %v", err)
	}
}

func TestForeignFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(t *bolt.Tx) error { _, err := t.CreateBucket([]byte("theirs")); return err })
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(text, bytes.Repeat([]byte("no database "), 10_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, text} {
		if _, err := Open(path, Options{Key: testKey(t)}); err == nil {
			t.Errorf("opened %s", path)
		}
	}
}

func TestVersions(t *testing.T) {
	step := func(from string, to string) migration {
		return func(bt *bolt.Tx, _ *seal.Key) error {
			meta := bt.Bucket(inMeta.name())
			if string(meta.Get([]byte("step"))) != from {
				return fmt.Errorf("step %q does not follow %q", to, meta.Get([]byte("step")))
			}
			return meta.Put([]byte("step"), []byte(to))
		}
	}
	failing := func(*bolt.Tx, *seal.Key) error { return errors.New("on purpose") }
	path := newPath(t)
	first := openAt(t, path)
	number := life(t, first)
	closeStore(t, first)
	try := func(f format) error {
		s, err := open(path, Options{Key: testKey(t), NoSync: true}, f)
		if err != nil {
			return err
		}
		defer closeStore(t, s)
		return s.View(context.Background(), func(tx storage.Tx) error { _, err := tx.Ticket(number); return err })
	}
	now := current.version
	later := format{version: now + 2, steps: map[uint64]migration{now: step("", "one"), now + 1: failing}}
	if err := try(later); err == nil || !strings.Contains(err.Error(), "on purpose") {
		t.Fatalf("a failing migration: %v", err)
	}
	later.steps[now+1] = step("one", "two") // the first step was undone with the second
	for range 2 {
		if err := try(later); err != nil {
			t.Fatal(err)
		}
	}
	tells := fmt.Sprintf("version %d", later.version)
	if err := try(current); err == nil || !strings.Contains(err.Error(), tells+", written by a newer minqing") {
		t.Errorf("a newer file: %v", err)
	}
	if err := try(format{version: now + 4, steps: map[uint64]migration{now + 3: step("", "")}}); err == nil || !strings.Contains(err.Error(), tells) {
		t.Errorf("a file too old: %v", err)
	}
}

// What was committed is in the file, whatever happens after: a copy of it, taken
// as a crash would leave it, has every ticket once.
func TestCrashKeepsCommits(t *testing.T) {
	path := newPath(t)
	s, err := Open(path, Options{Key: testKey(t)}) // syncs
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for n := range 5 {
		if err := s.Update(context.Background(), func(tx storage.Tx) error { _, err := benchFile(tx, s, n); return err }); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		left := filepath.Join(t.TempDir(), "left.db")
		if err := os.WriteFile(left, data, 0o600); err != nil {
			t.Fatal(err)
		}
		again := openAt(t, left)
		if r := wantSound(t, again); r.Tickets != n+1 || r.Events != n+1 || r.Notices != n+1 {
			t.Errorf("after %d commits: %+v", n+1, r)
		}
		closeStore(t, again)
		storagetest.CheckClean(t, left)
	}
}

func TestClosedStore(t *testing.T) {
	s := openAt(t, newPath(t))
	closeStore(t, s)
	closeStore(t, s)
	nothing := func(storage.Tx) error { return nil }
	for name, err := range map[string]error{
		"view": s.View(context.Background(), nothing), "update": s.Update(context.Background(), nothing),
		"backup": s.Backup(context.Background(), new(bytes.Buffer)),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s of a closed store: %v", name, err)
		}
	}
	if _, _, err := s.Compact(context.Background()); !errors.Is(err, ErrClosed) {
		t.Errorf("compact of a closed store: %v", err)
	}
}
