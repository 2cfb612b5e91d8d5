// Minqing (民情) is the bot of a county civil-affairs bureau's WeChat account:
// citizens report and ask in the chat, staff answer in the same chat.
//
// The program is one binary: `serve` runs the bot, `demo` runs it with a WeChat
// of its own, and the other commands look after it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
