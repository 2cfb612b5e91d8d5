package bot

import (
	"context"
	"testing"
	"time"

	"minqing/storage"
)

// fetcherFunc answers every download the same way.
type fetcherFunc func() ([]byte, string, error)

func (f fetcherFunc) Fetch(context.Context, string, int64) ([]byte, string, error) { return f() }

func (s *stage) attachment(number string) storage.Attachment {
	s.t.Helper()
	var all []storage.Attachment
	err := s.store.View(context.Background(), func(tx storage.Tx) (err error) {
		all, err = tx.Attachments(number)
		return err
	})
	if err != nil || len(all) != 1 {
		s.t.Fatalf("attachments %v: %v", all, err)
	}
	return all[0]
}

// TestDownloads: what passes by is tried again until the platform has forgotten
// the media; what can never be had is lost at once; both say why.
func TestDownloads(t *testing.T) {
	for _, c := range []struct {
		name  string
		err   *SendError
		after time.Duration
		state storage.AttachmentState
		why   string
	}{
		{"passing fault", &SendError{Code: -1, Reaction: Retry}, time.Hour, storage.Fetching, ""},
		{"not allowed from this address", &SendError{Code: 40164, Reaction: Misconfigured}, time.Hour, storage.Fetching, ""},
		{"over the limit", &SendError{Code: 45009, Reaction: Pause}, time.Hour, storage.Fetching, ""},
		{"for three days", &SendError{Code: -1, Reaction: Retry}, 73 * time.Hour, storage.Lost, "expired"},
		{"forgotten by the platform", &SendError{Code: 40007, Reaction: Refused}, 0, storage.Lost, "refused"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			s.media.Fetcher = fetcherFunc(func() ([]byte, string, error) { return nil, "", c.err })
			s.talk("李", "1", "投诉", "殡仪馆", "停车场没有车位停")
			s.say(flowsPhoto("李"))
			s.talk("李", "完成", "跳过", "跳过", "提交")
			s.settle()
			s.clock.Add(c.after)
			s.settle()
			a := s.attachment("F2611230001")
			if a.State != c.state || a.Why != c.why {
				t.Fatalf("it is %s (%s), want %s (%s)", a.State, a.Why, c.state, c.why)
			}
			if c.state == storage.Lost {
				return
			}
			s.media.Fetcher = s.plat
			s.clock.Add(time.Hour)
			s.settle()
			if a := s.attachment("F2611230001"); a.State != storage.Kept {
				t.Errorf("back again it is %s", a.State)
			}
		})
	}
}
