package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/sirupsen/logrus"
)

// echo is the yardstick: a bare silenceper handler in safe mode that answers
// with what it was told and keeps nothing. It says its address on stdout and
// ends with ctx.
func echo(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("bench echo", flag.ContinueOnError)
	listen := flags.String("listen", "127.0.0.1:0", "address on the loopback interface")
	if err := flags.Parse(args); err != nil {
		return err
	}
	logrus.SetOutput(io.Discard)
	logrus.SetLevel(logrus.PanicLevel)
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: echoHandler(testAccount), ReadHeaderTimeout: 5 * time.Second}
	fmt.Fprintln(stdout, listener.Addr())
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve echo: %w", err)
	}
	return nil
}

func echoHandler(a account) http.Handler {
	official := officialaccount.NewOfficialAccount(&config.Config{
		AppID: a.AppID, AppSecret: a.Secret, Token: a.Token, EncodingAESKey: a.AESKey, Cache: cache.NewMemory(),
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := official.GetServer(r, w)
		s.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
			return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(m.Content)}
		})
		err := s.Serve()
		if err == nil {
			err = s.Send()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "echo:", err)
		}
	})
}
