package ninjs

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// An item is one of ninjs, of any version: names are matched without regard to
// capitals, which 3.0 brought in.
type item struct {
	URI              string
	Type             string
	Version          loose
	VersionCreated   string
	FirstCreated     string
	ContentCreated   string
	Embargoed        string
	EmbargoedReason  string
	PubStatus        string
	Urgency          loose
	Language         string
	Title            string
	Slugline         string
	Headline         string
	By, Byline       string
	Located          string
	EdNote           string
	UsageTerms       string
	CopyrightHolder  string
	CopyrightNotice  string
	CreditLine       string
	EvolvedFrom      string
	Subject          []named
	Subjects         []named
	InfoSource       []named
	InfoSources      []named
	Headlines        []text
	Descriptions     []text
	Bodies           []text
	Renditions       renditions
	Associations     associations
	Link, URL        string
	Standard         struct{ Name string }
	bodies, headings []text // of 1.x, named by their ends
	descriptions     []text
}

// A loose value is a text or a number.
type loose string

func (l *loose) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, (*string)(l))
	}
	if len(data) > 0 && (data[0] == '-' || data[0] >= '0' && data[0] <= '9') {
		*l = loose(data)
	}
	return nil
}

type named struct {
	Name    string
	Literal string
	Rel     string
	URI     string
}

type text struct {
	Role        string
	ContentType string
	Value       string
}

type rendition struct {
	Name        string
	Href        string
	ContentType string
	MimeType    string
	Width       float64
	Height      float64
}

// renditions are a list since 2.0, an object before.
type renditions []rendition

func (r *renditions) UnmarshalJSON(data []byte) error { return eachValue(data, (*[]rendition)(r)) }

// associations are a list since 2.0, an object before.
type associations []*item

func (a *associations) UnmarshalJSON(data []byte) error {
	var raw []json.RawMessage
	if err := eachValue(data, &raw); err != nil {
		return err
	}
	for _, one := range raw {
		if len(*a) >= maxAssociations {
			return nil
		}
		if i, err := parse(one); err == nil {
			*a = append(*a, i)
		}
	}
	return nil
}

// maxAssociations is how many items stand within one at most.
const maxAssociations = 200

// eachValue reads the values of a list, or of an object in the order of their
// names.
func eachValue[T any](data []byte, into *[]T) error {
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, into)
	}
	var m map[string]T
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		*into = append(*into, m[name])
	}
	return nil
}

// parse reads an item. The error is the end of a sentence.
func parse(data []byte) (*item, error) {
	var i item
	err := json.Unmarshal(data, &i)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Field != "":
		field, _, _ := strings.Cut(wrong.Field, ".")
		return nil, errors.New("“" + strings.ToLower(field) + "” is of another kind than ninjs has it")
	case err != nil:
		return nil, errors.New("it is no JSON object")
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, errors.New("it is no JSON object")
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		kind, role, ok := strings.Cut(name, "_")
		var value string
		if !ok || json.Unmarshal(all[name], &value) != nil {
			continue
		}
		switch kind {
		case "body":
			i.bodies = append(i.bodies, text{Role: role, Value: value})
		case "headline":
			i.headings = append(i.headings, text{Role: role, Value: value})
		case "description":
			i.descriptions = append(i.descriptions, text{Role: role, Value: value})
		}
	}
	if value, ok := all["description"]; ok {
		var s string
		if json.Unmarshal(value, &s) == nil {
			i.descriptions = append([]text{{Role: "text", Value: s}}, i.descriptions...)
		}
	}
	return &i, nil
}

// isText reports whether the item has words to print.
func (i *item) isText() bool { return len(i.Bodies)+len(i.bodies) > 0 && !i.isPicture() }

func (i *item) isPicture() bool { return i.Type == "picture" || i.Type == "graphic" }

// aside tells of an item that is no story, what it is; empty for one that is.
func (i *item) aside() (kind, kinds, outcome string) {
	switch i.Type {
	case "picture", "graphic":
		return "picture", "pictures", "left out: a picture alone is no story"
	case "video", "audio", "animation":
		return "recording", "recordings", "left out: only text is a story"
	case "event", "planning", "component":
		return "plan", "plans", "left out: a plan is no story"
	}
	if i.URI == "" && i.Headline == "" && len(i.Headlines)+len(i.Bodies)+len(i.bodies)+len(i.headings) == 0 {
		return "object that is no item", "objects that are no items", "left out"
	}
	return "", "", ""
}
