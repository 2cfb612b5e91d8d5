package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
)

// cameraPlace is what a phone's camera wrote into the demonstration's photo. It
// must never reach a member of staff.
const cameraPlace = "GPS 26.0001N 119.0001E"

// demoPhoto shows the paper of firecrackers before a gate.
func demoPhoto() []byte { return photo(drawGate()) }

// photo is a picture as phones take them: JPEG, with the place in its Exif.
func photo(picture image.Image) []byte {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, picture, &jpeg.Options{Quality: 82}); err != nil {
		panic(err) // a buffer takes everything
	}
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"), cameraPlace...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(head, exif...), file.Bytes()[2:]...)
}

// drawGate draws a gate, a road, and red paper all over it.
func drawGate() image.Image {
	const width, height, ground = 480, 360, 224
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	fill := func(x0, y0, x1, y1 int, c color.RGBA) {
		draw.Draw(picture, image.Rect(x0, y0, x1, y1), &image.Uniform{c}, image.Point{}, draw.Src)
	}
	grey := func(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }
	for y := range height {
		sky := uint8(y / 4)
		c := color.RGBA{176 + sky, 200 + sky/2, 222, 255}
		if y >= ground {
			c = grey(uint8(168 - (y-ground)/4))
		}
		fill(0, y, width, y+1, c)
	}
	for x := range width { // hills
		rise := 60 - (x-330)*(x-330)/900
		fill(x, ground-max(rise, 18), x+1, ground, color.RGBA{112, 138, 110, 255})
	}
	wall, roof, shade := color.RGBA{226, 220, 206, 255}, color.RGBA{84, 92, 104, 255}, color.RGBA{198, 190, 174, 255}
	fill(0, 152, width, ground, wall)
	fill(0, 144, width, 154, roof)
	fill(0, 214, width, ground, shade)
	for _, x := range []int{140, 300} { // the gate's pillars
		fill(x, 92, x+40, ground, shade)
		fill(x+4, 92, x+36, ground, wall)
		fill(x-6, 82, x+46, 94, roof)
	}
	fill(180, 152, 300, ground, color.RGBA{120, 134, 140, 255})
	for x := 184; x < 300; x += 12 {
		fill(x, 140, x+4, ground, color.RGBA{70, 80, 88, 255})
	}
	fill(176, 104, 304, 134, color.RGBA{48, 62, 84, 255})
	fill(196, 116, 284, 121, color.RGBA{224, 206, 150, 255})
	scatter(fill, width, ground, height)
	return picture
}

// scatter lays red paper on the ground, thicker and larger towards the eye.
func scatter(fill func(x0, y0, x1, y1 int, c color.RGBA), width, far, near int) {
	reds := []color.RGBA{{196, 36, 40, 255}, {170, 24, 32, 255}, {218, 70, 60, 255}, {150, 30, 36, 255}, {226, 150, 60, 255}}
	dice := uint32(2026)
	roll := func(n int) int {
		dice = dice*1664525 + 1013904223
		return int(dice>>8) % n
	}
	for range 620 {
		y := far + 8 + roll(near-far-8)
		middle := width/2 + (roll(width)+roll(width)-width)*2/5
		size := 1 + (y-far)/26
		fill(middle, y, middle+size+roll(size+1), y+1+size/2, reds[roll(len(reds))])
	}
}

// demoVoice and demoVideo are only as much of a file as makes it one.
func demoVoice() []byte { return append([]byte("#!AMR\n"), make([]byte, 64)...) }
func demoVideo() []byte { return append([]byte("\x00\x00\x00\x18ftypmp42"), make([]byte, 64)...) }
