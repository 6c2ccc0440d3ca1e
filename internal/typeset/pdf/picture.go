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
		set(stream.Dict, "ColorSpace", "DeviceRGB")
	}
	p := &picture{"I" + strconv.Itoa(len(d.pictures)+1), jpeg, stream}
	d.pictures = append(d.pictures, p)
	return p, nil
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
