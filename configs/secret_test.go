package configs

import (
	"strings"
	"testing"
)

// spoilt are files in which a secret stands where it shouldn't, or is broken.
var spoilt = []string{
	"wechat:\n  app_secret: %s\n",
	"wechat:\n  app_secret: [%s]\n",
	"wechat:\n  app_secret: {%s: 1}\n",
	"wechat:\n  app_secret: \"%s\n",
	"wechat:\n  app_secret %s\n",
	"wechat:\n  app_secret:%s\n",
	"wechat:\n  app_secret: %s: x\n",
	"wechat:\n  %s: x\n",
	"wechat: %s\n",
	"%s\n",
	"%s: 1\n%s: 2\n",
	"wechat:\n  aes_key: %s\n  previous_aes_key: %s\n  token: \"%s!\"\n",
	"wechat:\n  token: &%s x\n",
	"wechat:\n  token: *%s\n",
	"wechat:\n  token: !!%s x\n",
	"redis: redis://:%s@h:x\n",
	"redis: %s\n",
	"marriage_token: \" %s\"\n",
	"marriage_token: [%s]\n",
	"public_url: https://u:%s@h\nlisten: %s\nlimits:\n  turn: %s\n  text_chars: %s\n  photo_bytes: %s\n",
	"wechat:\n  templates:\n    %s: [1]\n",
	"log_level: %s\nkey: %s\n",
}

func TestProblemsNeverQuoteSecrets(t *testing.T) {
	for _, form := range spoilt {
		text := strings.ReplaceAll(form, "%s", canary)
		c, problems := load(t, text, noEnv)
		if !HasErrors(problems) {
			t.Errorf("no error in %q", text)
		}
		for _, p := range problems {
			if strings.Contains(p.String(), canary) {
				t.Errorf("%q gives %s", text, p)
			}
		}
		if c == nil {
			t.Errorf("no configuration from %q", text)
		}
	}
}

// FuzzLoad feeds broken files around a secret: no panic, no secret, and a
// line that the file has.
func FuzzLoad(f *testing.F) {
	for _, form := range spoilt {
		before, after, _ := strings.Cut(strings.ReplaceAll(form, "%s", canary), canary)
		f.Add(before, after)
	}
	f.Add(account, "\n- : ? |\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		c := Default()
		read, problems := decode("f.yaml", []byte(before+canary+after), c)
		check := &checker{source: read}
		check.config(c)
		lines := strings.Count(before+canary+after, "\n") + strings.Count(before+after, "\r") + 1
		for _, p := range append(problems, check.problems...) {
			if strings.Contains(p.Text, canary) {
				t.Errorf("quoted the secret: %s", p)
			}
			if p.Line < 1 || p.Line > lines {
				t.Errorf("%d lines, but %s", lines, p)
			}
		}
		if c.Wechat.AppSecret == canary && strings.Contains(c.String(), canary) {
			t.Error("printed the secret")
		}
	})
}
