package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRootLeavesTheServicesData: a command that root runs without the service's user
// changes nothing; compact and restore used to leave a data file that the service
// could not open.
func TestRootLeavesTheServicesData(t *testing.T) {
	in := install(t)
	in.fill(t, nothing)
	backup := filepath.Join(in.dir, "b.tar")
	if got := minqing(t, "backup", "-c", in.config, backup); got.code != exitDone {
		t.Fatalf("backup: %+v", got)
	}
	if os.Geteuid() == 0 {
		in.giveAway(t)
		for _, args := range [][]string{{"compact"}, {"verify"}, {"staff", "list"}, {"serve"}, {"restore", "--force", backup}} {
			got := minqing(t, append(args, "-c", in.config)...)
			if got.code != exitFailed || !strings.Contains(got.stderr, "数据属于用户 ") || !strings.Contains(got.stderr, "runuser -u ") {
				t.Errorf("%q as root: %+v", args, got)
			}
		}
		if owner, _ := ownerOf(in.data); owner == 0 {
			t.Error("the data file is root's now")
		}
	}
	if err := mustBeOwner(in.data, 0); err == nil {
		t.Error("root may work on somebody else's data")
	}
	if err := mustBeOwner(filepath.Join(filepath.Dir(in.data), "new.db"), 0); err == nil {
		t.Error("root may begin in somebody else's directory")
	}
	if err := mustBeOwner(in.data, 1000); err != nil {
		t.Errorf("somebody who is not root: %v", err)
	}
}

// giveAway makes the data another user's.
func (in *installation) giveAway(t *testing.T) {
	t.Helper()
	const nobody = 65534
	for _, path := range []string{filepath.Dir(in.data), in.data, in.data + ".key"} {
		if err := os.Chown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
}
