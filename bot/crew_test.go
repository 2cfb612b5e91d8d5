package bot

import (
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A job never waits for another: those that are at work at once have a
// goroutine each.
func TestCrewRunsEverythingAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrew()
		all := make(chan struct{})
		var started, ended sync.WaitGroup
		for range 50 {
			started.Add(1)
			ended.Add(1)
			c.run(func() {
				defer ended.Done()
				started.Done()
				<-all
			})
		}
		started.Wait()
		close(all)
		ended.Wait()
		time.Sleep(2 * idle) // by the test's own clock: nobody stays behind
	})
}

// A goroutine is used again, and leaves when nobody needs it.
func TestCrewUsesGoroutinesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrew()
		before := bubbled()
		for range 100 {
			done := make(chan struct{})
			c.run(func() { close(done) })
			<-done
			synctest.Wait()
		}
		if n := bubbled() - before; n != 1 {
			t.Errorf("%d goroutines for a hundred jobs, one after the other", n)
		}
		time.Sleep(2 * idle)
		synctest.Wait()
		if n := bubbled() - before; n != 0 {
			t.Errorf("%d goroutines stay without a job", n)
		}
	})
}

// bubbled counts the goroutines of the test's bubble: those that a test before
// left idle go when they please.
func bubbled() int {
	stacks := make([]byte, 4<<20)
	return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), ", synctest bubble ")
}
