package redisstore

import "github.com/redis/go-redis/v9"

// Every script may run twice for one call, since a call that was cut off is
// tried again.

// openScript takes the lease and loads. It answers with the session and the
// contact, or with a number while somebody else has the lease: the milliseconds
// that it has left.
//
// A lease of the same process (the first tokenProcess characters) from an
// earlier turn was left behind by a call that was cut off: within a process one
// turn begins after the other has ended. It is taken over. A late copy of an
// earlier call carries a smaller token and takes nothing.
//
// KEYS lease, session, contact; ARGV token, lease in ms, length of the process part.
var openScript = redis.NewScript(`
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  local held = redis.call('GET', KEYS[1])
  local n = tonumber(ARGV[3])
  if held and (string.sub(held, 1, n) ~= string.sub(ARGV[1], 1, n) or held > ARGV[1]) then
    return redis.call('PTTL', KEYS[1])
  end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return redis.call('MGET', KEYS[2], KEYS[3])`)

// saveScript stores and gives the lease back, if it still is this turn's. It
// answers 1, also when the stored session shows that this very call has been
// done before, and 0 when the lease was lost.
//
// KEYS lease, session, contact; ARGV token, session, its ms, contact or nothing, its ms.
var saveScript = redis.NewScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  if redis.call('GETRANGE', KEYS[2], 1, #ARGV[1]) == ARGV[1] then return 1 end
  return 0
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
if ARGV[4] == '' then
  redis.call('DEL', KEYS[1], KEYS[3])
else
  redis.call('SET', KEYS[3], ARGV[4], 'PX', ARGV[5])
  redis.call('DEL', KEYS[1])
end
return 1`)

// dropScript removes a key that still has this value.
//
// KEYS key; ARGV value.
var dropScript = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`)

// lockScript takes a lock. It answers 1, also when this very call has been done
// before, and 0 when somebody else has it.
//
// KEYS lock; ARGV token, ms.
var lockScript = redis.NewScript(`
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
return 0`)
