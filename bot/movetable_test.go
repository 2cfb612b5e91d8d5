package bot

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"minqing/flows/texts"
	"minqing/storage"
)

// tried are the commands of staff that do something to a ticket, as one types them.
var tried = []struct {
	action storage.Action
	line   string
}{
	{storage.ActAccept, "受理 %s"}, {storage.ActDecline, "不予受理 %s 请向法院起诉"}, {storage.ActPoint, "途径 %s 诉讼"},
	{storage.ActAssign, "派单 %s 救助管理站"}, {storage.ActSort, "定性 %s 复杂"}, {storage.ActTake, "接单 %s"},
	{storage.ActReply, "回复 %s 已经清理"}, {storage.ActNote, "备注 %s 已联系"}, {storage.ActHandOver, "转办 %s 社会救助股 归其办理"},
	{storage.ActReturn, "退回 %s 不归我们"}, {storage.ActExtend, "延期 %s 3 等鉴定"}, {storage.ActGrant, "同意 %s"},
	{storage.ActRefuse, "驳回 %s 理由不足"}, {storage.ActSupervise, "督办 %s 请抓紧"}, {storage.ActMerge, "并单 F2611220001 %s"},
	{storage.ActEscalate, "上报 %s 超出职权"}, {storage.ActResolve, "办结 %s"}, {storage.ActArchive, "归档 %s"},
	{storage.ActArrive, "到达 %s"}, {storage.ActDispose, "处置 %s 劝返"},
}

// TestEveryStateAndCommand tries every command on a ticket in every state. Either it
// works, or it is refused with the moves that the state allows and nothing changed.
// Which of the two stands in testdata/moves.txt for people to read.
func TestEveryStateAndCommand(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	n.engage("全能", "救助管理站", storage.RoleDispatcher, storage.RoleClerk, storage.RoleLeader, storage.RoleOutreach)
	var table strings.Builder
	for _, letter := range []string{storage.LetterFeedback, storage.LetterSighting} {
		main := n.place(letter, storage.Accepted)
		for _, state := range storage.States {
			var works []string
			for _, c := range tried {
				line := strings.Replace(c.line, "F2611220001", main, 1)
				if n.works(n.place(letter, state), c.action, line) {
					works = append(works, strings.Fields(c.line)[0])
				}
			}
			fmt.Fprintf(&table, "%s %s: %s\n", letter, texts.StateNames[string(state)], strings.Join(works, " "))
		}
	}
	const golden = "testdata/moves.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, string(want), table.String())
}

// works tries one command on one ticket and reports whether it did what it is for.
func (n *night) works(number string, a storage.Action, line string) bool {
	n.t.Helper()
	before, events := n.facts(number)
	said := n.talk("全能", fmt.Sprintf(line, number))
	after, more := n.facts(number)
	_, illegal := before.Next(a)
	if a == storage.ActResolve && illegal == nil && strings.Contains(said, texts.Closing.Responsible) {
		n.talk("全能", "取消")
		return true // it asks first, and closes nothing yet
	}
	if did := strings.Fields(strings.TrimPrefix(more, events)); slices.Contains(did, string(a)) {
		return true
	}
	if more != events || !reflect.DeepEqual(before, after) {
		n.t.Errorf("%s %s: %s is refused with %s, and left%s %+v", number[:1], before.State, line, said, strings.TrimPrefix(more, events), after)
	}
	if illegal != nil && !slices.ContainsFunc(otherwise, func(words string) bool { return strings.Contains(said, words) }) {
		n.allowed(before, line, said)
	}
	return false
}

// otherwise are refusals that say more than what the state allows: who has it, that
// the command is for the street alone, or not for the street.
var otherwise = []string{"已经由全能接办", texts.Rescue.OnlySightings, texts.Due.SortStreet, "街头求助不能不予受理", "街头求助（J）不上报", "街头求助（J）不用“办结”"}

// allowed makes sure that a refusal names the state, and of the commands those that it
// allows and no other. What is asked of somebody above is allowed once it was asked.
func (n *night) allowed(k *storage.Ticket, line, said string) {
	n.t.Helper()
	if !strings.Contains(said, "“"+texts.StateNames[string(k.State)]+"”") {
		n.t.Errorf("%s %s: %s is refused with %s", k.Number[:1], k.State, line, said)
	}
	_, list, _ := strings.Cut(said, "可以：")
	names := strings.Split(strings.TrimSuffix(list, "。"), "、")
	for _, c := range tried {
		_, illegal := k.Next(c.action)
		yes := illegal == nil && c.action != storage.ActGrant && c.action != storage.ActRefuse
		if name := strings.Fields(c.line)[0]; list != "" && yes != slices.Contains(names, name) {
			n.t.Errorf("%s %s: %s is refused with %s, which is wrong about %s", k.Number[:1], k.State, line, said, name)
		}
	}
}

// place makes a ticket that is in a state.
func (n *night) place(letter string, state storage.State) (number string) {
	n.t.Helper()
	err := n.store.Update(context.Background(), func(tx storage.Tx) error {
		all, err := tx.AllStaff()
		if err != nil {
			return err
		}
		k := &storage.Ticket{Key: fmt.Sprint("placed-", n.ids.Add(1)), Kind: "投诉", Category: "殡仪馆", Procedure: "一般诉求", Unit: "救助管理站",
			State: storage.Submitted, Filed: n.clock.Now(), Due: n.clock.Now().AddDate(0, 0, 5), Private: storage.Private{Text: "垃圾没有人清理"}}
		by := storage.Actor{Kind: storage.BySystem}
		if _, err := tx.File(letter, k, storage.Event{At: n.clock.Now(), Actor: by, Action: storage.ActFile, To: storage.Submitted}); err != nil {
			return err
		}
		k.State, number = state, k.Number
		if !slices.Contains([]storage.State{storage.Submitted, storage.Accepted, storage.Assigned, storage.Returned, storage.Reopened}, state) {
			k.Owner = all[0].ID
		}
		if !state.Open() {
			k.Closed = n.clock.Now()
		}
		return tx.Move(k, storage.Event{At: n.clock.Now(), Actor: by, Action: storage.ActNote, From: storage.Submitted, To: state})
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return number
}

// facts are a ticket and what was done to it.
func (n *night) facts(number string) (k *storage.Ticket, did string) {
	n.t.Helper()
	err := n.store.View(context.Background(), func(tx storage.Tx) (err error) {
		did = ""
		if k, err = tx.Ticket(number); err != nil {
			return err
		}
		events, err := tx.Events(number)
		for _, e := range events {
			did += " " + string(e.Action)
		}
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return k, did
}
