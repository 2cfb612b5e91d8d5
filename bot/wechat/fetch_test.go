package wechat

import (
	"io"
	"net/http"
	"testing"

	"minqing/bot"
)

func TestFetchRefusesWhatItShould(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want bot.Reaction
	}{
		"a page":                {"<html></html>", bot.Refused},
		"a program":             {"MZ\x90", bot.Refused},
		"a broken picture":      {"\xff\xd8\xff\xe0", bot.Refused},
		"nothing":               {"", bot.Retry},
		"video at a file":       {`{"video_url":"file:///etc/passwd"}`, bot.Refused},
		"video elsewhere":       {`{"video_url":"ftp://e.org/v.mp4"}`, bot.Refused},
		"video at a password":   {`{"video_url":"https://a:b@e.org/"}`, bot.Refused},
		"video without address": {`{"video_url":""}`, bot.Refused},
		"busy":                  {`{"errcode":-1,"errmsg":"system error"}`, bot.Retry},
		"quota":                 {`{"errcode":45009,"errmsg":"no"}`, bot.Pause},
	} {
		a := newAPI(t)
		a.media = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, tc.body) }
		_, _, err := a.client(t, &memoryTokens{now: a.clock}, nil).Fetch(t.Context(), "m", 1000)
		if failed := sendError(t, err); failed.Reaction != tc.want {
			t.Errorf("%s: %+v, want %s", name, failed, tc.want)
		}
	}
}

func TestVideoIsFetchedWithoutTheToken(t *testing.T) {
	a := newAPI(t)
	asked := ""
	a.media = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/video" {
			asked = r.URL.RawQuery
			_, _ = io.WriteString(w, "\x00\x00\x00\x18ftypmp42")
			return
		}
		_, _ = io.WriteString(w, `{"video_url":"`+a.url+`/video?k=1"}`)
	}
	_, mime, err := a.client(t, &memoryTokens{now: a.clock}, nil).Fetch(t.Context(), "m", 1000)
	if err != nil || mime != "video/mp4" || asked != "k=1" {
		t.Errorf("%s, %v, asked %q", mime, err, asked)
	}
}

func TestSniff(t *testing.T) {
	for data, want := range map[string]string{
		"\xff\xd8\xff\xe0": "image/jpeg", "\x89PNG\r\n\x1a\n": "image/png", "GIF89a": "image/gif", "RIFF\x00\x00\x00\x00WEBP": "image/webp",
		"#!AMR\n": "audio/amr", "#!AMR-WB\n": "audio/amr", "ID3\x03": "audio/mpeg", "\xff\xfb\x90\x00": "audio/mpeg", "Speex   1.2": "audio/speex",
		"\x00\x00\x00\x18ftypisom": "video/mp4", "": "", "RIFF\x00\x00\x00\x00WAVE": "", "%PDF-1.4": "", "<svg": "", "\xff\xff\xff\xff": "",
	} {
		if got := sniff([]byte(data)); got != want {
			t.Errorf("sniff(%q) = %q, want %q", data, got, want)
		}
	}
}
