package main

import (
	"bytes"
	"context"
	"io"

	"ilbo.press"
	"ilbo.press/internal/web/assets"
	"ilbo.press/internal/web/newsroom"
	"ilbo.press/internal/web/site"
)

// proofs pull proofs for the newsroom, in the readers' own pages.
type proofs struct {
	site     *site.Site
	pictures plates
	paper    *ilbo.Paper
	printed  string // address of the site's styles as a printer has them
}

func (p proofs) Proof(ctx context.Context, s *ilbo.Story, print bool) ([]byte, error) {
	o := site.Proof{Pictures: newsroom.Root + "/pictures"}
	if print {
		o.Style = p.printed
	}
	return p.site.Proof(ctx, s, o)
}

func (p proofs) Card(ctx context.Context, s *ilbo.Story) ([]byte, error) {
	card, err := p.pictures.StoryCard(ctx, s, string(s.Section), p.paper.Title.In(s.Language))
	if err != nil {
		return nil, err
	}
	defer card.Close()
	return io.ReadAll(card)
}

// printSheet is what a printer makes of the site's styles, for screens: that a
// proof of the printed page can be looked at.
const printSheet = "newsroom.proof.css"

// onPaper has a sheet's rules for printers hold on screens, and those for screens
// on none.
func onPaper(sheet []byte) []byte {
	sheet = bytes.ReplaceAll(sheet, []byte("@media print"), []byte("@media all"))
	return bytes.ReplaceAll(sheet, []byte("@media screen"), []byte("@media not all"))
}

// withProofSheet adds the sheet to what the newsroom's assets are made with.
func withProofSheet(o *assets.Options, readers *assets.Assets) error {
	sheet, err := readers.Body("site.css")
	if err != nil {
		return err
	}
	o.Made[printSheet] = onPaper(sheet)
	return nil
}
