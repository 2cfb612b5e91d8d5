package texts_test

import (
	"reflect"
	"strings"
	"testing"

	"minqing/flows/texts"
	"minqing/storage"
)

// TestNoSentenceIsMissing finds sentences that were declared and never written,
// and functions that say nothing.
func TestNoSentenceIsMissing(t *testing.T) {
	for name, group := range map[string]any{
		"House": texts.House, "Feedback": texts.Feedback, "Check": texts.Check, "Sighting": texts.Sighting,
		"Tickets": texts.Tickets, "Notices": texts.Notices, "Staff": texts.Staff, "Alerts": texts.Alerts,
		"Delivery": texts.Delivery, "Closing": texts.Closing, "Emergency": texts.Emergency, "Browse": texts.Browse,
		"Rescue": texts.Rescue, "Report": texts.Report, "Tell": texts.Tell, "Queue": texts.Queue, "Marriage": texts.Marriage, "Peaks": texts.Peaks, "Moves": texts.Moves, "Slips": texts.Slips,
		"Paper": texts.Paper, "Intake": texts.Intake, "Table": texts.Table, "Roll": texts.Roll,
		"Figures": texts.Figures, "Brief": texts.Brief, "Board": texts.Board, "Ledger": texts.Ledger,
	} {
		walk(t, name, reflect.ValueOf(group))
	}
}

func walk(t *testing.T, name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			walk(t, name+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.String:
		sentence(t, name, v.String())
	case reflect.Slice:
		if v.Len() == 0 {
			t.Errorf("%s is empty", name)
		}
		for i := range v.Len() {
			walk(t, name, v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walk(t, name+"."+k.String(), v.MapIndex(k))
		}
	case reflect.Func:
		if v.IsNil() {
			t.Errorf("%s is missing", name)
			return
		}
		args := make([]reflect.Value, v.Type().NumIn())
		for i := range args {
			args[i] = sample(v.Type().In(i))
		}
		sentence(t, name, v.Call(args)[0].String())
	}
}

func sample(t reflect.Type) reflect.Value {
	switch t.Kind() {
	case reflect.String:
		return reflect.ValueOf("样例")
	case reflect.Int:
		return reflect.ValueOf(2)
	case reflect.Slice:
		return reflect.ValueOf([]string{"甲", "乙"})
	}
	return reflect.Zero(t)
}

func sentence(t *testing.T, name, s string) {
	switch {
	case strings.TrimSpace(s) == "":
		t.Errorf("%s says nothing", name)
	case strings.Contains(s, "%!"):
		t.Errorf("%s is misformatted: %s", name, s)
	case strings.Count(s, "<a ") != strings.Count(s, "</a>"):
		t.Errorf("%s has a broken link: %s", name, s)
	}
}

// TestEveryNounHasAName keeps the words of the desk complete when a state, an
// action or a role is added.
func TestEveryNounHasAName(t *testing.T) {
	for _, s := range storage.States {
		if texts.StateNames[string(s)] == "" {
			t.Errorf("state %s has no name", s)
		}
	}
	for _, a := range storage.Actions {
		if texts.ActionNames[string(a)] == "" {
			t.Errorf("action %s has no name", a)
		}
	}
	for _, r := range storage.Roles {
		if texts.RoleNames[string(r)] == "" {
			t.Errorf("role %s has no name", r)
		}
	}
}

func TestTapsReadWellWithoutTheLink(t *testing.T) {
	got := texts.Numbered([]string{"投诉", "建议"})
	want := `<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1">1 投诉</a>` + "\n" +
		`<a href="weixin://bizmsgmenu?msgmenucontent=2&msgmenuid=2">2 建议</a>`
	if got != want {
		t.Errorf("got %s", got)
	}
}
