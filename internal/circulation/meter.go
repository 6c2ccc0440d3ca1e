package circulation

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"slices"
	"time"

	"ilbo.press"
)

// A Meter lets whoever has no subscription read some locked stories a month. What
// a browser has read stands on a card that the browser keeps and the paper signs:
// the paper itself remembers nobody, and a page from memory asks no database.
type Meter struct {
	// Free is how many stories a browser reads a month without an account; More how
	// many a reader does who is signed in, which is no less.
	Free, More int
	Zone       *time.Location // of the paper's months
	Key        [32]byte       // that signs cards
}

// A Reading is what the meter says of one story.
type Reading struct {
	Admitted bool
	Read     int    // stories of the month, this one among them where it is admitted
	Most     int    // that may be read in the month
	Card     string // to keep in place of the one that was shown; empty: it stands as it is
}

// maxStories is how many stories a card can hold: 4,096 bytes is what a browser
// keeps of a cookie.
const maxStories = 200

// Read admits to a story, or does not, somebody who shows a card. A story that is
// on the card is not counted again. A card of another month, or that the paper did
// not sign, is as none.
func (m *Meter) Read(card string, story ilbo.StoryID, signedIn bool, now time.Time) Reading {
	month := monthOf(now.In(m.Zone))
	read := m.stories(card, month)
	r := Reading{Read: len(read), Most: m.most(signedIn)}
	if slices.Contains(read, story) {
		r.Admitted = true
		return r
	}
	if len(read) >= r.Most {
		return r
	}
	read = append(read, story)
	r.Admitted, r.Read, r.Card = true, len(read), m.sign(month, read)
	return r
}

func (m *Meter) most(signedIn bool) int {
	if signedIn {
		return min(max(m.Free, m.More), maxStories)
	}
	return min(m.Free, maxStories)
}

// Over is when the cards of a moment's month are worth nothing any more.
func (m *Meter) Over(now time.Time) time.Time {
	y, month, _ := now.In(m.Zone).Date()
	return time.Date(y, month+1, 1, 0, 0, 0, 0, m.Zone)
}

func monthOf(t time.Time) uint64 { return uint64(t.Year())*12 + uint64(t.Month()) - 1 }

// A card is the month and the stories' numbers as unsigned varints, and the first
// half of the HMAC-SHA256 of those, in URL-safe base64.
const macSize = sha256.Size / 2

func (m *Meter) sign(month uint64, stories []ilbo.StoryID) string {
	b := binary.AppendUvarint(nil, month)
	for _, id := range stories {
		b = binary.AppendUvarint(b, uint64(id))
	}
	return base64.RawURLEncoding.EncodeToString(append(b, m.mac(b)...))
}

func (m *Meter) mac(b []byte) []byte {
	h := hmac.New(sha256.New, m.Key[:])
	h.Write([]byte("meter card\n"))
	h.Write(b)
	return h.Sum(nil)[:macSize]
}

// stories are those on a card of a month; none of any other.
func (m *Meter) stories(card string, month uint64) []ilbo.StoryID {
	if len(card) > 4096 {
		return nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(card)
	if err != nil || len(b) <= macSize {
		return nil
	}
	b, mac := b[:len(b)-macSize], b[len(b)-macSize:]
	if !hmac.Equal(mac, m.mac(b)) {
		return nil
	}
	written, n := binary.Uvarint(b)
	if n <= 0 || written != month {
		return nil
	}
	var list []ilbo.StoryID
	for b = b[n:]; len(b) > 0 && len(list) < maxStories; b = b[n:] {
		var id uint64
		if id, n = binary.Uvarint(b); n <= 0 {
			return nil // unreachable: the paper signs nothing like it
		}
		list = append(list, ilbo.StoryID(id))
	}
	return list
}
