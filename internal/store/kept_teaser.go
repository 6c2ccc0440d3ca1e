package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"ilbo.press"
)

// keptTeaser are the columns of a listing l that a teaser is read from.
const keptTeaser = `l.story, l.published, l.changed, l.teaser`

// A keptTeaserRow is what a row of keptTeaser is read into.
type keptTeaserRow struct {
	id, published, changed number
	text                   optional
}

func (r *keptTeaserRow) into() []any { return []any{&r.id, &r.published, &r.changed, &r.text} }

func (r *keptTeaserRow) scan(row scanner) (ilbo.Teaser, error) {
	if err := row.Scan(&r.id, &r.published, &r.changed, &r.text); err != nil {
		return ilbo.Teaser{}, err
	}
	return r.teaser()
}

// errNoTeaser is said of a row of a list that should hold a teaser and does not: a node
// of an older version may still be at work beside this one.
var errNoTeaser = errors.New("a row of a list holds no teaser")

// teaser is that of the row that was read last.
func (r *keptTeaserRow) teaser() (ilbo.Teaser, error) {
	if r.text == "" {
		return ilbo.Teaser{}, errNoTeaser
	}
	t, err := decodeTeaser(string(r.text))
	if err != nil {
		return t, fmt.Errorf("the teaser of story %d in its list: %w", r.id.value, err)
	}
	t.ID, t.Published, t.Updated = ilbo.StoryID(r.id.value), r.published.moment(), r.changed.moment()
	return t, nil
}

// encodeTeaser writes a teaser without its story's number and its moments, which are
// columns of their own, as a list in JSON: language, section, path, kicker, headline,
// deck, bylines, place, picture, access, how many pictures, nanoseconds of film, words.
// Bylines and picture are JSON once more, as they are in their columns.
func encodeTeaser(t *ilbo.Teaser) (string, error) {
	bylines, err := encode(t.Bylines)
	if err != nil {
		return "", err
	}
	lead, err := encode(t.Lead)
	if err != nil {
		return "", err
	}
	b := append(make([]byte, 0, 512), '[')
	for _, text := range [...]string{string(t.Language), string(t.Section), string(t.Path), t.Kicker, t.Headline, t.Deck, bylines, t.Dateline.Place, lead, string(t.Access)} {
		b = append(appendString(b, text), ',')
	}
	for _, n := range [...]int64{int64(t.Pictures), int64(t.Length), int64(t.Words)} {
		b = append(strconv.AppendInt(b, n, 10), ',')
	}
	b[len(b)-1] = ']'
	return string(b), nil
}

// decodeTeaser reads what encodeTeaser wrote, or a database did of the same.
func decodeTeaser(text string) (ilbo.Teaser, error) {
	var texts [10]string
	var numbers [3]int64
	if !plainList(text, texts[:], numbers[:]) {
		var parts []json.RawMessage
		if err := json.Unmarshal([]byte(text), &parts); err != nil {
			return ilbo.Teaser{}, err
		}
		if len(parts) != len(texts)+len(numbers) {
			return ilbo.Teaser{}, fmt.Errorf("a list of %d parts", len(parts))
		}
		for i, part := range parts {
			var into any
			if i < len(texts) {
				into = &texts[i]
			} else {
				into = &numbers[i-len(texts)]
			}
			if err := json.Unmarshal(part, into); err != nil {
				return ilbo.Teaser{}, err
			}
		}
	}
	t := ilbo.Teaser{
		Language: ilbo.Language(texts[0]), Section: ilbo.SectionID(texts[1]), Path: ilbo.Path(texts[2]), Kicker: texts[3], Headline: texts[4], Deck: texts[5],
		Dateline: ilbo.Dateline{Place: texts[7]}, Access: ilbo.Access(texts[9]),
		Pictures: int(numbers[0]), Length: time.Duration(numbers[1]), Words: int(numbers[2]),
	}
	var err error
	if t.Bylines, err = decodeBylines(texts[6]); err != nil {
		return t, err
	}
	return t, decode(texts[8], &t.Lead)
}

// plainList reads a list of texts and of numbers behind them, and false of any other.
func plainList(text string, texts []string, numbers []int64) bool {
	c := cutter{rest: text}
	for i := range texts {
		if !c.part(i == 0) || !c.skip(`"`) {
			return false
		}
		texts[i] = c.quoted()
	}
	for i := range numbers {
		if !c.part(false) {
			return false
		}
		numbers[i] = c.number()
	}
	return c.skip(`]`) && c.rest == "" && !c.lost
}
