package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
)

// cameraPlace is what a phone's camera wrote into the demonstration's photo. It
// must never reach a member of staff.
const cameraPlace = "GPS 26.0001N 119.0001E"

// demoPhoto is a photo as phones take them: JPEG, with the place in its Exif.
func demoPhoto() []byte {
	picture := image.NewRGBA(image.Rect(0, 0, 240, 180))
	for y := range 180 {
		for x := range 240 {
			picture.Set(x, y, color.RGBA{R: uint8(x), G: uint8(y), B: uint8((x ^ y) & 0xf0), A: 255})
		}
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, picture, nil); err != nil {
		panic(err) // a buffer takes everything
	}
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"), cameraPlace...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(head, exif...), file.Bytes()[2:]...)
}

// demoVoice and demoVideo are only as much of a file as makes it one.
func demoVoice() []byte { return append([]byte("#!AMR\n"), make([]byte, 64)...) }
func demoVideo() []byte { return append([]byte("\x00\x00\x00\x18ftypmp42"), make([]byte, 64)...) }
