package ghost

import (
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// placeholder stands for the site's own address wherever an export names it.
const placeholder = "__GHOST_URL__"

// ownHost stands for the site while its copy is read: an export never says
// what the site is called. No such host can exist (RFC 2606).
const ownHost = "ghost.invalid"

var own = &url.URL{Scheme: "https", Host: ownHost, Path: "/"}

// A site knows the addresses of the site that an export is of.
type site struct {
	published func(slug string) bool // whether a post of that slug comes along
	shape     shape
	lists     listPages
	find      body.Find
	tally     *tally
}

// here is an address with the site's own name in place of the placeholder.
func here(address string) string {
	return strings.ReplaceAll(strings.TrimSpace(address), placeholder, "https://"+ownHost)
}

// href is the address of a link as copy may hold it, empty where it may not.
// One to a post becomes that post's old address, which leads on; one to
// anything else of the old site would lead nowhere and goes.
func (s *site) href(raw string) string {
	raw = here(raw)
	u, err := url.Parse(raw)
	if err != nil || raw == "" || len(raw) > maxShort || strings.HasPrefix(raw, "#") {
		return ""
	}
	if u = own.ResolveReference(u); u.Host == ownHost {
		return s.ownHref(u)
	}
	out := u.String()
	if (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto") && ilbo.SafeHref(out) {
		return out
	}
	return ""
}

func (s *site) ownHref(u *url.URL) string {
	steps := strings.Split(strings.Trim(u.Path, "/"), "/")
	if s.shape.steps() == len(steps) && s.published(steps[s.shape.slugAt()]) {
		to := url.URL{Path: s.shape.closed("/" + strings.Join(steps, "/")), Fragment: u.Fragment}
		if out := to.String(); ilbo.SafeHref(out) {
			return out
		}
	}
	s.tally.add(lostLinks)
	return ""
}

// sized is the part of a picture's address that asks for another size of it.
var sized = regexp.MustCompile(`/content/images/(?:size/w\d+(?:h\d+)?/)?(?:format/\w+/)?`)

// picture finds a picture's file, of the size that was uploaded.
func (s *site) picture(source string) (string, func() (io.ReadCloser, error)) {
	if s.find == nil {
		return "", nil
	}
	source = sized.ReplaceAllString(here(source), "/content/images/")
	if file, open := s.find(source); open != nil {
		return file, open
	}
	// Ghost keeps what was uploaded under this name, and a smaller one under
	// the picture's own.
	ending := path.Ext(source)
	return s.find(strings.TrimSuffix(source, ending) + "_o" + ending)
}

// maxCaption is the longest caption, in bytes. What is longer is a text that
// landed there by mistake, and is cut.
const maxCaption = 8_000

// cut is the beginning of a caption that is too long to be one.
func cut(caption string) string {
	if len(caption) <= maxCaption {
		return caption
	}
	return strings.ToValidUTF8(caption[:maxCaption], "") + "…"
}

// enclose makes the enclosure of a picture.
func (s *site) enclose(source, caption, alt string) wire.Enclosed {
	source = strings.TrimSpace(source)
	e := body.Find(s.picture).Enclose(source)
	if e.File != "data:" && e.Open == nil && strings.HasPrefix(source, "<") {
		e.Source = "within the page" // Ghost writes this for a picture that was never uploaded
	}
	e.Source = strings.TrimPrefix(e.Source, placeholder)
	e.Caption, e.Credit = body.SplitCredit(cut(caption))
	if e.Alt = ilbo.Clean(cut(alt)); e.Alt == e.Caption {
		e.Alt = ""
	}
	return e
}
