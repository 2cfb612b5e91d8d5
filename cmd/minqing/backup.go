package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"minqing/configs"
	"minqing/storage/boltstore"
	"minqing/storage/seal"
)

// backupCommand copies data and media while the bot works.
type backupCommand struct {
	configFlag
	Out   string `arg:"" name:"OUT" help:"备份文件。"`
	Force bool   `help:"覆盖已有的文件。"`
}

// Run is `minqing backup`.
func (c *backupCommand) Run(a *app) error {
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	err = writeFile(c.Out, c.Force, func(w io.Writer) error { return a.perform(s, "backup", &backupTask{}, w) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "已备份到 %s（数据和媒体文件）。\n%s\n", c.Out, keyAdvice(s.config))
	return err
}

// keyAdvice says where the key is, without which a backup is worth nothing.
func keyAdvice(c *configs.Config) string {
	if c.Key != "" {
		return "备份里没有密钥，密钥来自环境变量 MINQING_KEY：请另外妥善保管，没有它备份无法读取。"
	}
	return fmt.Sprintf("备份里没有密钥，密钥在 %s：请另外保管一份，不要和备份放在一起；没有它备份无法读取。", c.KeyPath())
}

type backupTask struct{}

func (*backupTask) do(ctx context.Context, h *house, out io.Writer) error {
	return h.store.Backup(ctx, out)
}

// restoreCommand puts a backup in place. No server may have the data.
type restoreCommand struct {
	configFlag
	In    string `arg:"" name:"IN" help:"备份文件。"`
	Force bool   `help:"覆盖已有的数据。"`
}

// Run is `minqing restore`.
func (c *restoreCommand) Run(a *app) error {
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	data := s.config.Data
	if err := mustBeOwner(data, os.Geteuid()); err != nil {
		return err
	}
	switch conn, err := dialControl(a.ctx, data); {
	case err == nil:
		return errors.Join(fmt.Errorf("恢复 %s：服务正在使用这份数据，请先停止 minqing serve", data), conn.Close())
	case !errors.Is(err, errNoServer):
		return err
	}
	in, err := os.Open(c.In)
	if err != nil {
		return fmt.Errorf("读备份：%w", err)
	}
	defer in.Close()
	if err := boltstore.Restore(in, data, c.Force); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "已恢复到 %s。\n", data)
	return tryKey(a, s.config)
}

// tryKey tells at once whether what was restored can be read.
func tryKey(a *app, c *configs.Config) error {
	key, err := seal.LoadKey(c.KeyPath(), c.Key)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = fmt.Fprintf(a.stdout, "密钥还不在：启动前请把备份时的密钥放到 %s（权限 0600）。\n", c.KeyPath())
		return err
	}
	if err != nil {
		return err
	}
	store, err := boltstore.Open(c.Data, boltstore.Options{Key: key})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "密钥与数据相符。")
	return store.Close()
}
