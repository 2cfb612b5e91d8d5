package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"minqing/bot"
	"minqing/storage"
	"minqing/storage/boltstore"
	"minqing/storage/seal"
)

// usageError is a mistake in how a command was called.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usage(text string) error { return usageError{text} }

// fail says on one line what went wrong, on what and why.
func (a *app) fail(command string, err error) int {
	fmt.Fprintf(a.stderr, "%s：%s\n", command, explain(err))
	var wrong usageError
	if errors.As(err, &wrong) {
		return exitUsage
	}
	return exitFailed
}

// explain turns an error into one line for an operator.
func explain(err error) string {
	return strings.Join(strings.Fields(explanation(err)), " ")
}

func explanation(err error) string {
	var sent *bot.SendError
	switch {
	case errors.Is(err, boltstore.ErrInUse):
		_, who, _ := strings.Cut(err.Error(), "in use by ")
		return "打开数据文件：正被另一个进程使用（" + who + "），请先停下它，或稍后再试"
	case errors.Is(err, boltstore.ErrWrongKey):
		return "打开数据文件：密钥不是这份数据的，请换回原来的密钥文件（" + err.Error() + "）"
	case errors.Is(err, seal.ErrNoKey):
		return "打开数据文件：数据在，密钥不在；新密钥读不了旧数据，所以没有另造一个，请放回原来的密钥（" + err.Error() + "）"
	case errors.Is(err, boltstore.ErrExists):
		return "恢复：那里已经有数据文件；确要覆盖请加 --force（" + err.Error() + "）"
	case errors.Is(err, syscall.EADDRINUSE):
		return "监听：端口已被别的程序占用，请换一个（" + err.Error() + "）"
	case errors.Is(err, boltstore.ErrDamaged):
		return "打开数据文件：文件已损坏，读不出来；请停下服务、把这份文件另存，再用最近的备份恢复（" + err.Error() + "）"
	case errors.Is(err, boltstore.ErrNoBackup):
		return "恢复：这不是完整的民情备份（不是备份文件、被截断或改动过），什么也没有恢复，请换一份（" + err.Error() + "）"
	case errors.Is(err, seal.ErrBadKey):
		return "读数据密钥：内容不是密钥，应当是 32 字节的 base64 或十六进制（" + err.Error() + "）"
	case errors.Is(err, seal.ErrOpenKey):
		return "读数据密钥：别的用户也能读这个文件，请运行 chmod 600（" + err.Error() + "）"
	case errors.As(err, &sent):
		return explainSend(sent)
	case errors.Is(err, storage.ErrUnavailable):
		return "Redis 没有应答（" + err.Error() + "）"
	}
	if text, ok := refused(err); ok {
		return text
	}
	return err.Error()
}

func explainSend(e *bot.SendError) string {
	switch {
	case e.Advice != "":
		return fmt.Sprintf("调用微信 %s：%s（errcode %d）", e.API, e.Advice, e.Code)
	case e.Code == 0:
		return fmt.Sprintf("调用微信 %s：连不上微信接口，请检查网络和 wechat.api_base", e.API)
	}
	return fmt.Sprintf("调用微信 %s：微信返回 errcode %d", e.API, e.Code)
}
