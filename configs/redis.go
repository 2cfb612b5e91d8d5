package configs

import (
	"net"
	"net/url"
	"strconv"
	"strings"
)

// validRedis reports whether the text has one of the forms that a session
// store understands. User and password stand before an @ in each of them:
//
//	redis://host:6379/0  rediss://host:6379/0        one server, plain or TLS
//	redis+sentinel://host:26379,host:26379/mymaster  Sentinel
//	redis+cluster://host:6379,host:6379              Cluster
//
// Sentinel and Cluster take rediss+… for TLS. Empty is sessions in the data file.
func validRedis(text string) bool {
	if text == "" {
		return true
	}
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		return false
	}
	hosts, path, _ := strings.Cut(rest, "/")
	hosts, query, _ := strings.Cut(hosts, "?")
	path, late, _ := strings.Cut(path, "?")
	if _, err := url.ParseQuery(query + late); err != nil {
		return false
	}
	list := strings.Split(hosts[strings.LastIndex(hosts, "@")+1:], ",")
	for _, host := range list {
		if !validHost(host) {
			return false
		}
	}
	switch strings.TrimSuffix(scheme, "+sentinel") {
	case "redis", "rediss":
		if strings.HasSuffix(scheme, "+sentinel") {
			return path != ""
		}
		_, err := strconv.ParseUint(path, 10, 16)
		return len(list) == 1 && (path == "" || err == nil)
	case "redis+cluster", "rediss+cluster":
		return path == ""
	}
	return false
}

func validHost(text string) bool {
	if text == "" || strings.ContainsAny(text, " \t@") {
		return false
	}
	if !strings.Contains(text, ":") {
		return true // the store knows the usual port
	}
	host, port, err := net.SplitHostPort(text)
	n, numErr := strconv.Atoi(port)
	return err == nil && numErr == nil && host != "" && n > 0 && n < 65536
}

// redactedURL hides the user and password of a connection text.
func redactedURL(text string) string {
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		if text == "" {
			return ""
		}
		return masked
	}
	at := strings.LastIndex(rest, "@")
	if at < 0 && !strings.Contains(rest, "password") {
		return text
	}
	if at < 0 {
		return scheme + "://" + masked
	}
	return scheme + "://" + masked + "@" + rest[at+1:]
}
