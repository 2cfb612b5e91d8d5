package main

import (
	"fmt"
	"strconv"
	"time"
)

// callback is one message, ready to be written to a connection.
type callback struct {
	request []byte
	openid  string
	step    *step
}

// user is where one person of the mix stands.
type user struct {
	number int
	openid string
	at     int // the next step
	round  int
}

// lane is the users that one connection speaks for, in their order: no user's
// messages ever overtake each other. It belongs to one goroutine at a time.
type lane struct {
	codec  *codec
	users  []user
	next   int
	ready  []callback // encrypted ahead
	msgID  uint64
	stride uint64 // so that no two lanes give the same MsgId
	body   []byte
	sealed []byte
}

// lanes deals the users out to the connections, each at a step of its own.
func lanes(c *codec, connections, users int) []*lane {
	all := make([]*lane, connections)
	for i := range all {
		all[i] = &lane{codec: c.fork(), msgID: 24e15 + uint64(i), stride: uint64(connections)}
	}
	for n := range users {
		l := all[n%connections]
		l.users = append(l.users, user{number: n, openid: openid(n), at: n / connections % len(mix)})
	}
	return all
}

func openid(n int) string { return fmt.Sprintf("oBench%022d", n) }

// introductions are the messages that make the lane's users known and lead them
// to their steps.
func (l *lane) introductions() []callback {
	var out []callback
	greeting := step{say: says("菜单"), want: "请回复数字"}
	for i := range l.users {
		u := &l.users[i]
		out = append(out, l.render(u, &greeting))
		for _, s := range leadIn(u.at) {
			out = append(out, l.render(u, &s))
		}
	}
	return out
}

// prepare encrypts the lane's next messages ahead of their time, so that the
// sender costs little while it measures.
func (l *lane) prepare(n int) {
	for len(l.ready) < n {
		l.ready = append(l.ready, l.make())
	}
}

// take returns the next message.
func (l *lane) take() callback {
	if len(l.ready) == 0 {
		return l.make()
	}
	m := l.ready[0]
	l.ready = l.ready[1:]
	return m
}

func (l *lane) make() callback {
	u := &l.users[l.next]
	l.next = (l.next + 1) % len(l.users)
	m := l.render(u, &mix[u.at])
	if u.at++; u.at == len(mix) {
		u.at, u.round = 0, u.round+1
	}
	return m
}

// render writes the whole request: what the platform sends, byte for byte.
func (l *lane) render(u *user, s *step) callback {
	c := l.codec
	l.msgID += l.stride
	now := strconv.FormatInt(time.Now().Unix(), 10)
	l.body = fmt.Appendf(l.body[:0], "<xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName>"+
		"<CreateTime>%s</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content><MsgId>%d</MsgId></xml>",
		c.Name, u.openid, now, s.say(u.number, u.round), l.msgID)
	l.sealed = c.seal(l.sealed[:0], l.body)
	nonce := strconv.FormatUint(l.msgID%1e9, 10)
	plain := c.sign(nil, []byte(c.Token), []byte(now), []byte(nonce))
	signature := c.sign(nil, []byte(c.Token), []byte(now), []byte(nonce), l.sealed)
	const head, foot = "<xml><ToUserName><![CDATA[", "]]></Encrypt></xml>"
	const middle = "]]></ToUserName><Encrypt><![CDATA["
	size := len(head) + len(c.Name) + len(middle) + len(l.sealed) + len(foot)
	b := make([]byte, 0, 512+size)
	b = fmt.Appendf(b, "POST /wechat?signature=%s&timestamp=%s&nonce=%s&openid=%s&encrypt_type=aes&msg_signature=%s HTTP/1.1\r\n"+
		"User-Agent: Mozilla/4.0\r\nAccept: */*\r\nHost: 127.0.0.1\r\nPragma: no-cache\r\nContent-Length: %d\r\nContent-Type: text/xml\r\n\r\n",
		plain, now, nonce, u.openid, signature, size)
	b = append(b, head...)
	b = append(b, c.Name...)
	b = append(b, middle...)
	b = append(b, l.sealed...)
	b = append(b, foot...)
	return callback{request: b, openid: u.openid, step: s}
}
