package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"minqing/storage"
	"minqing/storage/boltstore"
)

// storeCollector reads the outbox and the data file at every scrape.
type storeCollector struct {
	store *boltstore.Store
	now   func() time.Time
}

var (
	waitingDesc = describe("outbox_waiting", "Notices to be sent.")
	heldDesc    = describe("outbox_held", "Notices that wait for the person's next contact.")
	oldestDesc  = describe("outbox_oldest_seconds", "Age of the oldest notice to be sent.")
	fileDesc    = describe("data_bytes", "Size of the data file.")
	freeDesc    = describe("data_free_bytes", "Space in the data file that holds nothing; compact gives it back.")
)

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("minqing_"+name, help, nil, nil)
}

// Describe is prometheus.Collector.
func (c storeCollector) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{waitingDesc, heldDesc, oldestDesc, fileDesc, freeDesc} {
		to <- d
	}
}

// Collect is prometheus.Collector. A store that does not answer tells nothing.
func (c storeCollector) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64) { to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v) }
	_ = c.store.View(context.Background(), func(tx storage.Tx) error {
		waiting, held, oldest := tx.OutboxDepth(c.now())
		gauge(waitingDesc, float64(waiting))
		gauge(heldDesc, float64(held))
		gauge(oldestDesc, oldest.Seconds())
		return nil
	})
	stats := c.store.Stats()
	gauge(fileDesc, float64(stats.FileSize))
	gauge(freeDesc, float64(stats.FreeSize))
}
