package flows

import (
	"fmt"
	"testing"
)

func TestFormsAsStaffTypeThem(t *testing.T) {
	for _, c := range []struct{ typed, want, bad string }{
		{"5", "[{ 5 }]", ""},
		{"5 4 4 2 等得太久", "[{ 5 } { 4 } { 4 } { 2 等得太久}]", ""},
		{"５，４、2 等 得 太久", "[{ 5 } { 4 } { 2 等 得 太久}]", ""},
		{"12号 4；013号 1 态度不好\n5 2个小时才办好", "[{12 4 } {13 1 态度不好} { 5 2个小时才办好}]", ""},
		{"4 12号 3", "[{ 4 } {12 3 }]", ""},
		{"", "[]", ""},
		{"很好 5", "[]", "很好"},
		{"5；0", "[]", "0"},
		{"55", "[]", "55"},
		{"5 12号", "[]", "12号"},
		{"12号 很好", "[]", "很好"},
	} {
		forms, bad := readForms(c.typed)
		if got := fmt.Sprint(forms); got != c.want || bad != c.bad {
			t.Errorf("%q: got %s %q, want %s %q", c.typed, got, bad, c.want, c.bad)
		}
	}
}
