package newsroom

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/web"
)

// A PicturesPage is the library of pictures: see pictures/library.html.
type PicturesPage struct {
	*Frame
	Query, Show string // as it was asked
	Shows       []Link // ways to narrow it
	Tiles       []PictureTile
	More        string // address of the next
	CanFile     bool
}

// A PictureTile is a picture in the library.
type PictureTile struct {
	URL, Src, Alt, Name, Say string
	Flags                    []string // what is to be done about it
}

// picturesAtOnce is how many pictures a page of the library has, and chosenAtOnce
// how many are offered to choose from.
const (
	picturesAtOnce = 48
	chosenAtOnce   = 24
)

// endingWithin is how long before rights run out the library tells.
const endingWithin = 30 * 24 * time.Hour

func picturePath(id ilbo.PictureID) string { return Root + "/pictures/" + string(id) }

// previewPath is a picture for staff alone.
func previewPath(id ilbo.PictureID, width int) string {
	return picturePath(id) + "/" + strconv.Itoa(width) + ".webp"
}

// pictureQuery is what the address asks of the library.
func (v *visit) pictureQuery(limit int) ilbo.PictureQuery {
	form := v.r.URL.Query()
	q := ilbo.PictureQuery{Text: firstRunes(ilbo.Clean(form.Get("q")), 200), Limit: limit}
	switch form.Get("show") {
	case "mine":
		q.By = v.staff.Login
	case "ending":
		q.Until = v.Clock().Add(endingWithin)
	case "bare":
		q.Bare = true
	}
	at, id, _ := strings.Cut(form.Get("after"), "-")
	if ms, err := strconv.ParseInt(at, 10, 64); err == nil && id != "" && len(id) <= 64 {
		q.After = ilbo.PictureCursor{At: time.UnixMilli(ms), ID: ilbo.PictureID(id)}
	}
	return q
}

func cursorText(c ilbo.PictureCursor) string {
	at := int64(0)
	if !c.At.IsZero() {
		at = c.At.UnixMilli()
	}
	return strconv.FormatInt(at, 10) + "-" + string(c.ID)
}

func (n *Newsroom) picturesView(v *visit) (*PicturesPage, error) {
	p := &PicturesPage{Frame: v.frame(func(w *Words) string { return w.Pictures.Title }), CanFile: v.staff.Role.May(ilbo.MayFilePictures)}
	w := &p.W.Pictures
	if v.r.URL.Query().Get("done") == "filed" {
		p.Said = w.FiledAll
	}
	q := v.pictureQuery(picturesAtOnce + 1)
	p.Query, p.Show = q.Text, v.r.URL.Query().Get("show")
	address := func(show, after string) string {
		form := url.Values{}
		for name, value := range map[string]string{"q": p.Query, "show": show, "after": after} {
			if value != "" {
				form.Set(name, value)
			}
		}
		if len(form) == 0 {
			return Root + "/pictures"
		}
		return Root + "/pictures?" + form.Encode()
	}
	for _, s := range []struct{ show, name string }{{"", w.All}, {"mine", w.Mine}, {"ending", w.Ending}, {"bare", w.Bare}} {
		p.Shows = append(p.Shows, Link{s.name, address(s.show, ""), s.show == p.Show})
	}
	found, err := n.Pictures.Find(v.r.Context(), v.staff.Staff, q)
	if err != nil {
		return nil, err
	}
	if len(found) > picturesAtOnce {
		found = found[:picturesAtOnce]
		p.More = address(p.Show, cursorText(found[picturesAtOnce-1].Cursor()))
	}
	for i := range found {
		p.Tiles = append(p.Tiles, v.tile(&found[i], w))
	}
	return p, nil
}

func (v *visit) tile(f *ilbo.Picture, w *picturesWords) PictureTile {
	t := PictureTile{URL: picturePath(f.ID), Src: previewPath(f.ID, 320), Alt: f.Alt, Name: f.Caption, Say: v.when(f.Added)}
	for _, name := range []string{f.Name, w.Unnamed} {
		if t.Name == "" {
			t.Name = name
		}
	}
	if f.By != "" {
		t.Say = f.By + " · " + t.Say
	}
	t.Flags = v.flags(f, w)
	return t
}

// flags say what is to be done about a picture.
func (v *visit) flags(f *ilbo.Picture, w *picturesWords) []string {
	var list []string
	now := v.Clock()
	switch {
	case f.ReplacedBy != "":
		list = append(list, w.Replaced)
	case !f.Usable(now):
		list = append(list, w.Ended)
	case !f.Rights.Until.IsZero() && f.Rights.Until.Before(now.Add(endingWithin)):
		list = append(list, w.EndsOn+" "+v.lastDay(f.Rights.Until))
	}
	if f.Caption == "" {
		list = append(list, w.NoCaption)
	}
	if f.Alt == "" {
		list = append(list, w.NoAlt)
	}
	return list
}

func (n *Newsroom) picturesPage(v *visit) error {
	p, err := n.picturesView(v)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "pictures", p)
}

// A ChosenPicture is a picture as scripts are told of it.
type ChosenPicture struct {
	Figure  *ilbo.Figure `json:"figure,omitempty"` // as a story would print it; absent where it was refused
	Name    string       `json:"name"`
	URL     string       `json:"url,omitempty"`     // its page
	Preview string       `json:"preview,omitempty"` // 640 pixels wide, for staff
	Problem string       `json:"problem,omitempty"` // why it was refused
	Usable  bool         `json:"usable"`            // its rights allow it now
}

func (v *visit) chosen(p *ilbo.Picture) ChosenPicture {
	f := p.Figure()
	return ChosenPicture{Figure: &f, Name: p.Name, URL: picturePath(p.ID), Preview: previewPath(p.ID, 640), Usable: p.Usable(v.Clock())}
}

