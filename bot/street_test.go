package bot

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

var crowdSeed = flag.Uint64("crowd", 0, "the seed of TestCrowd; 0: by the clock")

// crowdSize is how many people see something at the same time.
const crowdSize = 200

// TestCrowd: two hundred people around one square report at once, each as it comes
// to them. No report is lost or filed twice, whether its reporter ever answers or
// not, and everybody hears of their own sighting and of no other.
func TestCrowd(t *testing.T) {
	seed := *crowdSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("again with: -run TestCrowd -crowd %d", seed)
	dice := rand.New(rand.NewPCG(seed, 1))
	c := newCrowd(t)
	for range crowdSize {
		c.join(anybody(dice))
	}
	c.report()
	c.check()
	c.handle()
}

// TestCrowdAtOnePoint: all see somebody at the very same place. What they answer
// decides how many sightings it is: one if all say that it is the same person, or
// say nothing; one each if all say that it is another.
func TestCrowdAtOnePoint(t *testing.T) {
	for answer, size := range map[string]int{"附近": crowdSize, "": crowdSize / 4, "不是": crowdSize / 4} {
		t.Run(orWord(answer, "silent"), func(t *testing.T) {
			c, want := newCrowd(t), 1
			if answer == "不是" {
				want = size
			}
			for i := range size {
				c.join(&reporter{kind: i % 4, point: &square, label: "车站广场", answer: answer, words: true, ends: finishes})
			}
			c.report()
			c.check()
			if len(c.filed) != want {
				t.Errorf("%d sightings, want %d", len(c.filed), want)
			}
			c.handle()
		})
	}
}

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// crowd is a house that two hundred people write to.
type crowd struct {
	*stage
	people []*reporter
	filed  map[string]*sightingFiled
}

// bystanders work there and must hear nothing of the street.
var bystanders = []string{"王芳", "孙立"}

func newCrowd(t *testing.T) *crowd {
	c := &crowd{stage: newStage(t)}
	c.engage("何勇", "救助管理站", storage.RoleOutreach)
	c.engage("林涛", "救助管理站", storage.RoleOutreach)
	c.engage("高明", "救助管理站", storage.RoleClerk)
	c.engage("吴刚", "", storage.RoleLeader)
	c.engage("陈静", "", storage.RoleDispatcher)
	c.engage("王芳", "殡葬管理股", storage.RoleClerk)
	c.engage("孙立", "", storage.RoleAdmin)
	return c
}

// engage invites somebody, who binds at once.
func (s *stage) engage(name, unit string, roles ...storage.Role) {
	s.t.Helper()
	code := fmt.Sprintf("CODE%d", s.ids.Add(1))
	s.invite(name, code, roles, unit)
	if said := s.talk(name, "绑定 "+code); !strings.Contains(said, "绑定成功") {
		s.t.Fatalf("%s could not bind: %s", name, said)
	}
}

func (c *crowd) join(r *reporter) {
	r.name = fmt.Sprintf("路人%03d", len(c.people))
	c.plat.names[openidOf(r.name)] = r.name
	c.people = append(c.people, r)
}

// report lets everybody talk at once, while outbox, bell and downloads are at work.
func (c *crowd) report() {
	ctx, stop := context.WithCancel(context.Background())
	var working, talking sync.WaitGroup
	for _, run := range []func(context.Context){c.outbox.Run, c.bell.Run, c.media.Run} {
		working.Go(func() { run(ctx) })
	}
	begin := make(chan struct{})
	for _, r := range c.people {
		talking.Go(func() { <-begin; r.talk(c.stage) })
	}
	close(begin)
	talking.Wait()
	c.bot.Wait()
	stop()
	working.Wait()
	c.happen()
}

// happen lets everything happen that is due now.
func (s *stage) happen() {
	s.t.Helper()
	for due := true; due; {
		s.ring(s.bell)
		s.settle()
		err := s.store.View(context.Background(), func(tx storage.Tx) error {
			at, ok := tx.NextTimer()
			due = ok && !at.After(s.clock.Now()) // set by an alert that nobody can read
			return nil
		})
		if err != nil {
			s.t.Fatal(err)
		}
	}
}

// handle has the team take and close every sighting; then everybody who reported
// one has heard of both, once, and nobody of another's.
func (c *crowd) handle() {
	c.t.Helper()
	for number := range c.filed {
		for _, words := range []string{"接单 " + number, "处置 " + number + " 劝返"} {
			c.clock.Add(time.Second)
			c.talk("何勇", words)
		}
		c.happen()
	}
	c.gather()
	for number, k := range c.filed {
		if k.Open() || k.count(storage.ActTake) != 1 || k.count(storage.ActDispose) != 1 {
			c.t.Errorf("%s is %s after it was taken and handled", number, k.State)
		}
	}
	heard := map[string][]string{}
	for _, p := range c.plat.drain() {
		heard[p.who] = append(heard[p.who], p.text)
	}
	for _, r := range c.people {
		c.checkHeard(r, heard[r.name])
	}
	for _, name := range bystanders {
		if told := append(heard[name], c.talk(name, "菜单")); sightingNumber.MatchString(strings.Join(told, "\n")) {
			c.t.Errorf("%s, who has nothing to do with it, heard %q", name, told)
		}
	}
	for _, name := range []string{"何勇", "林涛", "陈静"} {
		if len(heard[name]) == 0 {
			c.t.Errorf("%s, who goes out or assigns, heard of nothing", name)
		}
	}
}

func (c *crowd) checkHeard(r *reporter, heard []string) {
	c.t.Helper()
	taken, handled := 0, 0
	for _, words := range heard {
		for _, number := range sightingNumber.FindAllString(words, -1) {
			if number != r.told && number != r.joined {
				c.t.Errorf("%s, who reported %s, heard of another's: %s", r.name, r.told, words)
			}
		}
		switch {
		case words == texts.Notices.OnTheWay(r.told):
			taken++
		case strings.HasPrefix(words, texts.Notices.Handled(r.told, false)):
			handled++
		case !strings.Contains(words, "还在联系救助队员"):
			c.t.Errorf("%s, who reported %s, heard %q", r.name, r.told, words)
		}
	}
	want := 0
	if r.reached() {
		want = 1
	}
	if taken != want || handled != want {
		c.t.Errorf("%s heard %d times that %s was taken and %d times of its outcome, want %d", r.name, taken, r.told, handled, want)
	}
}
