package newsroom

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/picture"
)

// A PicturePage is one picture, what is known of it and where it is used: see
// pictures/picture.html.
type PicturePage struct {
	*Frame
	ID, Src              string
	Width, Height        int
	Facts                []string // file, size, who filed it and when
	Flags                []string
	Replaced             string // address of what took its place
	CanDescribe, CanKeep bool
	Form                 PictureForm
	Crops                []CropView
	Uses                 []UseView
	MoreUses             bool
}

// A PictureForm is what is typed of a picture.
type PictureForm struct {
	Caption, Alt, Credit, Place, Keywords string
	Holder, Usage, Until, Note            string
	FocusX, FocusY                        string // in hundredths; empty: none
}

// A CropView is how a shape cuts the picture.
type CropView struct {
	Shape, Name, Ratio string
	ByHand             bool
	Size, Left, Top    int // in hundredths: of the largest there is, and of the play that it has
}

// A UseView is a story that prints the picture, or somebody whose portrait it is.
type UseView struct {
	Name, URL     string // URL: its page in the newsroom
	State, Public string // Public: where readers see it
}

// lastDay is the day before rights end, in the paper's zone.
func (v *visit) lastDay(until time.Time) string {
	if until.IsZero() {
		return ""
	}
	return v.day(until.Add(-time.Millisecond))
}

// until reads the last day of rights. The day that is shown of what is kept means
// just that moment.
func (v *visit) until(day string, kept time.Time) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	if day == v.lastDay(kept) {
		return kept, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, day, v.Paper.Zone)
	if err != nil {
		return t, &ilbo.Error{Kind: ilbo.Invalid, Say: "The day is written as 2026-12-31.", Err: err}
	}
	return t.AddDate(0, 0, 1), nil
}

func hundredths(f float64) int { return int(math.Round(f * 100)) }

// largest is the largest crop of a shape.
func largest(s ilbo.Shape, p *ilbo.Picture) ilbo.Crop {
	c, _ := (&ilbo.Showing{Focus: &ilbo.Point{}}).Cut(s, p.Width, p.Height)
	return c
}

func cropView(s ilbo.Shape, p *ilbo.Picture, w *picturesWords) CropView {
	v := CropView{Shape: string(s), Name: w.Shapes[s], Ratio: strconv.FormatFloat(s.Ratio(), 'f', 4, 64), Size: 100, Left: 50, Top: 50}
	c, ok := p.Crops[s]
	if !ok {
		return v
	}
	v.ByHand, v.Size = true, hundredths(c.Width/largest(s, p).Width)
	if c.Width < 1 {
		v.Left = hundredths(c.X / (1 - c.Width))
	}
	if c.Height < 1 {
		v.Top = hundredths(c.Y / (1 - c.Height))
	}
	return v
}

// cropped reads a crop as cropView writes it.
func (v *visit) cropped(s ilbo.Shape, p *ilbo.Picture) (ilbo.Crop, bool) {
	if v.form("hand-"+string(s)) == "" {
		return ilbo.Crop{}, false
	}
	number := func(name string, least, otherwise int) float64 {
		n, err := strconv.Atoi(v.form(name + "-" + string(s)))
		if err != nil {
			n = otherwise
		}
		return float64(min(100, max(least, n))) / 100
	}
	c, size := largest(s, p), number("size", 10, 100)
	c.Width, c.Height = c.Width*size, c.Height*size
	c.X, c.Y = (1-c.Width)*number("left", 0, 50), (1-c.Height)*number("top", 0, 50)
	return c, true
}

// focus reads the point to keep in sight.
func (v *visit) focus() (*ilbo.Point, error) {
	x, y := v.form("focus-x"), v.form("focus-y")
	if x == "" && y == "" {
		return nil, nil // none is chosen, which is no error
	}
	nx, errX := strconv.Atoi(x)
	ny, errY := strconv.Atoi(y)
	if errX != nil || errY != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "The point to keep in sight is two numbers from 0 to 100."}
	}
	return &ilbo.Point{X: float64(nx) / 100, Y: float64(ny) / 100}, nil
}

