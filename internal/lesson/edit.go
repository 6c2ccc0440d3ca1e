package lesson

import (
	"context"
	"fmt"
	"slices"

	"ilbo.press"
)

// An Edit is one thing that somebody does to a lesson, where two may work at once: a
// gloss is put, moved or taken away, a sentence is translated, the level is set.
type Edit struct {
	Explained ilbo.Language `json:"explained"`
	Level     ilbo.Level    `json:"level"` // empty: it stays; a lesson begins with one
	// Put is the gloss that is to be there, and Off where the one was that it stands in
	// the place of, or that is taken away. Detached ones have their old places.
	Put *ilbo.Gloss   `json:"put"`
	Off *ilbo.Passage `json:"off"`
	// Rendering is a translation; one without a text is taken away.
	Rendering *ilbo.Rendering `json:"rendering"`
	// Fine is the sum of a translation on which nothing is to be remarked any more.
	Fine string `json:"fine"`
	// Was is the sum of the gloss or the translation that was there, as its writer saw it;
	// empty: nothing was.
	Was string `json:"was"`
}

// Mend does an edit. Where what is to be changed is not as its writer saw it, it is a
// Conflict, and nothing changes; everything else of the lesson may have changed
// meanwhile, and stays. Doing it twice is refused the second time, and harmless.
func (d *Desk) Mend(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, e Edit) (*Sheet, error) {
	var sheet *Sheet
	err := d.change(ctx, by, id, func(ctx context.Context, t *desktop, old *ilbo.Lesson) error {
		l := *old
		l.Glosses, l.Renderings, l.Fine = slices.Clone(l.Glosses), slices.Clone(l.Renderings), slices.Clone(l.Fine)
		if l.At.IsZero() {
			l.Learned, l.Level = t.language, e.Level
			if e.Explained != "" {
				l.Explained = e.Explained
			}
		}
		before := l.Settle(t.body)
		detail, err := e.do(&l, before)
		if err != nil {
			return err
		}
		if err := l.Check(); err != nil {
			return err
		}
		set := l.Settle(t.body)
		if e.Put != nil && slices.ContainsFunc(set.Detached, func(g *ilbo.Gloss) bool { return g.Passage == e.Put.Passage }) {
			return invalid("“%s” does not stand in the story as the gloss on it says.", e.Put.Words)
		}
		if r := e.Rendering; r != nil && r.Text != "" && slices.ContainsFunc(set.Stale, func(o *ilbo.Rendering) bool { return o.Sentence == r.Sentence }) {
			return invalid("No sentence of the story is “%s”, or it is translated twice.", ilbo.Clean(r.Sentence))
		}
		sheet = &Sheet{&l, t.body, set, t.waits}
		if detail == "" {
			return nil
		}
		return d.keep(ctx, by, t, &l, old.At, detail)
	})
	if err != nil {
		return nil, fmt.Errorf("mend the lesson of story %d: %w", id, err)
	}
	return sheet, nil
}

// do changes the lesson, and says how; nothing where it is so already.
func (e *Edit) do(l *ilbo.Lesson, set *ilbo.Setting) (detail string, err error) {
	switch {
	case e.Put != nil || e.Off != nil:
		return e.gloss(l)
	case e.Rendering != nil:
		return e.render(l, set)
	case e.Fine != "":
		if slices.Contains(l.Fine, e.Fine) || !slices.ContainsFunc(l.Renderings, func(r ilbo.Rendering) bool { return r.Sum() == e.Fine }) {
			return "", nil
		}
		l.Fine = append(slices.DeleteFunc(l.Fine, func(sum string) bool {
			return !slices.ContainsFunc(l.Renderings, func(r ilbo.Rendering) bool { return r.Sum() == sum })
		}), e.Fine)
		return "left a remark on a translation alone", nil
	case e.Level != "" && e.Level != l.Level && !l.At.IsZero(): // a level alone is no lesson
		l.Level = e.Level
		return "level " + string(e.Level), nil
	}
	return "", nil
}

func meanwhile() error {
	return conflict("Somebody else has changed that meanwhile: what they wrote is shown now. Bring over what is yours.")
}

func (e *Edit) gloss(l *ilbo.Lesson) (string, error) {
	at := -1
	if e.Off != nil {
		at = slices.IndexFunc(l.Glosses, func(g ilbo.Gloss) bool { return g.Passage == *e.Off })
		if at < 0 || l.Glosses[at].Sum() != e.Was {
			return "", meanwhile()
		}
	}
	switch {
	case e.Put == nil:
		say := fmt.Sprintf("took “%s” (%s) away", l.Glosses[at].Words, l.Glosses[at].Meaning)
		l.Glosses = slices.Delete(l.Glosses, at, at+1)
		return say, nil
	case at < 0:
		l.Glosses = append(l.Glosses, *e.Put)
		return fmt.Sprintf("explained “%s”: %s", e.Put.Words, e.Put.Meaning), nil
	}
	before := l.Glosses[at]
	l.Glosses[at] = *e.Put
	if before == *e.Put {
		return "", nil
	}
	return fmt.Sprintf("explained “%s” anew: %s, was “%s”: %s", e.Put.Words, e.Put.Meaning, before.Words, before.Meaning), nil
}

func (e *Edit) render(l *ilbo.Lesson, set *ilbo.Setting) (string, error) {
	r := e.Rendering
	same := func(o ilbo.Rendering) bool { return o.Run == r.Run && o.Sentence == r.Sentence }
	at := slices.IndexFunc(l.Renderings, func(o ilbo.Rendering) bool { return same(o) && o.Sum() == e.Was })
	twins := 0 // a run may have one sentence twice
	for _, one := range set.Sentences {
		if one.Run == r.Run && one.Text == r.Sentence && one.Rendering == nil {
			twins++
		}
	}
	switch {
	case at < 0 && (e.Was != "" || twins == 0 && slices.ContainsFunc(l.Renderings, same)):
		return "", meanwhile()
	case r.Text == "" && at < 0:
		return "", nil
	case r.Text == "":
		l.Renderings = slices.Delete(l.Renderings, at, at+1)
		return fmt.Sprintf("took the translation of “%s” away", short(r.Sentence)), nil
	case at < 0:
		l.Renderings = append(l.Renderings, *r)
		return fmt.Sprintf("translated “%s”", short(r.Sentence)), nil
	case l.Renderings[at].Text == r.Text:
		return "", nil
	}
	l.Renderings[at].Text = r.Text
	return fmt.Sprintf("translated “%s” anew", short(r.Sentence)), nil
}

// short is enough of a sentence to know it by.
func short(sentence string) string {
	const most = 60
	if r := []rune(sentence); len(r) > most {
		return string(r[:most]) + "…"
	}
	return sentence
}
