package wxr

import (
	"strings"
	"time"
)

// readTime reads a time as WordPress writes it. Years that no paper has a
// story of are no times: unfinished stories have the year 0.
func readTime(s string, zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateTime, strings.TrimSpace(s), zone)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return time.Time{}
	}
	return t.UTC()
}

// The years that stories are of.
const (
	firstYear = 1800
	lastYear  = 2200
)

// published is when an item was published, zero where it does not say.
func (s *site) published(i *item, zone *time.Location) time.Time {
	if t := readTime(i.dateGMT, time.UTC); !t.IsZero() {
		return t
	}
	if t := readTime(i.date, s.zones.in(zone)); !t.IsZero() {
		return t
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, i.pubDate); err == nil && t.Year() >= firstYear && t.Year() <= lastYear {
			return t.UTC()
		}
	}
	return time.Time{}
}

// updated is when an item was last changed after it was published.
func (s *site) updated(i *item, published time.Time, zone *time.Location) time.Time {
	t := readTime(i.modifiedGMT, time.UTC)
	if t.IsZero() {
		t = readTime(i.modified, s.zones.in(zone))
	}
	if t.Sub(published) < time.Minute {
		return time.Time{}
	}
	return t
}

// zones learn in which time zone a site is: exports do not say, and most
// entries give their time twice, there and in UTC.
type zones struct {
	pairs map[time.Duration]int // offsets from UTC, and how often
	seen  []sample
}

// A sample is a moment with the offset that the site had then.
type sample struct {
	at     time.Time
	offset time.Duration
}

// maxSamples is how many moments a paper's own zone is tried against.
const maxSamples = 200

func (z *zones) note(i *item) {
	gmt, local := readTime(i.dateGMT, time.UTC), readTime(i.date, time.UTC)
	if gmt.IsZero() || local.IsZero() {
		return
	}
	offset := local.Sub(gmt)
	if offset%(15*time.Minute) != 0 || offset.Abs() > 14*time.Hour {
		return
	}
	if z.pairs == nil {
		z.pairs = map[time.Duration]int{}
	}
	z.pairs[offset]++
	if len(z.seen) < maxSamples {
		z.seen = append(z.seen, sample{gmt, offset})
	}
}

func (z *zones) add(more *zones) {
	for offset, n := range more.pairs {
		if z.pairs == nil {
			z.pairs = map[time.Duration]int{}
		}
		z.pairs[offset] += n
	}
	z.seen = append(z.seen, more.seen[:min(len(more.seen), maxSamples-len(z.seen))]...)
}

// in is the zone of the site: the paper's own where that explains what was
// seen (it knows summer time), or else the offset that was seen most.
func (z *zones) in(paper *time.Location) *time.Location {
	agree := 0
	for _, s := range z.seen {
		if _, offset := s.at.In(paper).Zone(); time.Duration(offset)*time.Second == s.offset {
			agree++
		}
	}
	if agree*10 >= len(z.seen)*9 {
		return paper
	}
	var best time.Duration
	for offset, n := range z.pairs {
		if n > z.pairs[best] || n == z.pairs[best] && offset < best {
			best = offset
		}
	}
	return time.FixedZone("", int(best/time.Second))
}
