package main

import (
	"strings"
	"testing"
)

func TestMeasuringOnePartLeavesTheOthers(t *testing.T) {
	p := documentOf("")
	p.put("## One\n\nfirst", "note 1")
	p.put("## Two, at 10 stories\n\nsecond", "note 2")
	again := documentOf(p.String())
	again.put("## Two, at 20 stories\n\nthird", "note 3")
	got := again.String()
	want := title + "\n## One\n\nfirst\n\nnote 1\n\n## Two, at 20 stories\n\nthird\n\nnote 3\n" + more
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if n := strings.Count(documentOf(got).String(), "What would bring more"); n != 1 {
		t.Errorf("the end stands %d times", n)
	}
}
