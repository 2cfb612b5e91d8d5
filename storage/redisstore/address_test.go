package redisstore

import (
	"reflect"
	"strings"
	"testing"
)

func TestParseURL(t *testing.T) {
	tests := map[string]Address{
		"redis://localhost":                     {Hosts: []string{"localhost:6379"}},
		"redis://localhost/":                    {Hosts: []string{"localhost:6379"}},
		"redis://10.0.0.7:6380/3":               {Hosts: []string{"10.0.0.7:6380"}, DB: 3},
		"redis://:geheim@h:1/2":                 {Hosts: []string{"h:1"}, DB: 2, Password: "geheim"},
		"redis://bot:a%40b%2Fc%3A%25@h":         {Hosts: []string{"h:6379"}, Username: "bot", Password: "a@b/c:%"},
		"redis://:a:b@h":                        {Hosts: []string{"h:6379"}, Password: "a:b"},
		"redis://:a@b@h":                        {Hosts: []string{"h:6379"}, Password: "a@b"},
		"rediss://h":                            {Hosts: []string{"h:6379"}, TLS: true},
		"redis://[::1]:7000":                    {Hosts: []string{"[::1]:7000"}},
		"redis://[::1]":                         {Hosts: []string{"[::1]:6379"}},
		"redis+cluster://a:1,b,[::1]:2":         {Hosts: []string{"a:1", "b:6379", "[::1]:2"}, Cluster: true},
		"rediss+cluster://u:p@a":                {Hosts: []string{"a:6379"}, Cluster: true, TLS: true, Username: "u", Password: "p"},
		"redis+sentinel://a,b:1/main":           {Hosts: []string{"a:26379", "b:1"}, Master: "main"},
		"redis+sentinel://u:p@a/main/4":         {Hosts: []string{"a:26379"}, Master: "main", DB: 4, Username: "u", Password: "p"},
		"rediss+sentinel://a/m?sentinel_user=x": {Hosts: []string{"a:26379"}, Master: "m", TLS: true, SentinelUsername: "x"},
		"redis+sentinel://a/m?sentinel_password=a%26b": {
			Hosts: []string{"a:26379"}, Master: "m", SentinelPassword: "a&b",
		},
	}
	for url, want := range tests {
		got, err := ParseURL(url)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v, want %+v", url, got, err, want)
		}
	}
}

func TestParseURLRefuses(t *testing.T) {
	tests := map[string]string{ // url: a word of the reason
		"":                                     "begin with",
		"localhost:6379":                       "begin with",
		"http://h":                             "scheme",
		"redis+ring://h":                       "sentinel and cluster",
		"redis+://h":                           "sentinel and cluster",
		"redis://":                             "host 1",
		"redis://:6379":                        "host is missing",
		"redis://h:":                           "port",
		"redis://h:0":                          "port",
		"redis://h:65536":                      "port",
		"redis://h:geheim":                     "port",
		"redis://::1":                          "IPv6",
		"redis://a,b":                          "several hosts",
		"redis+cluster://a,,b":                 "host 2",
		"redis://h/x":                          "database",
		"redis://h/-1":                         "database",
		"redis://h/1/2":                        "database",
		"redis+cluster://h/1":                  "no database",
		"redis+sentinel://h":                   "master",
		"redis+sentinel://h//0":                "master",
		"redis://geheim@h":                     "user:password",
		"redis://bot:@h":                       "empty",
		"redis://:geheim%zz@h":                 "%25",
		"redis://:geh#eim@h":                   "%23",
		"redis://:geh/eim@h":                   "%2F",
		"redis://:geh?eim@h":                   "%3F",
		"redis://h?sentinel_user=geheim":       "sentinel",
		"redis+sentinel://h/m?password=geheim": "only sentinel_user",
		"redis+sentinel://h/m?%zz=geheim":      "can't be read",
		"redis://:geheim:h:6379":               "host 1",
		"redis://ge heim":                      "character",
	}
	for url, reason := range tests {
		got, err := ParseURL(url)
		if err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: %v, want an error about %s", url, err, reason)
			continue
		}
		for _, piece := range []string{"geheim", "geh/", "eim"} {
			if strings.Contains(err.Error(), piece) {
				t.Errorf("%s: the error shows what may be a password: %v", url, err)
			}
		}
		if !reflect.DeepEqual(got, Address{}) {
			t.Errorf("%s: an address beside the error", url)
		}
	}
}
