// Package wechat is the adapter to a WeChat official account (服务号): the
// webhook that turns the platform's callbacks into flows.Message, the client
// that sends, fetches, and keeps the access token, the menu and the QR codes.
//
// The webhook owns its XML scanner and its AES codec: they are stricter than
// github.com/silenceper/wechat/v2 and cost a tenth of it. The tests prove them
// against the library in both directions. The shapes of menus, QR requests and
// customer-service messages are the library's; its transport is not used,
// because it has no time-outs and its errors carry the token.
package wechat
