package redisstore

import (
	"reflect"
	"testing"

	"github.com/redis/go-redis/v9"

	"minqing/storage/storagetest"
)

// step is one call of a script and its answer.
type step struct {
	what   string
	script *redis.Script
	args   []any
	want   any
}

const hour = 3_600_000 // ms

// opening and saving are the arguments that Store gives the scripts. Tokens here
// are a process of one character and a number.
func opening(token string, want any) step {
	return step{"open " + token, openScript, []any{token, hour, 1}, want}
}

func saving(token string, want int64) step {
	return step{"save " + token, saveScript, []any{token, "\x01" + token + "session", hour, "contact", hour}, want}
}

func locking(token string, want int64) step {
	return step{"lock " + token, lockScript, []any{token, hour}, want}
}

// The answers of openScript: loaded what this token saved, or held by another.
func loaded(token string) any {
	if token == "" {
		return []any{nil, nil}
	}
	return []any{"\x01" + token + "session", "contact"}
}

const held = "held"

// Calls may be repeated, come late or never be heard of again. No story leads to
// two turns at once, to a lost save, or to a process that waits for itself.
func TestScripts(t *testing.T) {
	server := storagetest.StartRedis(t)
	client := redis.NewClient(&redis.Options{Addr: server.Addr, Protocol: 2})
	t.Cleanup(func() { _ = client.Close() })
	stories := map[string][]step{
		"a turn after another":             {opening("a1", loaded("")), saving("a1", 1), opening("b1", loaded("a1")), saving("b1", 1)},
		"an open is repeated":              {opening("a1", loaded("")), opening("a1", loaded("")), saving("a1", 1)},
		"a save is repeated":               {opening("a1", loaded("")), saving("a1", 1), saving("a1", 1)},
		"a save is repeated in the next":   {opening("a1", loaded("")), saving("a1", 1), opening("b1", loaded("a1")), saving("a1", 1), saving("b1", 1), opening("a2", loaded("b1"))},
		"a save is repeated after another": {opening("a1", loaded("")), saving("a1", 1), opening("b1", loaded("a1")), saving("b1", 1), saving("a1", 0), opening("a2", loaded("b1"))},
		"another process has it":           {opening("b1", loaded("")), opening("a1", held), saving("a1", 0), opening("c1", held), saving("b1", 1)},
		"the earlier turn broke off":       {opening("a1", loaded("")), opening("a2", loaded("")), saving("a1", 0), saving("a2", 1)},
		"an open comes late":               {opening("a2", loaded("")), opening("a1", held), saving("a2", 1)},
		"a save without a lease":           {saving("a1", 0), opening("b1", loaded(""))},
		"a lock is asked for twice":        {locking("a1", 1), locking("a1", 1), locking("b1", 0), locking("a2", 0)},
	}
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			if err := client.FlushDB(t.Context()).Err(); err != nil {
				t.Fatal(err)
			}
			for _, s := range story {
				got, err := s.script.Run(t.Context(), client, []string{"l", "s", "c"}, s.args...).Result()
				if _, number := got.(int64); number && s.script == openScript {
					got = held
				}
				if err != nil || !reflect.DeepEqual(got, s.want) {
					t.Fatalf("%s: %q, %v, want %q", s.what, got, err, s.want)
				}
			}
		})
	}
}
