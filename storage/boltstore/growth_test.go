//go:build growth

package boltstore

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

var (
	growthDir = flag.String("growth.dir", "", "where the data file grows; empty: a temporary directory")
	growthMax = flag.Int("growth.max", 1_000_000, "how many tickets it grows to")
)

// growth is what was measured at one size.
type growth struct {
	tickets                int
	lone, start            time.Duration
	grouped, bytes, idleMB float64
	written, freeKB        float64
	pages, finds           map[string]time.Duration
	wordBytes              float64 // of the index of words, for each ticket
}

// TestGrowth lets a data file grow to a million tickets and prints how its
// speed and size change on the way: make bench-growth. It fails only when a
// figure is far off, for machines differ.
func TestGrowth(t *testing.T) {
	dir := *growthDir
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, "growth.db")
	var sizes []growth
	filed := 0
	for n := 1000; n <= *growthMax; n *= 10 {
		s := openBench(t, path, false)
		began := time.Now()
		fillBench(t, s, filed, n)
		took := time.Since(began)
		if err := errors.Join(s.db.Sync(), s.Close()); err != nil {
			t.Fatal(err)
		}
		g := measure(t, path, n)
		filed = n + g.extra()
		fmt.Printf("%d tickets (%.0f/s): %.0f bytes a ticket, start %v, lone commit %v (%.0f KB written), 64 writers %.0f/s, idle heap %.1f MB, free %.0f KB\n",
			n, float64(n)/took.Seconds(), g.bytes, g.start, g.lone, g.written, g.grouped, g.idleMB, g.freeKB)
		for _, name := range slices.Sorted(maps.Keys(g.pages)) {
			fmt.Printf("    page of 20 by %-12s %v\n", name, g.pages[name])
		}
		fmt.Printf("    index of words: %.0f bytes a ticket\n", g.wordBytes)
		for _, name := range slices.Sorted(maps.Keys(g.finds)) {
			fmt.Printf("    find %-34s %v\n", name, g.finds[name])
		}
		sizes = append(sizes, g)
	}
	first, last := sizes[0], sizes[len(sizes)-1]
	fmt.Printf("from %d to %d tickets: lone commit × %.2f, 64 writers × %.2f\n",
		first.tickets, last.tickets, float64(last.lone)/float64(first.lone), last.grouped/first.grouped)
	if last.bytes > 2200 {
		t.Errorf("%.0f bytes a ticket", last.bytes)
	}
}

// loneCommits and groupedCommits are how many tickets a measurement adds.
const (
	loneCommits    = 400
	groupedCommits = 6400
)

func (growth) extra() int { return loneCommits + groupedCommits }

func measure(t *testing.T, path string, n int) growth {
	g := growth{tickets: n, bytes: float64(fileSize(path)) / float64(n), pages: map[string]time.Duration{}}
	began := time.Now()
	s := openBench(t, path, true)
	g.start = time.Since(began)
	defer s.Close()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	g.idleMB = float64(m.HeapInuse+m.StackInuse) / (1 << 20)
	for name, q := range benchQueries(s) {
		g.pages[name] = median(200, func() { readPage(t, s, q) })
	}
	g.wordBytes = wordBytes(t, s) / float64(n)
	g.finds = map[string]time.Duration{}
	for name, q := range benchSearches() {
		g.finds[name] = median(5, func() { findPage(t, s, q) })
	}
	next := atomic.Int64{}
	next.Store(int64(n))
	file := func() {
		err := s.Update(context.Background(), func(tx storage.Tx) error {
			_, err := benchFile(tx, s, int(next.Add(1)-1))
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	before := s.db.Stats()
	g.lone = median(loneCommits, file)
	after := s.db.Stats()
	g.written = float64(after.TxStats.GetPageAlloc()-before.TxStats.GetPageAlloc()) / loneCommits / 1024
	g.freeKB = float64(s.Stats().FreeSize) / 1024
	began = time.Now()
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for range groupedCommits / 64 {
				file()
			}
		})
	}
	wg.Wait()
	g.grouped = groupedCommits / time.Since(began).Seconds()
	return g
}

func median(n int, fn func()) time.Duration {
	took := make([]time.Duration, n)
	for i := range took {
		began := time.Now()
		fn()
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took[n/2]
}

// benchSearches are what staff look for; only the first pages of 20 are.
func benchSearches() map[string]storage.Search {
	may := benchDay.AddDate(0, 0, 120)
	return map[string]storage.Search{
		"what every 16th says (路灯坏了)":      {Terms: []string{"路灯坏了"}},
		"one in 10,000 (金丝楠木)":             {Terms: []string{"金丝楠木"}},
		"what nobody says (无人机噪音)":         {Terms: []string{"无人机噪音"}},
		"two characters nobody says (噪音)":  {Terms: []string{"噪音"}},
		"a name (欧阳)":                      {Terms: []string{"欧阳"}},
		"the end of a phone (8000)":        {Terms: []string{"8000"}},
		"three terms at once":              {Terms: []string{"幸福巷", "骨灰盒", "影响大家"}},
		"a month, a category, open, words": {Terms: []string{"殡仪馆", "垃圾"}, States: storage.OpenStates, From: may, Until: may.AddDate(0, 1, 0)},
	}
}

func findPage(t testing.TB, s *Store, q storage.Search) {
	err := s.View(context.Background(), func(tx storage.Tx) error {
		_, err := tx.Find(q)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wordBytes is how many bytes of pages the index of words takes.
func wordBytes(t testing.TB, s *Store) float64 {
	n := 0
	err := s.db.View(func(bt *bolt.Tx) error {
		st := inWords.open(bt).Stats()
		n = st.BranchAlloc + st.LeafAlloc
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return float64(n)
}
