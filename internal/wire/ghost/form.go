package ghost

import (
	"errors"
	"fmt"

	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// bodies are the columns that hold a post's copy, the best first.
var bodies = []string{"lexical", "mobiledoc", "html", "plaintext"}

// body sets the copy in the best form that can be read.
func (r *reader) body(c *wire.Copy) error {
	var why error
	for _, form := range bodies {
		f := r.row[form]
		if f.as != text || len(f.value) == 0 {
			continue
		}
		site, counted := *r.site, &tally{}
		site.tally = counted
		s := &setter{site: &site, headline: c.Story.Headline}
		err := fmt.Errorf("is longer than %d MB", maxBody>>20)
		if !f.long {
			err = s.form(form, f.value)
		}
		switch {
		case err == nil && len(s.body) > 0:
			r.tally.merge(counted)
			r.set(c, s)
			return nil
		case err != nil:
			why = fmt.Errorf("its text (%s) %w", form, err)
			r.notice(c, "The text of “%s” as %s %v: it was taken in another form.", r.name(), form, err)
		}
	}
	switch published := r.row.text("status") == "published"; {
	case why != nil:
		return why
	case published && len(c.Enclosed) == 0:
		return errors.New("it has no text")
	}
	return nil
}

// form sets the copy of one column.
func (s *setter) form(form string, data []byte) error {
	switch form {
	case "lexical", "mobiledoc":
		doc, err := parse(data)
		if err != nil {
			return err
		}
		if form == "lexical" {
			s.lexical(doc)
		} else {
			s.mobiledoc(doc)
		}
	case "html":
		s.html(string(data))
	default:
		r := body.Text(string(data), body.Options{})
		if r.Cut {
			s.fail(errLong)
		}
		s.adopt(r)
	}
	return s.why
}

// set puts a body into a copy.
func (r *reader) set(c *wire.Copy, s *setter) {
	c.Story.Body = s.body
	c.Enclosed = append(c.Enclosed, s.enclosed...)
	for _, say := range s.notices {
		r.notice(c, "“%s”: %s", r.name(), say)
	}
}
