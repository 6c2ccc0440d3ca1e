package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ilbo.press/internal/wire"
)

func TestProgressLine(t *testing.T) {
	begin := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	tests := []struct {
		name string
		p    progress
		want string
	}{
		{"of pages", progress{passes: 1, report: wire.Report{Added: 30, Refused: 10}}, "40 read, 30 added, 10 refused, 4 a second"},
		{"halfway", progress{passes: 1, size: 20e6, read: 10e6, report: wire.Report{Added: 30}, marks: []mark{{begin, 5e6}, {begin.Add(5 * time.Second), 10e6}}},
			"[============            ]  50 %, 1.0 MB/s, 0:10 left, 30 read, 30 added, 0 refused"},
		{"the first of two times", progress{passes: 2, size: 20e6, read: 5e6}, "[======                  ]  25 % (1 of 2)"},
		{"the second", progress{passes: 2, size: 20e6, read: 25e6, marks: []mark{{begin, 24e6}, {begin.Add(1000 * time.Second), 25e6}}}, "[======                  ]  25 % (2 of 2), 0.0 MB/s, 4:10:00 left"},
		{"at the end", progress{passes: 2, size: 20e6, read: 40e6}, "[========================] 100 % (2 of 2)"},
		{"beyond it", progress{passes: 1, size: 20e6, read: 21e6}, "[========================] 100 %"},
	}
	for _, test := range tests {
		test.p.started = begin
		if got := test.p.line(begin.Add(10 * time.Second)); got != test.want {
			t.Errorf("%s: got %q", test.name, got)
		}
	}
}

func TestProgressIsDrawnNowAndThen(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var out bytes.Buffer
	p := &progress{w: &out, clock: func() time.Time { return now }, started: now, passes: 1, size: 1000}
	for range 1000 {
		p.bytes(1)
		now = now.Add(10 * time.Millisecond)
	}
	p.show(&wire.Report{Added: 5})
	p.done()
	lines := strings.Split(strings.TrimSpace(out.String()), "\r")
	if len(lines) < 40 || len(lines) > 50 || !strings.Contains(lines[len(lines)-1], "100 %") || !strings.HasSuffix(out.String(), "\n") {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
	if len(p.marks) > 100 {
		t.Errorf("%d marks are kept", len(p.marks))
	}
	silent := newProgress(&out)
	before := out.Len()
	silent.bytes(1)
	silent.show(&wire.Report{})
	silent.done()
	if out.Len() != before {
		t.Error("something is drawn where there is no terminal")
	}
}
