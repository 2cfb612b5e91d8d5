package flows

import (
	"testing"

	"minqing/storage"
)

// TestUnreadableDraftsOfAnswers: a draft that another release kept in another way is
// begun anew with a sentence, at whatever step it stood.
func TestUnreadableDraftsOfAnswers(t *testing.T) {
	e := testEngine(t)
	for _, at := range []struct{ flow, step, typed string }{
		{"phrase", "pick", "1"}, {"phrase", "blank1", "骨灰盒"}, {"phrase", "blank6", "骨灰盒"}, {"phrase", "blank2", "返回"}, {"speaking", "send", "发送"}, {"speaking", "send", "改成这样"},
	} {
		s := &storage.Session{Draft: storage.Draft{Flow: at.flow, Step: at.step, Instance: "x", Touched: e.house.Now(), Trail: []string{"pick"}, Answers: []byte(`{"Number":7}`)}}
		staff := &storage.Staff{ID: "s1", Roles: []storage.Role{storage.RoleClerk}, Unit: "殡葬管理股"}
		act := e.Turn(s, Party{ID: "p", Staff: staff}, Message{Kind: Text, Text: at.typed})
		if act.Say == "" && act.Look == nil && act.Commit == nil {
			t.Errorf("%+v: nothing is said", at)
		}
	}
}
