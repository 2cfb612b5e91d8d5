package wechat

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"minqing/flows"
	"minqing/storage"
)

// push is what we read of one callback; nil is an element that was not there.
// An element that we read may stand once: of two, nobody could say which one
// the platform meant. Others may repeat.
type push struct {
	to, from, created, kind   []byte
	msgID, jobID              []byte // MsgId of messages, MsgID of events
	event, eventKey           []byte
	content, tap              []byte
	mediaID, format           []byte
	latitude, longitude, name []byte
}

// take is the scanner's leaf.
func (p *push) take(name, value []byte) error {
	var field *[]byte
	switch string(name) {
	case "ToUserName":
		field = &p.to
	case "FromUserName":
		field = &p.from
	case "CreateTime":
		field = &p.created
	case "MsgType":
		field = &p.kind
	case "MsgId":
		field = &p.msgID
	case "MsgID":
		field = &p.jobID
	case "Event":
		field = &p.event
	case "EventKey":
		field = &p.eventKey
	case "Content":
		field = &p.content
	case "bizmsgmenuid":
		field = &p.tap
	case "MediaId":
		field = &p.mediaID
	case "Format":
		field = &p.format
	case "Location_X":
		field = &p.latitude
	case "Location_Y":
		field = &p.longitude
	case "Label":
		field = &p.name
	default:
		return nil
	}
	if *field != nil {
		return errDuplicate
	}
	*field = value
	return nil
}

// maxID bounds what the platform calls an account or a person.
const maxID = 128

// parse reads a decrypted callback. It changes doc.
func parse(doc []byte) (flows.Message, *refusal) {
	var p push
	if err := scan(doc, p.take); err != nil {
		return flows.Message{}, &refusal{400, err.Error()}
	}
	for _, field := range []*[]byte{&p.to, &p.from, &p.created, &p.kind, &p.msgID, &p.jobID, &p.event, &p.eventKey, &p.mediaID, &p.format} {
		*field = bytes.TrimSpace(*field)
	}
	at, ok := moment(p.created)
	if !ok || len(p.to) == 0 || len(p.from) == 0 || len(p.kind) == 0 || len(p.to) > maxID || len(p.from) > maxID {
		return flows.Message{}, refuseShape
	}
	m := flows.Message{From: string(p.from), To: string(p.to), At: at}
	if string(p.kind) == "event" {
		p.asEvent(&m)
		return m, nil
	}
	return m, p.asMessage(&m)
}

// moment reads CreateTime, seconds since 1970. Some gateways in front of the
// platform give milliseconds; no second of our time has so many digits.
func moment(created []byte) (time.Time, bool) {
	n, err := strconv.ParseInt(string(created), 10, 64)
	switch {
	case err != nil || n < 0 || n >= 1e14:
		return time.Time{}, false
	case n >= 1e11:
		return time.UnixMilli(n), true
	}
	return time.Unix(n, 0), true
}

// asEvent maps an event. What the platform may invent tomorrow, and what asks
// for nothing, is Unknown: the periodic LOCATION report, a menu link that was
// opened, and the pickers (pic_*, location_select), whose picture or place
// follows as a message of its own.
func (p *push) asEvent(m *flows.Message) {
	m.Event = string(p.event)
	m.ID = identity(p.to, p.from, p.created, p.event, p.eventKey, p.jobID)
	switch key := string(p.eventKey); m.Event {
	case "subscribe":
		m.Kind = flows.Follow
		if scene, ok := strings.CutPrefix(key, "qrscene_"); ok {
			m.Scene = scene
		}
	case "unsubscribe":
		m.Kind = flows.Unfollow
	case "SCAN":
		m.Kind, m.Scene = flows.Scan, key
	case "CLICK", "scancode_push", "scancode_waitmsg":
		m.Kind, m.Text = flows.Click, key
	case "TEMPLATESENDJOBFINISH", "subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event":
		m.Kind = flows.Receipt
	default:
		m.Kind = flows.Unknown
	}
}

// asMessage maps a message. One without an id cannot be told from its own
// repetition and is refused; an unknown kind is passed over, id or not.
func (p *push) asMessage(m *flows.Message) *refusal {
	id := p.msgID
	if len(id) == 0 {
		id = p.jobID
	}
	m.ID = identity(p.to, p.from, p.created, id)
	m.MediaID = string(p.mediaID)
	switch kind := string(p.kind); kind {
	case "text":
		m.Kind, m.Text, m.Tapped = flows.Text, string(p.content), p.tap != nil
	case "image":
		m.Kind = flows.Photo
	case "voice":
		m.Kind, m.Format = flows.Voice, string(p.format)
	case "video", "shortvideo":
		m.Kind = flows.Video
	case "location":
		m.Kind, m.Label, m.Point = flows.Location, string(p.name), p.point()
		if m.Point == nil {
			return refuseShape
		}
	case "link":
		m.Kind = flows.Link
	case "file":
		m.Kind = flows.File
	default:
		m.Kind, m.Event, m.MediaID = flows.Unknown, kind, ""
		return nil
	}
	if len(id) == 0 {
		return refuseShape
	}
	return nil
}

// point reads Location_X, which is the latitude, and Location_Y.
func (p *push) point() *storage.Point {
	lat, err1 := strconv.ParseFloat(string(bytes.TrimSpace(p.latitude)), 64)
	lng, err2 := strconv.ParseFloat(string(bytes.TrimSpace(p.longitude)), 64)
	if err1 != nil || err2 != nil || !(math.Abs(lat) <= 90) || !(math.Abs(lng) <= 180) {
		return nil
	}
	return &storage.Point{Lat: lat, Lng: lng}
}

// identity joins the fields that together are the same for every delivery of
// one message and differ for every other.
func identity(fields ...[]byte) string {
	var joined [256]byte
	id := joined[:0]
	for i, f := range fields {
		if i > 0 {
			id = append(id, '|')
		}
		id = append(id, f...)
	}
	return string(id)
}
