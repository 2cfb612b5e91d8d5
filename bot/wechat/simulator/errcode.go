package simulator

// Errcode is the platform's error number; it stands in JSON under HTTP 200.
type Errcode int

// The codes this platform answers. Published in
// https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html, and in the pages of the APIs.
const (
	OK                   Errcode = 0
	CodeBusy             Errcode = -1
	CodeTokenInvalid     Errcode = 40001
	CodeGrantType        Errcode = 40002
	CodeOpenID           Errcode = 40003
	CodeMediaType        Errcode = 40004
	CodeMediaSize        Errcode = 40006
	CodeMediaID          Errcode = 40007
	CodeMessageType      Errcode = 40008
	CodeAppID            Errcode = 40013
	CodeButtonCount      Errcode = 40016
	CodeButtonType       Errcode = 40017
	CodeButtonName       Errcode = 40018
	CodeButtonKey        Errcode = 40019
	CodeSubButtonCount   Errcode = 40023
	CodeSubButtonType    Errcode = 40024
	CodeSubButtonName    Errcode = 40025
	CodeSubButtonKey     Errcode = 40026
	CodeEscapes          Errcode = 40033
	CodeTemplateID       Errcode = 40037
	CodeQRAction         Errcode = 40052
	CodeQRScene          Errcode = 40053
	CodeSecret           Errcode = 40125
	CodeTokenMissing     Errcode = 41001
	CodeAppIDMissing     Errcode = 41002
	CodeSecretMissing    Errcode = 41004
	CodeMediaMissing     Errcode = 41005
	CodeTokenExpired     Errcode = 42001
	CodeNeedGET          Errcode = 43001
	CodeNeedPOST         Errcode = 43002
	CodeNotFollowing     Errcode = 43004
	CodeRefused          Errcode = 43101
	CodeEmptyContent     Errcode = 44004
	CodeTooLong          Errcode = 45002
	CodeArticleCount     Errcode = 45008
	CodeDailyQuota       Errcode = 45009
	CodeWindowClosed     Errcode = 45015
	CodeQuotaUsedUp      Errcode = 45047
	CodeNoMenu           Errcode = 46003
	CodeFormat           Errcode = 47001
	CodeTemplateArgument Errcode = 47003
	CodeClearQuota       Errcode = 48006
)

var errmsgs = map[Errcode]string{
	OK:                   "ok",
	CodeBusy:             "system error",
	CodeTokenInvalid:     "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken",
	CodeGrantType:        "invalid grant_type",
	CodeOpenID:           "invalid openid",
	CodeMediaType:        "invalid media type",
	CodeMediaSize:        "invalid media size",
	CodeMediaID:          "invalid media_id",
	CodeMessageType:      "invalid message type",
	CodeAppID:            "invalid appid",
	CodeButtonCount:      "invalid button size",
	CodeButtonType:       "invalid button type",
	CodeButtonName:       "invalid button name size",
	CodeButtonKey:        "invalid button key size",
	CodeSubButtonCount:   "invalid sub button size",
	CodeSubButtonType:    "invalid sub button type",
	CodeSubButtonName:    "invalid sub button name size",
	CodeSubButtonKey:     "invalid sub button key size",
	CodeEscapes:          `invalid charset. please check your request, if include \uxxxx will create fail!`,
	CodeTemplateID:       "invalid template_id",
	CodeQRAction:         "invalid action name",
	CodeQRScene:          "invalid action info",
	CodeSecret:           "invalid appsecret",
	CodeTokenMissing:     "access_token missing",
	CodeAppIDMissing:     "appid missing",
	CodeSecretMissing:    "appsecret missing",
	CodeMediaMissing:     "media data missing",
	CodeTokenExpired:     "access_token expired",
	CodeNeedGET:          "require GET method",
	CodeNeedPOST:         "require POST method",
	CodeNotFollowing:     "require subscribe",
	CodeRefused:          "user refuse to accept the msg",
	CodeEmptyContent:     "empty content",
	CodeTooLong:          "content size out of limit",
	CodeArticleCount:     "article size out of limit",
	CodeDailyQuota:       "reach max api daily quota limit",
	CodeWindowClosed:     "response out of time limit or subscription is canceled",
	CodeQuotaUsedUp:      "out of response count limit",
	CodeNoMenu:           "menu no exist",
	CodeFormat:           "data format error",
	CodeTemplateArgument: "argument invalid!",
	CodeClearQuota:       "forbid to clear quota because of reaching the limit",
}

// message is what the platform writes beside a code; a code it does not know is a system error in words.
func (c Errcode) message() string {
	if m, ok := errmsgs[c]; ok {
		return m
	}
	return "error"
}
