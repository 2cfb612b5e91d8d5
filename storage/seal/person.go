package seal

import (
	"container/list"
	"crypto/rand"
	"sync"
)

// cachedPersons is how many persons' ciphers are kept ready, about 1 KB each.
const cachedPersons = 1024

// WrappedSize is the length of a wrapped person's key in bytes.
const WrappedSize = KeySize + Overhead

// NewPersonKey makes a person's own key. Only the wrapped form may be stored;
// where it is destroyed, everything sealed in the box is lost for good.
func (k *Key) NewPersonKey(place []byte) (wrapped []byte, box *Box, err error) {
	key := make([]byte, KeySize)
	rand.Read(key)
	if box, err = newBox(key); err != nil {
		return nil, nil, err
	}
	wrapped = k.Seal(key, place)
	return wrapped, box, nil
}

// Unwrap gives the box of a wrapped key, from a small cache where it can;
// ErrUnreadable when it was not wrapped by this key for this place.
func (k *Key) Unwrap(wrapped, place []byte) (*Box, error) {
	name := string(wrapped) + string(place)
	if box, ok := k.boxes.get(name); ok {
		return box, nil
	}
	key, err := k.Open(wrapped, place)
	if err != nil {
		return nil, err
	}
	box, err := newBox(key)
	if err != nil {
		return nil, err
	}
	k.boxes.put(name, box)
	return box, nil
}

// Forget drops a person's cipher from memory.
func (k *Key) Forget(wrapped, place []byte) { k.boxes.drop(string(wrapped) + string(place)) }

// boxCache keeps the ciphers used last.
type boxCache struct {
	mu    sync.Mutex
	max   int
	order *list.List // of *cachedBox, the last used in front
	found map[string]*list.Element
}

type cachedBox struct {
	name string
	box  *Box
}

func newBoxCache(max int) *boxCache {
	return &boxCache{max: max, order: list.New(), found: make(map[string]*list.Element)}
}

func (c *boxCache) get(name string) (*Box, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.found[name]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cachedBox).box, true
}

func (c *boxCache) put(name string, box *Box) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.found[name]; ok {
		return
	}
	c.found[name] = c.order.PushFront(&cachedBox{name: name, box: box})
	if c.order.Len() > c.max {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.found, last.Value.(*cachedBox).name)
	}
}

func (c *boxCache) drop(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.found[name]; ok {
		c.order.Remove(e)
		delete(c.found, name)
	}
}
