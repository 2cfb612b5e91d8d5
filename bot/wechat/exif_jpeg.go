package wechat

import (
	"bytes"
	"encoding/binary"
)

const (
	jpegSOI  = 0xd8
	jpegEOI  = 0xd9
	jpegSOS  = 0xda
	jpegAPP0 = 0xe0
	jpegAPP1 = 0xe1
	jpegAPP2 = 0xe2
	jpegAPPE = 0xee // Adobe's colour transform: without it colours are wrong
	jpegCOM  = 0xfe
)

var (
	exifHead = []byte("Exif\x00\x00")
	iccHead  = []byte("ICC_PROFILE\x00")
	jfifHead = []byte("JFIF\x00")
)

// stripJPEG copies the segments that the pixels need and stops at the end of
// the picture: behind it some phones hide a second one, or a film.
func stripJPEG(data []byte) ([]byte, error) {
	if len(data) < 4 || data[0] != 0xff || data[1] != jpegSOI {
		return nil, errPicture
	}
	out := append(make([]byte, 0, len(data)), 0xff, jpegSOI)
	turned := uint16(1)
	scans := false
	for rest := data[2:]; ; {
		marker, body, after, err := jpegSegment(rest)
		if err != nil {
			return nil, err
		}
		rest = after
		switch {
		case marker == jpegEOI && scans:
			out = append(out, 0xff, jpegEOI)
			return turnedJPEG(out, turned), nil
		case marker == jpegEOI:
			return nil, errPicture
		case marker == jpegAPP1 && bytes.HasPrefix(body, exifHead):
			if v := orientation(body[len(exifHead):]); turned == 1 {
				turned = v
			}
		case keepJPEG(marker, body):
			out = append(out, 0xff, marker)
			out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
			out = append(out, body...)
		}
		if marker == jpegSOS {
			scans = true
			n := entropy(rest)
			out = append(out, rest[:n]...)
			rest = rest[n:]
		}
	}
}

// jpegSegment reads one marker and its body.
func jpegSegment(data []byte) (marker byte, body, rest []byte, err error) {
	i := 0
	for i < len(data) && data[i] == 0xff { // fill bytes may stand before a marker
		i++
	}
	if i == 0 || i >= len(data) || data[i] == 0 {
		return 0, nil, nil, errPicture
	}
	marker, data = data[i], data[i+1:]
	if marker == jpegEOI {
		return marker, nil, data, nil
	}
	if marker < 0xc0 || marker >= 0xd0 && marker <= jpegSOI || len(data) < 2 {
		return 0, nil, nil, errPicture
	}
	n := int(binary.BigEndian.Uint16(data))
	if n < 2 || n > len(data) {
		return 0, nil, nil, errPicture
	}
	return marker, data[2:n], data[n:], nil
}

// keepJPEG keeps tables, frames and scans, and of the application segments what
// the colours need.
func keepJPEG(marker byte, body []byte) bool {
	switch {
	case marker == jpegAPP0:
		return bytes.HasPrefix(body, jfifHead)
	case marker == jpegAPP2:
		return bytes.HasPrefix(body, iccHead)
	case marker == jpegAPPE:
		return bytes.HasPrefix(body, []byte("Adobe"))
	}
	return marker < jpegAPP0 // all application segments, JPG extensions and comments lie above
}

// entropy is the length of the coded pixels: up to a marker that is no restart.
func entropy(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if data[i] == 0xff && data[i+1] != 0 && data[i+1] != 0xff && (data[i+1] < 0xd0 || data[i+1] > 0xd7) {
			return i
		}
	}
	return len(data)
}

// turnedJPEG puts the orientation back, behind JFIF, which wants to be first.
func turnedJPEG(stripped []byte, turned uint16) []byte {
	if turned == 1 {
		return stripped
	}
	tiff := orientationOnly(turned)
	segment := []byte{0xff, jpegAPP1}
	segment = binary.BigEndian.AppendUint16(segment, uint16(2+len(exifHead)+len(tiff)))
	segment = append(append(segment, exifHead...), tiff...)
	at := 2
	if stripped[3] == jpegAPP0 {
		at += 2 + int(binary.BigEndian.Uint16(stripped[4:]))
	}
	return append(append(append(make([]byte, 0, len(stripped)+len(segment)), stripped[:at]...), segment...), stripped[at:]...)
}
