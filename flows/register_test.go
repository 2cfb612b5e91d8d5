package flows

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/boltstore"
	"minqing/storage/seal"
)

const anIdentity = "110101197603073612" // made up; its last digit fits

func TestIdentityNumbers(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone)
	for typed, want := range map[string]resident{
		anIdentity:             {anIdentity, "男", 50},
		"110101 19760307 3612": {anIdentity, "男", 50},
		"１１０１０１１９７６０３０７３６１２": {anIdentity, "男", 50},
		"11010119620307002":  {},
		"110101197603073611": {}, // the last digit does not fit
		"110101197613073612": {}, // month 13
		"110101203003070015": {}, // not born yet
		"张三":                 {},
	} {
		got, ok := parseResident(typed, now)
		if ok != (want != resident{}) || ok && got != want {
			t.Errorf("%q: got %v %v, want %v", typed, got, ok, want)
		}
	}
	for birthday, want := range map[string]int{"20261101": 1, "20251123": 1, "20241124": 1, "20101123": 16, "20101124": 15} {
		born, _ := time.ParseInLocation("20060102", birthday, storage.Zone)
		if got := yearsSince(born, now); got != want {
			t.Errorf("born %s: %d years, want %d", birthday, got, want)
		}
	}
}

func TestAges(t *testing.T) {
	for typed, want := range map[string]int{"50": 50, "约50": 50, "５０岁": 50, "50多岁": 50, "大概60左右": 60, "3个月": 1, "半岁": 1, "0": 1, "12周岁": 12} {
		if got, ok := parseAge(typed); !ok || got != want {
			t.Errorf("%q: %d %v, want %d", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "一百", "121", "张三", "50斤", "1976"} {
		if got, ok := parseAge(typed); ok {
			t.Errorf("%q was taken for the age %d", typed, got)
		}
	}
}

func TestStationNumbersAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct{ typed, number, rest string }{
		{"R2026-0001", "R2026-0001", ""},
		{" r2026—1 已发布", "R2026-0001", "已发布"},
		{"Ｒ２０２６－０００７，张三", "R2026-0007", "张三"},
		{"R20260012", "R2026-0012", ""},
		{"R2026 12345 x", "R2026-12345", "x"},
		{"R2026", "", "R2026"},
		{"R1026-0001", "", "R1026-0001"},
		{"张三 R2026-0001", "", "张三 R2026-0001"},
	} {
		if number, rest := cutStay(c.typed); number != c.number || rest != c.rest {
			t.Errorf("%q: %q %q, want %q %q", c.typed, number, rest, c.number, c.rest)
		}
	}
	e := testEngine(t)
	for typed, want := range map[string]string{"离站R2026-0001": "R2026-0001", "照片 R2026-0001": "R2026-0001", "离站": ""} {
		if c, ok := e.parse(&turn{Message: Message{Kind: Text, Text: typed}}); !ok || c.stay != want {
			t.Errorf("%q: %v %q, want %q", typed, ok, c.stay, want)
		}
	}
	for _, typed := range []string{"离站以后去哪里", "寻亲启事怎么写", "身份证丢了", "在站台上等车"} {
		if c, ok := e.parse(&turn{Message: Message{Kind: Text, Text: typed}}); ok {
			t.Errorf("%q was taken for the command %s", typed, c.name)
		}
	}
}

func TestWhoMayNotLeaveAlone(t *testing.T) {
	at := testEngine(t).newTurn(new(storage.Session), Party{}, Message{})
	for _, c := range []struct {
		stay    storage.Stay
		guarded bool
	}{
		{storage.Stay{Age: 15}, true},
		{storage.Stay{Age: 16}, false},
		{storage.Stay{Kind: "未成年人或弃婴"}, true},
		{storage.Stay{Kind: "未成年人或弃婴", Age: 40}, false}, // it turned out otherwise
		{storage.Stay{State: "行动不便"}, true},
		{storage.Stay{State: "疑似精神障碍、生病"}, true},
		{storage.Stay{State: "无精神障碍"}, false},
		{storage.Stay{State: "无精神障碍，但行动不便"}, true},
		{storage.Stay{State: "正常", Age: 71}, false},
		{storage.Stay{}, false},
	} {
		if got := at.guarded(&c.stay) != ""; got != c.guarded {
			t.Errorf("%+v: guarded %v, want %v", c.stay, got, c.guarded)
		}
	}
}

func TestWhoMayBeTheSame(t *testing.T) {
	for _, c := range []struct {
		a, b storage.Stay
		want bool
	}{
		{storage.Stay{}, storage.Stay{}, true},
		{storage.Stay{Age: 50}, storage.Stay{Age: 55}, true},
		{storage.Stay{Age: 50}, storage.Stay{Age: 56}, false},
		{storage.Stay{Age: 56}, storage.Stay{Age: 50}, false},
		{storage.Stay{Age: 50}, storage.Stay{}, true},
		{storage.Stay{Sex: "男"}, storage.Stay{Sex: "女"}, false},
		{storage.Stay{IDMark: "a"}, storage.Stay{IDMark: "b"}, false},
		{storage.Stay{IDMark: "a"}, storage.Stay{}, true},
	} {
		if got := alike(&c.a, &c.b); got != c.want {
			t.Errorf("%+v and %+v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// perform does what an Act asks for, on a store.
func perform(t *testing.T, store storage.Store, act Act) string {
	t.Helper()
	for {
		said, err := "", error(nil)
		switch {
		case act.Look != nil:
			err = store.View(context.Background(), act.Look)
		case act.Commit != nil:
			err = store.Update(context.Background(), func(tx storage.Tx) (err error) { said, err = act.Commit(tx); return err })
		default:
			return act.Say
		}
		if err != nil {
			t.Fatal(err)
		}
		act = act.Then(said)
	}
}

// openRegister is a fresh store, its path, and somebody who says something to the
// house.
func openRegister(t *testing.T) (store *boltstore.Store, path string, say func(s *storage.Session, said string) string) {
	t.Helper()
	key, err := seal.NewKey(bytes.Repeat([]byte("k"), 32))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "minqing.db")
	if store, err = boltstore.Open(path, boltstore.Options{Key: key, NoSync: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	e, flows := testEngine(t), 0
	e.house.NewID = func() string { flows++; return fmt.Sprintf("flow-%d", flows) }
	goer := &storage.Staff{ID: "s1", Name: "何勇", Roles: []storage.Role{storage.RoleOutreach}, Unit: "救助管理站"}
	return store, path, func(s *storage.Session, said string) string {
		t.Helper()
		return perform(t, store, e.Turn(s, Party{ID: "aa", Staff: goer}, Message{Kind: Text, Text: said}))
	}
}

// TestIdentityNumberIsNowhere: not in the session, not in an answer, not in a byte
// of the data file; and a name stands nowhere in the open.
func TestIdentityNumberIsNowhere(t *testing.T) {
	store, path, say := openRegister(t)
	s := new(storage.Session)
	for _, said := range []string{"入站 张小三 男 40", anIdentity, "完成", "修改 5", anIdentity, "提交", "身份 R2026-0001 张小三 " + anIdentity, "在站 R2026-0001"} {
		reply := say(s, said)
		for name, kept := range map[string]string{"reply": reply, "draft": string(s.Draft.Answers)} {
			if strings.Contains(kept, anIdentity) || strings.Contains(kept, anIdentity[6:14]) {
				t.Errorf("after %q the identity number is in the %s: %s", said, name, kept)
			}
		}
	}
	err := store.View(context.Background(), func(tx storage.Tx) error {
		stay, err := storage.Stays.Get(tx, "R2026-0001")
		if err == nil && (stay.Name != "张小三" || stay.Age != 50 || stay.IDMark != tx.Mark(markIdentity, anIdentity)) {
			t.Errorf("kept %+v", stay)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{anIdentity, "张小三"} {
		if bytes.Contains(raw, []byte(w)) {
			t.Errorf("%s lies open in the data file", w)
		}
	}
}

// TestAnEntryIsFiledOnce: when the answer of 提交 was lost with its session, 提交
// of the same draft leads to the same station number.
func TestAnEntryIsFiledOnce(t *testing.T) {
	store, _, say := openRegister(t)
	s := new(storage.Session)
	say(s, "入站 张小三 男 40")
	say(s, "完成")
	before := *s
	first := say(s, "提交")
	*s = before
	if second := say(s, "提交"); !strings.Contains(first, "R2026-0001") || !strings.Contains(second, "R2026-0001") {
		t.Errorf("filed twice: %s / %s", first, second)
	}
	err := store.View(context.Background(), func(tx storage.Tx) error {
		in, err := staying(tx)
		if len(in) != 1 {
			t.Errorf("%d people are in, want 1", len(in))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestDailyLineKnowsTheStay: whichever comes first, the entry or the outcome.
func TestDailyLineKnowsTheStay(t *testing.T) {
	store, _, say := openRegister(t)
	s := new(storage.Session)
	for _, c := range []struct{ said, stays string }{
		{"上报", ""}, {"东门桥洞", ""}, {"跳过", ""}, {"跳过", ""}, {"跳过", ""},
		{"入站 J2611230001 张小三", ""}, {"完成", ""}, {"提交", ""},
		{"处置 J2611230001 进站", "R2026-0001"},
		{"入站 J2611230001 李小四", "R2026-0001"}, {"完成", "R2026-0001"},
		{"提交", "R2026-0001、R2026-0002"},
	} {
		reply := say(s, c.said)
		err := store.View(context.Background(), func(tx storage.Tx) error {
			_, line, err := lastDaily(tx, "J2611230001")
			if line.Stay != c.stays {
				t.Errorf("after %q the daily line has the stays %q, want %q (%s)", c.said, line.Stay, c.stays, reply)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
