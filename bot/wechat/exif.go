package wechat

import (
	"encoding/binary"
	"errors"
	"fmt"
)

var errPicture = errors.New("picture is broken")

// StripMetadata returns the picture without what a phone writes into it beside
// the pixels: place, time, device, names, thumbnails, comments. The pixels are
// not encoded anew. How the camera was held stays, alone in its tag, so that
// nothing lies on its side; so do colour profiles.
//
// mime is what Fetch found. A picture whose structure is broken is an error,
// because nobody could say what is left in it. Other media come back as they
// are: the platform records voices itself and encodes videos anew.
func StripMetadata(data []byte, mime string) ([]byte, error) {
	var stripped []byte
	var err error
	switch mime {
	case "image/jpeg":
		stripped, err = stripJPEG(data)
	case "image/png":
		stripped, err = stripPNG(data)
	case "image/webp":
		stripped, err = stripWebP(data)
	case "image/gif":
		stripped, err = stripGIF(data)
	default:
		return data, nil
	}
	if err != nil {
		return nil, fmt.Errorf("strip metadata of %s: %w", mime, err)
	}
	return stripped, nil
}

const tagOrientation = 0x0112

// orientation reads how the picture is to be turned, 1 to 8, from a TIFF
// structure as Exif has it; 1 (upright) when it does not say.
func orientation(tiff []byte) uint16 {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(tiff) < 8:
		return 1
	case tiff[0] == 'M' && tiff[1] == 'M':
		order = binary.BigEndian
	case tiff[0] != 'I' || tiff[1] != 'I':
		return 1
	}
	first := uint64(order.Uint32(tiff[4:]))
	if first+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[first+2:]
	for range order.Uint16(tiff[first:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == tagOrientation {
			if v := order.Uint16(entries[8:]); v >= 1 && v <= 8 {
				return v
			}
			break
		}
		entries = entries[12:]
	}
	return 1
}

// orientationOnly is a TIFF structure that says nothing but the orientation.
func orientationOnly(v uint16) []byte {
	return []byte{
		'M', 'M', 0, 42, 0, 0, 0, 8, // big endian, first directory at 8
		0, 1, // one entry
		tagOrientation >> 8, tagOrientation & 0xff, 0, 3, 0, 0, 0, 1, byte(v >> 8), byte(v), 0, 0, // one short
		0, 0, 0, 0, // no further directory
	}
}
