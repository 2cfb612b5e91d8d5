package storagetest

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"minqing/storage"
)

// Clock is a test's own time; it moves only when told to.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock at a morning in November 2026.
func NewClock() *Clock {
	return &Clock{now: time.Date(2026, 11, 23, 9, 30, 0, 0, storage.Zone)}
}

// Now returns the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// watch tells when somebody begins to wait on its context.
type watch struct {
	context.Context
	once   sync.Once
	begun  chan struct{}
	cancel context.CancelFunc
}

// watched returns a context that tells when its Done is asked for.
func watched(parent context.Context) (context.Context, *watch) {
	ctx, cancel := context.WithCancel(parent)
	w := &watch{Context: ctx, begun: make(chan struct{}), cancel: cancel}
	return w, w
}

// Done implements context.Context.
func (w *watch) Done() <-chan struct{} {
	w.once.Do(func() { close(w.begun) })
	return w.Context.Done()
}

func (w *watch) wait(t *testing.T) {
	t.Helper()
	select {
	case <-w.begun:
	case <-w.Context.Done():
		t.Fatal("nobody began to wait")
	}
}

var timeType = reflect.TypeFor[time.Time]()

// fill sets every field to a value that occurs once, so that a field which is
// added later and not stored is noticed.
func fill(v reflect.Value, n *int) {
	*n++
	switch {
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(time.Unix(int64(1_790_000_000+*n), int64(*n)*1001)))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case v.Kind() == reflect.String:
		v.SetString("值" + string(rune('一'+*n)))
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(int64(*n))
	case v.CanUint():
		v.SetUint(uint64(*n))
	default:
		panic("fill: a kind of field that nobody thought of: " + v.Type().String())
	}
}

// sameZone sets every time to UTC, so that the same moments are deeply equal.
func sameZone(v reflect.Value) {
	switch {
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(v.Interface().(time.Time).UTC()))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			sameZone(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			sameZone(v.Index(i))
		}
	}
}
