package main

import (
	"strings"
	"testing"
)

// A newcomer reads where to look, from this machine and from another, and is warned when everybody can.
func TestDemoAddress(t *testing.T) {
	for _, c := range []struct{ address, url, elsewhere string }{
		{"127.0.0.1:8080", "http://127.0.0.1:8080/", "ssh -L 8080:127.0.0.1:8080"},
		{"127.0.0.1:9000", "http://127.0.0.1:9000/", "ssh -L 9000:127.0.0.1:9000"},
		{"[::1]:8080", "http://[::1]:8080/", "ssh -L 8080:[::1]:8080"},
		{"0.0.0.0:8080", "http://127.0.0.1:8080/", "对网络开放"},
		{"[::]:8080", "http://127.0.0.1:8080/", "对网络开放"},
		{"192.168.1.5:8080", "http://192.168.1.5:8080/", "对网络开放"},
	} {
		w := &world{address: c.address}
		if got := w.url(); got != c.url {
			t.Errorf("%s: %s", c.address, got)
		}
		if got := w.fromElsewhere(); !strings.Contains(got, c.elsewhere) {
			t.Errorf("%s: %s", c.address, got)
		}
	}
}
