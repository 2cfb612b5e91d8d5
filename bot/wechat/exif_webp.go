package wechat

import "encoding/binary"

// Flags of the VP8X chunk that announce what we take out.
const (
	webpHasExif = 0x08
	webpHasXMP  = 0x04
)

// stripWebP copies the chunks of pixels, colour and animation into a new RIFF.
func stripWebP(data []byte) ([]byte, error) {
	if sniff(data) != "image/webp" {
		return nil, errPicture
	}
	size := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if size < 12 || size > uint64(len(data)) {
		return nil, errPicture
	}
	out := append(make([]byte, 0, len(data)), data[:12]...)
	turned, extended := uint16(1), -1
	for rest := data[12:size]; len(rest) > 0; {
		if len(rest) < 8 {
			return nil, errPicture
		}
		n := uint64(binary.LittleEndian.Uint32(rest[4:]))
		padded := 8 + n + n&1
		if padded > uint64(len(rest)) {
			return nil, errPicture
		}
		chunk := rest[:padded]
		rest = rest[padded:]
		switch string(chunk[:4]) {
		case "EXIF":
			turned = orientation(trimExif(chunk[8 : 8+n]))
		case "VP8X":
			if n != 10 || extended >= 0 {
				return nil, errPicture
			}
			extended = len(out)
			out = append(out, chunk...)
			out[extended+8] &^= webpHasExif | webpHasXMP
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			out = append(out, chunk...)
		}
	}
	return finishWebP(out, turned, extended), nil
}

// trimExif drops the head that some programs put before the TIFF structure.
func trimExif(body []byte) []byte {
	if len(body) > len(exifHead) && string(body[:len(exifHead)]) == string(exifHead) {
		return body[len(exifHead):]
	}
	return body
}

// finishWebP puts the orientation back, if there was an extended header to
// announce it, and writes the length.
func finishWebP(out []byte, turned uint16, extended int) []byte {
	if turned != 1 && extended >= 0 {
		tiff := orientationOnly(turned) // of even length, as RIFF wants it
		out = append(out, "EXIF"...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(tiff)))
		out = append(out, tiff...)
		out[extended+8] |= webpHasExif
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
