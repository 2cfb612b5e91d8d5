package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

var (
	desks    = []storage.Role{storage.RoleDispatcher}
	handlers = []storage.Role{storage.RoleClerk, storage.RoleDispatcher, storage.RoleDiscipline}
	above    = []storage.Role{storage.RoleDispatcher, storage.RoleLeader, storage.RoleDiscipline}
	reaching = []storage.Role{storage.RoleClerk, storage.RoleDispatcher, storage.RoleLeader, storage.RoleDiscipline, storage.RoleOutreach} // some tickets
)

// moveCommands are what staff do to a ticket, in the order of its life. Rights
// are in the roles and in rights.go, legality is in storage's table of moves:
// a new command is a line here and a function.
func moveCommands() []*command {
	return []*command{
		{name: "受理", usage: "受理 F…", help: "受理工单，反映人会收到通知", roles: desks, ticket: true,
			action: storage.ActAccept, run: moving(accept)},
		{name: "不予受理", usage: "不予受理 F… 理由", help: "说明理由，反映人会收到", roles: desks, ticket: true,
			action: storage.ActDecline, tells: decline, run: aloud},
		{name: "途径", usage: "途径 F… 诉讼", help: "不予受理后补告反映人该找哪里", roles: desks, ticket: true,
			action: storage.ActPoint, run: moving(addWay)},
		{name: "派单", usage: "派单 F… 股室 [姓名]", help: "派给股室，或指定其中一位；不写股室就按事项派", ticket: true,
			roles: []storage.Role{storage.RoleDispatcher, storage.RoleLeader}, action: storage.ActAssign, run: moving(assign)},
		{name: "定性", usage: "定性 F… 复杂", help: "改按哪一种程序计算期限：复杂、一般、咨询、信访、12345、急难，可写理由", roles: desks, ticket: true,
			action: storage.ActSort, run: moving(sortOut)},
		{name: "接单", usage: "接单 F…", help: "由我办理，反映人会收到通知", ticket: true,
			roles: append([]storage.Role{storage.RoleOutreach, storage.RoleLeader}, handlers...), action: storage.ActTake, run: moving(take)},
		{name: "回复", usage: "回复 F… 文字", help: "答复反映人，原文发给对方", roles: handlers, ticket: true,
			action: storage.ActReply, tells: reply, run: replyOrAsk},
		phraseCommand(),
		{name: "备注", usage: "备注 F… 文字", help: "只给同事看", ticket: true, roles: append([]storage.Role{storage.RoleOutreach}, handlers...),
			action: storage.ActNote, run: moving(note)},
		{name: "转办", usage: "转办 F… 股室 理由", help: "转给别的股室或外单位，带转办单", roles: handlers, ticket: true,
			action: storage.ActHandOver, run: moving(handOver)},
		{name: "退回", usage: "退回 F… 理由", help: "不属于本股室的退给受理员，限期、限一次", roles: handlers, ticket: true,
			action: storage.ActReturn, run: moving(giveUp)},
		{name: "延期", usage: "延期 F… 天数 理由", help: "申请延长期限，同意后告诉反映人", roles: handlers, ticket: true,
			action: storage.ActExtend, tells: extend, run: aloud},
		{name: "同意", usage: "同意 F…", help: "同意延期、办结或再次重办", roles: above, ticket: true,
			action: storage.ActGrant, run: moving(grant)},
		{name: "驳回", usage: "驳回 F… 理由", help: "不同意，申请人会看到理由", roles: above, ticket: true,
			action: storage.ActRefuse, run: moving(deny)},
		{name: "督办", usage: "督办 F… 意见", help: "经办人和受理员会收到意见", roles: []storage.Role{storage.RoleLeader}, ticket: true,
			action: storage.ActSupervise, run: moving(supervise)},
		{name: "办结", usage: "办结 F…", help: "填责任人、整改措施、解决结果、承诺兑现后办结", roles: handlers, ticket: true,
			action: storage.ActResolve, run: startClosing},
		callBackCommand(),
		mistakenCommand(),
		{name: "并单", usage: "并单 F… F…", help: "把后面的工单并进前面一张", roles: desks, ticket: true,
			action: storage.ActMerge, run: moving(merge)},
		{name: "上报", usage: "上报 F… 理由", help: "超出本局职权的上报分管领导；救助队员单发“上报”是街头快报", ticket: true, bare: true,
			roles: handlers, bareRoles: goers, action: storage.ActEscalate, tells: escalate, run: reportOrEscalate},
		{name: "归档", usage: "归档 F…", help: "办完的工单归档，过些天也会自动归档", roles: desks, ticket: true,
			action: storage.ActArchive, run: moving(archive)},
		{name: "回避", usage: "回避 F… 理由", help: "与自己有关的工单不再看、不再办；受理员、纪检可以写别人的姓名", ticket: true,
			roles: append([]storage.Role{storage.RoleLeader}, handlers...), run: moving(recuse)},
		{name: "电话", usage: "电话 F…", help: "经办人看完整电话，会留下记录", ticket: true,
			roles: append([]storage.Role{storage.RoleOutreach}, handlers...), run: moving(phone)},
		{name: "照片", usage: "照片 F…", help: "看附件，会留下记录", ticket: true, stays: true,
			roles: append([]storage.Role{storage.RoleOutreach}, handlers...), run: showPictures},
	}
}