// choosePicture offers pictures to the editor's chooser.
func (n *Newsroom) choosePicture(v *visit) error {
	q := v.pictureQuery(chosenAtOnce + 1)
	q.Live = true
	found, err := n.Pictures.Find(v.r.Context(), v.staff.Staff, q)
	if err != nil {
		return err
	}
	var answer struct {
		Pictures []ChosenPicture `json:"pictures"`
		After    string          `json:"after,omitempty"` // asks for what follows
	}
	answer.Pictures = []ChosenPicture{}
	if len(found) > chosenAtOnce {
		found = found[:chosenAtOnce]
		answer.After = cursorText(found[chosenAtOnce-1].Cursor())
	}
	for i := range found {
		answer.Pictures = append(answer.Pictures, v.chosen(&found[i]))
	}
	v.say(http.StatusOK, answer)
	return nil
}

// The most files of one request, and its length: what the picture desk takes of
// each, and what stands between them.
const (
	maxFiles  = 10
	maxUpload = maxFiles * (60<<20 + 1<<16)
)

// uploads reports whether a request sends files, which are longer than forms.
func uploads(r *http.Request) bool {
	rest, ok := strings.CutPrefix(r.URL.Path, Root+"/pictures")
	return ok && r.Method == http.MethodPost && (rest == "" || strings.HasPrefix(rest, "/") && strings.HasSuffix(rest, "/replace"))
}

// eachFile gives do the files of a form as they come. What do gives ends it.
func (v *visit) eachFile(do func(name string, r io.Reader) error) error {
	parts, err := v.r.MultipartReader()
	if err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "Files are sent as a form with parts.", Err: err}
	}
	for n := 0; ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return cutShort(err)
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		if n++; n > maxFiles {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "At most 10 files are sent at once.", Err: errTooMany}
		}
		if err := do(part.FileName(), whole{part}); err != nil {
			return err
		}
	}
}

var errTooMany = errors.New("too many files")

// whole reads a part, and says what happened where it does not come whole.
type whole struct{ *multipart.Part }

func (w whole) Read(b []byte) (int, error) {
	n, err := w.Part.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = cutShort(err)
	}
	return n, err
}

func cutShort(err error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: "The file did not arrive whole. Please send it again.", Err: errors.Join(picture.Damaged, err)}
}

// filePictures takes files in, and goes on behind one that is refused.
func (n *Newsroom) filePictures(v *visit) error {
	w := wordsIn(v.language())
	var all []ChosenPicture
	var refused []string
	var first error
	err := v.eachFile(func(name string, r io.Reader) error {
		p, err := n.Pictures.File(v.r.Context(), v.staff.Staff, name, r)
		if kind := kindOf(err); err != nil && kind != ilbo.Invalid {
			return err
		}
		if err != nil {
			name, say := firstRunes(ilbo.Clean(name), 100), w.wrong(err)
			if first == nil {
				first = err
			}
			refused = append(refused, name+": "+say)
			all = append(all, ChosenPicture{Name: name, Problem: say})
			return nil
		}
		all = append(all, v.chosen(&p))
		return nil
	})
	if err == nil && len(all) == 0 {
		err = &ilbo.Error{Kind: ilbo.Invalid, Say: w.Pictures.NoFile}
	}
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(refused) == len(all) {
		status = web.Status(ilbo.KindOf(first))
	}
	if v.scripted() {
		v.say(status, map[string]any{"pictures": all, "problem": strings.Join(refused, " ")})
		return nil
	}
	if len(refused) == 0 {
		return v.see(Root + "/pictures?done=filed")
	}
	p, err := n.picturesView(v)
	if err != nil {
		return err
	}
	p.Wrong = strings.Join(refused, " ")
	return v.show(status, "pictures", p)
}

// kindOf is the kind of an error, empty of none.
func kindOf(err error) ilbo.Kind {
	if err == nil {
		return ""
	}
	return ilbo.KindOf(err)
}

// previewPicture shows a picture to those who may see it.
func (n *Newsroom) previewPicture(v *visit) error {
	digits, ok := strings.CutSuffix(v.r.PathValue("file"), ".webp")
	width, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return ilbo.NotFound
	}
	r, err := n.Pictures.Preview(v.r.Context(), v.staff.Staff, ilbo.PictureID(v.r.PathValue("id")), width)
	if err != nil {
		return err
	}
	defer r.Close()
	h := v.w.Header()
	h.Set("Content-Type", r.Type)
	h.Set("Cache-Control", "private, max-age=600")
	h.Set("ETag", `"`+r.Tag+`"`)
	http.ServeContent(v.w, v.r, "", r.ModTime(), r)
	return nil
}

// pictureRoutes are the addresses of the library's pages.
func (n *Newsroom) pictureRoutes(may func(p ilbo.Permission, pattern string, do func(*visit) error)) {
	may(ilbo.MaySee, "GET "+Root+"/pictures", n.picturesPage)
	may(ilbo.MayFilePictures, "POST "+Root+"/pictures", n.filePictures)
	may(ilbo.MaySee, "GET "+Root+"/pictures/choose", n.choosePicture)
	may(ilbo.MaySee, "GET "+Root+"/pictures/{id}", n.picturePage)
	may(ilbo.MaySee, "POST "+Root+"/pictures/{id}", n.describePicture)
	may(ilbo.MayKeepPictures, "POST "+Root+"/pictures/{id}/replace", n.replacePicture)
	may(ilbo.MaySee, "GET "+Root+"/pictures/{id}/{file}", n.previewPicture)
}
