package testpaper

import (
	"fmt"
	"strconv"
	"time"
)

// The ages that a story can have: the sample is two weeks of a paper.
const (
	youngest = 5 * time.Minute
	oldest   = 14 * 24 * time.Hour
)

// ago is the moment that long before now.
func (r *reader) ago(line int, text string) time.Time {
	age, err := readAge(text)
	if err != nil {
		r.fail(line, "%v", err)
		return r.now
	}
	if age < youngest || age > oldest {
		r.fail(line, "%s is not between 5 minutes and 14 days", text)
	}
	return r.now.Add(-age)
}

// after is the same for what happened once the story was out.
func (r *reader) after(s *Story, line int, text string) time.Time {
	at := r.ago(line, text)
	if !at.After(s.At) {
		r.fail(line, "%s ago is not after the story came out", text)
	}
	return at
}

// readAge reads days, hours and minutes: "13d1h", "3h20m".
func readAge(text string) (age time.Duration, err error) {
	units := map[byte]time.Duration{'d': 24 * time.Hour, 'h': time.Hour, 'm': time.Minute}
	digits := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			continue
		}
		n, err := strconv.ParseUint(text[digits:i], 10, 16)
		unit := units[text[i]]
		if err != nil || unit == 0 {
			return 0, fmt.Errorf("%q is no age: write days, hours and minutes as in 2d5h or 3h20m", text)
		}
		age += time.Duration(n) * unit
		digits = i + 1
	}
	if text == "" || digits != len(text) {
		return 0, fmt.Errorf("%q is no age: write days, hours and minutes as in 2d5h or 3h20m", text)
	}
	return age, nil
}
