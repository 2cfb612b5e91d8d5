package main

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// goWords are what Go and the operating system say to developers.
var goWords = regexp.MustCompile(`no such file|is a directory|permission denied|unexpected EOF|invalid database|read key|read conf|open /`)

// TestRefusalsAreChinese: whatever file is missing, in the way, empty, foreign or full,
// the operator reads one Chinese line that names the file as it was typed.
func TestRefusalsAreChinese(t *testing.T) {
	in := install(t)
	in.fill(t, nothing)
	there := func(name string) string { return filepath.Join(in.dir, name) }
	backup := there("whole.tar")
	if got := minqing(t, "backup", "-c", in.config, backup); got.code != exitDone {
		t.Fatalf("backup: %+v", got)
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	in.put(t, "cut.tar", whole[:len(whole)/2])
	in.put(t, "foreign.tar", []byte("no backup at all"))
	whole[len(whole)/2] ^= 1
	in.put(t, "changed.tar", whole)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"check", "-c", there("none.yaml")}, "读配置文件：" + there("none.yaml") + "：没有这个文件或目录"},
		{[]string{"check", "-c", in.dir}, "读配置文件：" + in.dir + "：这是目录，不是文件"},
		{[]string{"import", "-c", in.config, there("none.xlsx")}, "读文件：" + there("none.xlsx") + "：没有这个文件或目录"},
		{[]string{"import", "-c", in.config, in.dir}, in.dir + "：这是目录，不是文件"},
		{[]string{"backup", "-c", in.config, there("none/b.tar")}, "写文件 " + there("none/b.tar") + "：没有这个文件或目录"},
		{[]string{"backup", "-c", in.config, backup + "/b.tar"}, "写文件 " + backup + "/b.tar：路径里有一段不是目录"},
		{[]string{"report", "-c", in.config, "--format", "json", "/dev/full/r.json"}, "写文件 /dev/full/r.json：路径里有一段不是目录"},
		{[]string{"restore", "-c", in.config, there("none.tar")}, "读备份：" + there("none.tar") + "：没有这个文件或目录"},
		{[]string{"restore", "-c", in.config, "--force", there("cut.tar")}, "不是完整的民情备份"},
		{[]string{"restore", "-c", in.config, "--force", there("foreign.tar")}, "不是完整的民情备份"},
		{[]string{"restore", "-c", in.config, "--force", there("changed.tar")}, "不是完整的民情备份"},
		{[]string{"restore", "-c", in.config, "--force", os.DevNull}, "不是完整的民情备份"},
	} {
		got := minqing(t, c.args...)
		said, _, _ := strings.Cut(got.stderr, "（") // in brackets stands what developers need
		if got.code != exitFailed || !strings.Contains(said, c.want) || goWords.MatchString(said) || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%q: %+v\nwant %s", c.args, got, c.want)
		}
	}
	if got := minqing(t, "verify", "-c", in.config); got.code != exitDone {
		t.Errorf("verify after what was refused: %+v", got)
	}
}

// TestABrokenInstallationIsSaidInChinese: data or key that cannot be used.
func TestABrokenInstallationIsSaidInChinese(t *testing.T) {
	for name, c := range map[string]struct {
		harm func(in *installation) error
		want string
	}{
		"no data file":  {func(in *installation) error { return os.WriteFile(in.data, []byte("hello"), 0o600) }, "文件已损坏"},
		"cut":           {func(in *installation) error { return os.Truncate(in.data, 20_000) }, "文件已损坏"},
		"no key":        {func(in *installation) error { return os.WriteFile(in.data+".key", []byte("x"), 0o600) }, "内容不是密钥"},
		"a key for all": {func(in *installation) error { return os.Chmod(in.data+".key", 0o644) }, "chmod 600"},
	} {
		t.Run(name, func(t *testing.T) {
			in := install(t)
			in.fill(t, nothing)
			if err := c.harm(in); err != nil {
				t.Fatal(err)
			}
			for _, command := range []string{"verify", "report", "compact"} {
				got := minqing(t, command, "-c", in.config)
				said, _, _ := strings.Cut(got.stderr, "（")
				if got.code != exitFailed || !strings.Contains(got.stderr, c.want) || goWords.MatchString(said) || strings.Count(got.stderr, "\n") != 1 {
					t.Errorf("%s: %+v\nwant %s", command, got, c.want)
				}
			}
		})
	}
}

