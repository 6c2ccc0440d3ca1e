package ndjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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
}

// fields are the names that an entry knows.
var fields = map[string]bool{
	"id": true, "path": true, "language": true, "section": true, "kicker": true, "headline": true, "deck": true, "bylines": true,
	"topics": true, "dateline": true, "source": true, "published": true, "updated": true, "access": true, "body": true, "pictures": true,
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

func (n *number) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, (*string)(n))
	}
	if c := data[0]; c == '-' || c >= '0' && c <= '9' {
		*n = number(data)
		return nil
	}
	if string(data) == "null" {
		return nil
	}
	return errors.New("“id” is a number or a text")
}

// A block is a paragraph given as text, or a block as the paper keeps it.
type block ilbo.Block

func (b *block) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '"':
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
		*b = block{Kind: ilbo.Paragraph, Text: ilbo.Plain(ilbo.Clean(text))}
		return nil
	case '{':
		return json.Unmarshal(data, (*ilbo.Block)(b))
	}
	return errors.New("“body” is a list of paragraphs")
}

// parse decodes a line. The error is part of a sentence.
func parse(line []byte, e *entry) error {
	err := json.Unmarshal(line, e)
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong) && wrong.Field != "":
		field, _, _ := strings.Cut(wrong.Field, ".")
		return fmt.Errorf("“%s” cannot be %s", field, article(wrong.Value))
	case errors.As(err, &wrong):
		return errors.New("it is not a JSON object")
	case errors.As(err, &syntax):
		return errors.New("it is not JSON")
	}
	return err
}

// article names a kind of JSON value.
func article(kind string) string {
	kind, _, _ = strings.Cut(kind, " ")
	switch kind {
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "bool":
		return "true or false"
	case "string":
		return "a text"
	}
	return "a " + kind
}

// strangers calls see with the names in an object that are no entry's. The
// line has been parsed: it is valid JSON.
func strangers(line []byte, see func(name string)) {
	depth, key := 0, false
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '{', '[':
			depth++
			key = line[i] == '{' && depth == 1
		case '}', ']':
			depth--
		case ',':
			key = depth == 1
		case '"':
			end := closing(line, i)
			if key && !fields[string(line[i+1:end])] {
				see(string(line[i+1 : end]))
			}
			key = false
			i = end
		}
	}
}

// closing finds the end of the text that begins at i.
func closing(line []byte, i int) int {
	for j := i + 1; ; {
		q := bytes.IndexByte(line[j:], '"')
		if q < 0 {
			return len(line) - 1 // unreachable: the line is valid JSON
		}
		j += q
		slashes := 0
		for line[j-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return j
		}
		j++
	}
}