func (n *Newsroom) pictureView(v *visit, id ilbo.PictureID) (*PicturePage, error) {
	f, err := n.Pictures.Picture(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	uses, err := n.Pictures.Uses(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	p := &PicturePage{
		Frame: v.frame(func(w *Words) string { return w.Pictures.One }), ID: string(f.ID), Src: previewPath(f.ID, 1280), Width: f.Width, Height: f.Height,
		CanDescribe: picture.MayDescribe(v.staff.Staff, &f), CanKeep: picture.MayKeep(v.staff.Staff, &f), MoreUses: uses.More,
		Form: PictureForm{Caption: f.Caption, Alt: f.Alt, Credit: f.Credit, Place: f.Place, Keywords: strings.Join(f.Keywords, ", "),
			Holder: f.Rights.Holder, Usage: f.Rights.Usage, Until: v.lastDay(f.Rights.Until), Note: f.Rights.Note},
	}
	w := &p.W.Pictures
	if f.Focus != nil {
		p.Form.FocusX, p.Form.FocusY = strconv.Itoa(hundredths(f.Focus.X)), strconv.Itoa(hundredths(f.Focus.Y))
	}
	for _, fact := range []string{f.Name, fmt.Sprintf("%d × %d", f.Width, f.Height), f.By, v.when(f.Added)} {
		if fact != "" {
			p.Facts = append(p.Facts, fact)
		}
	}
	if !f.Taken.IsZero() {
		p.Facts = append(p.Facts, w.Taken+" "+v.day(f.Taken))
	}
	p.Flags = v.flags(&f, w)
	if f.ReplacedBy != "" {
		p.Replaced = picturePath(f.ReplacedBy)
	}
	for _, s := range ilbo.Shapes() {
		p.Crops = append(p.Crops, cropView(s, &f, w))
	}
	now := v.Clock()
	for _, s := range uses.Stories {
		u := UseView{Name: s.Headline, URL: fmt.Sprintf("%s/stories/%d", Root, s.ID), State: w.States[s.State(ilbo.StageDraft, now)]}
		if s.Visible(now) {
			u.Public = string(s.Path)
		}
		if u.Name == "" {
			u.Name = fmt.Sprintf("№ %d", s.ID)
		}
		p.Uses = append(p.Uses, u)
	}
	for _, j := range uses.Portraits {
		p.Uses = append(p.Uses, UseView{Name: j.Name.In(p.Lang), State: w.Portrait, Public: v.Paper.Prefix(p.Lang) + "/by/" + string(j.ID)})
	}
	if v.r.URL.Query().Get("done") == "described" {
		p.Said = w.Described
	}
	return p, nil
}

func (v *visit) pictureID() ilbo.PictureID { return ilbo.PictureID(v.r.PathValue("id")) }

func (n *Newsroom) picturePage(v *visit) error {
	p, err := n.pictureView(v, v.pictureID())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "picture", p)
}

// described reads what is said of a picture.
func (v *visit) described(f *ilbo.Picture) (picture.Description, error) {
	d := picture.Description{
		Caption: v.form("caption"), Alt: v.form("alt"), Credit: v.form("credit"), Place: v.form("place"), Keywords: strings.Split(v.form("keywords"), ","),
		Rights: ilbo.Rights{Holder: v.form("holder"), Usage: v.form("usage"), Note: v.form("note")}, Crops: map[ilbo.Shape]ilbo.Crop{},
	}
	var err error
	if d.Rights.Until, err = v.until(v.form("until"), f.Rights.Until); err != nil {
		return d, err
	}
	if d.Focus, err = v.focus(); err != nil {
		return d, err
	}
	for _, s := range ilbo.Shapes() {
		if c, ok := v.cropped(s, f); ok {
			d.Crops[s] = c
		}
	}
	return d, nil
}

func (n *Newsroom) describePicture(v *visit) error {
	// A form that does not come whole would empty what is known.
	if err := v.r.ParseForm(); err != nil || !v.r.PostForm.Has("caption") {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The form did not arrive whole. Go back, and send it again.", Err: err}
	}
	id := v.pictureID()
	f, err := n.Pictures.Picture(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return err
	}
	d, err := v.described(&f)
	if err == nil {
		err = n.Pictures.Describe(v.r.Context(), v.staff.Staff, id, d)
	}
	if err == nil {
		return v.see(picturePath(id) + "?done=described")
	}
	p, viewErr := n.pictureView(v, id)
	if viewErr != nil {
		return viewErr
	}
	p.Form = PictureForm{v.form("caption"), v.form("alt"), v.form("credit"), v.form("place"), v.form("keywords"),
		v.form("holder"), v.form("usage"), v.form("until"), v.form("note"), v.form("focus-x"), v.form("focus-y")}
	return v.again(err, "picture", p.Frame, p)
}

// replacePicture puts another file in a picture's place, and shows what became of
// it.
func (n *Newsroom) replacePicture(v *visit) error {
	id := v.pictureID()
	var done *picture.Replacement
	err := v.eachFile(func(name string, r io.Reader) error {
		if done != nil {
			return nil // one file takes one place
		}
		d, err := n.Pictures.Replace(v.r.Context(), v.staff.Staff, id, name, r)
		done = &d
		return err
	})
	w := &wordsIn(v.language()).Pictures
	if err == nil && done == nil {
		err = &ilbo.Error{Kind: ilbo.Invalid, Say: w.NoFile}
	}
	if err != nil {
		p, viewErr := n.pictureView(v, id)
		if viewErr != nil {
			return viewErr
		}
		return v.again(err, "picture", p.Frame, p)
	}
	p, err := n.pictureView(v, done.New.ID)
	if err != nil {
		return err
	}
	p.Said = fmt.Sprintf(w.ReplacedIn, len(done.Stories))
	if len(done.Drafts) > 0 {
		p.Said += " " + fmt.Sprintf(w.DraftsLeft, len(done.Drafts))
	}
	return v.show(http.StatusOK, "picture", p)
}
