package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// app is the world as a command sees it.
type app struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	lookup         func(string) (string, bool) // the environment
	environ        func() []string
	now            func() time.Time
}

// grammar is every command. Contract: later capabilities add theirs here.
type grammar struct {
	Serve   serveCommand   `cmd:"" help:"运行机器人。"`
	Demo    demoCommand    `cmd:"" help:"在本机演示：机器人、模拟的微信和样例机构，不需要任何服务器。"`
	Check   checkCommand   `cmd:"" help:"检查配置、机构文件、日历、问答和对话流程，列出所有问题。"`
	Staff   staffCommands  `cmd:"" help:"工作人员：邀请、列出、停用。"`
	Menu    menuCommands   `cmd:"" help:"公众号底部的菜单：推送、查看。"`
	QR      qrCommand      `cmd:"" name:"qr" help:"生成带场景值的公众号二维码。"`
	Export  exportCommand  `cmd:"" help:"导出台账：工单、街头救助，或婚姻登记排队。"`
	Import  importCommand  `cmd:"" help:"导入纸面收集的意见台账（.xlsx、.csv），有一处错就什么也不导入。"`
	Roll    rollCommand    `cmd:"" help:"灾害信息员名册：从 .xlsx、.csv 导入、更新，或看各乡镇现有几人。"`
	Report  reportCommand  `cmd:"" help:"统计：收件、办结、整改率等，按渠道、股室、类目、月份。"`
	Due     dueCommand     `cmd:"" help:"从某天起若干个工作日之后是哪一天。"`
	Backup  backupCommand  `cmd:"" help:"备份数据和媒体文件，运行中也可以做。"`
	Restore restoreCommand `cmd:"" help:"用备份恢复数据。"`
	Verify  verifyCommand  `cmd:"" help:"核对数据页、索引和事件链。"`
	Compact compactCommand `cmd:"" help:"收回数据文件里的空闲空间。"`
}

// configFlag is the -c of every command that works on an installation.
type configFlag struct {
	Config string `short:"c" required:"" placeholder:"FILE" help:"配置文件。"`
}

// exitCode ends run from within the parser, which prints help and exits.
type exitCode int

// run performs one command and returns the program's exit code. It is main
// without the process: tests call it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			exit, ok := r.(exitCode)
			if !ok {
				panic(r)
			}
			code = int(exit)
		}
	}()
	a := &app{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr,
		lookup: os.LookupEnv, environ: os.Environ, now: time.Now}
	parser, err := newParser(stdout, stderr)
	if err != nil {
		return a.fail("minqing", err)
	}
	command, err := parser.Parse(args)
	if err != nil {
		return a.fail("minqing", usage(mistake(err.Error())+"；用法见 minqing --help"))
	}
	if err := command.Run(a); err != nil {
		return a.fail("minqing "+nameOf(command), err)
	}
	return exitDone
}

func newParser(stdout, stderr io.Writer) (*kong.Kong, error) {
	parser, err := kong.New(&grammar{},
		kong.Name("minqing"),
		kong.Description("民情：县民政局微信公众号机器人。"),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(exitCode(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return nil, fmt.Errorf("read grammar: %w", err)
	}
	parser.Model.HelpFlag.Help = "显示帮助。"
	return parser, nil
}

// nameOf is the command as typed, e.g. "staff invite".
func nameOf(c *kong.Context) string {
	name := ""
	for node := c.Selected(); node != nil && node.Parent != nil; node = node.Parent {
		if name != "" {
			name = " " + name
		}
		name = node.Name + name
	}
	return name
}
