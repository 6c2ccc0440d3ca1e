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

// A Mark is what a browser keeps beside the meter's card once it has met the meter:
// when and at which story, and how far it went on from there. It is there so that
// the paper can count where the meter leads and need not remember anybody: the
// browser shows it with the next step, and the paper adds one to a sum.
type Mark struct {
	day   int64 // since 1970, in the paper's zone
	story ilbo.StoryID
	step  int // its number in [ilbo.MeterSteps]
}

// markDays is for how many days a mark is good: who subscribes later does not count
// as one whom the meter sold to.
const markDays = 31

// A mark is three unsigned varints and the first half of the HMAC-SHA256 of those,
// in URL-safe base64.
func (m *Meter) signMark(k Mark) string {
	b := binary.AppendUvarint(nil, uint64(k.day))
	b = binary.AppendUvarint(b, uint64(k.story))
	b = binary.AppendUvarint(b, uint64(k.step))
	return base64.RawURLEncoding.EncodeToString(append(b, m.markMAC(b)...))
}

func (m *Meter) markMAC(b []byte) []byte {
	h := hmac.New(sha256.New, m.Key[:])
	h.Write([]byte("meter mark\n"))
	h.Write(b)
	return h.Sum(nil)[:macSize]
}

// maxMark is longer than any mark.
const maxMark = 80

// mark reads a mark; false where the paper did not sign it, or it is too old.
func (m *Meter) mark(text string, now time.Time) (k Mark, good bool) {
	if text == "" || len(text) > maxMark {
		return k, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) <= macSize {
		return k, false
	}
	b, mac := b[:len(b)-macSize], b[len(b)-macSize:]
	if !hmac.Equal(mac, m.markMAC(b)) {
		return k, false
	}
	var parts [3]uint64
	for i := range parts {
		var n int
		if parts[i], n = binary.Uvarint(b); n <= 0 {
			return k, false // unreachable: the paper signs nothing like it
		}
		b = b[n:]
	}
	k = Mark{day: int64(parts[0]), story: ilbo.StoryID(parts[1]), step: int(parts[2])}
	age := m.day(now) - k.day
	return k, age >= 0 && age < markDays && k.step < len(ilbo.MeterSteps())
}

// day is the number of a moment's day in the paper's zone.
func (m *Meter) day(now time.Time) int64 {
	y, month, d := now.In(m.Zone).Date()
	return time.Date(y, month, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
}

func nameOf(day int64) string { return time.Unix(day*24*60*60, 0).UTC().Format(time.DateOnly) }

// A Passage is what is to be done about a step: what is counted, and the mark to
// keep, until when. One whose Mark is empty is to be counted nowhere.
type Passage struct {
	Count ilbo.MeterCount
	Mark  string
	Until time.Time
}

// Met is the passage of a browser that came to the last free story, or to the door,
// at a story. It counts once a month for each of both.
func (m *Meter) Met(mark string, story ilbo.StoryID, step ilbo.MeterStep, now time.Time) Passage {
	n := stepNumber(step)
	old, good := m.mark(mark, now)
	if good && m.sameMonth(old.day, now) && old.step >= n {
		return Passage{}
	}
	return m.passage(Mark{m.day(now), story, n})
}

// Went is the passage of a browser that went on to a step. It counts for the day and
// the story at which it met the meter, and not at all for one that did not, or that
// was there before.
func (m *Meter) Went(mark string, step ilbo.MeterStep, now time.Time) Passage {
	k, good := m.mark(mark, now)
	if n := stepNumber(step); good && k.step < n {
		k.step = n
		return m.passage(k)
	}
	return Passage{}
}

func (m *Meter) passage(k Mark) Passage {
	return Passage{Count: ilbo.MeterCount{Day: nameOf(k.day), Story: k.story, Step: ilbo.MeterSteps()[k.step], N: 1}, Mark: m.signMark(k), Until: m.markEnds(k)}
}

func (m *Meter) markEnds(k Mark) time.Time {
	y, month, d := time.Unix(k.day*24*60*60, 0).UTC().Date()
	return time.Date(y, month, d+markDays, 0, 0, 0, 0, m.Zone)
}

func (m *Meter) sameMonth(day int64, now time.Time) bool {
	return monthOf(time.Unix(day*24*60*60, 0).UTC()) == monthOf(now.In(m.Zone))
}

// Kept is until when a mark is good; zero where it is not, and need not be kept.
func (m *Meter) Kept(mark string, now time.Time) time.Time {
	k, good := m.mark(mark, now)
	if !good {
		return time.Time{}
	}
	return m.markEnds(k)
}

// Full reports whether whoever shows a card has read as many stories as are free,
// and which they read last.
func (m *Meter) Full(card string, signedIn bool, now time.Time) (last ilbo.StoryID, full bool) {
	read := m.stories(card, monthOf(now.In(m.Zone)))
	if len(read) < m.most(signedIn) {
		return 0, false
	}
	if len(read) > 0 {
		last = read[len(read)-1]
	}
	return last, true
}

func stepNumber(step ilbo.MeterStep) int { return slices.Index(ilbo.MeterSteps(), step) }
