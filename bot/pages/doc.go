// Package pages are what the bot shows in a browser: the calling screen
// (叫号屏) of the marriage office. A page asks nobody but its own server for
// anything, and shows nothing about people.
package pages
