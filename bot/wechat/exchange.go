package wechat

import (
	"io"
	"net/http"
	"sync"
)

// exchange is the memory that one request needs, used again for the next. What
// leaves the handler must not point into it.
type exchange struct {
	body    []byte // as it came; later the reply's ciphertext in base64
	plain   []byte // the decrypted message; later the reply
	scratch []byte // for signing and base64; later the reply's envelope
}

// keepBytes is the largest buffer kept for the next request.
const keepBytes = 128 << 10

var exchanges = sync.Pool{New: func() any {
	return &exchange{
		body:    make([]byte, 0, 4<<10),
		plain:   make([]byte, 0, 4<<10),
		scratch: make([]byte, 0, 4<<10),
	}
}}

func borrow() *exchange {
	x := exchanges.Get().(*exchange)
	x.body, x.plain, x.scratch = x.body[:0], x.plain[:0], x.scratch[:0]
	return x
}

// giveBack clears the message: memory that waits in the pool holds no words of
// citizens.
func (x *exchange) giveBack() {
	if cap(x.body) > keepBytes || cap(x.plain) > keepBytes || cap(x.scratch) > keepBytes {
		return
	}
	clear(x.plain[:cap(x.plain)])
	exchanges.Put(x)
}

// read reads the whole body, so that the server sees when the platform hangs up.
func (x *exchange) read(r *http.Request, limit int64) *refusal {
	if r.ContentLength > limit {
		return refuseLarge
	}
	for {
		if len(x.body) == cap(x.body) {
			x.body = append(x.body, 0)[:len(x.body)]
		}
		n, err := r.Body.Read(x.body[len(x.body):cap(x.body)])
		x.body = x.body[:len(x.body)+n]
		switch {
		case int64(len(x.body)) > limit:
			return refuseLarge
		case err == io.EOF:
			return nil
		case err != nil:
			return refuseBody
		}
	}
}
