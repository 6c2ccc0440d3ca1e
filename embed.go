package ilbo

import (
	"fmt"
	"net/url"
	"strings"
)

// An Embed shows something of another site. It loads nothing from there
// before the reader asks for it.
type Embed struct {
	Provider string `json:"provider"` // a key of the allow-list: see [EmbedProviders]
	Ref      string `json:"ref"`      // the provider's name for it: a video's id
	Title    string `json:"title"`    // what it shows, in the story's language
}

// An EmbedProvider is a site whose players may stand in a story.
type EmbedProvider struct {
	Key   string // "youtube"
	Name  string // "YouTube"
	frame string // URL of the player, %s for the ref
	page  string // URL of the page for people, %s for the ref
	hosts []string
	ref   func(*url.URL) string
}

// Frame is the address of the player for ref; it belongs in an iframe.
func (p EmbedProvider) Frame(ref string) string { return fmt.Sprintf(p.frame, url.PathEscape(ref)) }

// Page is the address that people open for ref.
func (p EmbedProvider) Page(ref string) string { return fmt.Sprintf(p.page, url.PathEscape(ref)) }

// Origin is what a content security policy must allow frames from.
func (p EmbedProvider) Origin() string {
	u, err := url.Parse(p.Frame("x"))
	if err != nil {
		return "" // unreachable: the list below is constant
	}
	return u.Scheme + "://" + u.Host
}

// EmbedProviders is the allow-list of embeds.
func EmbedProviders() []EmbedProvider {
	return []EmbedProvider{
		{
			Key: "youtube", Name: "YouTube",
			frame: "https://www.youtube-nocookie.com/embed/%s", page: "https://www.youtube.com/watch?v=%s",
			hosts: []string{"www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"},
			ref: func(u *url.URL) string {
				if v := u.Query().Get("v"); v != "" {
					return v
				}
				return lastStep(u)
			},
		},
		{
			Key: "vimeo", Name: "Vimeo",
			frame: "https://player.vimeo.com/video/%s?dnt=1", page: "https://vimeo.com/%s",
			hosts: []string{"vimeo.com", "www.vimeo.com", "player.vimeo.com"},
			ref:   lastStep,
		},
	}
}

// Site finds the allow-listed site of an embed, and false where it left the list.
func (e *Embed) Site() (EmbedProvider, bool) {
	for _, p := range EmbedProviders() {
		if p.Key == e.Provider {
			return p, true
		}
	}
	return EmbedProvider{}, false
}

// ReadEmbed makes an embed of the address that somebody pasted, and false
// where its site is not on the allow-list.
func ReadEmbed(address, title string) (Embed, bool) {
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return Embed{}, false
	}
	for _, p := range EmbedProviders() {
		for _, h := range p.hosts {
			if ref := p.ref(u); strings.EqualFold(h, u.Host) && validRef(ref) {
				return Embed{Provider: p.Key, Ref: ref, Title: title}, true
			}
		}
	}
	return Embed{}, false
}

func lastStep(u *url.URL) string {
	steps := strings.Split(strings.Trim(u.Path, "/"), "/")
	return steps[len(steps)-1]
}

// validRef holds for the names that players give: letters, digits, - and _.
func validRef(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	}) < 0
}
