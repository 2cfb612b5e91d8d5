package boltstore

import (
	"path/filepath"
	"testing"
	"time"

	"minqing/storage"
)

// BenchmarkFind looks through ten thousand tickets for what nobody says.
func BenchmarkFind(b *testing.B) {
	s := openBench(b, filepath.Join(b.TempDir(), "minqing.db"), false)
	fillBench(b, s, 0, 10_000)
	for _, term := range []string{"噪音", "无人机噪音", "8000"} {
		b.Run(term, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				err := s.View(b.Context(), func(tx storage.Tx) error {
					_, err := tx.Find(storage.Search{Terms: []string{term}, Patience: time.Hour})
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/ticket")
		})
	}
}
