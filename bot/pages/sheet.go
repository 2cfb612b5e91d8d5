package pages

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"minqing/flows"
	"minqing/storage"
)

// SheetConfig is what the printable slips (转办单) have to know. All is required.
type SheetConfig struct {
	Store storage.Store
	Open  func(tx storage.Tx, number, reader, end, mark string) (*flows.Sheet, error)
	Now   func() time.Time
	Log   *slog.Logger
}

// sheets serves one slip to whoever has its link.
type sheets struct {
	SheetConfig
	template *template.Template
}

// NewSheets makes the handler of flows.SheetPath and what lies below it. An error
// is a template that is broken.
func NewSheets(c SheetConfig) (http.Handler, error) {
	t, err := template.New("sheet.html").Funcs(template.FuncMap{"hour": sheetHour, "date": sheetDate}).ParseFS(assets, "assets/sheet.html")
	if err != nil {
		return nil, fmt.Errorf("make sheets: %w", err)
	}
	s := &sheets{SheetConfig: c, template: t}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+flows.SheetPath+"{number}/{reader}/{end}/{mark}", s.show)
	mux.HandleFunc("GET "+flows.SheetPath+"assets/{file}", asset)
	return guard(mux), nil
}

// show is one slip. A link that opens nothing says the same whatever is wrong with
// it. The look it is was committed before anything is shown.
func (s *sheets) show(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet { // a HEAD would be a look that nobody has
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	var sheet *flows.Sheet
	err := s.Store.Update(r.Context(), func(tx storage.Tx) (err error) {
		sheet, err = s.Open(tx, r.PathValue("number"), r.PathValue("reader"), r.PathValue("end"), r.PathValue("mark"))
		return err
	})
	var page bytes.Buffer
	if err == nil {
		err = s.template.Execute(&page, struct {
			*flows.Sheet
			Path, Release string
			Printed       time.Time
		}{sheet, flows.SheetPath, release, s.Now()})
	}
	switch {
	case errors.Is(err, flows.ErrNoSheet):
		http.Error(w, "链接已失效，请在公众号里重新发“转办单”。", http.StatusNotFound)
		return
	case err != nil:
		s.Log.Warn("show slip", "err", err)
		http.Error(w, "暂时打不开，请稍后再试。", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page.Bytes()) // who hung up misses nothing
}

func sheetHour(t time.Time) string { return sheetTime(t, "2006年1月2日 15:04") }

func sheetDate(t time.Time) string { return sheetTime(t, "2006年1月2日") }

func sheetTime(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(storage.Zone).Format(layout)
}
