package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows/disclosure"
	"minqing/flows/limits"
	"minqing/storage"
)

// standing returns a member of staff who stands in that relation to the ticket, and the
// ticket; ok is false where the role cannot.
func inRelation(b *configs.Bureau, m disclosure.Matter, r storage.Role, rel disclosure.Relation) (s *storage.Staff, k *storage.Ticket, ok bool) {
	s = &storage.Staff{ID: "s1", Name: "吴刚", Roles: []storage.Role{r}, Unit: "养老服务股"}
	k = &storage.Ticket{Number: "F2611230001", Unit: "殡葬管理股", State: storage.InProgress, Owner: "s2", Conduct: m == disclosure.Conduct,
		Private: storage.Private{Name: "欧阳雪", Phone: "13812345678", Text: "门口的路灯坏了", Place: "人民路", Point: &storage.Point{Lat: 26.1, Lng: 119.3}}}
	if m == disclosure.Street {
		k.Number = "J2611230001"
	}
	switch rel {
	case disclosure.Concerned:
		k.Barred = []storage.StaffID{"s1"}
	case disclosure.Holds:
		k.Owner = "s1"
	case disclosure.Station:
		s.Unit, k.Unit = b.Rescue.Unit, b.Rescue.Unit
	case disclosure.Unit:
		s.Unit = k.Unit
	case disclosure.Township:
		k.Procedure, k.Township, s.Name = limits.Hardship, "白水镇", "丁一"
	}
	return s, k, relation(b, s, r, k) == rel
}

// Whatever role stands in whatever relation to whatever ticket: the desk's view shows
// what the table grants and not a character more, and a command reaches a ticket
// exactly when the table lets its asker see it at all.
func TestViewsKeepToTheTable(t *testing.T) {
	b, _, err := configs.LoadBureau("")
	if err != nil {
		t.Fatal(err)
	}
	b.Hardship.Contacts = []configs.TownContact{{Township: "白水镇", Staff: []string{"丁一"}}}
	cases := 0
	for _, m := range disclosure.Matters {
		for _, r := range storage.Roles {
			for _, rel := range disclosure.Relations {
				s, k, ok := inRelation(b, m, r, rel)
				if !ok {
					continue
				}
				cases++
				granted := disclosure.Of(m, r, rel)
				name := fmt.Sprintf("%s %s %s", m, r, rel)
				if got := seen(b, s, k); got != granted {
					t.Errorf("%s: sees %b, the table says %b", name, got, granted)
				}
				if got := may(b, &command{bound: true}, s, k); got != (granted != 0) {
					t.Errorf("%s: a command reaches it: %v", name, got)
				}
				if granted != 0 {
					wantView(t, name, viewOf(k, granted), granted)
				}
			}
		}
	}
	if cases < 40 {
		t.Errorf("only %d cases: the relations are not built rightly", cases)
	}
}

// viewOf is what the desk shows of a ticket with some history.
func viewOf(k *storage.Ticket, f disclosure.Field) string {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone)
	events := []storage.Event{
		{Action: storage.ActFile, At: at},
		{Action: storage.ActReply, At: at, Text: "已派人去看"},
		{Action: storage.ActSupplement, At: at, Text: "昨晚又坏了"},
		{Action: storage.ActNote, At: at, Text: "与供电所联系过"},
	}
	return staffView(masked(k, f), onlySeen(events, f), nil, nil, map[storage.StaffID]string{"s2": "王芳"}, nil)
}

func wantView(t *testing.T, name, view string, f disclosure.Field) {
	t.Helper()
	for _, shown := range []struct {
		field disclosure.Field
		words string
	}{
		{disclosure.Answers, "已派人去看"},
		{disclosure.Words, "门口的路灯坏了"}, {disclosure.Words, "昨晚又坏了"},
		{disclosure.Place, "人民路"},
		{disclosure.PhoneMasked, "138****5678"},
		{disclosure.Name, "欧阳雪"},
		{disclosure.NameMasked, "欧"},
		{disclosure.Notes, "与供电所联系过"},
	} {
		if got := strings.Contains(view, shown.words); got != f.Has(shown.field) {
			t.Errorf("%s: the view shows %q: %v\n%s", name, shown.words, got, view)
		}
	}
	if strings.Contains(view, "13812345678") {
		t.Errorf("%s: the view shows the whole phone", name)
	}
}

func TestMaskName(t *testing.T) {
	for name, want := range map[string]string{"": "", "张": "张", "张三": "张*", "欧阳雪": "欧*"} {
		if got := maskName(name); got != want {
			t.Errorf("maskName(%q) = %q, want %q", name, got, want)
		}
	}
}
