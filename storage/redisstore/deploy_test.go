package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"minqing/storage"
	"minqing/storage/redisstore"
	"minqing/storage/storagetest"
)

func TestSingle(t *testing.T) {
	server := storagetest.StartRedis(t)
	client := raw(t, server.Addr)
	suites(t, "redis://"+server.Addr, func(key string) error { return client.Del(context.Background(), key).Err() })
}

// TestCluster runs everything against three servers that share the slots.
func TestCluster(t *testing.T) {
	t.Parallel()
	addrs := startCluster(t)
	client := redis.NewClusterClient(&redis.ClusterOptions{Addrs: addrs})
	t.Cleanup(func() { _ = client.Close() })
	// One address is enough: the others are learnt from it.
	suites(t, "redis+cluster://"+addrs[0], func(key string) error { return client.Del(context.Background(), key).Err() })

	t.Run("every server is used", func(t *testing.T) {
		s := open(t, redisstore.Options{URL: "redis+cluster://" + strings.Join(addrs, ",")})
		for i := range 40 {
			mustSave(t, s, mustOpen(t, s, storage.PersonID(fmt.Sprintf("%032x", i))))
		}
		for _, addr := range addrs {
			if n := raw(t, addr).DBSize(t.Context()).Val(); n == 0 {
				t.Errorf("%s holds nothing", addr)
			}
		}
	})
}

const slots = 16384

// startCluster starts three servers and makes them one cluster.
func startCluster(t *testing.T) (addrs []string) {
	t.Helper()
	const n = 3
	clients := make([]*redis.Client, n)
	buses := make([]string, n)
	for i := range n {
		buses[i] = storagetest.FreePort(t)
		server := storagetest.StartRedis(t, "--cluster-enabled", "yes", "--cluster-port", buses[i], "--cluster-node-timeout", "5000")
		addrs = append(addrs, server.Addr)
		clients[i] = raw(t, server.Addr)
		if err := clients[i].ClusterAddSlotsRange(t.Context(), slots*i/n, slots*(i+1)/n-1).Err(); err != nil {
			t.Fatal(err)
		}
		if err := clients[i].Do(t.Context(), "CLUSTER", "SET-CONFIG-EPOCH", i+1).Err(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n - 1 {
		host, port, _ := net.SplitHostPort(addrs[i+1])
		if err := clients[0].Do(t.Context(), "CLUSTER", "MEET", host, port, buses[i+1]).Err(); err != nil {
			t.Fatal(err)
		}
	}
	for _, client := range clients {
		eventually(t, "the cluster forms", func() bool {
			info := client.ClusterInfo(t.Context()).Val()
			return strings.Contains(info, "cluster_state:ok") && strings.Contains(info, "cluster_known_nodes:3") &&
				strings.Contains(info, "cluster_slots_assigned:16384")
		})
	}
	return addrs
}

// eventually waits for something that another program does.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	ctx := timeout(t, 20*time.Second)
	for !is() {
		select {
		case <-ctx.Done():
			t.Fatalf("%s: not in 20 s", what)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// TestSentinel runs everything against a server that is found through Sentinel,
// and follows it when the master changes.
func TestSentinel(t *testing.T) {
	t.Parallel()
	master := storagetest.StartRedis(t)
	_, masterPort, _ := net.SplitHostPort(master.Addr)
	replica := storagetest.StartRedis(t, "--replicaof", "127.0.0.1 "+masterPort)
	sentinel := startSentinel(t, masterPort)
	client := raw(t, master.Addr)
	url := "redis+sentinel://" + sentinel + "/bureau"
	suites(t, url, func(key string) error { return client.Del(context.Background(), key).Err() })

	t.Run("the master changes", func(t *testing.T) {
		o := quick(url)
		o.Timeout = time.Second
		s := open(t, o)
		session := mustOpen(t, s, li)
		session.Focus = "F2611230001"
		mustSave(t, s, session)
		failOver(t, sentinel, master.Addr, replica.Addr)
		eventually(t, "the store follows the new master", func() bool {
			session, err := s.Open(t.Context(), li)
			if err != nil {
				if !errors.Is(err, storage.ErrUnavailable) {
					t.Fatal(err)
				}
				return false
			}
			if session.Focus != "F2611230001" {
				t.Fatalf("the session is %+v", session)
			}
			return s.Save(t.Context(), session) == nil
		})
		if n := raw(t, replica.Addr).Exists(t.Context(), "mq:{"+string(li)+"}:s").Val(); n != 1 {
			t.Error("the session is not at the new master")
		}
	})
}

func startSentinel(t *testing.T, masterPort string) (addr string) {
	t.Helper()
	config := filepath.Join(t.TempDir(), "sentinel.conf")
	text := "sentinel monitor bureau 127.0.0.1 " + masterPort + " 1\nsentinel down-after-milliseconds bureau 5000\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return storagetest.StartSentinel(t, config).Addr
}

// failOver makes the replica the master.
func failOver(t *testing.T, sentinel, master, replica string) {
	t.Helper()
	client := redis.NewSentinelClient(&redis.Options{Addr: sentinel})
	t.Cleanup(func() { _ = client.Close() })
	replicated := raw(t, replica)
	eventually(t, "the replica follows", func() bool {
		return strings.Contains(replicated.Info(t.Context(), "replication").Val(), "master_link_status:up")
	})
	eventually(t, "sentinel begins", func() bool { return client.Failover(t.Context(), "bureau").Err() == nil })
	eventually(t, "sentinel names the replica", func() bool {
		at, err := client.GetMasterAddrByName(t.Context(), "bureau").Result()
		return err == nil && len(at) == 2 && net.JoinHostPort(at[0], at[1]) == replica
	})
	if replica == master {
		t.Fatal("the master did not change")
	}
}