// TestAnEmptiedDataFileIsNoInstallation: a file of no bytes, which a broken disk may
// leave, neither verifies nor backs up as whole, and a start on it is not silent.
func TestAnEmptiedDataFileIsNoInstallation(t *testing.T) {
	in := install(t)
	in.fill(t, nothing)
	if err := os.Truncate(in.data, 0); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"verify"}, {"compact"}, {"report"}, {"roll"}, {"staff", "list"}, {"backup", in.data + ".tar"}} {
		if got := minqing(t, append(args, "-c", in.config)...); got.code != exitFailed || !strings.Contains(got.stderr, "这个数据文件是空的") || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if info, err := os.Stat(in.data); err != nil || info.Size() != 0 {
		t.Errorf("a command that only reads wrote the data file: %v %v", info, err)
	}
	server := in.serve(t)
	server.end(t)
	if log := server.log.String(); !strings.Contains(log, "made a new data file") {
		t.Errorf("the log of a start without the data: %s", log)
	}
}

// TestNoDoorIsNamed: where the bot cannot listen, the sentence says at which address.
func TestNoDoorIsNamed(t *testing.T) {
	for reason, want := range map[syscall.Errno]string{
		syscall.EACCES:        "监听 127.0.0.1:80：没有权限",
		syscall.EADDRNOTAVAIL: "监听 127.0.0.1:80：本机没有这个地址，请核对 listen 和 admin_listen",
	} {
		told := &net.OpError{Op: "listen", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, Err: os.NewSyscallError("bind", reason)}
		if said := explain(told); said != want {
			t.Errorf("it says %q, want %q", said, want)
		}
	}
}

// TestAFullDiskIsSaidHoweverItIsTold: bbolt copies a file and passes on the words of
// the system without the error that they stand for.
func TestAFullDiskIsSaidHoweverItIsTold(t *testing.T) {
	told := fmt.Errorf("verify /data/minqing.db: meta 0 copy: %s", &fs.PathError{Op: "write", Path: "/data/minqing.db.verify", Err: syscall.ENOSPC})
	if said := explain(told); said != "磁盘满了，请腾出空间再试" {
		t.Errorf("of a full disk it says %q", said)
	}
}

// TestTheDrillNeedsNoAccount: what the manual has an operator do with a backup once a
// quarter works with the configuration that stands there, which is one line.
func TestTheDrillNeedsNoAccount(t *testing.T) {
	in := install(t)
	in.invite(t)
	backup := filepath.Join(in.dir, "b.tar")
	if got := minqing(t, "backup", "-c", in.config, backup); got.code != exitDone {
		t.Fatalf("backup: %+v", got)
	}
	key, err := os.ReadFile(in.data + ".key")
	if err != nil {
		t.Fatal(err)
	}
	drilled := filepath.Join(in.dir, "drilled.db")
	in.put(t, "drilled.db.key", key)
	drill := in.put(t, "drill.yaml", []byte("data: "+drilled+"\n"))
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"restore", backup}, "密钥与数据相符"}, {[]string{"verify"}, "核对无误"}, {[]string{"compact"}, "已整理"},
		{[]string{"staff", "list"}, "王芳"}, {[]string{"report"}, "群众意见统计"}, {[]string{"backup", backup + "2"}, "已备份"},
	} {
		if got := minqing(t, append(c.args, "-c", drill)...); got.code != exitDone || !strings.Contains(got.stdout, c.want) || got.stderr != "" {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
	if got := minqing(t, "menu", "push", "-c", drill); got.code != exitFailed || !strings.Contains(got.stderr, "wechat.app_id") {
		t.Errorf("menu push without an account: %+v", got)
	}
}
