package storagetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"minqing/storage"
)

var bookTests = map[string]func(*testing.T, *storeCase){
	"a record is kept under its key, in its book":      testRecords,
	"a book is read in ranges":                         testRanges,
	"any range is what a sorted list would give":       testRangesAgree,
	"a range ends where its reader ends it":            testRangeEnds,
	"another book may be written to while one is read": testRangeWrites,
	"a range is whole after much was removed":          testRangeAfterDrops,
	"a record is written with its change or never":     testRecordRollback,
	"a record needs a book and a key":                  testRecordNeedsKey,
	"a typed book keeps values":                        testTypedBook,
	"a mark is the same for the same and only then":    testMarks,
}

func (c *storeCase) write(book string, keys ...string) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		for _, k := range keys {
			if err := tx.PutRecord(book, k, []byte(book+":"+k)); err != nil {
				return err
			}
		}
		return nil
	})
}

// keysOf lists a range, and checks that every value is its key's.
func (c *storeCase) keysOf(tx storage.Tx, book string, r storage.Range) (keys []string) {
	c.t.Helper()
	err := tx.Records(book, r, func(key string, value []byte) (bool, error) {
		keys = append(keys, key)
		c.want(string(value), book+":"+key)
		return false, nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return keys
}

func (c *storeCase) wantKeys(book string, r storage.Range, want ...string) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error { c.want(c.keysOf(tx, book, r), want); return nil })
	c.update(func(tx storage.Tx) error { c.want(c.keysOf(tx, book, r), want); return nil })
}

func testRecords(_ *testing.T, c *storeCase) {
	c.write("stays", "R2026-0001", "R2026-0002")
	c.write("stay", "sR2026-0001") // neither name nor key may run into the other
	c.update(func(tx storage.Tx) error { return tx.PutRecord("stays", "R2026-0002", nil) })
	c.view(func(tx storage.Tx) error {
		for _, r := range []struct{ book, key, want string }{
			{"stays", "R2026-0001", "stays:R2026-0001"}, {"stays", "R2026-0002", ""}, {"stay", "sR2026-0001", "stay:sR2026-0001"},
		} {
			v, err := tx.Record(r.book, r.key)
			c.want([]any{string(v), err}, []any{r.want, nil})
		}
		for _, r := range [][2]string{{"stays", "R2026-0003"}, {"stays", "R2026-000"}, {"stay", "R2026-0001"}, {"other", "R2026-0001"}} {
			_, err := tx.Record(r[0], r[1])
			c.wantErr(err, storage.ErrNotFound)
		}
		return nil
	})
	for range 2 {
		c.update(func(tx storage.Tx) error { return tx.DropRecord("stays", "R2026-0002") })
	}
	c.wantKeys("stays", storage.Range{}, "R2026-0001")
	c.wantKeys("stay", storage.Range{}, "sR2026-0001")
}

func testRanges(_ *testing.T, c *storeCase) {
	c.wantKeys("b", storage.Range{})
	c.wantKeys("b", storage.Range{Down: true})
	c.write("a", "z")
	c.write("b", "a/1", "a/2", "b/1", "b/2", "b/3", "c/1")
	c.write("c", "a")
	for _, r := range []struct {
		r    storage.Range
		want string
	}{
		{storage.Range{}, "a/1 a/2 b/1 b/2 b/3 c/1"},
		{storage.Range{Down: true}, "c/1 b/3 b/2 b/1 a/2 a/1"},
		{storage.Range{Prefix: "b/"}, "b/1 b/2 b/3"},
		{storage.Range{Prefix: "b/", Down: true}, "b/3 b/2 b/1"},
		{storage.Range{Prefix: "b/", From: "b/2"}, "b/2 b/3"},
		{storage.Range{Prefix: "b/", From: "b/2", Down: true}, "b/2 b/1"},
		{storage.Range{Prefix: "b/", From: "b/25"}, "b/3"},
		{storage.Range{Prefix: "b/", From: "b/25", Down: true}, "b/2 b/1"},
		{storage.Range{Prefix: "b/", From: "a/2"}, "b/1 b/2 b/3"},
		{storage.Range{Prefix: "b/", From: "c", Down: true}, "b/3 b/2 b/1"},
		{storage.Range{Prefix: "b/", From: "c"}, ""},
		{storage.Range{Prefix: "b/", From: "a/2", Down: true}, ""},
		{storage.Range{From: "b/2"}, "b/2 b/3 c/1"},
		{storage.Range{From: "b/2", Down: true}, "b/2 b/1 a/2 a/1"},
		{storage.Range{From: "0", Down: true}, ""},
		{storage.Range{From: "z"}, ""},
		{storage.Range{Prefix: "x", Down: true}, ""},
	} {
		c.wantKeys("b", r.r, strings.Fields(r.want)...)
	}
}

