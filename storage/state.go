package storage

import "slices"

// State is where a ticket is in its life.
type State string

// The life of a ticket; the comment is what people call the state.
const (
	Submitted  State = "submitted"   // 待受理
	Accepted   State = "accepted"    // 已受理
	Assigned   State = "assigned"    // 已派
	InProgress State = "in_progress" // 办理中
	Resolved   State = "resolved"    // 已办结
	Rated      State = "rated"       // 已评价
	Archived   State = "archived"    // 归档
	Declined   State = "declined"    // 不予受理
	Returned   State = "returned"    // 退回
	Escalated  State = "escalated"   // 上报待解决
	Withdrawn  State = "withdrawn"   // 撤回
	Reopened   State = "reopened"    // 重开
	Merged     State = "merged"      // 并单
)

// States lists every state in the order of a ticket's life. The position of a
// state is part of the data file: append only.
var States = []State{
	Submitted, Accepted, Assigned, InProgress, Resolved, Rated, Archived,
	Declined, Returned, Escalated, Withdrawn, Reopened, Merged,
}

// OpenStates are the states in which somebody still has to act.
var OpenStates = []State{Submitted, Accepted, Assigned, InProgress, Returned, Escalated, Reopened}

// Open reports whether somebody still has to act in this state.
func (s State) Open() bool { return slices.Contains(OpenStates, s) }
