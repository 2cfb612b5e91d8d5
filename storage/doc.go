// Package storage holds the nouns of the bureau's desk (ticket, event, notice,
// person, staff, session) and the promises of whatever keeps them.
//
// It imports only the standard library. Package boltstore keeps everything in
// one file; package redisstore keeps sessions where several processes share
// them; package storagetest says what both must do.
package storage
