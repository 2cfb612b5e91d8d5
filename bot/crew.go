package bot

import "time"

// crew runs turns, each in a goroutine of its own, and uses the goroutines
// again: a turn goes deep, and a new goroutine's stack would be copied several
// times until it is large enough, every time.
type crew struct {
	jobs chan func() // taken by whoever is idle; nobody waits in it
}

// idle is how long a goroutine without a turn stays.
const idle = time.Second

func newCrew() *crew { return &crew{jobs: make(chan func())} }

// run has a job done and returns at once.
func (c *crew) run(job func()) {
	select {
	case c.jobs <- job:
	default:
		go c.work(job)
	}
}

func (c *crew) work(job func()) {
	rest := time.NewTimer(idle)
	defer rest.Stop()
	for {
		job()
		rest.Reset(idle)
		select {
		case job = <-c.jobs:
		case <-rest.C:
			return
		}
	}
}
