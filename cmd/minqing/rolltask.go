package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"minqing/flows"
	"minqing/flows/informants"
	"minqing/flows/phones"
	"minqing/storage"
)

// rollTask brings a sheet into the roll, all in one commit, and sends how many it
// changed.
type rollTask struct {
	Members         []informants.Member
	Replace, DryRun bool
}

// bound is how large the task may be on its way through the control socket: so many
// members, each as long as they may be.
func (*rollTask) bound() int64 { return 4 << 20 }

func (t *rollTask) do(ctx context.Context, h *house, out io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	var change *flows.RollChange
	plan := func(tx storage.Tx) (err error) {
		change, err = flows.PlanRoll(tx, t.Members, t.Replace)
		return err
	}
	var err error
	if t.DryRun {
		err = h.store.View(ctx, plan)
	} else {
		err = h.store.Update(ctx, func(tx storage.Tx) error {
			if err := plan(tx); err != nil {
				return err
			}
			return change.Write(tx, h.now())
		})
	}
	if err != nil {
		return fmt.Errorf("名册：%w", err)
	}
	return json.NewEncoder(out).Encode(change)
}

// check holds the members against what the reading of a sheet promises: the command
// may be of another release than the server.
func (t *rollTask) check() error {
	if len(t.Members) == 0 || len(t.Members) > informants.Most {
		return fmt.Errorf("一次要有1至%d人", informants.Most)
	}
	seen := map[string]bool{}
	for _, m := range t.Members {
		if number, ok := phones.Parse(m.Phone); !ok || number != m.Phone || seen[number] || m.Name == "" || m.Township == "" {
			return fmt.Errorf("第%d行不完整", m.Row)
		}
		seen[m.Phone] = true
	}
	return nil
}

// rollCountTask says how many are on the roll, by township: those that the bureau
// knows first, so that it shows where nobody is.
type rollCountTask struct{}

func (*rollCountTask) do(ctx context.Context, h *house, out io.Writer) error {
	var counts map[string]int
	err := h.store.View(ctx, func(tx storage.Tx) (err error) {
		counts, err = flows.RollByTownship(tx)
		return err
	})
	if err != nil {
		return fmt.Errorf("名册：%w", err)
	}
	if len(counts) == 0 {
		_, err := fmt.Fprintln(out, "名册上还没有人。写一份空白名册：minqing roll -c 配置文件 --template 名册.xlsx")
		return err
	}
	towns := h.bureau.Places.Townships()
	var strange []string
	total := 0
	for town, n := range counts {
		if total += n; !slices.Contains(towns, town) {
			strange = append(strange, town)
		}
	}
	slices.Sort(strange)
	rows := [][]string{{"乡镇（街道）", "人数"}}
	for _, town := range append(towns, strange...) {
		rows = append(rows, []string{town, fmt.Sprint(counts[town])})
	}
	return writeTable(out, append(rows, []string{"合计", fmt.Sprint(total)}))
}
