package testpaper

import (
	"strings"
	"time"

	"ilbo.press"
)

// A field is one line of a story's header.
type field struct {
	line        int
	name, value string
}

// story reads a whole file. What it cannot read it notes and leaves out.
func (r *reader) story(text string) Story {
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for i := range lines {
		lines[i] = printed(strings.TrimSpace(lines[i]))
	}
	fields, body := r.header(lines)
	var s Story
	s.At = r.now
	for _, f := range fields {
		r.early(&s, f)
	}
	s.Filed = s.At.Add(-35 * time.Minute)
	s.Published = s.At
	for _, f := range fields {
		r.late(&s, f)
	}
	if s.At.Equal(r.now) {
		r.fail(1, "the story has no age: add \"ago: 3h20m\", say")
	}
	if s.Language == "" || s.Section == "" || s.Headline == "" {
		r.fail(1, "a story needs a section, a language and a headline")
	}
	s.Body = r.body(lines, body)
	return s
}

// header reads the lines up to the first empty one, and tells where the body
// begins.
func (r *reader) header(lines []string) (fields []field, body int) {
	seen := map[string]bool{}
	for i, line := range lines {
		if line == "" {
			return fields, i
		}
		name, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		notice := notices[name] != ""
		switch {
		case !ok || value == "":
			r.fail(i+1, "a header line is \"field: value\", not %q", line)
		case seen[name] && !notice:
			r.fail(i+1, "%s is said twice", name)
		default:
			if strings.Contains(value, "*") {
				r.fail(i+1, "marks such as * have no meaning in the header")
			}
			fields = append(fields, field{line: i + 1, name: name, value: value})
		}
		seen[name] = true
	}
	return fields, len(lines)
}

// notices are the headers of corrections; they alone can stand twice.
var notices = map[string]ilbo.CorrectionKind{
	"correction":    ilbo.CorrectionOfFact,
	"clarification": ilbo.Clarification,
	"retraction":    ilbo.Retraction,
}

// early reads the fields that stand alone.
func (r *reader) early(s *Story, f field) {
	switch f.name {
	case "section":
		s.Section = ilbo.SectionID(f.value)
		if !r.paper.hasSection(s.Section) {
			r.fail(f.line, "there is no section %q", f.value)
		}
	case "language":
		s.Language = ilbo.Language(f.value)
		if !r.paper.About.Publishes(s.Language) {
			r.fail(f.line, "the paper does not appear in %q", f.value)
		}
	case "headline":
		s.Headline = f.value
	case "kicker":
		s.Kicker = f.value
	case "deck":
		s.Deck = f.value
	case "dateline":
		s.Dateline.Place = f.value
	case "source":
		s.Source = f.value
	case "access":
		s.Access = ilbo.Access(f.value)
	case "translation":
		s.Translations = f.value
	case "topics":
		s.Topics = r.topics(f)
	case "ago":
		s.At = r.ago(f.line, f.value)
	case "front":
		s.Place = ilbo.Place(f.value)
		if s.Place != ilbo.PlaceLead && s.Place != ilbo.PlaceSecond && s.Place != ilbo.PlaceOpinion {
			r.fail(f.line, "a place on the front is lead, second or opinion, not %q", f.value)
		}
	case "lead":
		figure := r.figure(f.line, f.value)
		s.Lead = &figure
	case "by", "updated", "state", "correction", "clarification", "retraction":
		// These need the language or the age, whichever line they are on.
	default:
		r.fail(f.line, "there is no field %q", f.name)
	}
}

// late reads the fields that lean on others.
func (r *reader) late(s *Story, f field) {
	switch f.name {
	case "by":
		s.Bylines = r.bylines(f, s.Language)
	case "updated":
		s.Updated = r.after(s, f.line, f.value)
	case "state":
		r.state(s, f)
	default:
		if kind := notices[f.name]; kind != "" {
			age, text, _ := strings.Cut(f.value, " ")
			if text == "" {
				r.fail(f.line, "a %s has an age and a text", f.name)
			}
			s.Corrections = append(s.Corrections, ilbo.Correction{
				Kind: kind, By: r.paper.Editor, At: r.after(s, f.line, age), Text: strings.TrimSpace(text),
			})
		}
	}
}

func (r *reader) topics(f field) (list []ilbo.TopicID) {
	for name := range strings.SplitSeq(f.value, ",") {
		id := ilbo.TopicID(strings.TrimSpace(name))
		if !r.paper.hasTopic(id) {
			r.fail(f.line, "there is no topic %q", id)
			continue
		}
		list = append(list, id)
	}
	return list
}

func (r *reader) bylines(f field, l ilbo.Language) (list []ilbo.Byline) {
	for name := range strings.SplitSeq(f.value, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			r.fail(f.line, "a name is missing between commas")
			continue
		}
		list = append(list, ilbo.Byline{Name: name, Journalist: r.paper.journalist(name, l)})
	}
	return list
}
