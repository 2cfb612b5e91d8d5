package storage

import (
	"slices"
	"time"
)

// StaffID names one member of staff: "s1", "s2", … never used again.
type StaffID string

// Role is a right to a set of commands.
type Role string

// The roles of the house.
const (
	RoleAdmin      Role = "admin"      // 管理员
	RoleDispatcher Role = "dispatcher" // 受理员
	RoleClerk      Role = "clerk"      // 经办人
	RoleLeader     Role = "leader"     // 分管领导
	RoleOutreach   Role = "outreach"   // 救助队员
	RoleWindow     Role = "window"     // 婚姻登记窗口
	RoleReviewer   Role = "reviewer"   // 行评代表
	RoleDiscipline Role = "discipline" // 纪检
)

// Roles lists every role.
var Roles = []Role{
	RoleAdmin, RoleDispatcher, RoleClerk, RoleLeader,
	RoleOutreach, RoleWindow, RoleReviewer, RoleDiscipline,
}

// Staff is one person who works here. The name is sealed at rest.
type Staff struct {
	ID      StaffID
	Name    string
	Roles   []Role
	Unit    string   // 股室; empty for those who belong to none
	Person  PersonID // who it is in WeChat; empty until bound
	Invited time.Time
	Bound   time.Time
	Removed time.Time // zero: still here
}

// Has reports whether the member of staff holds any of the roles.
func (s *Staff) Has(roles ...Role) bool {
	return s != nil && s.Removed.IsZero() && slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(s.Roles, r) })
}

// Invite is a one-time code for one member of staff. Only a keyed hash of the
// code is stored; finding it takes the same time whether or not it exists.
type Invite struct {
	Staff   StaffID
	Expires time.Time
}
