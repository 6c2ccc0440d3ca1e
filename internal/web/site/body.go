package site

import (
	"strconv"

	"ilbo.press"
)

// A BlockView is one block as ui/body shows it: the structure of the story
// with its pictures and films prepared.
type BlockView struct {
	Kind    string
	Text    ilbo.Inline
	By      string
	Title   string
	Items   []ilbo.Inline
	Ordered bool
	Figure  *FigureView
	Figures []FigureView
	Table   *TableView
	Film    *FilmView
	Embed   *EmbedView
	Blocks  []BlockView
	Number  int // of the gallery or film in the story, from 1
	Words   *Words
}

// A TableView is a table with the columns known that stand flush right.
type TableView struct {
	Head   []Cell
	Rows   [][]Cell
	Source string
}

// A Cell is one cell of a table.
type Cell struct {
	Text    string
	Numeric bool
}

// A FilmView is a film with its poster and subtitles.
type FilmView struct {
	Src, Type, Poster, Cues string
	Width, Height           int
	Length                  string
	Caption, Credit, Label  string
	Language, LanguageName  string
}

// An EmbedView is another site's player, not loaded before the reader asks.
type EmbedView struct {
	Frame, Page, Site, Title string
}

// blocks prepares a body for the page.
func blocks(s *ilbo.Story, w *Words) []BlockView {
	b := bodyMaker{story: s, words: w}
	return b.blocks(s.Body)
}

type bodyMaker struct {
	story            *ilbo.Story
	words            *Words
	galleries, films int
}

func (m *bodyMaker) blocks(body []ilbo.Block) []BlockView {
	views := make([]BlockView, 0, len(body))
	for i := range body {
		views = append(views, m.block(&body[i]))
	}
	return views
}

func (m *bodyMaker) block(b *ilbo.Block) BlockView {
	v := BlockView{Kind: string(b.Kind), Text: b.Text, By: b.By, Title: b.Title, Items: b.Items, Ordered: b.Ordered, Words: m.words}
	switch b.Kind {
	case ilbo.PictureKind:
		v.Figure = figure(&b.Figures[0], placeColumn)
	case ilbo.Gallery:
		m.galleries++
		v.Number = m.galleries
		for i := range b.Figures {
			v.Figures = append(v.Figures, *figure(&b.Figures[i], placeWall))
		}
	case ilbo.VideoKind:
		m.films++
		v.Number = m.films
		v.Film = m.film(b.Video)
	case ilbo.TableKind:
		v.Table = table(b.Table)
	case ilbo.FactBox:
		v.Blocks = m.blocks(b.Blocks)
	case ilbo.EmbedKind:
		if site, ok := b.Embed.Site(); ok {
			v.Embed = &EmbedView{Frame: site.Frame(b.Embed.Ref), Page: site.Page(b.Embed.Ref), Site: site.Name, Title: b.Embed.Title}
		}
	}
	return v
}

func (m *bodyMaker) film(video *ilbo.Video) *FilmView {
	v := &FilmView{
		Src: filmURL(video.Film, video.Type), Type: video.Type, Width: video.Width, Height: video.Height, Length: length(video.Duration),
		Caption: video.Poster.Caption, Credit: video.Poster.Credit, Label: video.Poster.Text(),
		Language: string(m.story.Language), LanguageName: m.words.Language,
	}
	if v.Label == "" {
		v.Label = m.story.Headline
	}
	if p := video.Poster; p.Picture != "" {
		v.Poster = pictureURL(p.Picture, fit(p.Width, 960), "jpg")
	}
	if len(video.Cues) > 0 {
		v.Cues = "/cues/" + strconv.FormatInt(int64(m.story.ID), 10) + "/" + strconv.Itoa(m.films) + ".vtt"
	}
	return v
}

func filmURL(id ilbo.FilmID, mediaType string) string {
	ext := ".webm"
	if mediaType == "video/mp4" {
		ext = ".mp4"
	}
	return "/films/" + string(id) + ext
}

func table(t *ilbo.Table) *TableView {
	numeric := make([]bool, t.Columns())
	for _, i := range t.Numeric {
		if i >= 0 && i < len(numeric) {
			numeric[i] = true
		}
	}
	row := func(cells []string) []Cell {
		list := make([]Cell, len(cells))
		for i, c := range cells {
			list[i] = Cell{Text: c, Numeric: numeric[i]}
		}
		return list
	}
	v := &TableView{Source: t.Source}
	if len(t.Head) > 0 {
		v.Head = row(t.Head)
	}
	for _, r := range t.Rows {
		v.Rows = append(v.Rows, row(r))
	}
	return v
}
