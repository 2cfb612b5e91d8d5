package wechat

// stripGIF copies frames, their timing and the loop count; comments, texts and
// what applications (XMP) added are left out.
func stripGIF(data []byte) ([]byte, error) {
	if sniff(data) != "image/gif" || len(data) < 13 {
		return nil, errPicture
	}
	at := 13 + colours(data[10])
	if at > len(data) {
		return nil, errPicture
	}
	out := append(make([]byte, 0, len(data)), data[:at]...)
	for at < len(data) {
		switch data[at] {
		case 0x3b:
			return append(out, 0x3b), nil
		case 0x2c: // a frame: descriptor, colours, one byte, blocks
			if at+10 > len(data) {
				return nil, errPicture
			}
			end := blocks(data, at+10+colours(data[at+9])+1)
			if end < 0 {
				return nil, errPicture
			}
			out, at = append(out, data[at:end]...), end
		case 0x21:
			end := blocks(data, at+2)
			if end < 0 {
				return nil, errPicture
			}
			if keepGIF(data[at:end]) {
				out = append(out, data[at:end]...)
			}
			at = end
		default:
			return nil, errPicture
		}
	}
	return nil, errPicture
}

// colours is the length of the colour table that a packed byte announces.
func colours(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// blocks returns where the data blocks that begin at at end; -1 when they don't.
func blocks(data []byte, at int) int {
	for at < len(data) {
		n := int(data[at])
		at += n + 1
		if n == 0 {
			return at
		}
	}
	return -1
}

func keepGIF(extension []byte) bool {
	switch extension[1] {
	case 0xf9: // graphic control: timing, transparency
		return true
	case 0xff:
		return len(extension) > 14 && (string(extension[3:14]) == "NETSCAPE2.0" || string(extension[3:14]) == "ANIMEXTS1.0")
	}
	return false
}
