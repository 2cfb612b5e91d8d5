package storage

import (
	"fmt"
	"slices"
)

// Action is what somebody does to a ticket.
type Action string

// Every action on a ticket; the comment is the command's name.
const (
	ActFile       Action = "file"       // 提交
	ActAccept     Action = "accept"     // 受理
	ActDecline    Action = "decline"    // 不予受理
	ActAssign     Action = "assign"     // 派单
	ActTake       Action = "take"       // 接单
	ActReply      Action = "reply"      // 回复
	ActNote       Action = "note"       // 备注
	ActHandOver   Action = "hand_over"  // 转办
	ActReturn     Action = "return"     // 退回
	ActExtend     Action = "extend"     // 延期, a request
	ActGrant      Action = "grant"      // 同意
	ActRefuse     Action = "refuse"     // 驳回
	ActSupervise  Action = "supervise"  // 督办
	ActMerge      Action = "merge"      // 并单
	ActEscalate   Action = "escalate"   // 上报
	ActResolve    Action = "resolve"    // 办结
	ActCallBack   Action = "call_back"  // 回访
	ActRate       Action = "rate"       // 评价
	ActReopen     Action = "reopen"     // 重开
	ActArchive    Action = "archive"    // 归档
	ActSupplement Action = "supplement" // 补充
	ActUrge       Action = "urge"       // 催办
	ActWithdraw   Action = "withdraw"   // 撤回
	ActLook       Action = "look"       // 电话, 照片: a look at personal data
	ActAlert      Action = "alert"      // a rung of an alert: who was called
	ActJoin       Action = "join"       // somebody else reported the same
	ActArrive     Action = "arrive"     // 到达
	ActDispose    Action = "dispose"    // 处置
	ActRegister   Action = "register"   // 入站, 离站 and what the register learns later
	ActThin       Action = "thin"       // pictures were removed when their time was over
	ActPropose    Action = "propose"    // 报批: closing asks for a leader's approval
	ActRecuse     Action = "recuse"     // 回避: somebody concerned is kept out
	ActSort       Action = "sort"       // 定性: another procedure, and so another date
	ActReceive    Action = "receive"    // 签收: whoever a slip (转办单) went to has it
	ActMistake    Action = "mistake"    // 误评: a third person finds the rating mistaken
	ActCorrect    Action = "correct"    // 更正: the citizen corrects what we keep
	ActRedact     Action = "redact"     // 删除: what the law lets go of the citizen's data went
	ActPoint      Action = "point"      // 途径: who to turn to with what was declined
	ActAppeal     Action = "appeal"     // 再要求重开: a leader decides whether it is done once more
)

// stay marks an action that leaves the state as it is.
const stay State = "="

// moves is the law of every ticket's life: from which states an action is
// legal, and where it leads.
var moves = map[Action]map[State]State{
	ActFile:       {"": Submitted},
	ActAccept:     to(Accepted, Submitted),
	ActAssign:     to(Assigned, Accepted, Assigned, InProgress, Returned, Escalated, Reopened),
	ActTake:       to(InProgress, Accepted, Assigned, Reopened),
	ActReply:      to(stay, InProgress, Escalated),
	ActNote:       to(stay, States...),
	ActReturn:     to(Returned, Assigned, InProgress),
	ActSupervise:  to(stay, OpenStates...),
	ActMerge:      to(Merged, Submitted, Accepted, Assigned, InProgress, Returned),
	ActCallBack:   to(stay, Resolved, Rated, Archived),
	ActRate:       to(Rated, Resolved),
	ActReopen:     to(Reopened, Resolved, Rated),
	ActArchive:    to(Archived, Resolved, Rated, Declined, Withdrawn, Merged),
	ActSupplement: to(stay, OpenStates...),
	ActUrge:       to(stay, OpenStates...),
	ActWithdraw:   to(Withdrawn, Submitted, Accepted, Assigned, InProgress, Returned, Reopened),
	ActLook:       to(stay, States...),
	ActThin:       to(stay, States...),
	ActRecuse:     to(stay, States...),
	ActReceive:    to(stay, States...),
	ActMistake:    to(stay, Rated, Archived),
	ActCorrect:    to(stay, States...),
	ActRedact:     to(stay, States...),
}

