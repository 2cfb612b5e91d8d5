package main

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// mustBeOwner refuses root the data of somebody else. What root writes there — a
// compacted or restored data file, a picture, a key — belongs to root, and the service
// that comes after could not open it any more.
func mustBeOwner(data string, uid int) error {
	owner, known := ownerOf(data)
	if !known {
		owner, known = ownerOf(filepath.Dir(data))
	}
	if uid != 0 || !known || owner == 0 {
		return nil // whom the file does not let in, the system refuses
	}
	name := strconv.Itoa(owner)
	if u, err := user.LookupId(name); err == nil {
		name = u.Username
	}
	return fmt.Errorf("%s：数据属于用户 %s，root 写下的文件它的服务打不开，所以没有动；请以该用户运行：runuser -u %s -- minqing …", data, name, name)
}

func ownerOf(path string) (uid int, known bool) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, false
	}
	s, known := info.Sys().(*syscall.Stat_t)
	if !known {
		return 0, false
	}
	return int(s.Uid), true
}
