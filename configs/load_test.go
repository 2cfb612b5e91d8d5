package configs

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	goodKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	canary  = "s3cr3t-CANARY-7f1e"
)

// account is the least that a configuration must say.
const account = "wechat:\n  app_id: wx0000000000000000\n  app_secret: abc\n  token: abc\n  aes_key: " + goodKey + "\n"

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func noEnv(string) (string, bool) { return "", false }

func env(pairs map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) { v, found := pairs[name]; return v, found }
}

func load(t *testing.T, text string, lookup func(string) (string, bool)) (*Config, []Problem) {
	t.Helper()
	c, problems, err := Load(write(t, "config.yaml", text), lookup)
	if err != nil {
		t.Fatal(err)
	}
	return c, problems
}

func onlyErrors(problems []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return p.Level == Warning })
}

func TestDefaultsStandWhereTheFileIsSilent(t *testing.T) {
	c, problems := load(t, account, noEnv)
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	if c.Listen != "127.0.0.1:8080" || c.AdminListen != "127.0.0.1:9090" || c.Data != "data/minqing.db" ||
		c.KeyPath() != "data/minqing.db.key" || c.Wechat.APIBase != "https://api.weixin.qq.com" {
		t.Errorf("addresses and paths: %+v", c.Redacted())
	}
	if l := c.Limits; l.Freshness != 10*time.Minute || l.Turn != 4500*time.Millisecond || l.Draft != 24*time.Hour ||
		l.BodyBytes != 64<<10 || l.PhotoBytes != 10<<20 || l.VoiceBytes != 2<<20 || l.TextChars != 2000 {
		t.Errorf("limits: %+v", l)
	}
}

// Every case is a file with one fault; the problem names the line of it.
func TestStrictWithLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		line       int
		say        string
	}{
		{"unknown key", account + "lisen: x\n", 6, "不认识的键 lisen"},
		{"unknown key below", account + "limits:\n  turn: 1s\n  turm: 1s\n", 8, "不认识的键 limits.turm"},
		{"key in other case", account + "limits:\n  Text-Chars: 1\n", 7, "是不是 text_chars"},
		{"twice", account + "data: a\ndata: b\n", 7, "YAML"},
		{"broken", account + "limits: [\n", 6, "YAML"},
		{"tab", account + "limits:\n\tturn: 1s\n", 7, "YAML"},
		{"not a duration", account + "limits:\n  turn: 4500\n", 7, "limits.turn"},
		{"no time left", account + "limits:\n  turn: 5s\n", 7, "小于 5s"},
		{"zero duration", account + "limits:\n  draft: 0s\n", 7, "limits.draft: 必须大于 0"},
		{"negative count", account + "outbox:\n  workers: -1\n", 7, "outbox.workers: 必须大于 0"},
		{"not a size", account + "limits:\n  photo_bytes: big\n", 7, "limits.photo_bytes"},
		{"not a number", account + "limits:\n  text_chars: nine\n", 7, "整数"},
		{"list for a value", account + "data: [a]\n", 6, "data: 应当是一个值"},
		{"value for a group", account + "limits: 3\n", 6, "limits: 应当是分组"},
		{"alias", account + "data: &a x\n", 6, "锚点"},
		{"second document", account + "---\nlisten: x:1\n", 7, "只能有一份"},
		{"address", account + "listen: 8080\n", 6, "host:port"},
		{"same address", account + "admin_listen: 127.0.0.1:8080\n", 6, "不能与 listen 相同"},
		{"public url", account + "public_url: example.org\n", 6, "public_url"},
		{"redis", account + "redis: localhost:6379\n", 6, "redis: 应当是"},
		{"log level", account + "log_level: loud\n", 6, "log_level"},
		{"key in the file", account + "key: abc\n", 6, "MINQING_KEY"},
		{"key file is the data", account + "key_file: data/minqing.db\n", 6, "key_file"},
		{"no aes key", strings.Replace(account, goodKey, `""`, 1), 5, "wechat.aes_key"},
		{"short aes key", strings.Replace(account, goodKey, goodKey[1:], 1), 5, "wechat.aes_key"},
		{"app id", strings.Replace(account, "wx0", "gh0", 1), 2, "wechat.app_id"},
		{"previous aes key", account + "  previous_aes_key: short\n", 6, "previous_aes_key"},
		{"api base", account + "  api_base: ftp://x\n", 6, "wechat.api_base"},
		{"no account at all", "listen: 127.0.0.1:1\n", 1, "wechat.app_secret"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, "config.yaml", c.text)
			_, problems, err := Load(path, noEnv)
			if err != nil {
				t.Fatal(err)
			}
			hit := slices.ContainsFunc(problems, func(p Problem) bool {
				return p.Level == Error && p.Line == c.line && strings.Contains(p.Text, c.say) && strings.HasPrefix(p.String(), path+":")
			})
			if !hit {
				t.Errorf("want an error at line %d saying %q, got %v", c.line, c.say, problems)
			}
		})
	}
}

