package wechat

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// appendReply appends a passive text reply (被动回复) as XML.
func appendReply(b []byte, to, from string, at time.Time, text string) []byte {
	b = append(b, "<xml><ToUserName>"...)
	b = appendCDATA(b, to)
	b = append(b, "</ToUserName><FromUserName>"...)
	b = appendCDATA(b, from)
	b = append(b, "</FromUserName><CreateTime>"...)
	b = strconv.AppendInt(b, at.Unix(), 10)
	b = append(b, "</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>"...)
	b = appendCDATA(b, text)
	return append(b, "</Content></xml>"...)
}

// appendEnvelope appends the encrypted reply's XML around the base64 text.
func appendEnvelope(b, sealed, signature []byte, timestamp []byte, nonce string) []byte {
	b = append(b, "<xml><Encrypt><![CDATA["...)
	b = append(b, sealed...)
	b = append(b, "]]></Encrypt><MsgSignature><![CDATA["...)
	b = append(b, signature...)
	b = append(b, "]]></MsgSignature><TimeStamp>"...)
	b = append(b, timestamp...)
	b = append(b, "</TimeStamp><Nonce>"...)
	b = appendCDATA(b, nonce)
	return append(b, "</Nonce></xml>"...)
}

// appendCDATA appends text as CDATA, without the characters that XML 1.0
// forbids; "]]>" is spread over two sections.
func appendCDATA(b []byte, text string) []byte {
	b = append(b, "<![CDATA["...)
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c >= ' ' || c == '\n' || c == '\t' {
				if c == '>' && i >= 2 && text[i-2:i] == "]]" {
					b = append(b, "]]><![CDATA["...)
				}
				b = append(b, c)
			}
			i++
			continue
		}
		r, width := utf8.DecodeRuneInString(text[i:])
		if legal(r) && (r != utf8.RuneError || width > 1) {
			b = append(b, text[i:i+width]...)
		}
		i += width
	}
	return append(b, "]]>"...)
}
