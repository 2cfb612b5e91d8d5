package wechat

import (
	"net/url"
	"strings"
)

// query is what the platform puts behind the webhook's address.
type query struct {
	timestamp, nonce        string
	signature, msgSignature string
	echo                    string
	hasEcho                 bool
}

// maxQuery bounds one value: an encrypted echostr has about 110 characters.
const maxQuery = 1024

// parseQuery reads the known values and passes over others. A known one given
// twice is refused: two readers could choose differently.
func parseQuery(raw string) (q query, ok bool) {
	for raw != "" {
		var pair string
		pair, raw, _ = strings.Cut(raw, "&")
		name, value, _ := strings.Cut(pair, "=")
		var field *string
		switch name {
		case "timestamp":
			field = &q.timestamp
		case "nonce":
			field = &q.nonce
		case "signature":
			field = &q.signature
		case "msg_signature":
			field = &q.msgSignature
		case "echostr":
			field, q.hasEcho = &q.echo, true
		default:
			continue
		}
		if *field != "" || len(value) > maxQuery {
			return q, false
		}
		if strings.ContainsAny(value, "%+") {
			plain, err := url.QueryUnescape(value)
			if err != nil {
				return q, false
			}
			value = plain
		}
		*field = value
	}
	return q, true
}
