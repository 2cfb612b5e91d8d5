package triage

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("ZZ")) {
		for _, l := range lines(t, "fresh-urgent-"+f+".txt") {
			w, s := labelled(t, l)
			g := Read(s)
			if !g.Urgent() {
				fmt.Println("MISS ", l)
			} else if g.and(w) != g {
				fmt.Printf("WRONG %s %+v\n", l, g)
			}
		}
		for _, s := range lines(t, "fresh-ordinary-"+f+".txt") {
			if g := Read(s); g.Urgent() {
				fmt.Printf("ALARM %s %+v\n", s, g)
				p := clauses(s)
				for i := range rules {
					if rules[i].holds(p) {
						fmt.Println("   rule", i, rules[i].any[:1])
					}
				}
			}
		}
	}
}
