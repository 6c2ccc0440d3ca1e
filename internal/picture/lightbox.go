package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"slices"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/imaging"
)

// A lightbox holds the pictures that were decoded last: a page asks for
// several widths of one picture at once, and decoding is the dearer half.
type lightbox struct {
	mu    sync.Mutex
	items []lit // the newest last
}

type lit struct {
	id  ilbo.PictureID
	img image.Image
}

// The lightbox holds at most so many pictures and so many pixels in all.
const (
	lightboxItems  = 4
	lightboxPixels = 24_000_000
)

func (l *lightbox) get(id ilbo.PictureID) (image.Image, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, it := range l.items {
		if it.id == id {
			return it.img, true
		}
	}
	return nil, false
}

func (l *lightbox) put(id ilbo.PictureID, img image.Image) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.items = slices.DeleteFunc(l.items, func(it lit) bool { return it.id == id })
	l.items = append(l.items, lit{id, img})
	pixels := 0
	for _, it := range l.items {
		pixels += it.img.Bounds().Dx() * it.img.Bounds().Dy()
	}
	for len(l.items) > 0 && (len(l.items) > lightboxItems || pixels > lightboxPixels) {
		pixels -= l.items[0].img.Bounds().Dx() * l.items[0].img.Bounds().Dy()
		l.items[0] = lit{}
		l.items = l.items[1:]
	}
}

// look gives a picture's pixels, drawing or decoding it where it is not on the
// lightbox. One that is on no file is NotFound.
func (d *Desk) look(ctx context.Context, p ilbo.Picture) (image.Image, error) {
	if img, ok := d.open.get(p.ID); ok {
		return img, nil
	}
	// Several renditions of one picture wait for one decoding of it.
	v, err, _ := d.opening.Do(string(p.ID), func() (any, error) { return d.load(ctx, p) })
	if err != nil {
		return nil, err
	}
	img := v.(image.Image)
	d.open.put(p.ID, img)
	return img, nil
}

// load decodes a picture's original, or draws it.
func (d *Desk) load(ctx context.Context, p ilbo.Picture) (image.Image, error) {
	if p.Type == slowType {
		return d.loadProof(ctx, p)
	}
	return d.loadOriginal(ctx, p)
}

// slowType is the type of originals that take seconds to decode. Renditions are
// made from a proof of them, which is as large and of the best quality.
const (
	slowType   = "image/avif"
	gradeProof = 95
)

func (d *Desk) loadProof(ctx context.Context, p ilbo.Picture) (image.Image, error) {
	o, err := d.blobs.Get(ctx, proofKey(p.ID))
	if err == nil {
		defer o.Close()
		img, _, err := imaging.Decode(ctx, o, imaging.DefaultLimits())
		return img, err
	}
	if ilbo.KindOf(err) != ilbo.NotFound {
		return nil, fmt.Errorf("open proof of picture %s: %w", p.ID, err)
	}
	img, err := d.loadOriginal(ctx, p)
	if err != nil {
		return nil, err
	}
	return img, d.proof(ctx, p, img)
}

// proof files the proof of a picture that needs one.
func (d *Desk) proof(ctx context.Context, p ilbo.Picture, img image.Image) error {
	if p.Type != slowType {
		return nil
	}
	var b bytes.Buffer
	err := imaging.EncodeJPEG(&b, img, gradeProof)
	if err == nil {
		err = d.blobs.Put(ctx, proofKey(p.ID), &b)
	}
	if err != nil {
		return fmt.Errorf("file proof of picture %s: %w", p.ID, err)
	}
	return nil
}

func (d *Desk) loadOriginal(ctx context.Context, p ilbo.Picture) (image.Image, error) {
	o, err := d.blobs.Get(ctx, originalKey(p))
	if err != nil {
		if p.Drawing == "" || ilbo.KindOf(err) != ilbo.NotFound {
			return nil, fmt.Errorf("open original of picture %s: %w", p.ID, err)
		}
		return d.develop(ctx, p)
	}
	defer o.Close()
	img, _, err := imaging.Decode(ctx, o, imaging.DefaultLimits())
	if err != nil {
		return nil, fmt.Errorf("read original of picture %s: %w", p.ID, err)
	}
	return img, nil
}
