// Package redisstore keeps sessions and the platform's access token in Redis,
// where several processes of the bot share them: a single server, one behind
// Sentinel, or a Cluster.
//
// A turn costs two round trips: one script takes the user's lease and loads
// the session, another checks the lease, stores and gives it back. Within one
// process those who wait stand in line without asking Redis; across processes
// they ask again after growing pauses.
//
// # What lies in Redis
//
// For a person P and the prefix mq, all in one slot of a cluster:
//
//	mq:{P}:l   the lease: who has the turn, gone by itself after Options.Lease
//	mq:{P}:s   the session
//	mq:{P}:c   the contact, which outlives the session
//
// For an app A: mq:{A}:t the access token, mq:{A}:k the lock of who fetches the
// next. Sessions, contacts and tokens are sealed and bound to their key, so that
// a value copied elsewhere can't be opened. A PersonID is a keyed hash.
//
// # When Redis is away
//
// Every error wraps storage.ErrUnavailable and comes within about two
// Options.Timeout. A call that was cut off may have happened or not; each script
// may therefore run twice: an Open finds its own lease, a Save finds what it has
// stored. A turn that broke off leaves its lease behind; the next one of the same
// process takes it over, one of another process waits until it ends.
package redisstore
