package testpaper

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

func TestTheSampleIsTwoWeeksOfAPaper(t *testing.T) {
	paper := loadSample(t)
	now := sampleNow
	days := map[string]bool{}
	public, lastDay := 0, 0
	for i := range paper.Stories {
		s := &paper.Stories[i]
		if !s.Visible(now) {
			continue
		}
		public++
		days[s.Published.Format(time.DateOnly)] = true
		if now.Sub(s.Published) < 24*time.Hour {
			lastDay++
		}
		if now.Sub(s.Published) > oldest {
			t.Errorf("%s is older than two weeks", s.Foreign)
		}
	}
	if public < 60 || lastDay < 15 {
		t.Errorf("%d stories are public and %d of the last day, want 60 and 15 at least", public, lastDay)
	}
	if len(days) < 12 {
		t.Errorf("stories came out on %d days, want 12 of 14 at least", len(days))
	}
}

func TestEverySectionHasEnglishStories(t *testing.T) {
	paper := loadSample(t)
	count := map[ilbo.SectionID]int{}
	korean := 0
	for i := range paper.Stories {
		s := &paper.Stories[i]
		if _, ok := s.PublicFrom(); !ok || s.Embargo != nil {
			continue
		}
		if s.Language == ilbo.English {
			count[s.Section.Top()]++
		} else {
			korean++
		}
	}
	for _, section := range paper.Sections {
		if !section.ID.Sub() && count[section.ID] == 0 {
			t.Errorf("%s has no story in English", section.ID)
		}
	}
	if korean < 12 {
		t.Errorf("%d stories are in Korean, want 12 at least", korean)
	}
}

func TestEveryKindOfBlockIsPrinted(t *testing.T) {
	count := map[ilbo.BlockKind]int{}
	var ordered, numeric, marked int
	for _, s := range loadSample(t).Stories {
		if _, ok := s.PublicFrom(); !ok || s.Language != ilbo.English {
			continue
		}
		for _, b := range s.Body {
			count[b.Kind]++
			if b.Ordered {
				ordered++
			}
			if b.Table != nil && len(b.Table.Numeric) > 0 {
				numeric++
			}
			for _, span := range b.Text {
				if span.Href != "" || span.Strong || span.Em {
					marked++
				}
			}
		}
	}
	for _, kind := range []ilbo.BlockKind{
		ilbo.Paragraph, ilbo.Subhead, ilbo.Quote, ilbo.PullQuote, ilbo.List, ilbo.PictureKind,
		ilbo.Gallery, ilbo.VideoKind, ilbo.TableKind, ilbo.FactBox, ilbo.EmbedKind,
	} {
		if count[kind] == 0 {
			t.Errorf("no story in English has a %s", kind)
		}
	}
	if ordered == 0 || numeric == 0 || marked == 0 {
		t.Errorf("%d ordered lists, %d tables of numbers, %d marked spans, want some of each", ordered, numeric, marked)
	}
}

func TestEverythingThatCanHappenToAStoryHappens(t *testing.T) {
	happened := map[string]int{}
	for _, s := range loadSample(t).Stories {
		unpublished := s.Published.IsZero()
		for what, is := range map[string]bool{
			"killed": s.Kill != nil && s.Kill.Notice != "", "embargoed": s.Embargo != nil, "held": s.Hold != nil,
			"spiked": s.Spike != nil, "draft": unpublished && s.Filed.IsZero(), "updated": !s.Updated.IsZero(),
		} {
			if is {
				happened[what]++
			}
		}
		for _, c := range s.Corrections {
			happened[string(c.Kind)]++
		}
	}
	for _, what := range []string{"killed", "embargoed", "held", "spiked", "draft", "updated", "correction", "clarification"} {
		if happened[what] == 0 {
			t.Errorf("no story is %s or has one", what)
		}
	}
}

func TestStoriesHaveAWriterAndManyHaveATranslation(t *testing.T) {
	writers := map[ilbo.JournalistID]bool{}
	tongues := map[string]map[ilbo.Language]int{}
	for _, s := range loadSample(t).Stories {
		for _, b := range s.Bylines {
			if b.Journalist != "" {
				writers[b.Journalist] = true
			}
		}
		if word := s.Translations; word != "" {
			if tongues[word] == nil {
				tongues[word] = map[ilbo.Language]int{}
			}
			tongues[word][s.Language]++
		}
	}
	if len(writers) < 10 {
		t.Errorf("%d journalists have written something, want all 10", len(writers))
	}
	if len(tongues) < 6 {
		t.Errorf("%d stories have a translation, want 6", len(tongues))
	}
	for word, count := range tongues {
		if count[ilbo.English] != 1 || count[ilbo.Korean] != 1 {
			t.Errorf("%q ties %v, want one story in each language", word, count)
		}
	}
}

func TestThreeEssaysHaveEightPictures(t *testing.T) {
	essays := 0
	for _, s := range loadSample(t).Stories {
		if s.Section.Top() != "darkroom" || s.Language != ilbo.English {
			continue
		}
		for _, b := range s.Body {
			if b.Kind == ilbo.Gallery && len(b.Figures) >= 8 {
				essays++
				break
			}
		}
	}
	if essays < 3 {
		t.Errorf("%d essays have eight pictures, want 3", essays)
	}
}

func TestHeadlinesAreLongAndShortAndStoriesToo(t *testing.T) {
	var long, short, brief, read int
	for _, s := range loadSample(t).Stories {
		if s.Language != ilbo.English {
			continue
		}
		switch n := utf8.RuneCountInString(s.Headline); {
		case n > 90:
			long++
		case n < 20:
			short++
		}
		switch n := s.Body.Words(); {
		case n >= 850:
			read++
		case len(s.Body) == 1 && strings.TrimSpace(s.Body.Text()) != "":
			brief++
		}
	}
	if long == 0 || short == 0 || brief == 0 || read < 2 {
		t.Errorf("%d long headlines, %d short ones, %d briefs, %d long reads; want one of each and two long reads", long, short, brief, read)
	}
}
