package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/storage"
)

// station is a house with one member of staff, whose window is open, and a
// sighting that is to be told of.
type station struct {
	*stage
	number string
	unread []string // alerts that nobody read, by text and state
}

const rescuer = "周强"

func newStation(t *testing.T) *station {
	t.Helper()
	s := &station{stage: newStage(t)}
	s.plat.names[openidOf(rescuer)] = rescuer
	s.invite(rescuer, "CODE", []storage.Role{storage.RoleOutreach}, "")
	s.talk(rescuer, "绑定 CODE")
	s.settle()
	s.plat.drain()
	s.update(func(tx storage.Tx) error {
		k := storage.Ticket{Key: "sighting", Kind: "流浪乞讨", Category: "街面救助", State: storage.Submitted, Filed: s.clock.Now()}
		_, err := tx.File("J", &k, storage.Event{At: s.clock.Now(), Action: storage.ActFile, To: storage.Submitted})
		s.number = k.Number
		return err
	})
	s.outbox.Held = func(_ storage.Tx, n *storage.Notice) error {
		s.unread = append(s.unread, n.Text+" "+string(n.State))
		return nil
	}
	return s
}

func (s *stage) update(fn func(tx storage.Tx) error) {
	s.t.Helper()
	if err := s.store.Update(context.Background(), fn); err != nil {
		s.t.Fatal(err)
	}
}

// tell queues a notice to the member of staff.
func (s *station) tell(kind storage.NoticeKind, words string) {
	s.t.Helper()
	s.update(func(tx storage.Tx) error {
		n := storage.Notice{To: s.store.PersonOf(openidOf(rescuer)), Kind: kind, Text: words, Created: s.clock.Now()}
		if kind == storage.NoticeAlert {
			n.Ticket = s.number
		}
		_, err := tx.Enqueue(n)
		return err
	})
}

// TestAlertOvertakes: an alert goes before everything else that is due for its
// reader; the rest keeps its order.
func TestAlertOvertakes(t *testing.T) {
	s := newStation(t)
	for i := range 3 {
		s.tell(storage.NoticeStaff, fmt.Sprint("提醒", i))
	}
	s.tell(storage.NoticeAlert, "速去汽车站")
	s.settle()
	var got []string
	for _, p := range s.plat.drain() {
		got = append(got, p.text)
	}
	if want := []string{"速去汽车站", "提醒0", "提醒1", "提醒2"}; !slices.Equal(got, want) {
		t.Errorf("pushed %v, want %v", got, want)
	}
	if len(s.unread) > 0 {
		t.Errorf("said to be unread: %v", s.unread)
	}
}

// TestUnreadAlert: whatever keeps an alert from its reader, somebody hears of it
// in the same commit, once for each alert, and of no other notice.
func TestUnreadAlert(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(s *station)
		state   storage.NoticeState
	}{
		"the window is shut":   {func(s *station) { s.clock.Add(49 * time.Hour) }, storage.Held},
		"the platform says so": {func(s *station) { s.plat.code, s.plat.react = 45015, Hold }, storage.Held},
		"they left":            {func(s *station) { s.plat.code, s.plat.react = 43004, Unreachable }, storage.Held},
		"it is refused":        {func(s *station) { s.plat.code, s.plat.react = 40249, Refused }, storage.Failed},
		"they were dismissed": {func(s *station) {
			s.update(func(tx storage.Tx) error {
				one, err := tx.StaffOf(s.store.PersonOf(openidOf(rescuer)))
				if err != nil {
					return err
				}
				one.Removed = s.clock.Now()
				return tx.PutStaff(one)
			})
		}, storage.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStation(t)
			c.prepare(s)
			s.tell(storage.NoticeStaff, "提醒")
			s.tell(storage.NoticeAlert, "速去汽车站")
			s.tell(storage.NoticeAlert, "速去河堤")
			s.settle()
			slices.Sort(s.unread)
			if want := []string{"速去汽车站 " + string(c.state), "速去河堤 " + string(c.state)}; !slices.Equal(s.unread, want) {
				t.Errorf("unread %v, want %v", s.unread, want)
			}
		})
	}
}

// TestUnreadFails: an alert is not stored as held unless what follows from it is.
func TestUnreadFails(t *testing.T) {
	s := newStation(t)
	s.clock.Add(49 * time.Hour)
	s.outbox.Held = func(storage.Tx, *storage.Notice) error { return errors.New("cannot climb") }
	s.tell(storage.NoticeAlert, "速去汽车站")
	var due []storage.Notice
	_ = s.store.View(context.Background(), func(tx storage.Tx) (err error) {
		due, err = tx.DueNotices(s.clock.Now(), 1)
		return err
	})
	if err := s.outbox.deliver(context.Background(), due[0]); err == nil {
		t.Error("settled")
	}
	if waiting, held := s.depth(); waiting != 1 || held != 0 {
		t.Errorf("%d waiting, %d held", waiting, held)
	}
}

// TestHeldAlertsComeFirst: at the next contact the newest alert of each sighting is
// told first and whole; one whose sighting is closed is a line of the digest.
func TestHeldAlertsComeFirst(t *testing.T) {
	s := newStation(t)
	s.clock.Add(49 * time.Hour)
	s.tell(storage.NoticeStaff, "提醒一")
	s.tell(storage.NoticeReply, "答复一")
	s.tell(storage.NoticeAlert, "速去汽车站")
	s.tell(storage.NoticeAlert, "速去汽车站\n一位老人躺在候车室")
	s.settle()
	told := s.talk(rescuer, "菜单")
	inOrder(t, told, "速去汽车站\n一位老人躺在候车室", "答复一", "提醒一", "我要反映")
	if strings.Count(told, "速去汽车站") != 1 {
		t.Errorf("an earlier call of the same sighting is told, too: %s", told)
	}
	if again := s.talk(rescuer, "菜单"); strings.Contains(again, "速去汽车站") {
		t.Error("told twice")
	}

	s.clock.Add(49 * time.Hour)
	s.tell(storage.NoticeAlert, "速去河堤\n一位老人躺在桥下")
	s.settle()
	s.update(func(tx storage.Tx) error {
		k, err := tx.Ticket(s.number)
		if err != nil {
			return err
		}
		e := storage.Event{At: s.clock.Now(), Action: storage.ActDecline, From: k.State, To: storage.Declined}
		k.State, k.Closed = storage.Declined, s.clock.Now()
		return tx.Move(k, e)
	})
	told = s.talk(rescuer, "菜单")
	inOrder(t, told, "【您不在时的提醒，共1条】\n速去河堤\n")
	if strings.Contains(told, "桥下") {
		t.Errorf("a closed sighting is told whole: %s", told)
	}
}

func inOrder(t *testing.T, told string, parts ...string) {
	t.Helper()
	rest := told
	for _, p := range parts {
		_, after, ok := strings.Cut(rest, p)
		if !ok {
			t.Fatalf("%q does not stand where it should in:\n%s", p, told)
		}
		rest = after
	}
}
