package flows

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// toldToCitizen are the events a citizen sees in the history, with their words.
var toldToCitizen = []storage.Action{
	storage.ActFile, storage.ActAccept, storage.ActDecline, storage.ActTake, storage.ActReply, storage.ActGrant,
	storage.ActEscalate, storage.ActResolve, storage.ActRate, storage.ActReopen, storage.ActSupplement,
	storage.ActUrge, storage.ActWithdraw, storage.ActMerge, storage.ActArrive, storage.ActDispose,
	storage.ActPoint, storage.ActAppeal,
}

// citizenView is a ticket as the person who filed it sees it: every answer, no
// note, no name of staff.
func citizenView(h *House, k *storage.Ticket, events []storage.Event, viewer storage.PersonID) string {
	lines := []string{texts.Tickets.Head(k.Number, texts.StateNames[string(k.State)], k.Kind, k.Category, day(k.Filed), openDue(k))}
	if !isSighting(k) && k.Overdue(h.Now()) {
		lines = append(lines, texts.Tickets.Late(h.Bureau.Phone))
	}
	if k.State == storage.Returned && !isSighting(k) {
		lines = append(lines, texts.Tickets.Rerouted)
	}
	switch k.Private.Text {
	case "":
	case texts.Sighting.NotYours:
		lines = append(lines, k.Private.Text)
	default:
		lines = append(lines, texts.Tickets.Said+texts.Plain(k.Private.Text))
	}
	if k.Private.Place != "" {
		lines = append(lines, texts.Tickets.Place+texts.Plain(k.Private.Place))
	}
	if k.Media > 0 {
		lines = append(lines, texts.Tickets.Attachments(k.Media))
	}
	lines = append(lines, texts.Tickets.History)
	for _, e := range events {
		if e.Action == storage.ActReceive && e.Text != "" { // an office outside has it; what they said is for the desk
			lines = append(lines, hour(e.At)+" "+texts.Moves.HasIt)
			continue
		}
		if !slices.Contains(toldToCitizen, e.Action) && !(e.Action == storage.ActRefuse && !e.From.Open()) { // no to doing it once more
			continue
		}
		line := hour(e.At) + " " + texts.ActionNames[string(e.Action)]
		if e.Action == storage.ActRefuse {
			line = hour(e.At) + " " + texts.Moves.NotRedone
		}
		if e.Action == storage.ActGrant {
			line = hour(e.At) + " " + texts.Moves.Prolonged + e.Detail
		}
		if e.Action == storage.ActMerge {
			line += texts.Moves.MergedInto(e.Detail)
		}
		if e.Action == storage.ActRate && e.Actor.ID == string(viewer) {
			if n, err := strconv.Atoi(e.Detail); err == nil {
				if r, ok := h.Bureau.Rating(n); ok {
					line += " " + r.Name
				}
			}
		}
		if e.Text != "" && readable(&e, viewer) {
			line += "：" + texts.Plain(e.Text)
		}
		lines = append(lines, line)
	}
	return texts.Lines(lines...)
}

// readable reports whether the words of an event are for a citizen: not what the
// team writes of a person in the street, nor what somebody else reported.
func readable(e *storage.Event, viewer storage.PersonID) bool {
	switch {
	case e.Action == storage.ActArrive, e.Action == storage.ActDispose:
		return false
	case e.Actor.Kind == storage.ByCitizen:
		return e.Actor.ID == string(viewer)
	}
	return true
}

func openDue(k *storage.Ticket) string {
	if !k.Open() || isSighting(k) {
		return ""
	}
	return day(k.Due)
}

// citizenCan lists what the person may do about the ticket, as Options names it.
func citizenCan(k *storage.Ticket) []string {
	var can []string
	for _, a := range []storage.Action{storage.ActSupplement, storage.ActUrge, storage.ActRate, storage.ActReopen, storage.ActWithdraw} {
		if a == storage.ActReopen && k.Reopened > 1 {
			continue
		}
		if slices.Contains(k.Legal(), a) {
			can = append(can, string(a))
		}
	}
	return can
}

// staffView is a ticket as a member of staff sees it: k is what masked left of it.
// 电话 shows the owner the whole phone and leaves an event.
func staffView(k *storage.Ticket, events []storage.Event, notices []storage.Notice, media []storage.Attachment, names map[storage.StaffID]string, more []string) string {
	lines := []string{texts.Staff.Head(k.Number, texts.StateNames[string(k.State)], k.Kind, k.Category, day(k.Filed), openDue(k))}
	if k.Unit != "" {
		lines = append(lines, texts.Staff.Unit+k.Unit)
	}
	if k.Owner != "" {
		lines = append(lines, texts.Staff.Owner+names[k.Owner])
	}
	if k.Private.Name != "" {
		lines = append(lines, texts.Staff.Name+texts.Plain(k.Private.Name))
	}
	lines = append(lines, staffContact(k))
	if words := orElse(texts.Plain(k.Private.Text), goneText(k.Private.Gone)); words != "" {
		lines = append(lines, texts.Staff.Words+words)
	}
	if k.Private.Place != "" {
		lines = append(lines, texts.Staff.Place+texts.Plain(k.Private.Place))
	}
	lines = append(lines, more...)
	if len(media) > 0 {
		lines = append(lines, attachmentsLine(media))
	}
	lines = append(lines, texts.Staff.History)
	lines = append(lines, history(events, notices, names)...)
	return texts.Lines(lines...)
}

