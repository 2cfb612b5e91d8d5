package storagetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"minqing/storage"
)

var peopleTests = map[string]func(*testing.T, *storeCase){
	"a person is named the same every time":    testPersonOf,
	"every field of a person is kept":          testPersonFields,
	"a stranger is not found":                  testStranger,
	"filing for a stranger does not meet them": testStrangerFiles,
}

func testPersonOf(_ *testing.T, c *storeCase) {
	li, wang := c.s.PersonOf("o-li"), c.s.PersonOf("o-wang")
	c.want(c.s.PersonOf("o-li"), li)
	if li == wang || li == "" || len(li) != 32 {
		c.t.Errorf("two people are %q and %q", li, wang)
	}
}

func testPersonFields(_ *testing.T, c *storeCase) {
	want := storage.Person{
		ID: c.s.PersonOf("o-li"), OpenID: "o-li", Since: c.now, Noticed: 3, Left: true,
		Sends: []time.Time{c.now, c.now.Add(time.Second)}, BindFails: 4, BindLocked: c.now.Add(time.Hour),
	}
	read := func() *storage.Person {
		var got *storage.Person
		c.view(func(tx storage.Tx) (err error) {
			got, err = tx.Person(want.ID)
			return err
		})
		return got
	}
	for range 2 {
		c.update(func(tx storage.Tx) error { p := want; return tx.PutPerson(&p) })
		got := read()
		for _, p := range []*storage.Person{got, &want} {
			sameZone(reflect.ValueOf(p).Elem())
		}
		c.want(*got, want)
		want.Noticed, want.Left, want.BindFails, want.BindLocked = 4, false, 0, time.Time{}
	}
	want.Sends = nil
	for i := range storage.SendsKept + 2 {
		want.Sends = append(want.Sends, c.now.Add(time.Duration(i)*time.Minute))
	}
	c.update(func(tx storage.Tx) error { return tx.PutPerson(&want) })
	if got := read().Sends; len(got) != storage.SendsKept || !got[0].Equal(c.now.Add(2*time.Minute)) {
		c.t.Errorf("kept %v", got)
	}
}

func testStranger(_ *testing.T, c *storeCase) {
	c.view(func(tx storage.Tx) error {
		for _, id := range []storage.PersonID{"", "nonsense", c.s.PersonOf("o-li")} {
			_, err := tx.Person(id)
			c.wantErr(err, storage.ErrNotFound)
		}
		return nil
	})
}

func testStrangerFiles(_ *testing.T, c *storeCase) {
	filed := c.file(c.ticket("o-li"))
	c.want(c.read(filed.Number).Private, filed.Private)
	c.view(func(tx storage.Tx) error {
		_, err := tx.Person(filed.Citizen)
		c.wantErr(err, storage.ErrNotFound)
		return nil
	})
	c.update(func(tx storage.Tx) error {
		return tx.PutPerson(&storage.Person{ID: filed.Citizen, OpenID: "o-li", Since: c.now})
	})
	c.want(c.read(filed.Number).Private, filed.Private)
}

var staffTests = map[string]func(*testing.T, *storeCase){
	"every field of a member of staff is kept":    testStaffFields,
	"staff are listed in the order of invitation": testStaffList,
	"a number is never used again":                testStaffNumbers,
	"who left is nobody here":                     testStaffRemoved,
	"a code works once":                           testInviteOnce,
	"a code ends after its time":                  testInviteExpired,
	"a new code ends the one before":              testInviteReplaced,
	"a wrong code is not found":                   testInviteWrong,
}

// hire stores a member of staff.
func (c *storeCase) hire(s storage.Staff) storage.Staff {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		hired := s
		if err := tx.PutStaff(&hired); err != nil {
			return err
		}
		s = hired
		return nil
	})
	return s
}

func testStaffFields(_ *testing.T, c *storeCase) {
	want := c.hire(storage.Staff{
		Name: "王芳", Roles: []storage.Role{storage.RoleClerk, storage.RoleWindow}, Unit: "殡葬管理股",
		Person: c.s.PersonOf("o-wang"), Invited: c.now, Bound: c.now.Add(time.Minute),
	})
	c.want(want.ID, "s1")
	c.view(func(tx storage.Tx) error {
		byID, err := tx.Staff("s1")
		if err != nil {
			return err
		}
		byPerson, err := tx.StaffOf(want.Person)
		if err != nil {
			return err
		}
		for _, got := range []*storage.Staff{byID, byPerson} {
			sameTime := func(t time.Time) time.Time { return t.In(storage.Zone) }
			got.Invited, got.Bound = sameTime(got.Invited), sameTime(got.Bound)
			c.want(*got, want)
		}
		for _, id := range []storage.StaffID{"", "s2", "x1", "s01"} {
			_, err = tx.Staff(id)
			c.wantErr(err, storage.ErrNotFound)
		}
		_, err = tx.StaffOf(c.s.PersonOf("o-li"))
		c.wantErr(err, storage.ErrNotFound)
		_, err = tx.StaffOf("")
		c.wantErr(err, storage.ErrNotFound)
		return nil
	})
}

