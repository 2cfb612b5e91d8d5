package disclosure_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"minqing/flows/disclosure"
	"minqing/storage"
)

var update = flag.Bool("update", false, "rewrite the golden file")

var names = []string{"经过", "答复", "内容", "地点", "电话(掩码)", "电话", "姓名(掩码)", "姓名", "照片", "备注"}

// The whole table, every matter by role by relation, stands in a file for people to
// read. What has no row grants nothing.
func TestTable(t *testing.T) {
	var b strings.Builder
	for _, m := range disclosure.Matters {
		for _, r := range append([]storage.Role{disclosure.Citizen}, storage.Roles...) {
			for _, rel := range disclosure.Relations {
				fmt.Fprintf(&b, "%-8s  %-10s  %-9s  %s\n", m, r, rel, listed(disclosure.Of(m, r, rel)))
			}
		}
	}
	const golden = "testdata/table.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("the table is now\n%s", b.String())
	}
}

func listed(f disclosure.Field) string {
	if f == 0 {
		return "—"
	}
	var all []string
	for i, one := range disclosure.Fields {
		if f.Has(one) {
			all = append(all, names[i])
		}
	}
	return strings.Join(all, " ")
}

// each calls fn for every line of the table.
func each(fn func(m disclosure.Matter, r storage.Role, rel disclosure.Relation, f disclosure.Field)) {
	for _, m := range disclosure.Matters {
		for _, r := range append([]storage.Role{disclosure.Citizen}, storage.Roles...) {
			for _, rel := range disclosure.Relations {
				fn(m, r, rel, disclosure.Of(m, r, rel))
			}
		}
	}
}

// What the table must never grant, whoever edits it.
func TestPromises(t *testing.T) {
	staffOf := func(r storage.Role) bool { return r != disclosure.Citizen }
	each(func(m disclosure.Matter, r storage.Role, rel disclosure.Relation, f disclosure.Field) {
		line := fmt.Sprintf("%s %s %s: %s", m, r, rel, listed(f))
		switch {
		case rel == disclosure.Concerned && f != 0:
			t.Errorf("who is concerned sees something: %s", line)
		case f != 0 && !f.Has(disclosure.Moves):
			t.Errorf("a ticket that does not exist is seen: %s", line)
		case m == disclosure.Conduct && staffOf(r) && r != storage.RoleDiscipline && f != 0:
			t.Errorf("somebody beside 纪检 sees a complaint about staff: %s", line)
		case (r == storage.RoleAdmin || r == storage.RoleWindow || r == storage.RoleReviewer) && f != 0:
			t.Errorf("a role without tickets sees one: %s", line)
		case rel == disclosure.Calls && f&(disclosure.Name|disclosure.Place|disclosure.Photos|disclosure.Notes) != 0:
			t.Errorf("whoever calls back sees more than the call needs: %s", line)
		case staffOf(r) && rel != disclosure.Holds && rel != disclosure.Calls && f&(disclosure.Phone|disclosure.Name) != 0:
			t.Errorf("a whole phone or name for somebody who does not have the ticket: %s", line)
		case !staffOf(r) && f.Has(disclosure.Notes):
			t.Errorf("a citizen reads notes: %s", line)
		case !staffOf(r) && rel != disclosure.Filed && f.Personal():
			t.Errorf("a citizen sees what another said: %s", line)
		case m == disclosure.Street && (rel == disclosure.Unit && r == storage.RoleClerk || rel == disclosure.Linked) && f&(disclosure.Words|disclosure.Photos|disclosure.Notes) != 0:
			t.Errorf("the street is told to whoever is not there: %s", line)
		}
	})
}
