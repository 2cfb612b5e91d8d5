// Package boltstore keeps the whole desk in one bbolt file: tickets, events,
// notices, people, staff, and, where no Redis is configured, conversations too.
// Media lie beside it in the directory <file>.media.
//
// Personal data is sealed, see package seal. What lies open is what lists and
// figures need: numbers, states, units, times and keyed hashes.
//
// Concurrent writers share one commit and so one fsync; a lone writer waits for
// nobody. Readers see the last commit and never wait for a writer.
package boltstore
