package store

import (
	"time"

	"ilbo.press"
)

// kept is t as it comes back from the database: in whole milliseconds, UTC.
func kept(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

// asKept is the story with its times as they come back, so that what is worked
// out when it is stored holds when it is read. An embargo ends at the next
// whole millisecond, never before its moment.
func asKept(given *ilbo.Story) *ilbo.Story {
	s := *given
	s.Filed, s.Published, s.Updated = kept(s.Filed), kept(s.Published), kept(s.Updated)
	if s.Embargo != nil {
		e := *s.Embargo
		e.At, e.Until = kept(e.At), kept(e.Until.Add(time.Millisecond-1))
		s.Embargo = &e
	}
	if s.Hold != nil {
		h := *s.Hold
		h.At = kept(h.At)
		s.Hold = &h
	}
	if s.Spike != nil {
		p := *s.Spike
		p.At = kept(p.At)
		s.Spike = &p
	}
	if s.Kill != nil {
		k := *s.Kill
		k.At = kept(k.At)
		s.Kill = &k
	}
	s.Corrections = append([]ilbo.Correction(nil), s.Corrections...)
	for i := range s.Corrections {
		s.Corrections[i].At = kept(s.Corrections[i].At)
	}
	return &s
}
