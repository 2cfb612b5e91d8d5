// Package bot performs one turn of conversation, from a message to its answer,
// and delivers what must be told outside the five seconds of a reply.
//
// Nothing leaves the process before the commit: a turn returns what should
// happen, the store makes it durable, then the reply is written and the outbox
// sends.
package bot