// longestWords is how many characters a command takes: what is written down is read
// again on a phone, by everybody who opens the ticket.
const longestWords = 2000

// staffMove is an action of staff on a ticket that is in their scope.
type staffMove func(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error)

// moving makes a command of a staffMove: one transaction, scope checked first.
func moving(do staffMove) func(*Engine, *turn, call) Act {
	return func(_ *Engine, t *turn, c call) Act {
		return commit(func(tx storage.Tx) (string, error) {
			k, err := t.open(tx, c)
			if err == nil && utf8.RuneCountInString(c.rest) > longestWords {
				err = refuse(texts.Staff.TooLong(longestWords))
			}
			if err != nil {
				return "", err
			}
			said, err := do(tx, t, c, k)
			return t.tellThem(tx, c.action, k, said, err)
		})
	}
}

func accept(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActAccept, func(tx storage.Tx, k *storage.Ticket, _ *storage.Event) (string, error) {
		k.Responded = first(k.Responded, t.now)
		said, told := texts.Staff.Accepted(c.number), texts.Notices.Accepted(c.number)
		if isSighting(k) {
			said, told = texts.Rescue.Accepted(c.number), texts.Notices.AcceptedStreet(c.number)
		}
		return said, t.tell(tx, k, storage.NoticeAccepted, told)
	})
}

// mayTake reports whether a ticket that nobody assigned yet, or whose citizen asked
// for it to be done again, is this person's to take: whoever assigns decides.
func mayTake(s *storage.Staff, k *storage.Ticket) bool {
	return assigns(s) || isSighting(k) || (k.State != storage.Accepted && k.State != storage.Reopened)
}

// take is 接单. Two at once: one wins, the other hears who. From 已受理 only
// somebody who could assign it takes it.
func take(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	if k.State == storage.InProgress {
		owner, err := tx.Staff(k.Owner)
		if err != nil {
			return "", err
		}
		return "", refuse(texts.Staff.TakenBy(c.number, owner.Name))
	}
	if !mayTake(t.party.Staff, k) {
		return "", refuse(texts.Staff.Illegal(c.number, texts.StateNames[string(k.State)], []string{"派单"}))
	}
	said, err := t.takeOver(tx, k, true)
	if err == nil {
		err = t.received(tx, k)
	}
	return said, err
}

func reply(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActReply, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = c.rest
		k.Responded = first(k.Responded, t.now)
		return heard(k, texts.Staff.Replied, texts.Paper.Replied)(c.number), t.answer(tx, k, storage.NoticeAnswer, func(number string) string {
			return texts.Notices.Answer(number, k.Unit, texts.Plain(c.rest))
		})
	})
}

func note(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActNote, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		if strings.TrimSpace(c.rest) == "" {
			return "", refuse(texts.Staff.NeedNote)
		}
		e.Text = c.rest
		return texts.Staff.Noted(c.number), nil
	})
}

// phone shows the whole number to the current owner alone and records the look.
func phone(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	if k.Owner != t.party.Staff.ID {
		return "", refuse(texts.Staff.OwnerOnly(c.number))
	}
	if k.Private.Phone == "" {
		return "", refuse(texts.Staff.NoPhoneLeft(c.number))
	}
	return t.move(tx, k, t.actor(), storage.ActLook, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = "电话"
		return texts.Staff.Phone(c.number, k.Private.Phone), nil
	})
}
