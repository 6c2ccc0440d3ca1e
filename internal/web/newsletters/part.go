package newsletters

import (
	"fmt"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/mailing"
)

// A PartView is a block of a letter's body, or a story between them: see part.html
// and part.txt. Its Kind is the block's, or "story".
type PartView struct {
	Kind     string
	Text     Line
	By       string
	Title    string
	Items    []ItemView
	Pictures []PictureView
	Table    *TableView
	Blocks   []PartView
	Link     SpanView // to what mail programs do not show
	Story    StoryView
}

// A SpanView is text under one set of marks; its Href is a whole address, for there
// is no page that it could be below.
type SpanView struct {
	Text, Href string
	Strong, Em bool
}

// A Line is a text with its marks.
type Line []SpanView

// Plain is the line without its marks, each address after what leads there.
func (l Line) Plain() string {
	var b strings.Builder
	said := 0 // where what leads to the address begins
	for i, s := range l {
		b.WriteString(s.Text)
		if i+1 < len(l) && l[i+1].Href == s.Href {
			continue
		}
		if text := b.String()[said:]; s.Href != "" && s.Href != strings.TrimSpace(text) {
			b.WriteString(" (" + s.Href + ")")
		}
		said = b.Len()
	}
	return b.String()
}

// An ItemView is one of a list, with what stands before it in plain text.
type ItemView struct {
	Mark string
	Text Line
}

// A PictureView is a picture, in a width that all mail programs can show, and in
// JPEG, which all know.
type PictureView struct {
	Src, Alt, Caption, Credit string
	Width                     int
}

// A TableView is a table, with its columns known that stand flush right.
type TableView struct {
	Head   []CellView
	Rows   [][]CellView
	Source string
}

// A CellView is one cell of a table.
type CellView struct{ Text, Align string }

func (p Press) parts(parts []mailing.Part, w *words) (list []PartView) {
	for _, part := range parts {
		if part.Block == nil {
			list = append(list, PartView{Kind: "story", Story: p.story(part.Story, w, false)})
		} else {
			list = append(list, p.block(part.Block))
		}
	}
	return list
}

func (p Press) block(b *ilbo.Block) PartView {
	v := PartView{Kind: string(b.Kind), Text: p.spans(b.Text), By: b.By, Title: b.Title}
	for i, item := range b.Items {
		mark := "-"
		if b.Ordered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		v.Items = append(v.Items, ItemView{mark, p.spans(item)})
	}
	if b.Kind == ilbo.List && b.Ordered {
		v.Kind = "ordered"
	}
	for _, f := range b.Figures {
		v.Pictures = append(v.Pictures, p.picture(&f))
	}
	if b.Table != nil {
		v.Table = tableView(b.Table)
	}
	for i := range b.Blocks {
		v.Blocks = append(v.Blocks, p.block(&b.Blocks[i]))
	}
	if b.Embed != nil {
		if site, ok := b.Embed.Site(); ok {
			v.Link = SpanView{Text: site.Name, Href: site.Page(b.Embed.Ref)}
			if b.Embed.Title != "" {
				v.Link.Text = b.Embed.Title + " (" + site.Name + ")"
			}
		}
	}
	return v
}

// spans are those of a text. A link into the same page leads nowhere in a letter.
func (p Press) spans(in ilbo.Inline) (list Line) {
	for _, s := range in {
		href := s.Href
		switch {
		case strings.HasPrefix(href, "#"):
			href = ""
		case strings.HasPrefix(href, "/"):
			href = p.Base + href
		}
		list = append(list, SpanView{s.Text, href, s.Strong, s.Em})
	}
	return list
}

// The widths of pictures: that of the letter's column, and those of the renditions
// that are sharp in it, the last one first.
const columnWidth = 600

var pictureWidths = []int{960, 640, 480, 320}

func (p Press) picture(f *ilbo.Figure) PictureView {
	width := pictureWidths[len(pictureWidths)-1]
	for _, w := range pictureWidths {
		if w <= f.Width {
			width = w
			break
		}
	}
	return PictureView{Src: fmt.Sprintf("%s/pictures/%s/%d.jpg", p.Base, f.Picture, width), Alt: f.Text(), Caption: f.Caption, Credit: f.Credit, Width: min(width, columnWidth)}
}

func tableView(t *ilbo.Table) *TableView {
	align := make([]string, t.Columns())
	for i := range align {
		align[i] = "left"
	}
	for _, i := range t.Numeric {
		if i >= 0 && i < len(align) {
			align[i] = "right"
		}
	}
	row := func(cells []string) (list []CellView) {
		for i, text := range cells {
			list = append(list, CellView{text, align[i]})
		}
		return list
	}
	v := &TableView{Head: row(t.Head), Source: t.Source}
	for _, cells := range t.Rows {
		v.Rows = append(v.Rows, row(cells))
	}
	return v
}
