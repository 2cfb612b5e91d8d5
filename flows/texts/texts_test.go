package texts_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"minqing/flows/texts"
	"minqing/storage"
)

// groups are all that is said.
var groups = map[string]any{
	"Absence": texts.Absence, "Alerts": texts.Alerts, "Board": texts.Board, "Brief": texts.Brief,
	"Browse": texts.Browse, "CallBack": texts.CallBack, "Check": texts.Check, "Closing": texts.Closing,
	"Delivery": texts.Delivery, "Disaster": texts.Disaster, "Due": texts.Due, "Emergency": texts.Emergency,
	"Feedback": texts.Feedback, "Figures": texts.Figures, "Finding": texts.Finding, "Hardship": texts.Hardship,
	"House": texts.House, "Intake": texts.Intake, "Ledger": texts.Ledger, "Manners": texts.Manners,
	"Marriage": texts.Marriage, "Morning": texts.Morning, "Moves": texts.Moves, "MyData": texts.MyData,
	"Notices": texts.Notices, "Paper": texts.Paper, "Papers": texts.Papers, "Peaks": texts.Peaks,
	"Queue": texts.Queue, "Rating": texts.Rating, "Reach": texts.Reach, "Recuse": texts.Recuse,
	"Register": texts.Register, "Report": texts.Report, "Rescue": texts.Rescue, "Roll": texts.Roll,
	"SelfCheck": texts.SelfCheck, "Sighting": texts.Sighting, "Slips": texts.Slips, "Staff": texts.Staff,
	"Survey": texts.Survey, "Table": texts.Table, "Tell": texts.Tell, "Tickets": texts.Tickets, "Visit": texts.Visit,
}

// TestNoSentenceIsMissing finds sentences that were declared and never written,
// functions that say nothing, and what is not written as the house writes.
func TestNoSentenceIsMissing(t *testing.T) {
	for name, group := range groups {
		walk(t, name, reflect.ValueOf(group))
	}
}

var declared = regexp.MustCompile(`(?m)^var ([A-Z]\w*) = struct`)

// TestEveryGroupIsRead keeps the list of groups complete.
func TestEveryGroupIsRead(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 2 {
		t.Fatalf("found %v: %v", files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllStringSubmatch(string(source), -1) {
			if groups[m[1]] == nil {
				t.Errorf("nothing reads texts.%s of %s", m[1], file)
			}
		}
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
	case strings.ContainsAny(s, "你「」") || halfWidth.MatchString(s):
		t.Errorf("%s is not written as the house writes: %s", name, s)
	}
}

// halfWidth is a mark of the other script behind a Chinese character.
var halfWidth = regexp.MustCompile(`\p{Han}[,:;!?()]`)

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
