package bot

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"minqing/bot/pages"
	"minqing/configs"
	"minqing/flows"
	"minqing/storage"
)

// TestSheet opens the printable slip by its signed link: whoever has the ticket sees
// what it says with the phone masked, the unit that it left sees the slip alone, and
// a link that was changed, is old, or whose reader has left opens nothing.
func TestSheet(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.public = "https://desk.example.org/"
	n.reopen()
	n.taken("F2611230001")
	n.says("王芳", "转办 F2611230001 养老服务股 归养老机构<b>管理</b>")
	to, from := n.link("林涛"), n.link("王芳")

	status, page := n.opens(to)
	for _, want := range []string{"Z2026-0001", "殡仪馆门口的垃圾三天没有清理", "东街口", "138****8000", "归养老机构", "签收人"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of whoever has the ticket lacks %s", want)
		}
	}
	if status != http.StatusOK || strings.Contains(page, "13800138000") || strings.Contains(page, "<b>") || regexp.MustCompile(`(?:src|href)="(?:https?:)?//`).MatchString(page) {
		t.Errorf("%d %s", status, page)
	}
	status, page = n.opens(from)
	if status != http.StatusOK || !strings.Contains(page, "归养老机构") || strings.Contains(page, "垃圾三天") || strings.Contains(page, "138****") {
		t.Errorf("the unit it left: %d %s", status, page)
	}
	staff := strings.Split(to, "/")
	for _, forged := range []string{
		strings.Replace(to, "Z2026-0001", "Z2026-0002", 1), strings.Replace(to, "/"+staff[3]+"/", "/s1/", 1),
		to[:len(to)-1] + "x", strings.Replace(to, "/"+staff[4]+"/", "/9999999999/", 1),
	} {
		if status, page := n.opens(forged); status != http.StatusNotFound || strings.Contains(page, "转出") {
			t.Errorf("%s opens %d %s", forged, status, page)
		}
	}
	n.clock.Add(24*time.Hour - time.Second)
	if status, _ := n.opens(to); status != http.StatusOK {
		t.Errorf("a second before its end the link opens %d", status)
	}
	n.clock.Add(time.Second)
	if status, _ := n.opens(to); status != http.StatusNotFound {
		t.Errorf("at its end the link opens %d", status)
	}
	again := n.link("林涛")
	n.engage("孙立", "", storage.RoleAdmin)
	n.says("孙立", "停用 林涛")
	if status, _ := n.opens(again); status != http.StatusNotFound {
		t.Errorf("the link of somebody who left opens %d", status)
	}
	n.looksOnce("F2611230001")
}

var sheetLink = regexp.MustCompile(`href="https://desk\.example\.org(/slip/[^"]+)"`)

// link is what somebody is given to print the slip.
func (n *night) link(who string) string {
	n.t.Helper()
	said := n.says(who, "转办单 Z2026-0001")
	m := sheetLink.FindStringSubmatch(said)
	if m == nil {
		n.t.Fatalf("%s has no link: %s", who, said)
	}
	return m[1]
}

func (n *night) opens(path string) (int, string) {
	n.t.Helper()
	engine, err := flows.New(flows.House{Bureau: n.bureau, Now: n.clock.Now})
	if err != nil {
		n.t.Fatal(err)
	}
	h, err := pages.NewSheets(pages.SheetConfig{Store: n.store, Open: engine.Sheet, Now: n.clock.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		n.t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

// looksOnce makes sure that the looks of a day are in the book, once for a reader: the
// unit that the ticket left saw nothing of anybody.
func (n *night) looksOnce(number string) {
	n.t.Helper()
	var days []string
	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		days = nil
		return storage.Looks.Each(tx, storage.Range{Prefix: number + "/"}, func(key string, l storage.Look) (bool, error) {
			if l.Unit == "养老服务股" {
				days = append(days, key)
			}
			return false, nil
		})
	})
	if err != nil || len(days) != 2 { // of two days, one reader
		n.t.Errorf("looks of the unit that has it: %v %v", days, err)
	}
}
