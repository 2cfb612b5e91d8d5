package main

import (
	"fmt"
	"net"
)

// url is what a browser on this machine opens.
func (w *world) url() string {
	host, port, err := net.SplitHostPort(w.address)
	if err != nil {
		return "http://" + w.address + "/"
	}
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// fromElsewhere tells how to see the page from another machine, or who can.
func (w *world) fromElsewhere() string {
	host, port, err := net.SplitHostPort(w.address)
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip != nil && !ip.IsLoopback() {
		return "※ 这个页面对网络开放：能连到这台机器的人都看得到、用得了。"
	}
	return fmt.Sprintf("这台机器没有浏览器时，在自己的电脑上运行  ssh -L %s:%s 用户名@这台机器  ，再打开 http://127.0.0.1:%s/ 。", port, net.JoinHostPort(host, port), port)
}
