package main

import (
	"context"
	"fmt"
	"slices"

	"minqing/bot/wechat/simulator/page"
	"minqing/storage"
)

// person is somebody in the demonstration. All of them are invented.
type person struct {
	Name  string
	Part  string // what newcomers should know
	Roles []storage.Role
	Unit  string
}

// The people of the tour.
const (
	li    = "李梅"
	chen  = "陈伟"
	zhao  = "赵敏"
	wang  = "王芳"
	zhou  = "周强"
	lin   = "林涛"
	zheng = "郑洁"
	wu    = "吴刚"
	sun   = "孙立"
	he    = "何丽"
	ma    = "马兰"
	fang  = "方敏"
	tang  = "唐静"
	yang  = "刘洋"
	han   = "韩梅"
	tian  = "田勇"
	peng  = "彭秀兰"

	heyong = "何勇"
)

// cast is everybody. Those of the tour come first: on the page their phones stand side by side.
var cast = []person{
	{Name: li, Part: "市民"},
	{Name: zhao, Part: "受理员", Roles: []storage.Role{storage.RoleDispatcher}, Unit: "办公室"},
	{Name: wang, Part: "殡葬管理股经办人", Roles: []storage.Role{storage.RoleClerk}, Unit: "殡葬管理股"},
	{Name: chen, Part: "市民"},
	{Name: zhou, Part: "救助队员，救助管理站经办人", Roles: []storage.Role{storage.RoleClerk, storage.RoleOutreach}, Unit: "救助管理站"},
	{Name: lin, Part: "救助队员", Roles: []storage.Role{storage.RoleOutreach}, Unit: "救助管理站"},
	{Name: wu, Part: "分管领导", Roles: []storage.Role{storage.RoleLeader}},
	{Name: heyong, Part: "救助队员", Roles: []storage.Role{storage.RoleOutreach}, Unit: "救助管理站"},
	{Name: he, Part: "婚姻登记窗口", Roles: []storage.Role{storage.RoleWindow}, Unit: "婚姻登记中心"},
	{Name: ma, Part: "婚姻登记窗口", Roles: []storage.Role{storage.RoleWindow}, Unit: "婚姻登记中心"},
	{Name: fang, Part: "市民"},
	{Name: tang, Part: "社会救助股经办人", Roles: []storage.Role{storage.RoleClerk}, Unit: "社会救助股"},
	{Name: yang, Part: "社会救助股经办人，唐静请假时代班", Roles: []storage.Role{storage.RoleClerk}, Unit: "社会救助股"},
	{Name: han, Part: "养老服务股经办人", Roles: []storage.Role{storage.RoleClerk}, Unit: "养老服务股"},
	// An office of a township is no unit of the bureau: its people are bound under the one that looks after the townships.
	{Name: tian, Part: "白水镇民政办，救急难时一起收到", Roles: []storage.Role{storage.RoleClerk}, Unit: "基层政权股"},
	{Name: peng, Part: "市民，家里断粮"},
	{Name: zheng, Part: "纪检，独自看得到反映工作人员的工单", Roles: []storage.Role{storage.RoleDiscipline}, Unit: "纪检组"},
	{Name: sun, Part: "管理员，可以邀请同事，看不到工单", Roles: []storage.Role{storage.RoleAdmin}, Unit: "办公室"},
}

// isBound reports whether somebody has joined the staff.
func (w *world) isBound(ctx context.Context, name string) bool {
	all, err := allStaff(ctx, w.live().house)
	return err == nil && slices.ContainsFunc(all, func(s storage.Staff) bool { return s.Name == name && s.Person != "" })
}

// phonesOnPage are those of everybody.
func phonesOnPage() []page.Person {
	people := make([]page.Person, len(cast))
	for i, p := range cast {
		people[i] = page.Person{Name: p.Name, Part: p.Part, Staff: len(p.Roles) > 0}
	}
	return people
}

func castMember(name string) (person, error) {
	i := slices.IndexFunc(cast, func(p person) bool { return p.Name == name })
	if i < 0 {
		return person{}, fmt.Errorf("没有“%s”这个人；用 /people 查看", name)
	}
	return cast[i], nil
}
