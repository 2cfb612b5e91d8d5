// Package flows is the conversation: an engine and one file per flow.
//
// A turn takes one message and returns an Act, what should happen next. It
// touches no store and sends nothing: the bot performs the Act, and what leaves
// the house leaves after the commit.
package flows
