package boltstore

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"minqing/storage"
)

// staffKey is the number in a StaffID.
func staffKey(id storage.StaffID) (key []byte, ok bool) {
	digits, ok := strings.CutPrefix(string(id), "s")
	n, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil || n == 0 {
		return nil, false
	}
	key = binary.BigEndian.AppendUint32(nil, uint32(n))
	return key, staffID(key) == id
}

func staffID(key []byte) storage.StaffID {
	if len(key) != 4 {
		return ""
	}
	return storage.StaffID(fmt.Sprintf("s%d", binary.BigEndian.Uint32(key)))
}

// StaffOf returns who a WeChat user is here.
func (t *tx) StaffOf(id storage.PersonID) (*storage.Staff, error) {
	p, err := parsePerson(id)
	if err != nil || p.nobody() {
		return nil, fmt.Errorf("find staff: %w", storage.ErrNotFound)
	}
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("find staff: %w", err)
	}
	return t.Staff(staffID(t.get(staffByPerson, p[:])))
}

// Staff returns a member of staff, also one who left.
func (t *tx) Staff(id storage.StaffID) (*storage.Staff, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("read staff: %w", err)
	}
	key, ok := staffKey(id)
	if !ok {
		return nil, fmt.Errorf("read staff: %w", storage.ErrNotFound)
	}
	record := t.get(inStaff, key)
	if record == nil {
		return nil, fmt.Errorf("read staff %s: %w", id, storage.ErrNotFound)
	}
	s, err := t.decodeStaff(key, record)
	if err != nil {
		return nil, fmt.Errorf("read staff %s: %w", id, err)
	}
	return s, nil
}

// AllStaff lists everybody who is still here.
func (t *tx) AllStaff() ([]storage.Staff, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list staff: %w", err)
	}
	var all []storage.Staff
	c := t.bucket(inStaff).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		s, err := t.decodeStaff(k, v)
		if err != nil {
			return nil, fmt.Errorf("list staff: read %s: %w", staffID(k), err)
		}
		if s.Removed.IsZero() {
			all = append(all, *s)
		}
	}
	return all, nil
}

// PutStaff stores a member of staff.
func (t *tx) PutStaff(s *storage.Staff) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("put staff: %w", err)
	}
	p, err := parsePerson(s.Person)
	if err != nil {
		return fmt.Errorf("put staff: %w", err)
	}
	if s.ID == "" {
		t.wrote = true
		n, err := t.bucket(inStaff).NextSequence()
		if err != nil {
			return fmt.Errorf("put staff: %w", err)
		}
		s.ID = storage.StaffID("s" + strconv.FormatUint(n, 10))
	}
	key, ok := staffKey(s.ID)
	if !ok {
		return fmt.Errorf("put staff: %q is not the id of staff", s.ID)
	}
	if before, err := t.Staff(s.ID); err == nil {
		t.unlinkStaff(key, before.Person)
	}
	t.put(inStaff, key, t.encodeStaff(key, s))
	if !p.nobody() && s.Removed.IsZero() {
		t.put(staffByPerson, p[:], key)
	}
	return t.broken
}

// unlinkStaff removes the way from a person to this member of staff.
func (t *tx) unlinkStaff(key []byte, person storage.PersonID) {
	p, err := parsePerson(person)
	if err == nil && string(t.get(staffByPerson, p[:])) == string(key) {
		t.del(staffByPerson, p[:])
	}
}

// unbind takes a person who is forgotten from the staff.
func (t *tx) unbind(p personKey) error {
	key := t.get(staffByPerson, p[:])
	if key == nil {
		return nil
	}
	s, err := t.Staff(staffID(key))
	if err != nil {
		return err
	}
	s.Person = ""
	return t.PutStaff(s)
}

func (t *tx) encodeStaff(key []byte, s *storage.Staff) []byte {
	e := encode(1, 128)
	e.bytes(t.store.key.Seal([]byte(s.Name), inStaff.place(key)))
	e.count(len(s.Roles))
	for _, r := range s.Roles {
		e.text(string(r))
	}
	e.text(s.Unit)
	e.text(string(s.Person))
	e.time(s.Invited)
	e.time(s.Bound)
	e.time(s.Removed)
	return e.b
}

func (t *tx) decodeStaff(key, record []byte) (*storage.Staff, error) {
	d := decode(record, 1)
	name, err := t.store.key.Open(d.bytes(), inStaff.place(key))
	if err != nil {
		return nil, err
	}
	s := &storage.Staff{ID: staffID(key), Name: string(name)}
	for n := d.count(); n > 0 && d.err == nil; n-- {
		s.Roles = append(s.Roles, storage.Role(d.text()))
	}
	s.Unit = d.text()
	s.Person = storage.PersonID(d.text())
	s.Invited = d.time()
	s.Bound = d.time()
	s.Removed = d.time()
	return s, d.err
}
