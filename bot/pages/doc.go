// Package pages are what the bot shows in a browser: the calling screen (叫号屏)
// of the marriage office, which shows nothing about people, and a slip (转办单) to
// whoever has its signed link. A page asks nobody but its own server for anything.
package pages
