package wechat

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/png"
	"reflect"
	"testing"
)

// secretPlace stands for everything a phone writes into a picture.
const secretPlace = "GPS 30.2,109.5 张三的手机"

// exifTIFF is a TIFF structure with an orientation and a text.
func exifTIFF(turned uint16) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	text := []byte(secretPlace + "\x00")
	b = append(b, 0x0e, 0x01, 2, 0) // ImageDescription
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = binary.LittleEndian.AppendUint32(b, 8+2+24+4)
	b = append(b, 0x12, 0x01, 3, 0, 1, 0, 0, 0, byte(turned), 0, 0, 0)
	b = append(b, 0, 0, 0, 0)
	return append(b, text...)
}

func segment(marker byte, body []byte) []byte {
	b := []byte{0xff, marker}
	b = binary.BigEndian.AppendUint16(b, uint16(len(body)+2))
	return append(b, body...)
}

// withExif puts everything into a JPEG that must not stay in it.
func withExif(t testing.TB, picture []byte, turned uint16) []byte {
	t.Helper()
	if !bytes.HasPrefix(picture, []byte{0xff, 0xd8}) {
		t.Fatal("no JPEG")
	}
	b := append([]byte{0xff, 0xd8}, segment(jpegAPP1, append([]byte("Exif\x00\x00"), exifTIFF(turned)...))...)
	b = append(b, segment(jpegAPP1, []byte("http://ns.adobe.com/xap/1.0/\x00"+secretPlace))...)
	b = append(b, segment(jpegAPP2, []byte("MPF\x00"+secretPlace))...)
	b = append(b, segment(0xed, []byte("Photoshop 3.0\x00"+secretPlace))...)
	b = append(b, segment(0xe5, []byte(secretPlace))...)
	b = append(b, segment(jpegCOM, []byte(secretPlace))...)
	b = append(b, picture[2:]...)
	return append(b, secretPlace...) // behind the end
}

func chunkPNG(picture []byte, kind string, body []byte) []byte {
	const afterIHDR = 8 + 25
	b := bytes.Clone(picture[:afterIHDR])
	b = appendPNG(b, kind, body)
	return append(b, picture[afterIHDR:]...)
}

func drawing() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, 16, 8), palette.WebSafe)
	draw.Draw(img, img.Bounds(), image.NewUniform(palette.WebSafe[77]), image.Point{}, draw.Src)
	return img
}

func TestStrippedPicturesKeepTheirPixelsAlone(t *testing.T) {
	var pngData, gifData bytes.Buffer
	if err := png.Encode(&pngData, drawing()); err != nil {
		t.Fatal(err)
	}
	film := &gif.GIF{Image: []*image.Paletted{drawing(), drawing()}, Delay: []int{5, 7}, LoopCount: 3}
	if err := gif.EncodeAll(&gifData, film); err != nil {
		t.Fatal(err)
	}
	dirty := pngData.Bytes()
	for _, kind := range []string{"tEXt", "zTXt", "iTXt", "tIME", "prVt"} {
		dirty = chunkPNG(dirty, kind, []byte(secretPlace))
	}
	dirty = chunkPNG(dirty, "eXIf", exifTIFF(1))
	noted := bytes.Clone(gifData.Bytes()[:gifData.Len()-1])
	noted = append(noted, 0x21, 0xfe, byte(len(secretPlace)))
	noted = append(append(noted, secretPlace...), 0)
	noted = append(append(noted, "\x21\xff\x0bXMP DataXMP"...), byte(len(secretPlace)))
	noted = append(append(noted, secretPlace...), 0, 0x3b)
	for mime, tc := range map[string]struct{ clean, dirty []byte }{
		"image/jpeg": {photo(t), withExif(t, photo(t), 1)},
		"image/png":  {pngData.Bytes(), append(dirty, secretPlace...)},
		"image/gif":  {gifData.Bytes(), append(noted, secretPlace...)},
	} {
		if !bytes.Contains(tc.dirty, []byte(secretPlace)) {
			t.Fatalf("%s: the test is void", mime)
		}
		got, err := StripMetadata(tc.dirty, mime)
		if err != nil || !bytes.Equal(got, tc.clean) {
			t.Errorf("%s: %d bytes, want the %d of the clean picture: %v", mime, len(got), len(tc.clean), err)
		}
		if _, kind, err := image.Decode(bytes.NewReader(got)); err != nil || "image/"+kind != mime {
			t.Errorf("%s: %s, %v", mime, kind, err)
		}
	}
	got, err := StripMetadata(noted, "image/gif")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := gif.DecodeAll(bytes.NewReader(got)); err != nil || again.LoopCount != 3 || !reflect.DeepEqual(again.Delay, film.Delay) {
		t.Errorf("the film is now %+v, %v", again, err)
	}
}

