package bot

import (
	"context"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows"
	"minqing/flows/intake"
	"minqing/storage"
)

// An open row goes to whom the paper names, unless they may not see what it became: a
// complaint that names them, or one about staff, for whoever is not of 纪检.
func TestImportGivesToWhomMaySee(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("赵敏", "纪检组", storage.RoleDiscipline)
	n.engage("周岩", "纪检组", storage.RoleClerk)
	rows := []struct {
		category, text, responsible string
		alone                       bool
	}{
		{"殡仪馆", "殡仪馆门口的垃圾没人清理", "王芳", false},
		{"殡仪馆", "殡仪馆的王芳收了清运费不办事", "王芳", true},
		{"工作人员作风", "窗口有人上班时间打牌", "周岩", true},
		{"工作人员作风", "窗口有人收红包", "赵敏", false},
	}
	var opinions []intake.Opinion
	for i, r := range rows {
		opinions = append(opinions, intake.Opinion{Row: i + 2, Channel: "大走访", Received: time.Date(2026, 11, 20, 0, 0, 0, 0, storage.Zone),
			Kind: "投诉", Category: r.category, Text: r.text, Result: intake.InProgress, Done: storage.Done{Responsible: r.responsible}})
	}
	engine, err := flows.New(flows.House{Bureau: n.bureau, Now: n.clock.Now, Draft: time.Hour, Chars: 2000, NewID: func() string { return "import" }})
	if err != nil {
		t.Fatal(err)
	}
	var taken []flows.Taken
	err = n.store.Update(context.Background(), func(tx storage.Tx) (err error) {
		taken, err = engine.Import(tx, "", opinions)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		k, err := n.ticket(taken[i].Number)
		if err != nil || taken[i].Alone != r.alone || (k.Owner == "") != r.alone {
			t.Errorf("%s named %s: alone %v, owner %q, %v", r.text, r.responsible, taken[i].Alone, k.Owner, err)
		}
	}
}
