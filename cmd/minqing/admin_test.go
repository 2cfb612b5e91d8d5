package main

import (
	"bytes"
	"image/png"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every admin command does the same beside a running server and without one.
func TestAdminBesideAndWithoutAServer(t *testing.T) {
	for _, beside := range []bool{true, false} {
		name := "without"
		if beside {
			name = "beside"
		}
		t.Run(name, func(t *testing.T) {
			in := install(t)
			if beside {
				in.serve(t)
			}
			code := in.invite(t)
			list := minqing(t, "staff", "list", "-c", in.config)
			if list.code != exitDone || !strings.Contains(list.stdout, "王芳") || !strings.Contains(list.stdout, "经办人、受理员") || strings.Contains(list.stdout, code) {
				t.Errorf("staff list: %+v", list)
			}
			in.tryMenu(t)
			in.tryQR(t)
			for _, command := range []string{"verify", "compact"} {
				if got := minqing(t, command, "-c", in.config); got.code != exitDone || got.stdout == "" {
					t.Errorf("%s: %+v", command, got)
				}
			}
			if got := minqing(t, "staff", "remove", "-c", in.config, "王芳"); got.code != exitDone {
				t.Errorf("staff remove: %+v", got)
			}
			if list := minqing(t, "staff", "list", "-c", in.config); strings.Contains(list.stdout, "王芳") {
				t.Errorf("staff list after remove: %+v", list)
			}
		})
	}
}

func (in *installation) invite(t *testing.T) (code string) {
	t.Helper()
	got := minqing(t, "staff", "invite", "-c", in.config, "--name", "王芳", "--role", "clerk,受理员", "--unit", "殡葬管理股")
	code = lastLine(got.stdout)
	if got.code != exitDone || len(code) != 10 {
		t.Fatalf("staff invite: %+v", got)
	}
	return code
}

func (in *installation) tryMenu(t *testing.T) {
	t.Helper()
	if got := minqing(t, "menu", "push", "-c", in.config); got.code != exitDone {
		t.Errorf("menu push: %+v", got)
	}
	if len(in.platform.Menu()) != 3 {
		t.Errorf("the platform has the menu %v", in.platform.Menu())
	}
	if got := minqing(t, "menu", "show", "-c", in.config); got.code != exitDone || !strings.Contains(got.stdout, "我要反映") {
		t.Errorf("menu show: %+v", got)
	}
}

func (in *installation) tryQR(t *testing.T) {
	t.Helper()
	file := filepath.Join(in.dir, "code.png")
	if got := minqing(t, "qr", "-c", in.config, "hall", file); got.code != exitDone {
		t.Errorf("qr: %+v", got)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(data)); err != nil {
		t.Errorf("qr: %v", err)
	}
}

// A code from beside the server binds in the chat.
func TestInviteBesideTheServerBinds(t *testing.T) {
	in := install(t)
	in.serve(t)
	seen, err := in.platform.Phone("王芳").Say(t.Context(), "绑定 "+in.invite(t))
	if err != nil || len(seen) != 1 || !seen[0].Says("绑定成功") {
		t.Errorf("绑定: %v %v", seen, err)
	}
	if list := minqing(t, "staff", "list", "-c", in.config); !strings.Contains(list.stdout, "已绑定") {
		t.Errorf("staff list: %+v", list)
	}
}

func TestBackupAndRestore(t *testing.T) {
	in := install(t)
	file := filepath.Join(in.dir, "backup")
	server := in.serve(t)
	in.invite(t)
	got := minqing(t, "backup", "-c", in.config, file)
	if got.code != exitDone || !strings.Contains(got.stdout, in.data+".key") {
		t.Fatalf("backup: %+v", got)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("backup file: %v %v", info, err)
	}
	if got := minqing(t, "backup", "-c", in.config, file); got.code != exitFailed || !strings.Contains(got.stderr, "--force") {
		t.Errorf("backup over a backup: %+v", got)
	}
	if got := minqing(t, "backup", "-c", in.config, "--force", file); got.code != exitDone {
		t.Errorf("backup over a backup by force: %+v", got)
	}
	if got := minqing(t, "restore", "-c", in.config, "--force", file); got.code != exitFailed || !strings.Contains(got.stderr, "先停止") {
		t.Errorf("restore beside the server: %+v", got)
	}
	server.end(t)
	minqing(t, "staff", "remove", "-c", in.config, "王芳")
	if got := minqing(t, "restore", "-c", in.config, file); got.code != exitFailed || !strings.Contains(got.stderr, "--force") {
		t.Errorf("restore over data: %+v", got)
	}
	if got := minqing(t, "restore", "-c", in.config, "--force", file); got.code != exitDone || !strings.Contains(got.stdout, "密钥与数据相符") {
		t.Errorf("restore by force: %+v", got)
	}
	if list := minqing(t, "staff", "list", "-c", in.config); !strings.Contains(list.stdout, "王芳") {
		t.Errorf("staff list after restore: %+v", list)
	}
	entries, err := os.ReadDir(in.dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("a scrap was left: %v %v", entries, err)
	}
}

func TestControlSocket(t *testing.T) {
	data := filepath.Join(t.TempDir(), strings.Repeat("long-", 30), "minqing.db")
	if err := os.MkdirAll(filepath.Dir(data), 0o700); err != nil {
		t.Fatal(err)
	}
	first, err := listenControl(data)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(controlPath(data))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("control socket: %v %v", info, err)
	}
	// A crash leaves the socket behind; the next server takes its place.
	if err := first.(*controlListener).UnixListener.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := dialControl(t.Context(), data); err != errNoServer {
		t.Errorf("dial a stale socket: %v", err)
	}
	second, err := listenControl(data)
	if err != nil {
		t.Fatal(err)
	}
	accepted := make(chan net.Conn, 1)
	go func() {
		c, _ := second.Accept()
		accepted <- c
	}()
	c, err := dialControl(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	if theirs := <-accepted; theirs == nil {
		t.Error("the same user was not let in")
	} else {
		theirs.Close()
	}
	c.Close()
	if err := second.Close(); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(controlPath(data), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := listenControl(data); err == nil {
		t.Error("a file that is no socket was taken away")
	}
	if info, err := os.Stat(controlPath(data)); err != nil || info.Mode().Type() == fs.ModeSocket {
		t.Errorf("a file that is no socket is gone: %v %v", info, err)
	}
}
