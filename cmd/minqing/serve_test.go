package main

import (
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/storage"
	"minqing/storage/boltstore"
	"minqing/storage/seal"
)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func TestServe(t *testing.T) {
	in := install(t)
	server := in.serve(t)
	if err := in.platform.VerifyURL(t.Context()); err != nil {
		t.Error(err)
	}
	seen, err := in.platform.Phone("李梅").Say(t.Context(), "菜单")
	if err != nil || len(seen) != 1 || !seen[0].Says("我要反映") {
		t.Errorf("菜单: %v, %v", seen, err)
	}
	if _, err := in.platform.Phone("李梅").Raw(t.Context(), "<xml><ToUserName>gh_test</ToUserName><FromUserName>o1</FromUserName>"+
		"<CreateTime>1</CreateTime><MsgType>hologram</MsgType><MsgId>1</MsgId></xml>"); err != nil {
		t.Error(err)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/": 404, "/metrics": 404, "/debug/pprof/": 404, "/wechat": 400} {
		if status, body := get(t, "http://"+in.public+path); status != want {
			t.Errorf("GET %s: %d %s, want %d", path, status, body, want)
		}
	}
	admin := server.line("serving")["admin_listen"].(string)
	_, text := get(t, "http://"+admin+"/metrics")
	for _, want := range []string{
		`minqing_turns_total{flow="none",outcome="ok"} 1`, `minqing_unknown_kinds_total{name="hologram"} 1`,
		`minqing_callbacks_total{kind="text",refused=""} 1`, "minqing_outbox_waiting 0", "minqing_outbox_held 0",
		"minqing_turn_seconds_count 1", "minqing_commit_seconds_count", "go_goroutines",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	for _, secret := range []string{testSecret, testToken, testAESKey, in.platform.Phone("李梅").OpenID(), "菜单"} {
		if strings.Contains(server.log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	if status, _ := get(t, "http://"+admin+"/debug/pprof/"); status != http.StatusOK {
		t.Errorf("GET /debug/pprof/: %d", status)
	}
}

// A second server, and whatever is no server, leave the data alone.
func TestServeRefusesWhatIsTaken(t *testing.T) {
	in := install(t)
	in.serve(t)
	got := minqing(t, "serve", "-c", in.config)
	if got.code != exitFailed || !strings.Contains(got.stderr, "正被另一个进程使用") || !strings.Contains(got.stderr, "pid") {
		t.Errorf("second server: %+v", got)
	}
}

func TestServeRefusesAnotherKey(t *testing.T) {
	in := install(t)
	in.serve(t).end(t)
	if err := os.WriteFile(in.data+".key", []byte(strings.Repeat("ab", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	got := minqing(t, "serve", "-c", in.config)
	if got.code != exitFailed || !strings.Contains(got.stderr, "密钥不是这份数据的") {
		t.Errorf("serve with another key: %+v", got)
	}
}

// Every message that was answered before the stop is in the store after it, and
// every message that was taken was answered.
func TestGracefulStopDropsNothing(t *testing.T) {
	in := install(t)
	server := in.serve(t)
	var filing sync.WaitGroup
	acknowledged := make(chan string, 1000)
	begun := make(chan struct{}, 1000)
	const words = "请问高龄津贴怎么领取"
	for _, name := range []string{"甲", "乙", "丙", "丁"} {
		filing.Go(func() {
			phone := in.platform.Phone(name)
			for {
				seen, err := phone.Say(t.Context(), "人工服务")
				if err == nil && replied(seen) {
					seen, err = phone.Say(t.Context(), words)
				}
				if err != nil || !replied(seen) {
					return
				}
				if m := givenNumbers["F"].FindStringSubmatch(seen[0].Text); m != nil {
					acknowledged <- m[1]
					begun <- struct{}{}
				}
			}
		})
	}
	for range 20 {
		<-begun
	}
	server.end(t)
	filing.Wait()
	close(acknowledged)
	store := in.open(t)
	kept := keptTickets(t, store)[words]
	answered := 0
	for number := range acknowledged {
		answered++
		if !slices.Contains(kept, number) {
			t.Errorf("acknowledged ticket %s is not there", number)
		}
	}
	if answered != len(kept) {
		t.Errorf("%d tickets are kept, %d were acknowledged", len(kept), answered)
	}
	if report, err := store.Verify(t.Context()); err != nil || len(report.Problems) > 0 {
		t.Errorf("after the stop: %v %v", report, err)
	}
	if _, err := os.Stat(controlPath(in.data)); !os.IsNotExist(err) {
		t.Errorf("the control socket is still there: %v", err)
	}
}

// open opens the data file of an installation whose server has stopped.
func (in *installation) open(t *testing.T) *boltstore.Store {
	t.Helper()
	key, err := seal.LoadKey(in.data+".key", "")
	if err != nil {
		t.Fatal(err)
	}
	store, err := boltstore.Open(in.data, boltstore.Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// A download that hangs does not hold up a stop, and goes on at the next start.
func TestStopBreaksDownloadsOff(t *testing.T) {
	in := install(t)
	server := in.serve(t)
	in.platform.Faults.SlowAPI(time.Minute)
	phone := in.platform.Phone("李梅")
	number := ""
	for _, words := range []string{"我要反映", "投诉", "殡仪馆", "殡仪馆门口没有人打扫", "photo", "完成", "跳过", "匿名", "提交"} {
		say := func() ([]simulator.Bubble, error) { return phone.Say(t.Context(), words) }
		if words == "photo" {
			say = func() ([]simulator.Bubble, error) { return phone.Photo(t.Context(), demoPhoto()) }
		}
		seen, err := say()
		if err != nil || !replied(seen) {
			t.Fatalf("%s: %v %v", words, seen, err)
		}
		if m := givenNumbers["F"].FindStringSubmatch(seen[0].Text); m != nil {
			number = m[1]
		}
	}
	server.end(t)
	in.platform.Faults.Clear()
	second := in.serve(t)
	admin := second.line("serving")["admin_listen"].(string)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, text := get(t, "http://"+admin+"/metrics"); strings.Contains(text, `minqing_downloads_total{outcome="kept"} 1`) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the photo never came:\n%s", second.log)
		}
	}
	second.end(t)
	err := in.open(t).View(t.Context(), func(tx storage.Tx) error {
		all, err := tx.Attachments(number)
		if err == nil && (len(all) != 1 || all[0].State != storage.Kept) {
			t.Errorf("attachments of %s: %+v", number, all)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