// deskMoves are legal on a ticket of the desk (F) besides: what has a unit, a date
// and somebody above who decides. Nobody in the street is declined, handed up or
// closed by paper: each of these would end the calling while nobody goes.
var deskMoves = map[Action]map[State]State{
	ActDecline:  to(Declined, Submitted, Accepted),
	ActEscalate: to(Escalated, Accepted, Assigned, InProgress),
	ActResolve:  to(Resolved, InProgress, Escalated),
	ActSort:     to(stay, OpenStates...),
	ActHandOver: to(Assigned, Assigned, InProgress),
	ActExtend:   to(stay, Assigned, InProgress),
	ActGrant:    to(stay, Assigned, InProgress, Escalated, Resolved, Rated),
	ActRefuse:   to(stay, Assigned, InProgress, Escalated, Resolved, Rated),
	ActPropose:  to(stay, InProgress, Escalated),
	ActPoint:    to(stay, Declined),
	ActAppeal:   to(stay, Resolved, Rated),
}

// sightingMoves are legal on a sighting (J) besides those of every ticket:
// whoever is on the street need not wait for a desk.
var sightingMoves = map[Action]map[State]State{
	ActTake:     to(InProgress, Submitted, Returned),
	ActAlert:    to(stay, OpenStates...),
	ActJoin:     to(stay, OpenStates...),
	ActArrive:   to(stay, InProgress),
	ActDispose:  to(Resolved, InProgress, Escalated),
	ActRegister: to(stay, States...),
}

func to(target State, from ...State) map[State]State {
	m := make(map[State]State, len(from))
	for _, s := range from {
		m[s] = target
	}
	return m
}

// MoveError says that a ticket's state does not allow an action, and which
// actions it does.
type MoveError struct {
	Number string
	State  State
	Action Action
	Legal  []Action
}

func (e *MoveError) Error() string {
	return fmt.Sprintf("move ticket %s: %s is not legal in state %s", e.Number, e.Action, e.State)
}

// Next returns the state that the action leads to, or a *MoveError.
func (t *Ticket) Next(a Action) (State, error) {
	next, ok := t.leads(a)
	if !ok {
		return "", &MoveError{Number: t.Number, State: t.State, Action: a, Legal: t.Legal()}
	}
	if next == stay {
		return t.State, nil
	}
	return next, nil
}

// Legal lists the actions that the ticket's state allows, in the order of a
// ticket's life.
func (t *Ticket) Legal() []Action {
	var legal []Action
	for _, a := range Actions {
		if _, ok := t.leads(a); ok {
			legal = append(legal, a)
		}
	}
	return legal
}

// leads looks an action up in the law of the ticket's kind.
func (t *Ticket) leads(a Action) (next State, ok bool) {
	if next, ok = moves[a][t.State]; ok {
		return next, ok
	}
	if t.sighting() {
		next, ok = sightingMoves[a][t.State]
		return next, ok
	}
	next, ok = deskMoves[a][t.State]
	return next, ok
}

func (t *Ticket) sighting() bool { return len(t.Number) > 0 && t.Number[:1] == LetterSighting }

// Actions lists every action in the order of a ticket's life. The position of
// an action is part of the data file: append only.
var Actions = []Action{
	ActFile, ActAccept, ActDecline, ActAssign, ActTake, ActReply, ActNote, ActHandOver, ActReturn,
	ActExtend, ActGrant, ActRefuse, ActSupervise, ActMerge, ActEscalate, ActResolve, ActCallBack,
	ActRate, ActReopen, ActArchive, ActSupplement, ActUrge, ActWithdraw, ActLook,
	ActAlert, ActJoin, ActArrive, ActDispose, ActRegister, ActThin,
	ActPropose, ActRecuse, ActSort, ActReceive, ActMistake, ActCorrect, ActRedact,
	ActPoint, ActAppeal,
}

// Closes reports whether an action ends the bureau's work on a ticket.
func (a Action) Closes() bool {
	return slices.Contains([]Action{ActDecline, ActMerge, ActResolve, ActWithdraw, ActDispose}, a)
}
