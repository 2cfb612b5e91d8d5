package wechat

import (
	"net/netip"
	"regexp"
	"strings"
	"time"

	"minqing/bot"
)

// rule is what to do about one errcode, and what to tell an operator.
type rule struct {
	reaction bot.Reaction
	advice   string
}

const (
	adviceIP = "服务器IP %s 不在公众号的IP白名单内，请登录微信公众平台，在“设置与开发→基本配置→IP白名单”中加入该IP。"
	anyIP    = "（未知）"
)

// errcodes is every errcode we know of. The sources are the platform's error
// tables and what developers report; what means a fault of this program is
// Refused, because trying the same call again would fail again.
var errcodes = map[int]rule{
	-1: {bot.Retry, ""}, // system busy

	40001: {bot.Renew, ""}, // access_token invalid or not the latest
	40014: {bot.Renew, ""}, // access_token invalid
	42001: {bot.Renew, ""}, // access_token expired
	41001: {bot.Refused, ""},

	40003: {bot.Unreachable, ""}, // openid of another account, or not following
	43004: {bot.Unreachable, ""}, // not following
	43019: {bot.Unreachable, ""}, // in the account's blacklist
	50002: {bot.Unreachable, ""}, // the user is frozen or gone

	45015: {bot.Hold, ""}, // window closed
	45047: {bot.Hold, ""}, // quota of this window used up
	43101: {bot.Hold, ""}, // no subscription granted, or it was refused

	45009: {bot.Pause, ""}, // daily quota; until midnight in Beijing
	45011: {bot.Pause, ""}, // per-minute quota; until the next minute

	45002: {bot.Shorten, ""},

	44004: {bot.Refused, ""}, // empty text
	45008: {bot.Refused, ""}, // more than one article
	40007: {bot.Refused, ""}, // media_id expired or of another account; uploads are repeated once before
	40033: {bot.Refused, ""}, // \uXXXX in the request
	47001: {bot.Refused, ""}, // not JSON
	45168: {bot.Refused, ""}, // a word of the platform's blacklist
	45072: {bot.Refused, ""}, // typing: no such command
	40004: {bot.Refused, ""}, // media type not taken
	40006: {bot.Refused, ""}, // media too large
	40009: {bot.Refused, ""}, // picture too large
	45001: {bot.Refused, ""}, // media too large

	45080: {bot.Ignore, ""}, // typing without a message in the last 30 s
	45081: {bot.Ignore, ""}, // already typing

	47003: {bot.Misconfigured, "模板字段 %s 的取值不符合该字段类型，请核对 wechat.templates 中的字段对应关系。"},
	40037: {bot.Misconfigured, "模板ID无效：请核对 wechat.templates 中的ID；订阅通知的ID前要加 subscribe: ，模板消息的ID前不加。"},
	40249: {bot.Misconfigured, "模板消息因内容违规被平台拦截，请登录微信公众平台检查该模板。"},
	48001: {bot.Misconfigured, "公众号没有这个接口的权限，请确认账号已认证，并在微信公众平台“接口权限”中开通。"},
	48004: {bot.Misconfigured, "公众号因违规被平台禁用了这个接口，请登录微信公众平台查看通知并处理。"},
	40200: {bot.Misconfigured, "当前账号类型不支持这种消息，请使用已认证的服务号。"},
	40013: {bot.Misconfigured, "AppID 无效，请核对 wechat.app_id。"},
	40125: {bot.Misconfigured, "AppSecret 无效，请核对 wechat.app_secret；如已重置，请填入新的值。"},
	40164: {bot.Misconfigured, adviceIP},
	61004: {bot.Misconfigured, adviceIP},
	40243: {bot.Misconfigured, "AppSecret 已被冻结，请登录微信公众平台解冻或重置。"},
	89503: {bot.Misconfigured, "服务器IP %s 调用接口需要公众号管理员确认，请管理员在微信上点“同意”；拒绝后该IP一小时内不能再调用。"},
}

// secretWrong is what 40001 means when the token endpoint itself says it.
const secretWrong = "AppSecret 无效，请核对 wechat.app_secret；如已重置，请填入新的值。"

// apiError is what the platform answered. msg is the platform's own text: it may
// hold an openid or what was sent and never leaves this package as it is.
type apiError struct {
	api  string
	code int
	msg  string
}

// sendError turns an answer into what the bot reads. An errcode we do not know
// is Retry: it may be a passing fault, and the outbox tries only a few times.
func (e apiError) sendError(now time.Time) *bot.SendError {
	r, known := errcodes[e.code]
	if !known {
		r.reaction = bot.Retry
	}
	return &bot.SendError{API: e.api, Code: e.code, Reaction: r.reaction, Until: until(e.code, now), Advice: e.advice(r.advice)}
}

// advice fills the one blank that an advice may have: the IP that the platform
// saw, or the field that it did not like. Nothing else of msg is quoted.
func (e apiError) advice(text string) string {
	if !strings.Contains(text, "%s") {
		return text
	}
	found := quotedIP(e.msg)
	if e.code == 47003 {
		found = quotedField(e.msg)
	}
	return strings.Replace(text, "%s", found, 1)
}

var fieldPattern = regexp.MustCompile(`data\.([A-Za-z_]{1,24}[0-9]{0,3})\b`)

func quotedField(msg string) string {
	if m := fieldPattern.FindStringSubmatch(msg); m != nil {
		return m[1]
	}
	return "（未指明）"
}

// quotedIP finds the first address in msg, of either family.
func quotedIP(msg string) string {
	words := strings.FieldsFunc(msg, func(r rune) bool {
		return !strings.ContainsRune("0123456789abcdefABCDEF.:", r)
	})
	for _, w := range words {
		if ip, err := netip.ParseAddr(strings.Trim(w, ".")); err == nil && !ip.Unmap().IsUnspecified() {
			return ip.Unmap().String()
		}
	}
	return anyIP
}

// beijing is the platform's clock; China has had no summer time since 1991.
var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// until is when an API that is over its limit may be called again.
func until(code int, now time.Time) time.Time {
	switch code {
	case 45009:
		y, m, d := now.In(beijing).Date()
		return time.Date(y, m, d+1, 0, 0, 0, 0, beijing)
	case 45011:
		return now.Truncate(time.Minute).Add(time.Minute)
	}
	return time.Time{}
}
