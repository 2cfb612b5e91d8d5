package redisstore

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Address is a parsed Redis URL. It holds passwords: never log it.
type Address struct {
	Hosts              []string // host:port
	TLS                bool
	Cluster            bool
	Master             string // the name Sentinel knows the server by; empty: no Sentinel
	DB                 int
	Username, Password string // for the data servers
	SentinelUsername   string
	SentinelPassword   string
}

// ParseURL reads where Redis is:
//
//	redis://[[user]:password@]host[:port][/db]
//	redis+sentinel://[[user]:password@]host[:port],…/master[/db][?sentinel_user=…&sentinel_password=…]
//	redis+cluster://[[user]:password@]host[:port],…
//
// and the same with rediss, for TLS. Port is 6379, or 26379 with Sentinel.
// Special characters in a password are written %XX. The user and password before
// the @ are those of the data servers. Errors say which part is wrong and quote
// nothing, since a slip may put a piece of the password anywhere.
func ParseURL(raw string) (Address, error) {
	a, err := parseURL(raw)
	if err != nil {
		return Address{}, fmt.Errorf("parse redis url: %w", err)
	}
	return a, nil
}

func parseURL(raw string) (a Address, err error) {
	scheme, rest, ok := strings.Cut(raw, "://")
	if !ok {
		return a, errors.New("it must begin with redis://, rediss://, redis+sentinel:// or redis+cluster://")
	}
	port, err := a.scheme(scheme)
	if err != nil {
		return a, err
	}
	if strings.Contains(rest, "#") {
		return a, errors.New("a # must be written %23")
	}
	rest, query, _ := strings.Cut(rest, "?")
	authority, path, _ := strings.Cut(rest, "/")
	if strings.Contains(path, "@") || strings.Contains(query, "@") {
		return a, errors.New("an @, / or ? in the password must be written %40, %2F or %3F")
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		if err := a.user(authority[:i]); err != nil {
			return a, err
		}
		authority = authority[i+1:]
	}
	if err := a.hosts(authority, port); err != nil {
		return a, err
	}
	if err := a.path(path, scheme); err != nil {
		return a, err
	}
	return a, a.query(query, scheme)
}

const (
	plainPort    = "6379"
	sentinelPort = "26379"
)

func isSentinel(scheme string) bool { return strings.HasSuffix(scheme, "+sentinel") }

func (a *Address) scheme(scheme string) (port string, err error) {
	kind, how, _ := strings.Cut(scheme, "+")
	switch kind {
	case "redis":
	case "rediss":
		a.TLS = true
	default:
		return "", errors.New("the scheme must be redis or rediss, with +sentinel or +cluster where it is one")
	}
	switch {
	case scheme == kind:
		return plainPort, nil
	case how == "cluster":
		a.Cluster = true
		return plainPort, nil
	case how == "sentinel":
		return sentinelPort, nil
	}
	return "", errors.New("after the + of the scheme only sentinel and cluster are known")
}

func (a *Address) user(info string) (err error) {
	name, password, ok := strings.Cut(info, ":")
	if !ok {
		return errors.New("before the @ there must be user:password or :password")
	}
	if a.Username, err = url.PathUnescape(name); err != nil {
		return errors.New("a % in the user must be written %25")
	}
	if a.Password, err = url.PathUnescape(password); err != nil {
		return errors.New("a % in the password must be written %25")
	}
	if a.Password == "" {
		return errors.New("the password before the @ is empty")
	}
	return nil
}

func (a *Address) hosts(list, port string) error {
	for i, one := range strings.Split(list, ",") {
		host, err := hostPort(one, port)
		if err != nil {
			return fmt.Errorf("host %d: %w", i+1, err)
		}
		a.Hosts = append(a.Hosts, host)
	}
	return nil
}

func hostPort(s, port string) (string, error) {
	host := s
	bracketed := strings.HasPrefix(s, "[")
	switch {
	case bracketed && strings.HasSuffix(s, "]"):
		host = s[1 : len(s)-1]
	case bracketed, strings.Contains(s, ":"):
		var err error
		if host, port, err = net.SplitHostPort(s); err != nil {
			return "", errors.New("it must be host:port, an IPv6 address in [ ]")
		}
	}
	if host == "" {
		return "", errors.New("the host is missing")
	}
	if strings.ContainsAny(host, " \t\r\n%\\@") {
		return "", errors.New("the host has a character that no host has")
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", errors.New("the port must be a number from 1 to 65535")
	}
	return net.JoinHostPort(host, port), nil
}

func (a *Address) path(path, scheme string) (err error) {
	db := path
	if isSentinel(scheme) {
		var master string
		master, db, _ = strings.Cut(path, "/")
		if a.Master, err = url.PathUnescape(master); err != nil || a.Master == "" {
			return errors.New("after the hosts there must be the master's name: /name")
		}
	} else if !a.Cluster && len(a.Hosts) > 1 {
		return errors.New("several hosts need redis+sentinel or redis+cluster")
	}
	if db == "" {
		return nil
	}
	if a.Cluster {
		return errors.New("a cluster has no database number")
	}
	if a.DB, err = strconv.Atoi(db); err != nil || a.DB < 0 {
		return errors.New("the database after the last / must be a number from 0")
	}
	return nil
}

func (a *Address) query(query, scheme string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return errors.New("what follows the ? can't be read")
	}
	for name, value := range values {
		switch {
		case len(value) != 1 || !isSentinel(scheme):
			return errors.New("after the ? only sentinel_user and sentinel_password are known, once each, with +sentinel")
		case name == "sentinel_user":
			a.SentinelUsername = value[0]
		case name == "sentinel_password":
			a.SentinelPassword = value[0]
		default:
			return errors.New("after the ? only sentinel_user and sentinel_password are known")
		}
	}
	return nil
}
