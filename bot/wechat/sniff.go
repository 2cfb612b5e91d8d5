package wechat

import "bytes"

// sniff reads the type of a media from its bytes; empty for what we do not take.
func sniff(data []byte) string {
	has := func(at int, magic string) bool {
		return len(data) >= at+len(magic) && string(data[at:at+len(magic)]) == magic
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return "image/jpeg"
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "image/png"
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return "image/gif"
	case has(0, "RIFF") && has(8, "WEBP"):
		return "image/webp"
	case has(0, "#!AMR\n"), has(0, "#!AMR-WB\n"):
		return "audio/amr"
	case has(0, "OggS") && bytes.Contains(data[:min(len(data), 64)], []byte("Speex   ")), has(0, "Speex   "):
		return "audio/speex"
	case has(0, "ID3"), mp3Frame(data):
		return "audio/mpeg"
	case has(4, "ftyp"):
		return "video/mp4"
	}
	return ""
}

// mp3Frame reports whether data begins with the header of an MPEG layer III frame.
func mp3Frame(data []byte) bool {
	return len(data) >= 4 && data[0] == 0xff && data[1]&0xe6 == 0xe2 && // sync, layer III
		data[1]&0x18 != 0x08 && data[2]&0xf0 != 0xf0 && data[2]&0x0c != 0x0c // version, bit rate, sample rate
}
