package ndjson

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"ilbo.press"
)

// An entry is one line, field by field.
type entry struct {
	ID        number        `json:"id"`
	Path      string        `json:"path"`
	Language  ilbo.Language `json:"language"`
	Section   string        `json:"section"`
	Kicker    string        `json:"kicker"`
	Headline  string        `json:"headline"`
	Deck      string        `json:"deck"`
	Bylines   []string      `json:"bylines"`
	Topics    []string      `json:"topics"`
	Dateline  string        `json:"dateline"`
	Source    string        `json:"source"`
	Published string        `json:"published"`
	Updated   string        `json:"updated"`
	Access    ilbo.Access   `json:"access"`
	Body      []block       `json:"body"`
	Pictures  []picture     `json:"pictures"`

	Strangers jsontext.Value `json:",embed"` // an object of all other fields, or nothing
}

type picture struct {
	File    string         `json:"file"`
	ID      ilbo.PictureID `json:"id"` // that blocks of the body name it by
	Caption string         `json:"caption"`
	Credit  string         `json:"credit"`
	Alt     string         `json:"alt"`

	used bool // a block of the body shows it
}

// A number is the old system's name for a story: a JSON number or text.
type number string

func (n *number) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case '"', '0', 'n':
		t, err := d.ReadToken()
		if err == nil && t.Kind() != 'n' {
			*n = number(t.String())
		}
		return err
	}
	return errNumber
}

// A block is a paragraph given as text, or a block as the paper keeps it.
type block ilbo.Block

func (b *block) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case '"':
		t, err := d.ReadToken()
		if err == nil {
			*b = block{Kind: ilbo.Paragraph, Text: ilbo.Plain(ilbo.Clean(t.String()))}
		}
		return err
	case '{':
		return json.UnmarshalDecode(d, (*ilbo.Block)(b))
	}
	return errBody
}

// What the types of an entry say of values that are none of theirs.
var (
	errNumber = errors.New("“id” is a number or a text")
	errBody   = errors.New("“body” is a list of paragraphs")
)

// leniently is how lines are read: as most programs write them.
var leniently = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// parse decodes a line. The error is part of a sentence.
func parse(line []byte, e *entry) error {
	err := json.Unmarshal(line, e, leniently)
	var wrong *json.SemanticError
	var syntax *jsontext.SyntacticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax):
		return errors.New("it is not JSON")
	case !errors.As(err, &wrong):
		return err
	case wrong.JSONPointer == "":
		return errors.New("it is not a JSON object")
	case errors.Is(err, errNumber), errors.Is(err, errBody):
		return wrong.Err
	}
	field := wrong.JSONPointer
	for parent := field.Parent(); parent != ""; parent = parent.Parent() {
		field = parent
	}
	return fmt.Errorf("“%s” cannot be %s", field.LastToken(), valued(wrong.JSONKind))
}

// valued names a kind of JSON value.
func valued(kind jsontext.Kind) string {
	switch kind {
	case '[':
		return "a list"
	case '{':
		return "an object"
	case 't', 'f':
		return "true or false"
	case '"':
		return "a text"
	}
	return "a " + kind.String()
}

// strangers calls see with the names of the fields that no entry has.
func (e *entry) strangers(see func(name string)) {
	if len(e.Strangers) == 0 {
		return
	}
	d := jsontext.NewDecoder(bytes.NewBuffer(e.Strangers), leniently)
	if _, err := d.ReadToken(); err != nil {
		return
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return
		}
		see(name.String())
		if d.SkipValue() != nil {
			return
		}
	}
}
