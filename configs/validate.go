package configs

import (
	"encoding/base64"
	"net"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// checker looks at values that are well formed and may still be wrong.
type checker struct {
	source   *source
	origin   map[string]string // path → the variable it came from
	failed   map[string]bool   // paths that were reported already
	problems []Problem
}

// failedPaths are the paths at the head of problem texts: a value that could
// not be read needs no second complaint.
func failedPaths(problems []Problem) map[string]bool {
	failed := map[string]bool{}
	for _, p := range problems {
		if path, _, found := strings.Cut(p.Text, ": "); found {
			failed[path] = true
		}
	}
	return failed
}

func (c *checker) report(level Level, path, text string) {
	if c.failed[path] {
		return
	}
	if !strings.HasSuffix(path, "]") { // an item of a list is found by its line
		text = path + ": " + text
	}
	p := Problem{File: c.source.name, Line: c.source.line(path), Level: level, Text: text}
	if name, found := c.origin[path]; found {
		p.File, p.Line = name, 0
	}
	c.problems = append(c.problems, p)
}

// line is where the path stands, or the nearest group above it; 1 where the
// file has neither, 0 where there is no file.
func (s *source) line(path string) int {
	if s.lines == nil {
		return 0
	}
	for path != "" {
		if line, found := s.lines[path]; found {
			return line
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}

func (c *checker) config(cfg *Config) {
	c.address("listen", cfg.Listen)
	c.address("admin_listen", cfg.AdminListen)
	if cfg.Listen == cfg.AdminListen && cfg.Listen != "" {
		c.report(Error, "admin_listen", "不能与 listen 相同")
	}
	if cfg.PublicURL == "" {
		c.report(Warning, "public_url", "未填写，消息里不会附网页链接")
	} else {
		c.webURL("public_url", cfg.PublicURL)
	}
	if cfg.Data == "" {
		c.report(Error, "data", "不能为空")
	}
	if cfg.Data != "" && cfg.KeyPath() == cfg.Data {
		c.report(Error, "key_file", "不能与 data 是同一个文件")
	}
	if !validRedis(cfg.Redis) {
		c.report(Error, "redis", "应当是 redis://、rediss://、redis+sentinel://host:port,host:port/mymaster 或 redis+cluster://host:port,host:port")
	}
	switch cfg.LogLevel {
	case "debug", "info", "warn", "error":
	default:
		c.report(Error, "log_level", "应当是 debug、info、warn 或 error")
	}
	if cfg.MarriageToken != "" && !bearer.MatchString(cfg.MarriageToken) {
		c.report(Error, "marriage_token", "应当是 16 至 128 位英文字母、数字或 . _ ~ + / - 符号，或留空")
	}
	c.wechat(cfg.Wechat)
	c.positive(cfg)
	if cfg.Limits.Turn >= 5*time.Second {
		c.report(Error, "limits.turn", "必须小于 5s：微信满 5 秒就断开")
	}
	if cfg.Outbox.BackoffMax < cfg.Outbox.BackoffFirst {
		c.report(Error, "outbox.backoff_max", "不能小于 backoff_first")
	}
}

var (
	appID = regexp.MustCompile(`^wx[0-9A-Za-z]{1,30}$`)
	token = regexp.MustCompile(`^[0-9A-Za-z]{3,32}$`)

	// bearer is what stands in an Authorization header (RFC 6750), long enough not to be guessed.
	bearer = regexp.MustCompile(`^[0-9A-Za-z._~+/-]{16,128}=*$`)
)

func (c *checker) wechat(w Wechat) {
	if !appID.MatchString(w.AppID) {
		c.report(Error, "wechat.app_id", "必须填写，以 wx 开头（公众平台“开发接口管理”可见）")
	}
	if w.AppSecret == "" {
		c.report(Error, "wechat.app_secret", "必须填写，建议用环境变量 "+variable("wechat.app_secret"))
	}
	if w.Token == "" {
		c.report(Error, "wechat.token", "必须填写，建议用环境变量 "+variable("wechat.token"))
	} else if !token.MatchString(w.Token) {
		c.report(Warning, "wechat.token", "公众平台要求 3 至 32 位英文字母或数字")
	}
	if !validAESKey(w.AESKey) {
		c.report(Error, "wechat.aes_key", "必须填写 43 位的 EncodingAESKey（只支持安全模式），建议用环境变量 "+variable("wechat.aes_key"))
	}
	if w.PreviousAESKey != "" && !validAESKey(w.PreviousAESKey) {
		c.report(Error, "wechat.previous_aes_key", "应当是 43 位的 EncodingAESKey，或留空")
	}
	c.webURL("wechat.api_base", w.APIBase)
	for kind, id := range w.Templates {
		if id == "" {
			c.report(Warning, "wechat.templates."+kind, "模板编号为空，这类通知不会用模板发送")
		}
	}
}

// validAESKey accepts what the platform deals out: 43 characters of base64
// whose last bits needn't be zero.
func validAESKey(key string) bool {
	if len(key) != 43 || strings.ContainsAny(key, "\r\n") {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(key + "=")
	return err == nil && len(raw) == 32
}

func (c *checker) address(path, text string) {
	_, port, err := net.SplitHostPort(text)
	n, numErr := strconv.Atoi(port)
	if err != nil || numErr != nil || n < 0 || n > 65535 {
		c.report(Error, path, "应当是 host:port，例如 127.0.0.1:8080")
	}
}

func (c *checker) webURL(path, text string) {
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" ||
		u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		c.report(Error, path, "应当是 https:// 开头的网址，不带账号、问号和井号")
	}
}

// positive asks of every duration, size and count that it be above zero.
func (c *checker) positive(cfg *Config) {
	walk("", reflect.ValueOf(cfg).Elem(), func(path string, _ field, v reflect.Value) {
		if v.CanInt() && v.Int() <= 0 {
			c.report(Error, path, "必须大于 0")
		}
	})
}
