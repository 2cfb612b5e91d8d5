// Package page is the page that shows a simulated WeChat: phones side by side, the wire beside them, faults by
// switch, and a tour with a finger that points.
//
// The page talks only to the [simulator.Platform]. Whatever a reader does on a phone becomes a callback that is
// signed, encrypted and posted to the real webhook, and what the account answers comes back the same way.
//
// It is plain on purpose: one template, one stylesheet, small modules of JavaScript, server-sent events. It asks
// nobody but its own server for anything, and its Content-Security-Policy says so.
//
// Danger: the page shows what people write, decrypted, to whoever can open it. It is for demonstrations with
// invented people, and never part of a serving bot. It answers only when it is called by an IP address or as
// localhost, so that no foreign page can reach it through a name of its own, and takes acts only from itself.
package page