// attachmentsLine counts what came with a ticket, and says when its time was over.
func attachmentsLine(media []storage.Attachment) string {
	kept, lost, thinned := 0, 0, 0
	for _, a := range media {
		switch a.State {
		case storage.Kept:
			kept++
		case storage.Lost:
			lost++
		case storage.Thinned:
			thinned++
		}
	}
	if thinned == len(media) {
		return texts.Staff.PicturesThinned
	}
	return texts.Staff.Attachments(kept, len(media)-thinned, lost)
}

func staffContact(k *storage.Ticket) string {
	switch {
	case k.Private.Gone:
		return texts.Staff.Forgotten
	case k.Anonymous:
		return texts.Staff.Anonymous
	case k.Private.Phone == "":
		return texts.Staff.NoPhone
	}
	return texts.Staff.Who(k.Private.Phone)
}

// history is every event with who did it, and behind it what became of the
// notice that told the citizen.
func history(events []storage.Event, notices []storage.Notice, names map[storage.StaffID]string) []string {
	var lines []string
	for _, e := range events {
		line := hour(e.At) + " " + actorName(e.Actor, names) + " " + texts.ActionNames[string(e.Action)]
		if e.Detail != "" {
			line += " " + texts.Plain(e.Detail)
		}
		if text := orElse(texts.Plain(e.Text), goneText(e.Gone)); text != "" {
			mark := "："
			if e.Action == storage.ActResolve && e.Detail != "" { // one list of four
				mark = "；"
			}
			line += mark + text
		}
		for _, n := range notices {
			if n.Created.Equal(e.At) && n.Kind != storage.NoticePicture && toldBy(events, n) == e.Seq {
				line += "〔" + delivery(n) + "〕"
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// toldBy is the event that a notice belongs to: of those of its moment the one that
// tells such things, else the last.
func toldBy(events []storage.Event, n storage.Notice) (seq uint64) {
	for _, e := range events {
		switch {
		case !n.Created.Equal(e.At):
		case tells(e.Action) == n.Kind:
			return e.Seq
		default:
			seq = e.Seq
		}
	}
	return seq
}

// tells is the kind of notice by which the citizen hears of a move; "": of none.
func tells(a storage.Action) storage.NoticeKind {
	switch a {
	case storage.ActAccept:
		return storage.NoticeAccepted
	case storage.ActTake:
		return storage.NoticeTaken
	case storage.ActReply, storage.ActGrant, storage.ActEscalate:
		return storage.NoticeAnswer
	case storage.ActDecline:
		return storage.NoticeDeclined
	case storage.ActResolve:
		return storage.NoticeResolved
	}
	return ""
}

func goneText(gone bool) string {
	if gone {
		return texts.House.Gone
	}
	return ""
}

func actorName(a storage.Actor, names map[storage.StaffID]string) string {
	switch a.Kind {
	case storage.ByCitizen:
		return "反映人"
	case storage.ByStaff:
		return names[storage.StaffID(a.ID)]
	}
	return "系统"
}

// delivery says how far a notice got, in the words of the desk.
func delivery(n storage.Notice) string {
	d := texts.Delivery
	why := d.Why[n.Why]
	switch n.State {
	case storage.Delivered:
		switch n.Channel {
		case "passive":
			return d.Passive
		case "template", "subscription":
			return d.Template
		}
		return d.Delivered
	case storage.Held:
		if n.Channel == "template" {
			why = d.Template
		}
		return strings.TrimSuffix(d.Held+"（"+why+"）", "（）")
	case storage.Failed:
		return strings.TrimSuffix(d.Failed+"（"+why+"）", "（）")
	}
	return strings.TrimSuffix(d.Waiting+"（"+why+"）", "（）")
}

func ratingWords(grade int) string { return strconv.Itoa(grade) }

func ratingLine(grade int, name string) string { return strconv.Itoa(grade) + " " + name }

// ignoreRefusal keeps what went wrong with the store and drops what a person
// may not see.
func ignoreRefusal(err error) error {
	var r *Refusal
	if errors.As(err, &r) {
		return nil
	}
	return err
}
