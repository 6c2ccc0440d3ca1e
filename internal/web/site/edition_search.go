package site

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ilbo.press"
)

// An EditionSearchPage is what an edition has of some words: see
// epaper/found.html.
type EditionSearchPage struct {
	*Frame
	E              *EditionWords
	Day, URL, Text string
	Search         string
	Say            string
	Hits           []EditionHit
}

// An EditionHit is a story that has them.
type EditionHit struct {
	URL, Headline, Page string
	Before, Hit, After  string // of the text, around the words
}

// The most that an edition is searched for, and how much of a text is shown around.
const (
	maxSought = 80
	around    = 60
)

// editionSearch serves /epaper/{date}/search to those who read all of the edition.
// It reports whether the address is one of that.
func (s *Site) editionSearch(w http.ResponseWriter, r *http.Request, l ilbo.Language, rest string) bool {
	date, ok := strings.CutSuffix(strings.TrimPrefix(rest, editionForm), "/search")
	day, err := time.Parse(time.DateOnly, date)
	if !ok || err != nil || s.editions == nil {
		return false
	}
	w.Header().Set("Cache-Control", "private, no-store")
	if s.gate != nil && !s.gate.Entitles(r, ilbo.ToEPaper) {
		s.Problem(w, r, ilbo.Forbidden)
		return true
	}
	select {
	case s.suggesting <- struct{}{}: // texts are read one after another, so that few do so at once
		defer func() { <-s.suggesting }()
	default:
		s.Problem(w, r, ilbo.Busy)
		return true
	}
	body, err := s.searchEdition(r, l, day)
	if err != nil {
		s.Problem(w, r, err)
		return true
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	return true
}

func (s *Site) searchEdition(r *http.Request, l ilbo.Language, day time.Time) ([]byte, error) {
	ctx := r.Context()
	e, ok, err := s.edited(ctx, l, day)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ilbo.NotFound
	}
	text := []rune(ilbo.Clean(r.URL.Query().Get("q")))
	sought := string(text[:min(len(text), maxSought)])
	home := s.editionURL(l, e.Date)
	f, err := s.frame(ctx, l, home, "")
	if err != nil {
		return nil, err
	}
	f.unaddressed()
	w := editionWords[l]
	p := EditionSearchPage{Frame: f, E: w, Day: dates{s.paper.Zone, l}.weekday(s.noon(e.Date)), URL: home, Text: sought, Search: home + "/search"}
	f.Kind, f.Title, f.Description, f.OwnScript = "edition", w.Search+", "+p.Day, w.ShelfSay, s.assets.URL(editionScript)
	if sought != "" {
		if p.Hits, err = s.hits(r, &e, sought); err != nil {
			return nil, err
		}
		switch len(p.Hits) {
		case 0:
			p.Say = fmt.Sprintf(w.NoneFound, sought)
		case 1:
			p.Say = fmt.Sprintf(w.OneFound, sought)
		default:
			p.Say = fmt.Sprintf(w.Found, len(p.Hits), sought)
		}
	}
	page, err := s.page("found", p)
	return page.Body, err
}

// hits are the stories of an edition that have words, in the order of its pages.
func (s *Site) hits(r *http.Request, e *ilbo.KeptEdition, sought string) ([]EditionHit, error) {
	visible, err := s.seen(r.Context(), e.StoryIDs())
	if err != nil {
		return nil, err
	}
	o := &opened{site: s, edition: e}
	var hits []EditionHit
	done := map[ilbo.StoryID]bool{}
	for i := range e.Pages {
		for _, id := range e.Pages[i].Stories {
			if visible[id] == nil || done[id] {
				continue
			}
			done[id] = true
			st, err := s.visible(r.Context(), id)
			if err != nil {
				return nil, err
			}
			hit, ok := snippet(strings.Join([]string{st.Headline, st.Deck, st.Body.Text()}, "\n"), sought)
			if !ok {
				continue
			}
			hit.URL, hit.Headline, hit.Page = fmt.Sprintf("%s#s%d", o.url(i+1), id), st.Headline, fmt.Sprintf(editionWords[e.Language].OnPage, e.Pages[i].Folio)
			hits = append(hits, hit)
		}
	}
	return hits, nil
}

// snippet is what stands around words in a text. Capitals and small letters are the
// same, and so are the ways to write one syllable. Latin words are found by their
// beginnings, Korean ones anywhere: what they begin with may be another word.
func snippet(text, sought string) (hit EditionHit, ok bool) {
	// Small letters may take another number of bytes, and are as many.
	all, small := []rune(norm.NFC.String(text)), []rune(strings.Map(unicode.ToLower, norm.NFC.String(text)))
	want := []rune(strings.Map(unicode.ToLower, norm.NFC.String(sought)))
	rest, i := string(small), 0
	for {
		at := strings.Index(rest, string(want))
		if at < 0 {
			return hit, false
		}
		i += utf8.RuneCountInString(rest[:at])
		if i == 0 || !latin(small[i-1]) || !latin(want[0]) {
			break
		}
		_, n := utf8.DecodeRuneInString(rest[at:])
		rest, i = rest[at+n:], i+1
	}
	n := i + len(want)
	from, to := max(0, i-around), min(len(all), n+around)
	hit = EditionHit{Before: string(all[from:i]), Hit: string(all[i:n]), After: string(all[n:to])}
	if from > 0 {
		_, hit.Before, _ = strings.Cut(hit.Before, " ")
		hit.Before = "… " + hit.Before
	}
	if cut := strings.LastIndex(hit.After, " "); to < len(all) && cut >= 0 {
		hit.After = hit.After[:cut] + " …"
	}
	return hit, true
}

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) }
