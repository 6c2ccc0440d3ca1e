package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/web/site"
)

// plates is the picture desk as the readers' site wants it.
type plates struct{ desk *picture.Desk }

func (p plates) Rendition(ctx context.Context, id ilbo.PictureID, width int, format string) (*site.Plate, error) {
	r, err := p.desk.Rendition(ctx, id, width, picture.Format(format))
	if err != nil {
		return nil, err
	}
	return &site.Plate{ReadSeekCloser: r, Type: r.Type, Tag: r.Tag, Modified: r.ModTime()}, nil
}

func (p plates) Cut(ctx context.Context, id ilbo.PictureID, shape ilbo.Shape, width int, format string) (*site.Plate, error) {
	r, err := p.desk.Cut(ctx, id, shape, width, picture.Format(format))
	if err != nil {
		return nil, err
	}
	return &site.Plate{ReadSeekCloser: r, Type: r.Type, Tag: r.Tag, Modified: r.ModTime()}, nil
}

func (p plates) Film(ctx context.Context, id ilbo.FilmID) (*site.Plate, error) {
	object, film, err := p.desk.Film(ctx, id)
	if err != nil {
		return nil, err
	}
	return &site.Plate{ReadSeekCloser: object, Type: film.Type, Tag: string(film.ID), Modified: object.ModTime()}, nil
}

func (p plates) StoryCard(ctx context.Context, st *ilbo.Story, section, nameplate string) (*site.Plate, error) {
	text := imaging.CardText{Nameplate: nameplate, Section: section, Headline: st.Headline, Language: string(st.Language)}
	var id ilbo.PictureID
	var cut string
	if lead := st.Teaser().Lead; lead != nil {
		id = lead.Picture
		if c, ok := lead.Shown.Cut(ilbo.ShapeCard, lead.Width, lead.Height); ok {
			cut = c.Key()
		}
	}
	return p.card(ctx, strconv.FormatInt(int64(st.ID), 10), text, id, cut, st.Changed())
}

func (p plates) PaperCard(ctx context.Context, l ilbo.Language, nameplate, motto string) (*site.Plate, error) {
	return p.card(ctx, "paper-"+string(l), imaging.CardText{Section: motto, Headline: nameplate, Language: string(l)}, "", "", time.Time{})
}

// card draws a card, or finds it. Its key holds the digest of all it shows, so
// that a new headline is a new card.
func (p plates) card(ctx context.Context, name string, text imaging.CardText, id ilbo.PictureID, cut string, changed time.Time) (*site.Plate, error) {
	digest := sha256.Sum256(fmt.Appendf(nil, "%q %s%s", text, id, cut))
	tag := hex.EncodeToString(digest[:8])
	body, err := p.desk.Card(ctx, name+"/"+tag, text, id)
	if err != nil {
		return nil, err
	}
	return &site.Plate{ReadSeekCloser: inMemory{bytes.NewReader(body)}, Type: "image/jpeg", Tag: tag, Modified: changed}, nil
}

// inMemory is a file that needs no closing.
type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }
