package ilbo

import (
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Body is a story's copy as structure. It is never HTML: each face renders
// the blocks in its own way, so that nothing a writer or another system typed
// can become markup.
type Body []Block

// A BlockKind says what a block is.
type BlockKind string

// The kinds of block, with the fields of [Block] that each uses.
const (
	Paragraph   BlockKind = "paragraph" // Text
	Subhead     BlockKind = "subhead"   // Text, plain
	Quote       BlockKind = "quote"     // Text, By
	PullQuote   BlockKind = "pullquote" // Text, By
	List        BlockKind = "list"      // Items, Ordered
	PictureKind BlockKind = "picture"   // Figures, one
	Gallery     BlockKind = "gallery"   // Figures, Title
	VideoKind   BlockKind = "video"     // Video
	TableKind   BlockKind = "table"     // Table, Title
	FactBox     BlockKind = "factbox"   // Title, Blocks: paragraphs and lists
	EmbedKind   BlockKind = "embed"     // Embed
)

// A Block is one part of a body. Fields that its kind does not use are empty.
type Block struct {
	Kind    BlockKind `json:"kind"`
	Text    Inline    `json:"text,omitempty"`
	By      string    `json:"by,omitempty"`
	Title   string    `json:"title,omitempty"`
	Items   []Inline  `json:"items,omitempty"`
	Ordered bool      `json:"ordered,omitempty"`
	Figures []Figure  `json:"figures,omitempty"`
	Video   *Video    `json:"video,omitempty"`
	Table   *Table    `json:"table,omitempty"`
	Blocks  []Block   `json:"blocks,omitempty"`
	Embed   *Embed    `json:"embed,omitempty"`
}

// An Inline is a run of text, with the few marks that newspapers use.
type Inline []Span

// A Span is text under one set of marks.
type Span struct {
	Text   string `json:"text"`
	Strong bool   `json:"strong,omitempty"`
	Em     bool   `json:"em,omitempty"`
	Href   string `json:"href,omitempty"` // http, https, mailto, or an address on this site
}

// Plain makes an Inline of unmarked text, nil of none.
func Plain(text string) Inline {
	if text == "" {
		return nil
	}
	return Inline{{Text: text}}
}

// String is the text without its marks.
func (in Inline) String() string {
	if len(in) == 1 {
		return in[0].Text
	}
	var b strings.Builder
	for _, s := range in {
		b.WriteString(s.Text)
	}
	return b.String()
}

// A Table is rows of cells. Every row has as many cells as Head, or, where
// Head is empty, as the first row.
type Table struct {
	Head    []string   `json:"head,omitempty"`
	Rows    [][]string `json:"rows"`
	Source  string     `json:"source,omitempty"`
	Numeric []int      `json:"numeric,omitempty"` // columns set flush right, from 0
}

// SafeHref reports whether a link may stand in copy: an absolute http or https
// address, one for mail, or a path on this site. Everything else, javascript:
// first of all, may not.
func SafeHref(href string) bool {
	if href == "" || len(href) > maxHref || !utf8.ValidString(href) || strings.ContainsFunc(href, func(r rune) bool { return r <= ' ' || r == 0x7F || r == '\\' }) {
		return false
	}
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	case "":
		return u.Host == "" && strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#")
	}
	return false
}

// The most that a body may hold.
const (
	maxBlocks    = 2_000
	maxText      = 1_000_000 // bytes of text in the whole body
	maxFigures   = 400
	maxTableRows = 1_000
	maxColumns   = 40
	maxHref      = 2_048 // bytes
)

// Check reports the first thing wrong with the body, as an [Error] of kind
// Invalid that names the block, or nil.
func (b Body) Check() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	if len(b) > maxBlocks {
		return say("The story has more than %d blocks.", maxBlocks)
	}
	if n := len(b.Figures()); n > maxFigures {
		return say("The story has more than %d pictures.", maxFigures)
	}
	size := 0
	for i := range b {
		n, err := b[i].check(false)
		if err != nil {
			return say("Block %d (%s): %v.", i+1, b[i].Kind, err)
		}
		if size += n; size > maxText {
			return say("The story's text is longer than %d bytes.", maxText)
		}
	}
	return nil
}

// check gives the bytes of text in the block and what is wrong with it.
func (b *Block) check(inBox bool) (int, error) {
	size, err := b.sound()
	if err != nil {
		return 0, err
	}
	switch b.Kind {
	case Paragraph, Subhead, Quote, PullQuote:
		if strings.TrimSpace(b.Text.String()) == "" {
			return 0, fmt.Errorf("it is empty")
		}
	case List:
		if len(b.Items) == 0 {
			return 0, fmt.Errorf("it has no items")
		}
	case PictureKind, Gallery:
		if len(b.Figures) == 0 || b.Kind == PictureKind && len(b.Figures) > 1 {
			return 0, fmt.Errorf("it has %d pictures", len(b.Figures))
		}
	case VideoKind:
		if b.Video == nil || b.Video.Film == "" {
			return 0, fmt.Errorf("it has no film")
		}
	case TableKind:
		if err := b.Table.check(); err != nil {
			return 0, err
		}
	case FactBox:
		if inBox || len(b.Blocks) == 0 {
			return 0, fmt.Errorf("a fact box holds paragraphs and lists, and no other box")
		}
		for i := range b.Blocks {
			if k := b.Blocks[i].Kind; k != Paragraph && k != List {
				return 0, fmt.Errorf("a fact box holds paragraphs and lists, not a %s", k)
			}
			n, err := b.Blocks[i].check(true)
			if err != nil {
				return 0, err
			}
			size += n
		}
	case EmbedKind:
		if b.Embed == nil || !validRef(b.Embed.Ref) {
			return 0, fmt.Errorf("it embeds nothing that can be shown")
		}
		if _, ok := b.Embed.Site(); !ok {
			return 0, fmt.Errorf("%s is not a site that stories may embed", quote(b.Embed.Provider))
		}
	default:
		return 0, errKind
	}
	return size, nil
}

