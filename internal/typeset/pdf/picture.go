package pdf

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // pictures are JPEG
	"strconv"

	"github.com/carlos7ags/folio/core"

	"ilbo.press/internal/typeset"
)

// A picture is one that pages show, perhaps several times.
type picture struct {
	name   string
	data   []byte
	stream *core.PdfStream
}

// Picture shows a JPEG in a rectangle, which it fills. It is embedded once, as
// it is. It belongs to the open element, a Figure with its alternative text.
func (p *Page) Picture(x, y, width, height typeset.Length, jpeg []byte) error {
	pic, err := p.document.picture(jpeg)
	if err != nil {
		return err
	}
	p.mark()
	p.content.WriteString("q ")
	p.number(width)
	p.content.WriteString("0 0 ")
	p.number(height).number(p.x(x)).number(p.y(y + height))
	p.content.WriteString("cm /" + pic.name + " Do Q\n")
	return nil
}

// picture is a JPEG as the document has it.
func (d *Document) picture(jpeg []byte) (*picture, error) {
	for _, p := range d.pictures {
		if bytes.Equal(p.data, jpeg) {
			return p, nil
		}
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(jpeg))
	if err != nil {
		return nil, fmt.Errorf("print picture: %w", err)
	}
	if format != "jpeg" {
		return nil, fmt.Errorf("print picture: it is %s, not JPEG", format)
	}
	stream := core.NewPdfStream(jpeg)
	set(stream.Dict, "Type", "XObject")
	set(stream.Dict, "Subtype", "Image")
	stream.Dict.Set("Width", core.NewPdfInteger(config.Width))
	stream.Dict.Set("Height", core.NewPdfInteger(config.Height))
	stream.Dict.Set("BitsPerComponent", core.NewPdfInteger(8))
	set(stream.Dict, "Filter", "DCTDecode")
	switch space := components(jpeg); space {
	case 1:
		set(stream.Dict, "ColorSpace", "DeviceGray")
	case 4:
		set(stream.Dict, "ColorSpace", "DeviceCMYK")
		invert := core.NewPdfArray()
		for range 4 {
			invert.Add(core.NewPdfInteger(1))
			invert.Add(core.NewPdfInteger(0))
		}
		stream.Dict.Set("Decode", invert) // as Adobe writes them, and so does everybody
	default:
		stream.Dict.Set("ColorSpace", screen())
	}
	p := &picture{"I" + strconv.Itoa(len(d.pictures)+1), jpeg, stream}
	d.pictures = append(d.pictures, p)
	return p, nil
}

// screen is the colour space of pictures: sRGB, so that what prints knows what
// the colours are, and mixes them of its own inks as its paper takes them. That
// cannot be known here.
func screen() *core.PdfArray {
	numbers := func(all ...float64) *core.PdfArray {
		array := core.NewPdfArray()
		for _, n := range all {
			array.Add(core.NewPdfReal(n))
		}
		return array
	}
	space := core.NewPdfDictionary()
	space.Set("WhitePoint", numbers(0.9505, 1, 1.089))
	space.Set("Gamma", numbers(2.2, 2.2, 2.2))
	space.Set("Matrix", numbers(0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505))
	array := core.NewPdfArray()
	array.Add(core.NewPdfName("CalRGB"))
	array.Add(space)
	return array
}

// components is how many colours a JPEG has, by its frame header.
func components(jpeg []byte) int {
	for i := 2; i+9 < len(jpeg) && jpeg[i] == 0xFF; {
		marker := jpeg[i+1]
		if marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC {
			return int(jpeg[i+9])
		}
		i += 2 + int(jpeg[i+2])<<8 + int(jpeg[i+3])
	}
	return 3
}
