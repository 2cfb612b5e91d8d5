package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestCommandLine(t *testing.T) {
	in := install(t)
	broken := filepath.Join(in.dir, "broken.yaml")
	if err := os.WriteFile(broken, []byte("lissten: 1\nwechat:\n  app_id: wx00000000000000aa\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		args   []string
		code   int
		stdout string
		stderr string
	}{
		{"nothing", nil, exitUsage, "", "没有写要做什么，可以是 \"serve\""},
		{"unknown command", []string{"frobnicate"}, exitUsage, "", "没有“frobnicate”这个命令"},
		{"unknown flag", []string{"serve", "--nope"}, exitUsage, "", "没有 --nope 这个选项"},
		{"a flag nearly right", []string{"import", "--dryrun"}, exitUsage, "", "没有 --dryrun 这个选项；"},
		{"no configuration", []string{"serve"}, exitUsage, "", "缺少 --config"},
		{"no value", []string{"serve", "-c"}, exitUsage, "", "--config 后面没有写值"},
		{"no number", []string{"import", "-c", in.config, "--year"}, exitUsage, "", "--year 后面没有写值"},
		{"no figure", []string{"import", "-c", in.config, "--year", "今年", "x"}, exitUsage, "", "--year 应当是整数，不能是“今年”"},
		{"a value for a switch", []string{"import", "-c", in.config, "--force=2", "x"}, exitUsage, "", "--force 后面不用写值"},
		{"nowhere to write to", []string{"backup", "-c", in.config}, exitUsage, "", "缺少 <OUT>"},
		{"neither to export", []string{"export", "-c", in.config}, exitUsage, "", "缺少 <what> <OUT>"},
		{"a format that is none", []string{"report", "-c", in.config, "--format", "pdf"}, exitUsage, "", "--format 只能是"},
		{"one too many", []string{"backup", "-c", in.config, "a", "b"}, exitUsage, "", "“b”这个命令，或是多写了"},
		{"half a command", []string{"staff"}, exitUsage, "", "invite"},
		{"help", []string{"--help"}, exitDone, "staff invite", ""},
		{"configuration is missing", []string{"serve", "-c", filepath.Join(in.dir, "none.yaml")}, exitFailed, "", "none.yaml"},
		{"configuration is wrong", []string{"serve", "-c", broken}, exitFailed, "", "broken.yaml:1"},
		{"invite nobody", []string{"staff", "invite", "-c", in.config, "--role", "clerk"}, exitUsage, "", "--name"},
		{"invite for no role", []string{"staff", "invite", "-c", in.config, "--name", "王芳"}, exitUsage, "", "--role"},
		{"invite for a role that is none", []string{"staff", "invite", "-c", in.config, "--name", "王芳", "--role", "boss"}, exitUsage, "", "boss"},
		{"a clerk of no unit", []string{"staff", "invite", "-c", in.config, "--name", "王芳", "--role", "clerk"}, exitFailed, "", "殡葬管理股"},
		{"a unit that is none", []string{"staff", "invite", "-c", in.config, "--name", "王芳", "--role", "clerk", "--unit", "火箭股"}, exitFailed, "", "火箭股"},
		{"remove a stranger", []string{"staff", "remove", "-c", in.config, "赵四"}, exitFailed, "", "赵四"},
		{"due", []string{"due", "-c", in.config, "2026-02-12", "5"}, exitDone, "2026-02-26\n", ""},
		{"due by a day that is none", []string{"due", "-c", in.config, "12.2.2026", "5"}, exitUsage, "", "12.2.2026"},
		{"due before", []string{"due", "-c", in.config, "2026-02-12", "--", "-5"}, exitUsage, "", "工作日"},
		{"restore from nothing", []string{"restore", "-c", in.config, filepath.Join(in.dir, "none")}, exitFailed, "", "none"},
		{"qr of nothing", []string{"qr", "-c", in.config, "", filepath.Join(in.dir, "x.png")}, exitUsage, "", "场景值应当是 1 到 64 个字符"},
		{"qr of too much", []string{"qr", "-c", in.config, strings.Repeat("厅", 65), filepath.Join(in.dir, "x.png")}, exitUsage, "", "写了 65 个"},
		{"qr for too long", []string{"qr", "-c", in.config, "--days", "31", "x", filepath.Join(in.dir, "x.png")}, exitUsage, "", "30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := minqing(t, c.args...)
			if got.code != c.code || !strings.Contains(got.stdout, c.stdout) || !strings.Contains(got.stderr, c.stderr) {
				t.Errorf("got %+v\nwant %+v", got, c)
			}
			if c.code == exitDone && got.stderr != "" {
				t.Errorf("stderr of what went well: %s", got.stderr)
			}
			if english := regexp.MustCompile(`expected|missing|unexpected|unknown|must be`); c.code == exitUsage && english.MatchString(got.stderr) {
				t.Errorf("an operator reads Chinese, got %q", got.stderr)
			}
			if c.code == exitUsage && strings.Count(got.stderr, "\n") != 1 {
				t.Errorf("an error is one line, got %q", got.stderr)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	in := install(t)
	got := minqing(t, "check", "-c", in.config)
	if got.code != exitDone || !strings.Contains(got.stdout, "样例机构") || !strings.Contains(got.stdout, "0 处错误") {
		t.Errorf("check of a good configuration: %+v", got)
	}
	if _, err := os.Stat(in.data); err == nil {
		t.Error("check made a data file")
	}
	printed := minqing(t, "check", "-c", in.config, "--print").stdout
	for _, want := range []string{"app_id: \"" + testAppID, "name: 清溪县民政局", "text_chars: 2000"} {
		if !strings.Contains(printed, want) {
			t.Errorf("check --print lacks %q", want)
		}
	}
	for _, secret := range []string{testSecret, testToken, testAESKey} {
		if strings.Contains(printed, secret) {
			t.Error("check --print shows a secret")
		}
	}
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	in := install(t)
	in.configure(t, "  colour: blue\nlog_level: loud\n")
	got := minqing(t, "check", "-c", in.config)
	if got.code != exitFailed || !strings.Contains(got.stdout, "config.yaml:11: 错误") || !strings.Contains(got.stdout, "config.yaml:10: 错误") {
		t.Errorf("check of a wrong configuration: %+v", got)
	}
}

// Units to whose tickets nobody would answer are warnings, until somebody joins.
func TestCheckKnowsTheStaff(t *testing.T) {
	in := install(t)
	server := in.serve(t)
	code := lastLine(minqing(t, "staff", "invite", "-c", in.config, "--name", "王芳", "--role", "clerk", "--unit", "殡葬管理股").stdout)
	missing := "“殡葬管理股”还没有绑定"
	if got := minqing(t, "check", "-c", in.config); got.code != exitDone || !strings.Contains(got.stdout, missing) {
		t.Errorf("check beside the server, nobody bound: %+v", got)
	}
	if _, err := in.platform.Phone("王芳").Say(t.Context(), "绑定 "+code); err != nil {
		t.Fatal(err)
	}
	if got := minqing(t, "check", "-c", in.config); strings.Contains(got.stdout, missing) {
		t.Errorf("check beside the server, one bound: %+v", got)
	}
	server.end(t)
	if got := minqing(t, "check", "-c", in.config); got.code != exitDone || strings.Contains(got.stdout, missing) || !strings.Contains(got.stdout, "“养老服务股”还没有绑定") {
		t.Errorf("check without the server: %+v", got)
	}
	if err := os.Remove(in.data + ".key"); err != nil {
		t.Fatal(err)
	}
	if got := minqing(t, "check", "-c", in.config); got.code != exitFailed {
		t.Errorf("check without the key: %+v", got)
	}
	if got := minqing(t, "serve", "-c", in.config); got.code != exitFailed || !strings.Contains(got.stderr, "密钥不在") || strings.Count(got.stderr, "\n") != 2 {
		t.Errorf("serve without the key: %+v", got)
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return lines[len(lines)-1]
}
