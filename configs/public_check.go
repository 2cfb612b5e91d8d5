package configs

import (
	"fmt"
	"net/url"
	"strings"

	"minqing/flows/calendar"
)

// public looks at what the public board links to: it is read by everybody.
func (c *checker) public(b *Bureau) {
	for i, p := range b.Public {
		at := fmt.Sprintf("public[%d]", i)
		if strings.TrimSpace(p.Title) == "" {
			c.report(Error, at, "缺少标题 title")
		}
		if _, err := calendar.ParseDay(p.Date); err != nil {
			c.report(Error, at+".date", fmt.Sprintf("“%s”的更新日期 date 应当是 YYYY-MM-DD", p.Title))
		}
		link, err := url.Parse(p.URL)
		if p.URL != "" && (err != nil || (link.Scheme != "https" && link.Scheme != "http") || link.Host == "") {
			c.report(Error, at+".url", fmt.Sprintf("“%s”的网址 url 应当以 https:// 开头", p.Title))
		}
	}
}
