package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The tour is as promised, and nothing that was typed lies in the log or in the
// open in the data.
func TestDemoOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	got := minqing(t, "demo", "--once", "--data", dir)
	if got.code != exitDone || !strings.HasSuffix(strings.TrimSpace(got.stdout), "all as promised）") {
		t.Fatalf("demo --once: %d\n%s\n%s", got.code, got.stdout, got.stderr)
	}
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		data, readErr := os.ReadFile(path)
		if readErr != nil {
			return err // a directory
		}
		for _, typed := range []string{complaint[:30], answer[:30], recheck[:30], "13900001234", "清溪县殡仪馆", "王芳", "承诺三天内", seen[:30], oneLine[:30], "火车站出站口", "盖了棉被", "林涛", cameraPlace,
			paperWords[:30], question[:30], hunger[:30], fire[:30], notYet[:30], hungerPhone, "唐静", "核实补发的月份", "入户核对", "药刚才送到了"} {
			if bytes.Contains(data, []byte(typed)) {
				t.Errorf("%s holds %q", filepath.Base(path), typed)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "demo.log"))
	if err != nil || bytes.Count(log, []byte(`"msg":"turn"`)) < 20 || bytes.Contains(log, []byte(`"level":"ERROR"`)) {
		t.Errorf("log: %v\n%s", err, log)
	}
	if again := minqing(t, "demo", "--once", "--data", dir); again.code != exitFailed {
		t.Errorf("the tour in a used directory: %+v", again)
	}
}

// A tour that is not as promised names the step.
func TestTourFails(t *testing.T) {
	w, err := openWorld(t.Context(), "127.0.0.1:0", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // nothing will come any more
	err = newTour(w, newScreen(new(bytes.Buffer), os.LookupEnv)).play(ctx, []step{{who: li, does: says("菜单"), sees: []sight{see(li, "没有的话")}}})
	if err == nil || !strings.Contains(err.Error(), "第 1 步") {
		t.Errorf("got %v", err)
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestDemoSpeaks(t *testing.T) {
	var stdout, stderr lockedBuffer
	script := "我要反映\n/tap 投诉\n/photo\n/location 26.1,119.3 汽车站\n/as 王芳\n工作台\n/wait 1h\n/people\n/fault window\n/fault off\n/nope\n/scan bind-XXXXXXXXXX\n/help\n/quit\n"
	code := run(t.Context(), []string{"demo", "--listen", "127.0.0.1:0"}, strings.NewReader(script), &stdout, &stderr)
	out := stdout.String()
	if code != exitDone {
		t.Fatalf("demo: %d %s\n%s", code, out, stderr.String())
	}
	last := 0
	for _, want := range []string{"请用浏览器打开  http://127.0.0.1:", "ssh -L", "您现在是市民李梅", "李梅 ▸ 我要反映", "哪一类", "关于哪方面", "〔照片〕", "您现在是王芳", "王芳，您好", "现在是", "陈伟", "没有 /nope", "您已经绑定为王芳", "/unfollow"} {
		i := strings.Index(out[last:], want)
		if i < 0 {
			t.Fatalf("%q does not come in its place:\n%s", want, out)
		}
		last += i
	}
}

// A port that is taken is one sentence with what to do.
func TestDemoPortTaken(t *testing.T) {
	in := install(t)
	in.serve(t)
	got := minqing(t, "demo", "--listen", in.public)
	if got.code != exitFailed || !strings.Contains(got.stderr, "--listen 127.0.0.1:8081") || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"一二三四五六", []string{"一二三四", "五六"}},
		{"一二三四，五", []string{"一二三四，", "五"}},
		{"一二 F26112", []string{"一二 ", "F26112"}},
		{"F2611240001", []string{"F2611240", "001"}},
		{"", []string{""}},
	} {
		if got := wrap(c.line, 8); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("wrap %q: %q", c.line, got)
		}
	}
}
