package main

import (
	"image"
	"image/color"
	"image/draw"
)

// streetPhoto is what a citizen sends of somebody in the street: a shelter at night
// and a quilt on its bench. No face is on it, as the account asks.
func streetPhoto() []byte { return photo(drawShelter()) }

func drawShelter() image.Image {
	const width, height = 480, 360
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	fill := func(x0, y0, x1, y1 int, c color.RGBA) {
		draw.Draw(picture, image.Rect(x0, y0, x1, y1), &image.Uniform{c}, image.Point{}, draw.Src)
	}
	for y := range height {
		dusk := uint8(y / 7)
		c := color.RGBA{34 + dusk, 42 + dusk, 66 + dusk, 255}
		if y >= 262 {
			c = color.RGBA{78 - dusk/2, 80 - dusk/2, 84 - dusk/2, 255}
		}
		fill(0, y, width, y+1, c)
	}
	metal, glass, light := color.RGBA{120, 130, 142, 255}, color.RGBA{96, 122, 140, 255}, color.RGBA{238, 224, 176, 255}
	fill(70, 96, 410, 250, glass)
	fill(56, 82, 424, 98, metal)
	fill(150, 98, 330, 104, light) // a lamp under the roof
	for _, x := range []int{70, 180, 290, 402} {
		fill(x, 98, x+8, 268, metal)
	}
	fill(100, 214, 380, 224, color.RGBA{132, 96, 62, 255}) // the bench
	for _, x := range []int{116, 358} {
		fill(x, 224, x+8, 266, metal)
	}
	quilt, fold := color.RGBA{58, 86, 148, 255}, color.RGBA{44, 66, 118, 255}
	for x := 136; x < 338; x++ { // somebody under it
		rise := 30 - (x-236)*(x-236)/620
		fill(x, 214-max(rise, 12), x+1, 218, quilt)
		if x%34 < 5 {
			fill(x, 218-max(rise, 12), x+1, 218, fold)
		}
	}
	fill(342, 236, 378, 266, color.RGBA{150, 44, 50, 255}) // a bag
	fill(352, 228, 368, 236, color.RGBA{120, 34, 40, 255})
	return picture
}