func (c *storeCase) staffNames() (names []string) {
	c.view(func(tx storage.Tx) error {
		all, err := tx.AllStaff()
		for _, s := range all {
			names = append(names, s.Name)
		}
		return err
	})
	return names
}

func testStaffList(_ *testing.T, c *storeCase) {
	for _, name := range []string{"王芳", "陈伟", "赵敏", "1", "2", "3", "4", "5", "6", "第十", "十一"} {
		c.hire(storage.Staff{Name: name})
	}
	c.want(c.staffNames(), []string{"王芳", "陈伟", "赵敏", "1", "2", "3", "4", "5", "6", "第十", "十一"})
}

func testStaffNumbers(_ *testing.T, c *storeCase) {
	first := c.hire(storage.Staff{Name: "王芳"})
	first.Removed = c.now
	c.hire(first)
	c.want(c.hire(storage.Staff{Name: "陈伟"}).ID, "s2")
}

func testStaffRemoved(_ *testing.T, c *storeCase) {
	s := c.hire(storage.Staff{Name: "王芳", Person: c.s.PersonOf("o-wang")})
	s.Removed = c.now
	c.hire(s)
	c.want(c.staffNames(), []string(nil))
	c.view(func(tx storage.Tx) error {
		_, err := tx.StaffOf(s.Person)
		c.wantErr(err, storage.ErrNotFound)
		left, err := tx.Staff(s.ID) // the history still names who it was
		c.want(left.Name, "王芳")
		return err
	})
	c.hire(storage.Staff{Name: "陈伟", Person: s.Person})
	c.view(func(tx storage.Tx) error {
		now, err := tx.StaffOf(s.Person)
		c.want(now.Name, "陈伟")
		return err
	})
}

func (c *storeCase) invite(code string, id storage.StaffID) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		return tx.PutInvite(code, storage.Invite{Staff: id, Expires: c.now.Add(storage.InviteLife)})
	})
}

// take uses a code and tells whom it was for; nobody when it does not work.
func (c *storeCase) take(code string, after time.Duration) (id storage.StaffID) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		i, err := tx.TakeInvite(code, c.now.Add(after))
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		id = i.Staff
		return nil
	})
	return id
}

func testInviteOnce(_ *testing.T, c *storeCase) {
	s := c.hire(storage.Staff{Name: "王芳"})
	c.invite("K7QX-9T2M", s.ID)
	c.want(c.take("K7QX-9T2M", time.Hour), s.ID)
	c.want(c.take("K7QX-9T2M", time.Hour), "")
	c.invite("K7QX-9T2N", s.ID)
	got := make([]storage.StaffID, 8)
	together(len(got), func(i int) {
		_ = c.s.Update(c.ctx, func(tx storage.Tx) error {
			invite, err := tx.TakeInvite("K7QX-9T2N", c.now)
			got[i] = invite.Staff
			return err
		})
	})
	winners := 0
	for _, id := range got {
		if id == s.ID {
			winners++
		}
	}
	c.want(winners, 1)
}

func testInviteExpired(_ *testing.T, c *storeCase) {
	s := c.hire(storage.Staff{Name: "王芳"})
	c.invite("code-1", s.ID)
	c.want(c.take("code-1", storage.InviteLife), "")
	c.invite("code-2", s.ID)
	c.want(c.take("code-2", storage.InviteLife-time.Second), s.ID)
}

func testInviteReplaced(_ *testing.T, c *storeCase) {
	s, other := c.hire(storage.Staff{Name: "王芳"}), c.hire(storage.Staff{Name: "陈伟"})
	c.invite("code-1", s.ID)
	c.invite("code-2", other.ID)
	c.invite("code-3", s.ID)
	c.want(c.take("code-1", 0), "")
	c.want(c.take("code-3", 0), s.ID)
	c.want(c.take("code-2", 0), other.ID)
}

func testInviteWrong(_ *testing.T, c *storeCase) {
	s := c.hire(storage.Staff{Name: "王芳"})
	c.invite("code-1", s.ID)
	for _, code := range []string{"", "code-", "code-11", "CODE-1", "s", "c"} {
		c.want(c.take(code, 0), "")
	}
	c.want(c.take("code-1", 0), s.ID)
}