func TestAllProblemsComeAtOnce(t *testing.T) {
	_, problems := load(t, "lisen: x\nlimits:\n  turn: soon\n  draft: 0s\nredis: nowhere\n", noEnv)
	errs := onlyErrors(problems)
	if len(errs) != 8 { // the four above and the account's four
		t.Errorf("want 8 errors, got %d: %v", len(errs), errs)
	}
}

func TestRealAESKeysPass(t *testing.T) {
	// The platform's keys needn't have zero bits at the end: base64.Strict refuses them.
	for _, key := range []string{goodKey, strings.Repeat("9", 43), strings.Repeat("/", 43), strings.Repeat("A", 43)} {
		if !validAESKey(key) {
			t.Errorf("refused %s", key)
		}
	}
	for _, key := range []string{"", strings.Repeat("A", 42), strings.Repeat("A", 44), strings.Repeat("-", 43), strings.Repeat("A", 42) + "\n"} {
		if validAESKey(key) {
			t.Errorf("accepted %q", key)
		}
	}
}

func TestRedisForms(t *testing.T) {
	good := []string{"", "redis://h", "redis://h:6379/0", "rediss://u:p@h:6379", "redis://:p,@h:1/2?x=y", "redis://[::1]:6379",
		"redis+sentinel://h1:26379,h2:26379/mymaster", "redis+cluster://h1:6379,h2:6379", "rediss+cluster://:p@h1:6379"}
	bad := []string{"h:6379", "http://h", "redis://", "redis://h:x", "redis://h:1:2", "redis://a,b", "redis://h/one",
		"redis+sentinel://h1:26379", "redis+cluster://h1:6379,", "redis+cluster://h/x", "redis://h:70000"}
	for _, text := range good {
		if !validRedis(text) {
			t.Errorf("refused %q", text)
		}
	}
	for _, text := range bad {
		if validRedis(text) {
			t.Errorf("accepted %q", text)
		}
	}
}

func TestUnreadableFileIsAnError(t *testing.T) {
	if c, _, err := Load(filepath.Join(t.TempDir(), "none.yaml"), noEnv); err == nil || c != nil {
		t.Errorf("got %v, %v", c, err)
	}
}

func TestExampleNeedsOnlyTheAccount(t *testing.T) {
	lookup := env(map[string]string{"MINQING_WECHAT_APP_SECRET": "abc", "MINQING_WECHAT_TOKEN": "abc", "MINQING_WECHAT_AES_KEY": goodKey})
	c, problems, err := Load("example.yaml", lookup)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := Default()
	want.PublicURL, want.Wechat = c.PublicURL, c.Wechat
	if !reflect.DeepEqual(c, want) {
		t.Errorf("the example strays from the defaults:\n%v\n%v", c, want)
	}
}

func TestPrintRoundTrips(t *testing.T) {
	c, _ := load(t, account+"  templates:\n    accepted: x:y\n    closed: T1\nredis: redis://u:"+canary+"@h:1/2\nlimits:\n  turn: 1500ms\n  photo_bytes: 1000\n",
		env(map[string]string{"MINQING_KEY": canary}))
	var out bytes.Buffer
	if err := c.Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{canary, goodKey, "abc"} {
		if strings.Contains(out.String(), secret) || strings.Contains(c.String(), secret) {
			t.Errorf("printed a secret: %s", out.String())
		}
	}
	if !strings.Contains(out.String(), "  draft: 24h\n") {
		t.Errorf("durations are long-winded: %s", out.String())
	}
	again := &Config{}
	if _, problems := decode("printed", out.Bytes(), again); len(problems) > 0 {
		t.Fatal(problems)
	}
	want := c.Redacted()
	want.Key = ""
	if !reflect.DeepEqual(again, want) {
		t.Errorf("read back\n%v\nwant\n%v", again, want)
	}
	for f := range reflect.TypeFor[Limits]().Fields() {
		if !strings.Contains(out.String(), "  "+f.Tag.Get("yaml")+": ") {
			t.Errorf("%s is not printed", f.Name)
		}
	}
}
