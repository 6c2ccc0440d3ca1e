package ghost

import (
	"slices"
	"strings"

	"ilbo.press/internal/wire"
)

// A loss is a sort of thing in an export that has no place in a paper.
type loss int

const (
	pages loss = iota
	members
	newsletters
	paywalls
	signups
	mails
	calls
	gated
	films
	recordings
	files
	linked
	lostLinks
	internalTags
	strangeTags
	strangers
	scripts
	templates
	losses
)

// words are what the report says of each, in the order in which it does.
var words = [losses]wire.Aside{
	pages:        {Kind: "page", Kinds: "pages", Outcome: "left out: pages are not stories"},
	members:      {Kind: "member", Kinds: "members", Outcome: "left out: save them in Ghost under Members with Export, and take that list in with “ilbo import readers”"},
	newsletters:  {Kind: "newsletter", Kinds: "newsletters", Outcome: "left out: this program sends none yet"},
	paywalls:     {Kind: "line between free and paid text", Kinds: "lines between free and paid text", Outcome: "dropped: access is the whole story's"},
	signups:      {Kind: "sign-up form", Kinds: "sign-up forms", Outcome: "dropped"},
	mails:        {Kind: "card for e-mail only", Kinds: "cards for e-mail only", Outcome: "dropped: the site never showed them"},
	calls:        {Kind: "call to action", Kinds: "calls to action", Outcome: "dropped"},
	gated:        {Kind: "card for some readers only", Kinds: "cards for some readers only", Outcome: "dropped: everybody would have read them here"},
	films:        {Kind: "film", Kinds: "films", Outcome: "left out: this import brings pictures only, so a poster stands for a film that has one"},
	recordings:   {Kind: "recording", Kinds: "recordings", Outcome: "left out: this import brings pictures only"},
	files:        {Kind: "file to download", Kinds: "files to download", Outcome: "left out: the name stays in the story"},
	linked:       {Kind: "embed of a site that stories do not embed", Kinds: "embeds of sites that stories do not embed", Outcome: "made a link"},
	lostLinks:    {Kind: "link to a page of the old site that does not come along", Kinds: "links to pages of the old site that do not come along", Outcome: "dropped: the words stay"},
	internalTags: {Kind: "internal tag on a post", Kinds: "internal tags on posts", Outcome: "dropped"},
	strangeTags:  {Kind: "tag on a post", Kinds: "tags on posts", Outcome: "dropped: the export does not hold the tag, or only a name that is none"},
	strangers:    {Kind: "author of a post", Kinds: "authors of posts", Outcome: "dropped: the export does not hold the name"},
	scripts:      {Kind: "post with code of its own", Kinds: "posts with code of their own", Outcome: "taken without it"},
	templates:    {Kind: "post with a template of its own", Kinds: "posts with a template of their own", Outcome: "taken without it"},
}

// A tally counts what was left out of an export, for the report.
type tally struct {
	n     [losses]int
	cards map[string]int // kinds of card that nobody knows
}

func (t *tally) add(l loss) { t.n[l]++ }

// merge adds what another counted.
func (t *tally) merge(other *tally) {
	for l, n := range other.n {
		t.n[l] += n
	}
	for name, n := range other.cards {
		for range n {
			t.card(name)
		}
	}
}

// maxCards is how many kinds of unknown cards are told apart.
const maxCards = 50

// card counts a card of an unknown kind.
func (t *tally) card(name string) {
	if name = short(name); name == "" {
		name = "without a name"
	}
	if t.cards == nil {
		t.cards = map[string]int{}
	}
	if _, known := t.cards[name]; !known && len(t.cards) >= maxCards {
		name = "of further kinds"
	}
	t.cards[name]++
}

// asides are the lines of the report.
func (t *tally) asides() []*wire.Aside {
	var list []*wire.Aside
	for l, n := range t.n {
		if n > 0 {
			a := words[l]
			a.N = n
			list = append(list, &a)
		}
	}
	names := make([]string, 0, len(t.cards))
	for name := range t.cards {
		names = append(names, name)
	}
	slices.SortFunc(names, strings.Compare)
	for _, name := range names {
		list = append(list, &wire.Aside{N: t.cards[name], Kind: "card “" + name + "”", Kinds: "cards “" + name + "”", Outcome: "not known to this import: any text in it was kept"})
	}
	return list
}
