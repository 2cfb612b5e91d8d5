package page

import (
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// maxWeight is what all files of the page may weigh, in bytes, before compression.
const maxWeight = 100 << 10

// Nothing of the page asks anybody else for anything, and nothing stands in it that its policy forbids.
func TestAssetsKeepToThemselves(t *testing.T) {
	weight := 0
	foreign := regexp.MustCompile(`https?://[^\s"'` + "`" + `]+|\sstyle="|\son[a-z]+="|<script>|<style>`)
	err := fs.WalkDir(assets, "assets", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(assets, path)
		weight += len(data)
		for _, found := range foreign.FindAllString(string(data), -1) {
			if !strings.HasPrefix(found, "http://www.w3.org/") {
				t.Errorf("%s: %s", path, found)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if weight > maxWeight {
		t.Errorf("the page weighs %d bytes", weight)
	}
	t.Logf("%d bytes in all", weight)
}

// A file is sent again only when it changed.
func TestAssets(t *testing.T) {
	a := open(t)
	_, _, header := a.ask(t, "GET", "/page/page.css", nil, nil)
	if status, body, _ := a.ask(t, "GET", "/page/page.css", nil, func(r *http.Request) { r.Header.Set("If-None-Match", header.Get("ETag")) }); status != 304 || body != "" {
		t.Errorf("asked again: %d, %d bytes", status, len(body))
	}
	for _, path := range []string{"/page/page.html", "/page/nope.js", "/page/..%2fpage.go", "/nope", "/page/media/nope"} {
		if status, _, _ := a.ask(t, "GET", path, nil, nil); status != 404 {
			t.Errorf("%s: %d", path, status)
		}
	}
}

// Every place stands on the map, and no two are one.
func TestCounty(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range sampleCounty.Places {
		x, y := sampleCounty.X(p), sampleCounty.Y(p)
		if x < 10 || x > sampleCounty.Width-10 || y < 10 || y > sampleCounty.Height-10 || seen[p.Name] {
			t.Errorf("%s at %.0f, %.0f", p.Name, x, y)
		}
		seen[p.Name] = true
	}
}
