package main

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
)

// refusals is what an operating system says when it does not do something, for
// people.
var refusals = []struct {
	is  error
	say string
}{
	{fs.ErrNotExist, "没有这个文件或目录"},
	{fs.ErrPermission, "没有权限"},
	{syscall.EISDIR, "这是目录，不是文件"},
	{syscall.ENOTDIR, "路径里有一段不是目录"},
	{syscall.ENOSPC, "磁盘满了，请腾出空间再试"},
	{syscall.EDQUOT, "磁盘配额用完了，请腾出空间再试"},
	{syscall.EROFS, "磁盘是只读的"},
	{syscall.EIO, "磁盘读写出错，请检查硬盘"},
	{syscall.EADDRNOTAVAIL, "本机没有这个地址，请核对 listen 和 admin_listen"},
	{syscall.EMFILE, "打开的文件太多"},
	{syscall.ENAMETOOLONG, "文件名太长"},
}

// refused explains what the operating system refused: what was being done, as far
// as the error says so in Chinese, on which file, and why.
func refused(err error) (text string, ok bool) {
	for _, r := range refusals {
		if errors.Is(err, r.is) || r.is == syscall.ENOSPC && strings.HasSuffix(err.Error(), r.is.Error()) { // bbolt passes on the text alone
			return doing(err) + r.say, true
		}
	}
	return "", false
}

// doing is what was being done, and to what. What the code says to developers on
// the way, as in "read key: open FILE", is left out.
func doing(err error) string {
	text, file := err.Error(), ""
	var on *fs.PathError
	if errors.As(err, &on) {
		text, _, _ = strings.Cut(text, on.Error())
		file = on.Path + "："
	}
	var door *net.OpError
	if errors.As(err, &door) && door.Op == "listen" && door.Addr != nil {
		return "监听 " + door.Addr.String() + "："
	}
	const colon = "："
	end := strings.LastIndex(text, colon)
	if end < 0 {
		return file
	}
	return text[:end+len(colon)] + file
}

// reasonOf is the reason alone, for a sentence that has already named the file: the
// one that a person knows, not the one aside that was being written.
func reasonOf(err error) error {
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		return file.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
