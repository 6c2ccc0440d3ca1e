package main

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"ilbo.press"
)

// scriptCommands are what scripts can do beside running ilbo.
func scriptCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"big":     makeBig,
		"picture": makePicture,
		"stories": printStories,
	}
}

// makeBig makes a file of so many megabytes that takes no room: big FILE 200.
func makeBig(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o644))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n<<20))
}

// makePicture makes a JPEG of that size: picture FILE 640 480.
func makePicture(ts *testscript.TestScript, _ bool, args []string) {
	width, err := strconv.Atoi(args[1])
	ts.Check(err)
	height, err := strconv.Atoi(args[2])
	ts.Check(err)
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			m.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x ^ y), 0xFF})
		}
	}
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer file.Close()
	ts.Check(jpeg.Encode(file, m, nil))
}

// printStories prints what a paper holds, a story after the other: stories DIR.
func printStories(ts *testscript.TestScript, _ bool, args []string) {
	conf, err := settle(scriptSettings(ts.MkAbs(args[0])), ts.MkAbs(args[0]))
	ts.Check(err)
	h, err := open(context.Background(), conf, os.Stderr)
	ts.Check(err)
	defer h.close()
	list, err := h.store.EachStory(context.Background(), 0, 1000)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%d stories\n", len(list))
	for _, s := range list {
		fmt.Fprint(ts.Stdout(), describe(s, conf))
	}
}

func scriptSettings(dir string) Settings {
	s := usual()
	if err := readConfig(dir+"/"+configName, &s); err != nil {
		panic(err)
	}
	return s
}

func describe(s *ilbo.Story, conf *configuration) string {
	var b strings.Builder
	fmt.Fprintf(&b, "path: %s\nsection: %s\npublished: %s\nheadline: %s\ndeck: %s\n", s.Path, s.Section, s.Published.In(conf.Paper.Zone).Format("2006-01-02 15:04"), s.Headline, s.Deck)
	for _, by := range s.Bylines {
		fmt.Fprintf(&b, "byline: %s (%s)\n", by.Name, by.Journalist)
	}
	for _, t := range s.Topics {
		fmt.Fprintf(&b, "topic: %s\n", t)
	}
	if s.Hold != nil {
		fmt.Fprintf(&b, "hold: %s, by %s\n", s.Hold.Reason, s.Hold.By)
	}
	if s.Lead != nil {
		fmt.Fprintf(&b, "lead: %dx%d %q credit %q\n", s.Lead.Width, s.Lead.Height, s.Lead.Caption, s.Lead.Credit)
	}
	for _, block := range s.Body {
		fmt.Fprintf(&b, "%s: %s\n", block.Kind, block.Text)
	}
	return b.String()
}
