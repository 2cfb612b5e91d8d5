package configs

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEveryKeyComesFromTheEnvironment(t *testing.T) {
	names := Variables()
	for _, want := range []string{"MINQING_LISTEN", "MINQING_ADMIN_LISTEN", "MINQING_PUBLIC_URL", "MINQING_DATA", "MINQING_REDIS",
		"MINQING_BUREAU", "MINQING_WECHAT_APP_ID", "MINQING_WECHAT_APP_SECRET", "MINQING_WECHAT_TOKEN", "MINQING_WECHAT_AES_KEY",
		"MINQING_WECHAT_PREVIOUS_AES_KEY", "MINQING_WECHAT_API_BASE", "MINQING_WECHAT_TEMPLATES", "MINQING_LIMITS_TURN",
		"MINQING_OUTBOX_WORKERS", "MINQING_KEY", "MINQING_KEY_FILE", "MINQING_LOG_LEVEL", "MINQING_MARRIAGE_TOKEN"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not looked up", want)
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Error("two keys share a variable")
	}
	asked := map[string]bool{}
	_, _, err := Load("", func(name string) (string, bool) { asked[name] = true; return "", false })
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !asked[name] {
			t.Errorf("Load doesn't ask for %s", name)
		}
	}
}

func TestEnvironmentWinsOverTheFile(t *testing.T) {
	c, problems := load(t, account+"  templates: {closed: T1, replied: T2}\nlisten: 127.0.0.1:1\n", env(map[string]string{
		"MINQING_LISTEN": ":2", "MINQING_WECHAT_APP_SECRET": "other", "MINQING_LIMITS_TURN": "2s", "MINQING_LIMITS_PHOTO_BYTES": "5MiB",
		"MINQING_OUTBOX_WORKERS": "3", "MINQING_KEY": "k", "MINQING_WECHAT_TEMPLATES_CLOSED": "T9",
	}))
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	if c.Listen != ":2" || c.Wechat.AppSecret != "other" || c.Limits.Turn != 2*time.Second || c.Limits.PhotoBytes != 5<<20 ||
		c.Outbox.Workers != 3 || c.Key != "k" {
		t.Errorf("not overridden: %v", c)
	}
	if c.Wechat.Templates["closed"] != "T9" || c.Wechat.Templates["replied"] != "T2" {
		t.Errorf("templates: %v", c.Wechat.Templates)
	}
	c, _ = load(t, account, env(map[string]string{"MINQING_WECHAT_TEMPLATES": "closed=T3, replied=T4"}))
	if len(c.Wechat.Templates) != 2 || c.Wechat.Templates["replied"] != "T4" {
		t.Errorf("templates as one text: %v", c.Wechat.Templates)
	}
}

func TestAFaultyVariableIsNamed(t *testing.T) {
	_, problems := load(t, account, env(map[string]string{"MINQING_LIMITS_TURN": canary, "MINQING_LISTEN": canary, "MINQING_WECHAT_AES_KEY": canary}))
	errs := onlyErrors(problems)
	if len(errs) != 3 {
		t.Errorf("want 3 errors, got %v", errs)
	}
	for _, p := range errs {
		if !strings.HasPrefix(p.String(), "环境变量 MINQING_") || strings.Contains(p.String(), canary) {
			t.Errorf("got %s", p)
		}
	}
}

func TestUnknownVariablesAreWarnings(t *testing.T) {
	problems := UnknownVariables([]string{"HOME=/", "MINQING_LISTEN=x", "MINQING_LISTN=" + canary, "MINQING_WECHAT_TEMPLATES_CLOSED=x", "MINQING_KEY=x"})
	if len(problems) != 1 || problems[0].Level != Warning || problems[0].String() != "环境变量 MINQING_LISTN: 不认识这个变量，已忽略" {
		t.Errorf("got %v", problems)
	}
}
