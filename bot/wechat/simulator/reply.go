package simulator

import (
	"bytes"
	"crypto/subtle"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// maxReplyText is the longest passive text that reaches a phone, in bytes, as people measured it.
const maxReplyText = 2047

// replyEnvelope is an encrypted passive reply.
type replyEnvelope struct {
	XMLName      xml.Name `xml:"xml"`
	Encrypt      string
	MsgSignature string
	TimeStamp    string
	Nonce        string
}

// passiveReply is a decrypted one.
type passiveReply struct {
	XMLName      xml.Name `xml:"xml"`
	ToUserName   string
	FromUserName string
	CreateTime   string
	MsgType      string
	Content      string
	Image        replyMedia
	Voice        replyMedia
	Video        replyMedia
	Music        struct {
		Title       string
		Description string
		MusicURL    string `xml:"MusicUrl"`
	}
	Articles []struct {
		Title       string
		Description string
		URL         string `xml:"Url"`
	} `xml:"Articles>item"`
}

type replyMedia struct {
	MediaID     string `xml:"MediaId"`
	Title       string
	Description string
}

// judge reads the webhook's answer: nothing, "success", or an encrypted reply to this person.
func (p *Platform) judge(ph *Phone, body []byte, c *Callback) result {
	if text := string(body); text == "" || text == "success" {
		c.Reply = text
		return result{}
	}
	plain, err := p.openReply(body)
	if err != nil {
		return result{fault: err.Error()}
	}
	c.Reply = string(plain)
	b, err := p.readReply(ph, plain)
	if err != nil {
		return result{fault: err.Error()}
	}
	return result{reply: b}
}

func (p *Platform) openReply(body []byte) ([]byte, error) {
	var e replyEnvelope
	if err := readXML(body, &e); err != nil {
		return nil, errors.New("neither success nor XML")
	}
	if e.Encrypt == "" {
		return nil, errors.New("reply is not encrypted")
	}
	want := p.codec.SignMessage(e.TimeStamp, e.Nonce, e.Encrypt)
	if subtle.ConstantTimeCompare([]byte(want), []byte(e.MsgSignature)) != 1 {
		return nil, errors.New("wrong MsgSignature")
	}
	return p.codec.Decrypt(e.Encrypt)
}

// readReply checks a decrypted reply and draws it; nil when it shows nothing.
func (p *Platform) readReply(ph *Phone, plain []byte) (*Bubble, error) {
	var r passiveReply
	if !utf8.Valid(plain) || readXML(plain, &r) != nil {
		return nil, errors.New("reply is not XML")
	}
	if r.ToUserName != ph.openID {
		return nil, errors.New("reply is to somebody else")
	}
	if r.FromUserName != p.config.Account {
		return nil, errors.New("reply is from another account")
	}
	if _, err := strconv.ParseInt(r.CreateTime, 10, 64); err != nil {
		return nil, errors.New("reply without CreateTime")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.replyBubble(r)
}

// replyBubble needs p.mu.
func (p *Platform) replyBubble(r passiveReply) (*Bubble, error) {
	b := &Bubble{From: FromAccount}
	media := func(k Kind, m replyMedia) (*Bubble, error) {
		if p.checkMedia(m.MediaID, k) != OK {
			return nil, fmt.Errorf("reply with an unknown %s", k)
		}
		shown := b.withMedia(k, mediaRef(m))
		return &shown, nil
	}
	switch r.MsgType {
	case "text":
		if n := len(r.Content); n == 0 || n > maxReplyText {
			return nil, fmt.Errorf("reply text of %d bytes", n)
		}
		b.Kind = Text
		b.setText(r.Content)
		return b, nil
	case "image":
		return media(Image, r.Image)
	case "voice":
		return media(Voice, r.Voice)
	case "video":
		return media(Video, r.Video)
	case "music":
		b.Kind, b.Title, b.Text, b.URL = Music, r.Music.Title, r.Music.Description, r.Music.MusicURL
		return b, nil
	case "news":
		if len(r.Articles) != 1 {
			return nil, fmt.Errorf("reply with %d articles", len(r.Articles))
		}
		a := r.Articles[0]
		b.Kind, b.Title, b.Text, b.URL = WebPage, a.Title, a.Description, a.URL
		return b, nil
	case "transfer_customer_service":
		return nil, nil
	}
	return nil, errors.New("reply of an unknown type")
}

// readXML reads one document and nothing behind it.
func readXML(data []byte, v any) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(v); err != nil {
		return err
	}
	for {
		switch t, err := dec.Token(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		default:
			if space, blank := t.(xml.CharData); !blank || len(bytes.TrimSpace(space)) > 0 {
				return errors.New("more than one document")
			}
		}
	}
}