// testRangesAgree compares every range over awkward keys with a sorted list.
func testRangesAgree(_ *testing.T, c *storeCase) {
	keys := []string{"\x00", "a", "a\x00", "aa", "a\xff", "a\xff\xff", "b", "b\x00b", "\xff", "\xff\xff", "站"}
	c.write("b", keys...)
	c.write("a", "\xff")
	c.write("c", "\x00")
	slices.Sort(keys)
	bounds := append([]string{"", "a\xfe", "\x01"}, keys...)
	for _, prefix := range bounds {
		for _, from := range bounds {
			var up, down []string
			for _, k := range keys {
				if strings.HasPrefix(k, prefix) && k >= from {
					up = append(up, k)
				}
				if strings.HasPrefix(k, prefix) && (from == "" || k <= from) {
					down = append([]string{k}, down...)
				}
			}
			c.wantKeys("b", storage.Range{Prefix: prefix, From: from}, up...)
			c.wantKeys("b", storage.Range{Prefix: prefix, From: from, Down: true}, down...)
		}
	}
}

func testRangeEnds(_ *testing.T, c *storeCase) {
	c.write("b", "1", "2", "3")
	c.view(func(tx storage.Tx) error {
		var read []string
		done := tx.Records("b", storage.Range{}, func(key string, _ []byte) (bool, error) {
			read = append(read, key)
			return key == "2", nil
		})
		fails := tx.Records("b", storage.Range{Down: true}, func(key string, _ []byte) (bool, error) {
			read = append(read, key)
			return false, errOnPurpose
		})
		c.want([]any{read, done}, []any{[]string{"1", "2", "3"}, nil})
		c.wantErr(fails, errOnPurpose)
		return nil
	})
}

func testRangeWrites(_ *testing.T, c *storeCase) {
	var keys []string
	for i := range 400 {
		keys = append(keys, fmt.Sprintf("%04d", i))
	}
	c.write("m", keys...)
	down := slices.Clone(keys)
	slices.Reverse(down)
	for _, r := range []storage.Range{{}, {Down: true}} {
		c.update(func(tx storage.Tx) error {
			var read []string
			err := tx.Records("m", r, func(key string, _ []byte) (bool, error) {
				read = append(read, key)
				return false, errors.Join(
					tx.PutRecord("a", key, []byte(strings.Repeat("long", 50))), tx.DropRecord("z", key),
					tx.PutRecord("z", key+"x", []byte(strings.Repeat("long", 50))), tx.DropRecord("a", key+"x"),
				)
			})
			want := keys
			if r.Down {
				want = down
			}
			if !slices.Equal(read, want) {
				c.t.Errorf("read %d records of %d", len(read), len(want))
			}
			return err
		})
	}
}

// testRangeAfterDrops removes a long piece in the middle, more than any page
// holds, and reads across the gap in the same transaction.
func testRangeAfterDrops(_ *testing.T, c *storeCase) {
	var keys []string
	for i := range 2000 {
		keys = append(keys, fmt.Sprintf("%04d", i))
	}
	c.write("b", keys...)
	left := slices.Concat(keys[:10], keys[1990:])
	down := slices.Clone(left)
	slices.Reverse(down)
	c.update(func(tx storage.Tx) error {
		for _, k := range keys[10:1990] {
			if err := tx.DropRecord("b", k); err != nil {
				return err
			}
		}
		c.want(c.keysOf(tx, "b", storage.Range{}), left)
		c.want(c.keysOf(tx, "b", storage.Range{Down: true}), down)
		c.want(c.keysOf(tx, "b", storage.Range{From: "1000", Down: true}), down[10:])
		return nil
	})
	c.wantKeys("b", storage.Range{Down: true}, down...)
}