// sound gives the bytes of text in the block, that of blocks within it excepted,
// and what no block may be made of, whether it is complete or not.
func (b *Block) sound() (int, error) {
	size := 0
	for text := range b.texts {
		switch size += len(text); {
		case !utf8.ValidString(text):
			return 0, fmt.Errorf("it holds bytes that are not UTF-8 text")
		case unprintable(text):
			return 0, fmt.Errorf("it holds control characters")
		}
	}
	for _, in := range append([]Inline{b.Text}, b.Items...) {
		for _, s := range in {
			if s.Href != "" && !SafeHref(s.Href) {
				return 0, fmt.Errorf("it links to %s, which is neither a web address nor one for mail", quote(s.Href))
			}
			size += len(s.Href)
		}
	}
	return size, nil
}

var errKind = errors.New("there is no such kind of block")

// texts gives all that stands in the block itself, not in blocks within it.
func (b *Block) texts(yield func(string) bool) {
	all := func(texts ...string) bool {
		for _, s := range texts {
			if !yield(s) {
				return false
			}
		}
		return true
	}
	if !all(b.Title, b.By) {
		return
	}
	for _, in := range append([]Inline{b.Text}, b.Items...) {
		for _, s := range in {
			if !yield(s.Text) {
				return
			}
		}
	}
	for _, f := range b.Figures {
		if !all(f.Caption, f.Credit, f.Alt) {
			return
		}
	}
	if t := b.Table; t != nil {
		for _, row := range append([][]string{{t.Source}, t.Head}, t.Rows...) {
			if !all(row...) {
				return
			}
		}
	}
	if b.Embed != nil && !yield(b.Embed.Title) {
		return
	}
	if v := b.Video; v != nil {
		all(v.Poster.Caption, v.Poster.Credit, v.Poster.Alt)
	}
}

func (t *Table) check() error {
	if t == nil || len(t.Rows) == 0 {
		return fmt.Errorf("it has no rows")
	}
	columns := t.Columns()
	if len(t.Rows) > maxTableRows || columns > maxColumns || columns == 0 {
		return fmt.Errorf("it has %d rows of %d columns, and %d by %d is the most", len(t.Rows), columns, maxTableRows, maxColumns)
	}
	for i, row := range t.Rows {
		if len(row) != columns {
			return fmt.Errorf("row %d has %d cells and the others have %d", i+1, len(row), columns)
		}
	}
	return nil
}

// Columns is how many cells a row has.
func (t *Table) Columns() int {
	if len(t.Head) > 0 {
		return len(t.Head)
	}
	if len(t.Rows) > 0 {
		return len(t.Rows[0])
	}
	return 0
}

// Figures are all pictures in the body, in order, posters of films excepted.
func (b Body) Figures() []Figure {
	var list []Figure
	for i := range b {
		list = append(list, b[i].Figures...)
	}
	return list
}

// firstFigure is what stands for a story without a lead picture.
func (b Body) firstFigure() *Figure {
	for i := range b {
		if len(b[i].Figures) > 0 {
			return &b[i].Figures[0]
		}
		if b[i].Video != nil && b[i].Video.Poster.Picture != "" {
			return &b[i].Video.Poster
		}
	}
	return nil
}

// Text is all the body's words, a block a line, for search and for counting.
func (b Body) Text() string {
	n := 0
	for line := range b.Lines() {
		n += len(line) + 1
	}
	var sb strings.Builder
	sb.Grow(n)
	for line := range b.Lines() {
		sb.WriteString(line)
		sb.WriteByte('\n')
	}
	return strings.TrimSuffix(sb.String(), "\n")
}

// Lines are the lines of Text.
func (b Body) Lines() iter.Seq[string] {
	return func(yield func(string) bool) { b.eachLine(yield) }
}

// eachLine reports whether yield wants more.
func (b Body) eachLine(yield func(string) bool) bool {
	line := func(s string) bool { return s == "" || yield(s) }
	for i := range b {
		block := &b[i]
		if !line(block.Title) || !line(block.Text.String()) || !line(block.By) {
			return false
		}
		for _, item := range block.Items {
			if !line(item.String()) {
				return false
			}
		}
		for _, f := range block.Figures {
			if !line(f.Caption) {
				return false
			}
		}
		if block.Table != nil && !block.Table.eachLine(line) {
			return false
		}
		if block.Video != nil && !line(block.Video.Poster.Caption) {
			return false
		}
		if block.Embed != nil && !line(block.Embed.Title) {
			return false
		}
		if !Body(block.Blocks).eachLine(yield) {
			return false
		}
	}
	return true
}

// eachLine calls line with the text of each row, for as long as it wants more.
func (t *Table) eachLine(line func(string) bool) bool {
	if !line(strings.Join(t.Head, " ")) {
		return false
	}
	for _, row := range t.Rows {
		if !line(strings.Join(row, " ")) {
			return false
		}
	}
	return true
}

// Words counts the words of the body, as white space parts them.
func (b Body) Words() int {
	n := 0
	for line := range b.Lines() {
		parted := true
		for _, r := range line {
			space := unicode.IsSpace(r)
			if parted && !space {
				n++
			}
			parted = space
		}
	}
	return n
}
