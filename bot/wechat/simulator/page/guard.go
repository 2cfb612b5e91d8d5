package page

import (
	"net"
	"net/http"
	"net/netip"
)

// policy lets the page load from its own server only; pictures may also be drawn on the spot.
const policy = "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// guard refuses callers that go by a name other than localhost (a name can be made to point here by anybody:
// DNS rebinding), and changes asked for by other sites.
func guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !local(r.Host) {
			refuse(w, http.StatusForbidden, "请用 IP 地址或 localhost 打开演示页。")
			return
		}
		sameOrigin.ServeHTTP(w, r)
	})
}

// local reports whether a Host header is an address or localhost.
func local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if n := len(host); n > 2 && host[0] == '[' && host[n-1] == ']' {
		host = host[1 : n-1]
	}
	_, err := netip.ParseAddr(host)
	return err == nil || host == "localhost"
}

// refuse answers one line that a reader can understand.
func refuse(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n"))
}
