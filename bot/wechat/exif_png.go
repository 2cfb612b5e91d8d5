package wechat

import (
	"encoding/binary"
	"hash/crc32"
)

const pngHead = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that pixels, colours and animation need. Text, time,
// Exif and whatever else a program may add are not among them.
var pngKept = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true,
	"tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "cICP": true, "sBIT": true, "bKGD": true, "pHYs": true,
	"acTL": true, "fcTL": true, "fdAT": true,
}

// stripPNG copies the chunks that are kept; bytes behind the last are dropped.
func stripPNG(data []byte) ([]byte, error) {
	if len(data) < len(pngHead) || string(data[:len(pngHead)]) != pngHead {
		return nil, errPicture
	}
	out := append(make([]byte, 0, len(data)), pngHead...)
	turned := uint16(1)
	for rest := data[len(pngHead):]; len(rest) >= 12; {
		size := uint64(binary.BigEndian.Uint32(rest)) + 12
		if size > uint64(len(rest)) {
			return nil, errPicture
		}
		kind, chunk := string(rest[4:8]), rest[:size]
		rest = rest[size:]
		switch {
		case kind == "eXIf":
			turned = orientation(chunk[8 : size-4])
		case kind == "IEND":
			if turned != 1 {
				out = appendPNG(out, "eXIf", orientationOnly(turned))
			}
			return append(out, chunk...), nil
		case pngKept[kind]:
			out = append(out, chunk...)
		}
	}
	return nil, errPicture
}

func appendPNG(out []byte, kind string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	start := len(out)
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
