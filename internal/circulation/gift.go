package circulation

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"ilbo.press"
)

// What a gift is good for, and how many a subscriber gives.
const (
	giftLasts    = 14 * 24 * time.Hour
	giftOpens    = 100 // browsers
	giftsAtOnce  = 20  // that a reader has given and are not over
	giftTokenMax = 200 // bytes
)

// GiftStore is where gifts are kept.
type GiftStore interface {
	// PutGift keeps a gift and gives it its number, unless its reader has given
	// that story already: then it gives that one. A reader who has given as many as
	// most that are not over is refused with Busy.
	PutGift(ctx context.Context, g ilbo.Gift, most int) (ilbo.Gift, error)
	// OpenGift counts a browser that a gift is opened in; one that was opened as
	// often as most already, or is not there, is Gone.
	OpenGift(ctx context.Context, id ilbo.GiftID, most int) error
}

// Gifts are links that subscribers give. Whether a link is good is in the link
// itself, which the paper signs; the database is asked once for each browser.
type Gifts struct {
	Store GiftStore
	Key   [32]byte // that signs links
	Clock ilbo.Clock
}

// Give makes the token of a link to a story, for a reader who is entitled to read
// it. Given twice it is the same gift.
func (g *Gifts) Give(ctx context.Context, by ilbo.Standing, s *ilbo.Story) (token string, until time.Time, err error) {
	if by.Reader == 0 || !by.Entitled.Has(ilbo.ToStories) {
		return "", until, &ilbo.Error{Kind: ilbo.Forbidden, Say: "Stories are given by those who subscribe."}
	}
	now := g.Clock()
	if !s.Visible(now) {
		return "", until, ilbo.NotFound
	}
	// Until whole seconds, as a link says it.
	made, err := g.Store.PutGift(ctx, ilbo.Gift{Story: s.ID, By: by.Reader, Made: now, Until: now.Add(giftLasts).Truncate(time.Second)}, giftsAtOnce)
	if err != nil {
		return "", until, fmt.Errorf("give story %d: %w", s.ID, err)
	}
	return g.sign(made), made.Until, nil
}

// Good reports whether a token opens a story now, and until when, by the token
// alone.
func (g *Gifts) Good(token string, story ilbo.StoryID) (id ilbo.GiftID, until time.Time, ok bool) {
	id, of, until, ok := g.read(token)
	return id, until, ok && of == story && g.Clock().Before(until)
}

// Open counts a browser that a link is opened in for the first time.
func (g *Gifts) Open(ctx context.Context, id ilbo.GiftID) error {
	return g.Store.OpenGift(ctx, id, giftOpens)
}

// A token is the gift's number, the story's and the second until which it is good
// as unsigned varints, and half of the HMAC-SHA256 of those, in URL-safe base64.
func (g *Gifts) sign(gift ilbo.Gift) string {
	b := binary.AppendUvarint(nil, uint64(gift.ID))
	b = binary.AppendUvarint(b, uint64(gift.Story))
	b = binary.AppendUvarint(b, uint64(gift.Until.Unix()))
	return base64.RawURLEncoding.EncodeToString(append(b, g.mac(b)...))
}

func (g *Gifts) mac(b []byte) []byte {
	h := hmac.New(sha256.New, g.Key[:])
	h.Write([]byte("gift\n"))
	h.Write(b)
	return h.Sum(nil)[:macSize]
}

func (g *Gifts) read(token string) (id ilbo.GiftID, story ilbo.StoryID, until time.Time, ok bool) {
	if len(token) > giftTokenMax {
		return 0, 0, until, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) <= macSize {
		return 0, 0, until, false
	}
	b, mac := b[:len(b)-macSize], b[len(b)-macSize:]
	if !hmac.Equal(mac, g.mac(b)) {
		return 0, 0, until, false
	}
	var numbers [3]uint64
	for i := range numbers {
		n := 0
		if numbers[i], n = binary.Uvarint(b); n <= 0 {
			return 0, 0, until, false // unreachable: the paper signs nothing like it
		}
		b = b[n:]
	}
	return ilbo.GiftID(numbers[0]), ilbo.StoryID(numbers[1]), time.Unix(int64(numbers[2]), 0), len(b) == 0
}
