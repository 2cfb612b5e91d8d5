// Package texts holds every sentence the bot says, one file per conversation.
// Sentences are Go values: a misspelt one does not compile, an empty one fails
// the test. Wrong input is answered by a sentence that says what is wanted and
// shows an example. The package imports nothing of ours.
package texts
