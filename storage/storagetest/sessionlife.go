package storagetest

import (
	"testing"
	"time"

	"minqing/storage"
)

func testLife(t *testing.T, c *sessionCase) {
	c.put(li, "F2611230001")
	c.clock.Add(24*time.Hour - time.Minute)
	c.wantFocus(li, "F2611230001")
	c.clock.Add(2 * time.Minute)
	c.wantFocus(li, "")
}

func testRefreshed(t *testing.T, c *sessionCase) {
	c.put(li, "F2611230001")
	c.clock.Add(23 * time.Hour)
	c.save(c.open(li))
	c.clock.Add(23 * time.Hour)
	c.wantFocus(li, "F2611230001")
}

func testContact(t *testing.T, c *sessionCase) {
	want := storage.Contact{Message: c.clock.Now(), Click: c.clock.Now().Add(-time.Hour)}
	session := c.open(li)
	session.Contact = want
	c.save(session)
	wantContact := func(want storage.Contact) {
		t.Helper()
		got, err := c.s.Contact(c.ctx, li)
		if err != nil || !got.Message.Equal(want.Message) || !got.Click.Equal(want.Click) {
			t.Fatalf("contact is %v, %v, want %v", got, err, want)
		}
		if opened := c.peek(li).Contact; !opened.Message.Equal(want.Message) || !opened.Click.Equal(want.Click) {
			t.Fatalf("an opened session has contact %v, want %v", opened, want)
		}
	}
	wantContact(want)
	c.clock.Add(48*time.Hour - time.Minute)
	wantContact(want)
	c.clock.Add(2 * time.Minute)
	wantContact(storage.Contact{})
}

func testContactWithoutLease(t *testing.T, c *sessionCase) {
	session := c.open(li)
	if contact, err := c.s.Contact(c.ctx, li); err != nil || contact != (storage.Contact{}) {
		t.Errorf("contact of a stranger is %v, %v", contact, err)
	}
	c.release(session)
}

func testForget(t *testing.T, c *sessionCase) {
	for _, user := range []storage.PersonID{li, wang} {
		session := c.open(user)
		session.Focus = "F2611230001"
		session.Contact.Message = c.clock.Now()
		c.save(session)
	}
	for range 2 { // also of somebody who is not there
		if err := c.s.Forget(c.ctx, li); err != nil {
			t.Fatal(err)
		}
	}
	c.wantFocus(li, "")
	if contact, err := c.s.Contact(c.ctx, li); err != nil || contact != (storage.Contact{}) {
		t.Errorf("after Forget contact is %v, %v", contact, err)
	}
	c.wantFocus(wang, "F2611230001")
}
