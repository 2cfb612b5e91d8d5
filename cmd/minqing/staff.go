package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
)

// staffCommands are who works here.
type staffCommands struct {
	Invite inviteCommand `cmd:"" help:"邀请一位同事，最后一行是 24 小时内有效的一次性绑定码。"`
	List   listCommand   `cmd:"" help:"列出在册的工作人员。"`
	Remove removeCommand `cmd:"" help:"停用一位同事，名下未办完的工单退回派单。"`
}

type inviteCommand struct {
	configFlag
	Name string   `required:"" placeholder:"姓名" help:"姓名。"`
	Role []string `required:"" placeholder:"角色" help:"角色，可写多个：admin dispatcher clerk leader outreach window reviewer discipline，或中文名称。"`
	Unit string   `placeholder:"股室" help:"股室，经办人必填。"`
}

// Run is `minqing staff invite`.
func (c *inviteCommand) Run(a *app) error {
	t := inviteTask{Name: strings.TrimSpace(c.Name), Unit: strings.TrimSpace(c.Unit)}
	for _, typed := range c.Role {
		r, ok := flows.ParseRole(typed)
		if !ok {
			return usage(fmt.Sprintf("没有“%s”这个角色；可以是 %s", typed, roleWords(storage.Roles, true)))
		}
		t.Roles = append(t.Roles, r)
	}
	if t.Name == "" {
		return usage("姓名不能为空")
	}
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "staff invite", &t, a.stdout)
}

// roleWords lists roles for people, with the English name where it can be typed.
func roleWords(roles []storage.Role, both bool) string {
	var words []string
	for _, r := range roles {
		word := texts.RoleNames[string(r)]
		if both {
			word += "（" + string(r) + "）"
		}
		words = append(words, word)
	}
	return strings.Join(words, "、")
}

// inviteTask invites one person.
type inviteTask struct {
	Name  string
	Roles []storage.Role
	Unit  string
}

func (t *inviteTask) do(ctx context.Context, h *house, out io.Writer) error {
	staff := storage.Staff{Name: t.Name, Roles: t.Roles, Unit: t.Unit}
	if _, ok := h.bureau.Unit(t.Unit); !ok && t.Unit != "" {
		return fmt.Errorf("机构文件里没有“%s”这个股室；有：%s", t.Unit, strings.Join(unitNames(h), "、"))
	}
	if staff.Has(storage.RoleClerk) && t.Unit == "" {
		return fmt.Errorf("经办人要用 --unit 写明股室；有：%s", strings.Join(unitNames(h), "、"))
	}
	code := flows.NewCode()
	var id storage.StaffID
	err := h.store.Update(ctx, func(tx storage.Tx) (err error) {
		id, err = flows.Invite(tx, staff, code, storage.Actor{Kind: storage.BySystem}, h.now())
		return err
	})
	if err != nil {
		return fmt.Errorf("invite: %w", err)
	}
	_, err = fmt.Fprintf(out, "已邀请 %s（%s，编号 %s）。请把绑定码当面或电话告诉本人，24 小时内在公众号里发送“绑定 绑定码”：\n%s\n",
		t.Name, roleWords(t.Roles, false), id, code)
	return err
}

func unitNames(h *house) []string {
	var names []string
	for _, u := range h.bureau.Units {
		names = append(names, u.Name)
	}
	return names
}

type listCommand struct{ configFlag }

// Run is `minqing staff list`.
func (c *listCommand) Run(a *app) error {
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "staff list", &listStaffTask{}, a.stdout)
}

// listStaffTask shows everybody who is still here. Who they are in WeChat is
// not shown.
type listStaffTask struct{}

func (*listStaffTask) do(ctx context.Context, h *house, out io.Writer) error {
	all, err := allStaff(ctx, h)
	if err != nil {
		return err
	}
	rows := [][]string{{"编号", "姓名", "角色", "股室", "状态"}}
	for _, s := range all {
		state := "已绑定 " + s.Bound.In(storage.Zone).Format("2006-01-02")
		if s.Person == "" {
			state = "未绑定，" + s.Invited.In(storage.Zone).Format("2006-01-02 15:04") + " 邀请"
		}
		rows = append(rows, []string{string(s.ID), s.Name, roleWords(s.Roles, false), s.Unit, state})
	}
	return writeTable(out, rows)
}

func allStaff(ctx context.Context, h *house) (all []storage.Staff, err error) {
	err = h.store.View(ctx, func(tx storage.Tx) error {
		all, err = tx.AllStaff()
		return err
	})
	return all, err
}

type removeCommand struct {
	configFlag
	Who string `arg:"" placeholder:"姓名或编号" help:"姓名，或 staff list 里的编号。"`
}

// Run is `minqing staff remove`.
func (c *removeCommand) Run(a *app) error {
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "staff remove", &removeTask{Who: strings.TrimSpace(c.Who)}, a.stdout)
}

// removeTask ends somebody's rights.
type removeTask struct{ Who string }

func (t *removeTask) do(ctx context.Context, h *house, out io.Writer) error {
	engine, err := newEngine(h)
	if err != nil {
		return err
	}
	var gone storage.Staff
	err = h.store.Update(ctx, func(tx storage.Tx) error {
		found, err := t.find(tx)
		if err != nil {
			return err
		}
		gone = *found
		return engine.Dismiss(tx, found, storage.Actor{Kind: storage.BySystem})
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "已停用 %s（%s），名下未办完的工单已退回受理员重新派单。\n", gone.Name, gone.ID)
	return err
}

func (t *removeTask) find(tx storage.Tx) (*storage.Staff, error) {
	all, err := tx.AllStaff()
	if err != nil {
		return nil, err
	}
	var named []storage.Staff
	var ids []string
	for _, s := range all {
		if string(s.ID) == t.Who {
			return &s, nil
		}
		if s.Name == t.Who {
			named, ids = append(named, s), append(ids, string(s.ID)+" "+s.Unit)
		}
	}
	switch len(named) {
	case 0:
		return nil, fmt.Errorf("没有叫“%s”或编号是它的在册工作人员；用 staff list 查看", t.Who)
	case 1:
		return &named[0], nil
	}
	return nil, fmt.Errorf("有 %d 位“%s”（%s），请按编号停用", len(named), t.Who, strings.Join(ids, "，"))
}