func testRecordRollback(_ *testing.T, c *storeCase) {
	c.write("b", "stays", "stays too")
	err := c.s.Update(c.ctx, func(tx storage.Tx) error {
		return errors.Join(tx.PutRecord("b", "new", nil), tx.PutRecord("b", "stays", nil), tx.DropRecord("b", "stays too"), errOnPurpose)
	})
	c.wantErr(err, errOnPurpose)
	c.wantKeys("b", storage.Range{}, "stays", "stays too")
}

func testRecordNeedsKey(_ *testing.T, c *storeCase) {
	read := func(string, []byte) (bool, error) { return false, nil }
	for name, try := range map[string]func(tx storage.Tx) error{
		"no book":         func(tx storage.Tx) error { return tx.PutRecord("", "key", nil) },
		"no key":          func(tx storage.Tx) error { return tx.PutRecord("book", "", nil) },
		"a zero byte":     func(tx storage.Tx) error { return tx.PutRecord("bo\x00ok", "key", nil) },
		"dropping no key": func(tx storage.Tx) error { return tx.DropRecord("book", "") },
		"reading no key":  func(tx storage.Tx) error { _, err := tx.Record("book", ""); return err },
		"reading no book": func(tx storage.Tx) error { return tx.Records("", storage.Range{}, read) },
		"a range of no book": func(tx storage.Tx) error {
			return tx.Records("bo\x00ok", storage.Range{}, read)
		},
	} {
		if err := c.s.Update(c.ctx, try); err == nil || errors.Is(err, storage.ErrNotFound) {
			c.t.Errorf("%s: %v", name, err)
		}
	}
}

func testTypedBook(_ *testing.T, c *storeCase) {
	want := storage.Stay{Number: "R2026-0001", Entered: c.now, Name: "张三", Age: 61, Checks: []string{"安全检查", "物品登记"}, Cost: 1250}
	c.update(func(tx storage.Tx) error { return storage.Stays.Put(tx, want.Number, want) })
	c.view(func(tx storage.Tx) error {
		got, err := storage.Stays.Get(tx, want.Number)
		if err != nil {
			return err
		}
		got.Entered = got.Entered.In(storage.Zone)
		c.want(got, want)
		_, err = storage.Stays.Get(tx, "R2026-0002")
		c.wantErr(err, storage.ErrNotFound)
		_, there, err := storage.Stays.Find(tx, "R2026-0002")
		c.want([]any{there, err}, []any{false, nil})
		_, there, err = storage.Stays.Find(tx, want.Number)
		c.want([]any{there, err}, []any{true, nil})
		var numbers []string
		err = storage.Stays.Each(tx, storage.Range{Prefix: "R2026-"}, func(key string, s storage.Stay) (bool, error) {
			numbers = append(numbers, key+" "+s.Name)
			return false, nil
		})
		c.want(numbers, []string{"R2026-0001 张三"})
		return err
	})
	c.update(func(tx storage.Tx) error { return storage.Stays.Drop(tx, want.Number) })
	c.wantKeys(string(storage.Stays), storage.Range{})
}

func testMarks(_ *testing.T, c *storeCase) {
	const id = "33052219660101001X"
	var first string
	c.update(func(tx storage.Tx) error { first = tx.Mark("id", id); return nil })
	c.view(func(tx storage.Tx) error {
		c.want(tx.Mark("id", id), first)
		seen := []string{first}
		for _, other := range []string{tx.Mark("name", id), tx.Mark("id", "张三"), tx.Mark("", "id"+id), tx.Mark("i", "d"+id), tx.Mark("id", "")} {
			if slices.Contains(seen, other) {
				c.t.Errorf("%s marks two things", other)
			}
			seen = append(seen, other)
		}
		for _, m := range seen {
			if len(m) != len(first) || strings.Trim(m, "0123456789abcdef") != "" {
				c.t.Errorf("%q is not a mark in hexadecimal", m)
			}
		}
		return nil
	})
}
