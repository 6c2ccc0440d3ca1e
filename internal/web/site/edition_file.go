package site

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/coding"
)

// editionForm begins the addresses of editions, below a language.
const editionForm = "/epaper/"

// editionFile serves /epaper/{date}.pdf and .epub, and the pictures of pages,
// /epaper/{date}/A2-….svg. What is in a picture is in its name for whoever keeps it;
// what comes is of the newest version. It reports whether the address is one of them.
//
// Nothing of a file that is locked leaves the house without what opens it: neither
// its bytes, nor its length, nor its ETag.
func (s *Site) editionFile(w http.ResponseWriter, r *http.Request, l ilbo.Language, rest string) bool {
	name := strings.TrimPrefix(rest, editionForm)
	kind := path.Ext(name)
	if s.editions == nil || kind == "" {
		return false
	}
	date, page, inner := strings.Cut(strings.TrimSuffix(name, kind), "/")
	day, err := time.Parse(time.DateOnly, date)
	switch {
	case err != nil || inner == (kind == ".pdf" || kind == ".epub"):
		return false
	case inner:
		stem, _, _ := strings.Cut(page, "-")
		name = stem + kind
	default:
		name = "paper" + kind
	}
	if err := s.lendFile(w, r, l, day, name); err != nil {
		s.Problem(w, r, fmt.Errorf("%s of the edition of %s: %w", name, date, err))
	}
	return true
}

// lendFile answers with a file of an edition, to whoever is entitled to it.
func (s *Site) lendFile(w http.ResponseWriter, r *http.Request, l ilbo.Language, day time.Time, name string) error {
	ctx := r.Context()
	e, ok, err := s.edited(ctx, l, day)
	if err != nil {
		return err
	}
	f := e.File(name)
	if !ok || f == nil {
		return ilbo.NotFound
	}
	free := strings.TrimSuffix(name, path.Ext(name)) == ilbo.Folio(1).String()
	h := w.Header()
	if s.gate != nil && !free {
		h.Set("Cache-Control", "private, no-cache")
		if !s.gate.Entitles(r, ilbo.ToEPaper) {
			return ilbo.Forbidden
		}
	}
	if whole, err := s.printable(ctx, printedIn(&e, name)); err != nil {
		return err
	} else if !whole {
		return ilbo.NotFound // until it is printed anew
	}
	file, err := s.editions.Open(ctx, f)
	if err != nil {
		return err
	}
	defer file.Close()
	if s.gate == nil || free {
		h.Set("Cache-Control", "no-cache")
	}
	h.Set("Content-Type", f.Type)
	if name == "paper"+path.Ext(name) {
		h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s%s"`, e.Date.Format(time.DateOnly), l, path.Ext(name)))
	}
	return unpacked(w, r, f, file)
}

// printedIn are the stories of which a file of an edition has something.
func printedIn(e *ilbo.KeptEdition, name string) []ilbo.StoryID {
	for i := range e.Pages {
		if e.Pages[i].Folio.String() == strings.TrimSuffix(name, path.Ext(name)) {
			return onPage(&e.Pages[i])
		}
	}
	return e.StoryIDs()
}

// unpacked serves a file as it is kept, or, where it is packed and who asks does not
// unpack, as it was.
func unpacked(w http.ResponseWriter, r *http.Request, f *ilbo.PrintFile, file *Plate) error {
	h := w.Header()
	if !f.Packed {
		h.Set("ETag", `"`+f.Sum+`"`)
		http.ServeContent(w, r, "", file.Modified, file)
		return nil
	}
	h.Add("Vary", "Accept-Encoding")
	takes := coding.Accept(r.Header["Accept-Encoding"]).Best(func(k coding.Coding) int {
		if k == coding.Gzip {
			return 1 // of those that are as welcome the one that is there
		}
		return 2
	})
	if takes == coding.Gzip {
		h.Set("ETag", `"`+f.Sum+`"`)
		h.Set("Content-Encoding", "gzip")
		http.ServeContent(w, r, "", file.Modified, file)
		return nil
	}
	h.Set("ETag", `"`+f.Sum+`-plain"`)
	if coding.Match(r.Header["If-None-Match"], `"`+f.Sum+`-plain"`) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	z, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	if r.Method != http.MethodHead {
		_, _ = io.Copy(w, z) // a reader who left is no failure of ours
	}
	return nil
}
