package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile makes a file of mode 0600 appear under its name only when all of it
// is durable there. Over an existing file it goes only with force.
func writeFile(path string, force bool, write func(io.Writer) error) (err error) {
	if err := mayWrite(path, force); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".")
	if err != nil {
		return unwritten(path, err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		if aside := new(fs.PathError); errors.As(err, &aside) && aside.Path == f.Name() {
			return unwritten(path, err)
		}
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return unwritten(path, err)
	}
	return nil
}

// unwritten says that a file could not be written. It names the file that was asked
// for, not the one aside from which it would have been made.
func unwritten(path string, err error) error {
	return fmt.Errorf("写文件 %s：%w", path, reasonOf(err))
}

func mayWrite(path string, force bool) error {
	if force {
		return nil
	}
	_, err := os.Lstat(path)
	if err == nil {
		return fmt.Errorf("写文件 %s：已经有这个文件；确要覆盖请加 --force", path)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return unwritten(path, err)
	}
	return nil
}
