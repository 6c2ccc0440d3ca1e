package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A stamp is a date found in a line.
type stamp struct {
	at         time.Time
	from, to   int // where in the line it stands, the time of day included
	label      string
	hasTimeDay bool
}

const clockPattern = `(?:\(?[가-힣A-Za-z]{1,3}\)?[,.]?\s*)??(?:at\s+|kl\.\s*|\|\s*|·\s*|-\s+)?` +
	`(오전|오후|AM|PM)?\s*(\d{1,2})(?::|시\s*)(\d{2})?분?(?::(\d{2})(?:[.,]\d+)?)?\s*(a\.?m\.?|p\.?m\.?)?\s*` +
	`(Z\b|[+-]\d{2}:?\d{2}|\(?(?:KST|JST|UTC|GMT|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET)\)?)?`

const monthPattern = `(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?`

// The shapes of dates; the groups are year, month, day in the order named.
var dateShapes = []struct {
	pattern *regexp.Regexp
	order   string
}{
	{regexp.MustCompile(`(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})\.?`), "ymd"},
	{regexp.MustCompile(`(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일`), "ymd"},
	{regexp.MustCompile(`(?i)\b` + monthPattern + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`), "mdy"},
	{regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+` + monthPattern + `,?\s+(\d{4})\b`), "dmy"},
	{regexp.MustCompile(`\b((?:19|20)\d{2})(\d{2})(\d{2})\b`), "ymd"},
}

var (
	clockAfter  = regexp.MustCompile(`(?i)^(?:T|\s*,?\s*)` + clockPattern)
	clockBefore = regexp.MustCompile(`(?i)(?:\b|^)` + clockPattern + `\s*(?:on\s+|,|\||·|-)?\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*)?$`)
)

var months = map[string]time.Month{
	"jan": time.January, "feb": time.February, "mar": time.March, "apr": time.April, "may": time.May, "jun": time.June,
	"jul": time.July, "aug": time.August, "sep": time.September, "oct": time.October, "nov": time.November, "dec": time.December,
}

// zones are the names that papers print, as hours from UTC.
var zones = map[string]float64{
	"Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "KST": 9, "JST": 9,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5,
}

// findStamps finds the dates in a line from left to right. A date without a
// zone is read in zone. The label of each is what stands before it in the line.
func findStamps(line string, zone *time.Location) []stamp {
	var list []stamp
	start := 0
	for start < len(line) && len(list) < 4 {
		s, ok := nextStamp(line[start:], zone)
		if !ok {
			break
		}
		s.label = strings.TrimSpace(line[start : start+s.from])
		s.from, s.to = start+s.from, start+s.to
		list = append(list, s)
		start = s.to
	}
	return list
}

// nextStamp finds the first date in s.
func nextStamp(s string, zone *time.Location) (stamp, bool) {
	best := stamp{from: -1}
	for _, shape := range dateShapes {
		m := shape.pattern.FindStringSubmatchIndex(s)
		if m == nil || best.from >= 0 && m[0] >= best.from {
			continue
		}
		if found, ok := readStamp(s, m, shape.order, zone); ok {
			best = found
		}
	}
	return best, best.from >= 0
}

func readStamp(s string, m []int, order string, zone *time.Location) (stamp, bool) {
	var year, day int
	var month time.Month
	for i, part := range order {
		text := s[m[2+2*i]:m[3+2*i]]
		n, _ := strconv.Atoi(text) // a month in letters is looked up below
		switch part {
		case 'y':
			year = n
		case 'd':
			day = n
		case 'm':
			if month = time.Month(n); n == 0 {
				month = months[strings.ToLower(text)[:min(3, len(text))]]
			}
		}
	}
	if year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1 {
		return stamp{}, false
	}
	found := stamp{from: m[0], to: m[1]}
	var c clockTime
	if t := clockAfter.FindStringSubmatch(s[m[1]:]); t != nil && c.read(t[1:]) {
		found.to += len(t[0])
		found.hasTimeDay = true
	} else if t := clockBefore.FindStringSubmatch(s[:m[0]]); t != nil && c.read(t[1:]) {
		found.from -= len(t[0])
		found.hasTimeDay = true
	}
	if c.zone != nil {
		zone = c.zone
	}
	found.at = time.Date(year, month, day, c.hour, c.minute, c.second, 0, zone)
	return found, found.at.Day() == day
}

// A clockTime is a time of day. A zero one is midnight.
type clockTime struct {
	hour, minute, second int
	zone                 *time.Location
}

// read takes the groups of clockPattern, and gives false where they are no
// time of day.
func (c *clockTime) read(g []string) bool {
	hour, _ := strconv.Atoi(g[1])
	minute, _ := strconv.Atoi(g[2])
	second, _ := strconv.Atoi(g[3])
	switch half := strings.ToLower(strings.ReplaceAll(g[0]+g[4], ".", "")); {
	case (half == "pm" || half == "오후") && hour < 12:
		hour += 12
	case (half == "am" || half == "오전") && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 || second > 60 {
		return false
	}
	*c = clockTime{hour: hour, minute: minute, second: min(second, 59), zone: readZone(g[5])}
	return true
}

func readZone(s string) *time.Location {
	s = strings.ToUpper(strings.Trim(s, "()"))
	if s == "" {
		return nil
	}
	if h, ok := zones[s]; ok {
		return time.FixedZone(s, int(h*3600))
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	n, err := strconv.Atoi(digits)
	if err != nil || n/100 > 15 || n%100 > 59 {
		return nil
	}
	seconds := n/100*3600 + n%100*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone(s, seconds)
}

// readDate reads the date that a page's own fields give. It is zero where
// there is none.
func readDate(s string, zone *time.Location) time.Time {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return whole(t)
	}
	if found, ok := nextStamp(s, zone); ok {
		return whole(found.at)
	}
	return time.Time{}
}

// whole is a moment as stories keep it.
func whole(t time.Time) time.Time { return t.Truncate(time.Second) }