func riff(chunks ...[]byte) []byte {
	body := bytes.Join(chunks, nil)
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return append(append(b, "WEBP"...), body...)
}

func riffChunk(kind string, body []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
	b = append(b, body...)
	return append(b, make([]byte, len(body)&1)...)
}

func TestStrippedWebP(t *testing.T) {
	head := func(flags byte) []byte { return riffChunk("VP8X", []byte{flags, 0, 0, 0, 15, 0, 0, 7, 0, 0}) }
	pixels, icc := riffChunk("VP8L", []byte{0x2f, 1, 2}), riffChunk("ICCP", []byte("profile"))
	dirty := func(turned uint16) []byte {
		return riff(head(0x2c), icc, pixels, riffChunk("EXIF", exifTIFF(turned)), riffChunk("XMP ", []byte(secretPlace)), riffChunk("NOTE", []byte(secretPlace)))
	}
	got, err := StripMetadata(append(dirty(1), secretPlace...), "image/webp")
	if want := riff(head(0x20), icc, pixels); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, want %q, %v", got, want, err)
	}
	got, err = StripMetadata(dirty(6), "image/webp")
	if want := riff(head(0x28), icc, pixels, riffChunk("EXIF", orientationOnly(6))); err != nil || !bytes.Equal(got, want) {
		t.Errorf("turned: %q, want %q, %v", got, want, err)
	}
}

// How the camera was held stays, and nothing else.
func TestOrientationStays(t *testing.T) {
	for turned := uint16(1); turned <= 9; turned++ {
		want := turned
		if turned == 9 { // no such orientation
			want = 1
		}
		got, err := StripMetadata(withExif(t, photo(t), turned), "image/jpeg")
		if err != nil || bytes.Contains(got, []byte(secretPlace)) {
			t.Fatalf("%d: %v", turned, err)
		}
		if _, _, err := image.Decode(bytes.NewReader(got)); err != nil {
			t.Errorf("%d: %v", turned, err)
		}
		i := bytes.Index(got, exifHead)
		switch {
		case want == 1 && i >= 0:
			t.Errorf("%d: an upright picture kept Exif", turned)
		case want != 1 && (i < 0 || orientation(got[i+len(exifHead):]) != want):
			t.Errorf("%d: orientation is lost", turned)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, drawing()); err != nil {
		t.Fatal(err)
	}
	got, err := StripMetadata(chunkPNG(b.Bytes(), "eXIf", exifTIFF(8)), "image/png")
	if err != nil || bytes.Contains(got, []byte(secretPlace)) {
		t.Fatal(err)
	}
	if i := bytes.Index(got, []byte("eXIf")); i < 0 || orientation(got[i+4:]) != 8 {
		t.Error("PNG: orientation is lost")
	}
	if _, err := png.Decode(bytes.NewReader(got)); err != nil {
		t.Error(err)
	}
}

func TestBrokenPicturesAreErrors(t *testing.T) {
	whole := withExif(t, photo(t), 6)
	for mime, data := range map[string][]byte{"image/jpeg": whole[:200], "image/png": []byte(pngHead), "image/gif": []byte("GIF89a"), "image/webp": []byte("RIFF\xff\xff\xff\xffWEBP")} {
		if got, err := StripMetadata(data, mime); err == nil {
			t.Errorf("%s: %d bytes", mime, len(got))
		}
	}
	if got, err := StripMetadata([]byte("#!AMR\n"), "audio/amr"); err != nil || string(got) != "#!AMR\n" {
		t.Errorf("a voice: %q, %v", got, err)
	}
}

// FuzzStripMetadata: whatever comes never panics, and what comes back is
// nothing that could be stripped again.
func FuzzStripMetadata(f *testing.F) {
	f.Add(withExif(f, photo(f), 6))
	f.Add([]byte(pngHead + "\x00\x00\x00\x00IEND\xaeB`\x82"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x21\xfe\x01x\x00\x3b"))
	f.Add(riff(riffChunk("EXIF", exifTIFF(3)), riffChunk("VP8 ", []byte("x"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, mime := range []string{"image/jpeg", "image/png", "image/gif", "image/webp"} {
			once, err := StripMetadata(data, mime)
			if err != nil {
				continue
			}
			again, err := StripMetadata(once, mime)
			if err != nil || !bytes.Equal(once, again) {
				t.Fatalf("%s: stripped again: %v\n%q\n%q", mime, err, once, again)
			}
		}
	})
}
