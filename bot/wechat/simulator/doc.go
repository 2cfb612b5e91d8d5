// Package simulator is a WeChat platform that runs on this machine: the API that an official account
// calls, the callbacks that the platform sends, and the phones of the people who talk to the account.
//
// A [Platform] is an [http.Handler] that answers as api.weixin.qq.com does. A [Phone] is a person: what she
// does reaches the account's webhook as XML, signed and encrypted, and what she sees comes back as a
// [Bubble]. [Faults] make the platform misbehave on demand; [Platform.Watch] tells all that happens.
//
// The package uses the standard library only. Its crypto is its own on purpose: when the account talks to
// it, two implementations of the envelope meet.
//
// A test reads as the conversation it is about:
//
//	p, err := simulator.New(simulator.Config{AppID: …, Account: "gh_…", Webhook: bot.URL + "/wechat"})
//	api := httptest.NewServer(p) // where the account's API calls go
//	li := p.Phone("李梅")
//	replies, err := li.Say(ctx, "菜单")    // the passive reply
//	replies, err = li.TapLink(ctx, "我要反映") // a tapped menu line of it
//	notice, err := li.Wait(ctx, func(b simulator.Bubble) bool { return b.Says("已受理") })
//
// # What is true to the platform
//
//   - Errors are an errcode in JSON under HTTP 200; the codes are the published ones.
//   - Callbacks are in safe mode: msg_signature over token, timestamp, nonce and Encrypt; AES-256-CBC. The
//     plain signature is sent too, as the platform does, although it proves nothing about the body.
//   - A callback is cut after 5 s and tried three times in all, with the same MsgId and CreateTime and a fresh
//     timestamp, nonce and ciphertext. When no try is answered well, the person reads [FaultText].
//   - Customer-service messages need a window: 5 in the 48 h after a message, 3 in the minute after a menu
//     click, a tapped menu line, a follow or a scan. 45015 says closed, 45047 says used up.
//   - stable_token keeps its token until shortly before its end, is isolated from token, and refreshes by
//     force at most every 30 s and 20 times a day.
//   - Temporary media live three days. A video is answered as JSON with video_url.
//   - URL verification sends echostr in plain with the plain signature, in safe mode too: so says
//     https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html.
//     [Platform.VerifyEncryptedURL] tries the encrypted form that other Tencent products use.
//
// # Where it knowingly differs
//
//   - It does not count daily and minute quotas of the API (45009, 45011) nor check the IP white list (40164);
//     [Faults.Answer] plays them.
//   - A bad answer (JSON, a wrong signature, HTTP 500) is tried again like a cut one. The platform does not
//     publish which bad answers it tries again.
//   - Tries follow each other at once. A reply addressed to somebody else is a bad answer.
//   - JSON escapes: every \uXXXX of a printable character is refused with 40033, ASCII too. The platform is
//     reported to refuse some and show others as they stand; raw UTF-8 is right either way.
//   - The overlap of two stable tokens is the last five minutes; of a token that lives under 20 minutes it
//     is the last quarter, so that short lives can be tried.
//   - A template message is checked by the field limits published for subscription messages. A repeated
//     client_msg_id answers ok with the first msgid; the platform's answer is not published.
//   - A person is a follower from the start, without an event; Follow delivers the event.
//   - The picture of a QR ticket is a pattern, not a code a camera can read.
//   - What people see is kept in memory and never forgotten.
package simulator
