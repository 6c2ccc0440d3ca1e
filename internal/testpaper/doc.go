// Package testpaper holds the sample newspaper: The Seorak Daily, a fictional
// bilingual paper with its staff, its topics and two weeks of copy. A new
// paper can be filled with it to be looked at, and tests read from it.
//
// The copy is in the folder copy, one story a file; the file's name is the
// story's. Nobody in it lives, and no company, party or team in it exists.
// Times in the copy are ages ("3h20m"), so that the paper is as fresh as the
// moment it is loaded at, and pictures are recipes that the program draws, so
// that no picture is kept.
//
// A copy file is header lines, an empty line and the body:
//
//	section: national/politics
//	language: en
//	headline: Night ferry makes its first crossing
//	by: Han Seo-yun, Park Do-hyun
//	topics: han-river
//	ago: 3h20m
//	lead: river seed=3 time=dusk | alternative text | caption | credit
//
//	Plain paragraph with *emphasis*, **strong** and [a link](/section/path).
//
//	## Subhead
//
//	> Quotation — Who said it
//
//	- item
//	- item
//
// Further headers: kicker, deck, dateline, source, access, updated,
// translation, front, state, correction, clarification, retraction. Further
// blocks: >> for a pull quote, 1. for an ordered list, ![recipe | alternative
// text | caption | credit], and the fences [gallery], [video], [table], [box]
// and the line [embed address | title]. A story's lesson, where it has one, is a file
// of the same name in the folder copy/lessons: see lesson.go.
//
//	paper, err := testpaper.Load(now, zone)
//	err = paper.Build(ctx, rooms)
package testpaper
