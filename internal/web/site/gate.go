package site

import (
	"context"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
)

// Readers tells who reads, by the token of their session. Whoever it does not
// know is a stranger, which is no error.
type Readers interface {
	Standing(ctx context.Context, token string) (ilbo.Standing, error)
}

// Networks tells what whoever reads from a network address is entitled to: a
// school, a library, an office that subscribes.
type Networks interface {
	ByNetwork(address netip.Addr, now time.Time) ilbo.Entitlement
}

// FeedKeys tells whose key an address of private feeds has in it; one that there
// is not is NotFound.
type FeedKeys interface {
	Holder(ctx context.Context, key string) (ilbo.Standing, error)
}

// Crawlers tells whether a crawler that calls itself agent is one that the
// publisher lets in.
type Crawlers interface {
	Proven(ctx context.Context, agent string, address netip.Addr) bool
}

// A Gatehouse decides who gets the whole of a story that is locked. It is asked
// before the page cache answers, and needs no database to say no.
type Gatehouse struct {
	Meter    *circulation.Meter
	Readers  Readers            // nil: there are no accounts
	Networks Networks           // nil: no network is entitled to anything
	Gifts    *circulation.Gifts // nil: nobody gives stories
	Crawlers Crawlers           // nil: none reads more than strangers do
	FeedKeys FeedKeys           // nil: there are no private feeds
	Steps    Steps              // nil: nobody counts where the meter leads
	Proxies  []netip.Prefix
	Base     string // of the paper's addresses: cookies follow its scheme
	Clock    ilbo.Clock
}

// meterCookie has the card of the meter, and the mark of a browser that met it;
// leftCookie, for scripts, how many
// stories were read of how many.
const (
	meterCookie = "ilbo-meter"
	leftCookie  = "ilbo-read"
)

// Admit is for [cache.Options]. Admitting is recorded in the cookies that go with
// the answer and nowhere else, so that asking twice changes nothing.
func (g *Gatehouse) Admit(r *http.Request, gate cache.Gate) cache.Pass {
	if gate.Needs != 0 {
		return cache.Pass{Behind: g.Entitles(r, gate.Needs)}
	}
	now := g.Clock()
	who := g.standing(r)
	if who.Entitled.Opens(gate.Access, gate.Section) || g.network(r, now).Opens(gate.Access, gate.Section) {
		return g.entitled(r)
	}
	if g.Gifts != nil {
		if _, _, given := g.Gifts.Good(web.CookieValue(r, giftCookie), gate.Story); given {
			return cache.Pass{Behind: true}
		}
	}
	if g.crawls(r) {
		return cache.Pass{Behind: true} // and no card: it keeps none
	}
	if gate.Access != ilbo.Metered {
		return cache.Pass{}
	}
	card, mark := carried(r)
	read := g.Meter.Read(card, gate.Story, who.Reader != 0, now)
	pass := cache.Pass{Behind: read.Admitted}
	if read.Card != "" && r.Method != http.MethodHead { // whose sender reads nothing
		end := g.Meter.Over(now)
		pass.Cookies = []string{
			g.keeping(read.Card, mark, now),
			g.cookie(leftCookie, strconv.Itoa(read.Read)+"."+strconv.Itoa(read.Most), end, false),
		}
	}
	return pass
}

// Entitles reports whether whoever asks is entitled to something: by their contract,
// or by the network that they read from. No meter, gift or crawler has a part in it.
func (g *Gatehouse) Entitles(r *http.Request, to ilbo.Entitlement) bool {
	return g.standing(r).Entitled.Has(to) || g.network(r, g.Clock()).Has(to)
}

// entitled lets somebody in whom the meter does not concern, nor what it said
// before.
func (g *Gatehouse) entitled(r *http.Request) cache.Pass {
	pass := cache.Pass{Behind: true}
	if web.CookieValue(r, leftCookie) != "" {
		pass.Cookies = []string{g.cookie(leftCookie, "", time.Unix(1, 0), false)}
	}
	return pass
}

// standing is that of whoever asks: a stranger's where it cannot be known.
func (g *Gatehouse) standing(r *http.Request) ilbo.Standing {
	if g.Readers == nil {
		return ilbo.Standing{}
	}
	token := web.CookieValue(r, web.ReaderCookie(g.Base))
	if token == "" {
		return ilbo.Standing{}
	}
	s, err := g.Readers.Standing(r.Context(), token)
	if err != nil {
		return ilbo.Standing{}
	}
	return s
}

func (g *Gatehouse) network(r *http.Request, now time.Time) ilbo.Entitlement {
	if g.Networks == nil {
		return 0
	}
	a, err := g.address(r)
	if err != nil {
		return 0
	}
	return g.Networks.ByNetwork(a, now)
}

func (g *Gatehouse) address(r *http.Request) (netip.Addr, error) {
	return netip.ParseAddr(web.ClientAddress(r, g.Proxies))
}

// crawls reports whether a crawler asks that is let in.
func (g *Gatehouse) crawls(r *http.Request) bool {
	if g.Crawlers == nil {
		return false
	}
	a, err := g.address(r)
	return err == nil && g.Crawlers.Proven(r.Context(), r.UserAgent(), a)
}

func (g *Gatehouse) cookie(name, value string, end time.Time, hidden bool) string {
	c := http.Cookie{Name: name, Value: value, Path: "/", Expires: end, HttpOnly: hidden, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(g.Base, "https://")}
	return c.String()
}
