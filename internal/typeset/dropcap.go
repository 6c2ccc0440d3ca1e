package typeset

import "unicode"

// dropped sets a paragraph whose first letter is several lines high. It is not
// ok where the text does not begin with a letter, or is too short for it.
func (s *Setter) dropped(text Text, form *Form, m Measure) (Setting, bool) {
	first, n := initial(text)
	if n == 0 {
		return Setting{}, false
	}
	body := text[0].Style
	style := *form.DropStyle
	face, ok := style.Faces.of(firstLetter(first))
	if !ok {
		return Setting{}, false
	}
	bodyFace, _ := body.Faces.of('x')
	high := Length(form.Drop-1)*form.Leading + bodyFace.CapHeight(body.Size)
	style.Size = high.times(face.upem, face.metrics.capital)
	plain := Form{Align: Left, Hang: form.Hang}
	letter := s.set(Text{{first, &style}}, &plain, Even(1<<40))
	if len(letter.Lines) != 1 {
		return Setting{}, false
	}
	big := letter.Lines[0]
	taken := big.Right + body.Size/3
	if taken > narrowest(m)/2 {
		return Setting{}, false
	}
	rest := *form
	rest.Drop, rest.Indent = 0, 0
	around := Measure{func(line int) Slot {
		slot := m.Slots(line)
		if line < form.Drop {
			slot.Offset += taken
			slot.Width -= taken
		}
		return slot
	}, max(m.Settled, form.Drop)}
	set := s.set(text.From(n), &rest, around)
	if len(set.Lines) < form.Drop {
		return Setting{}, false
	}
	for i := range set.Lines {
		set.Lines[i].From += n
		set.Lines[i].To += n
	}
	for i := range set.Missing {
		set.Missing[i].At += n
	}
	set.Missing = append(letter.Missing, set.Missing...)
	line := &set.Lines[0]
	line.From = 0
	for i := range big.Runs {
		big.Runs[i].X -= taken // the first line stands beside it
		big.Runs[i].Drop = Length(form.Drop-1) * form.Leading
	}
	say(big.Runs, line.Runs, first)
	line.Runs = append(big.Runs, line.Runs...)
	return set, true
}

// say has the first letter after the large one say both, so that who searches or
// copies has the word whole: programs take text of another size for another line.
func say(big, rest []Run, first string) {
	if len(rest) == 0 || rest[0].Right || len(rest[0].Glyphs) == 0 {
		return
	}
	for i := range big {
		big[i].Text = ""
		for j := range big[i].Glyphs {
			big[i].Glyphs[j].At = 0
		}
	}
	r := &rest[0]
	at := r.Glyphs[0].At
	for i := range r.Glyphs {
		if r.Glyphs[i].At != at {
			r.Glyphs[i].At += int32(len(first))
		}
	}
	r.Text = first + r.Text
}

// initial is what is set large: the first letter, with a quotation mark that
// opens before it and whatever joins it. N is how many runes that is, or 0.
func initial(text Text) (string, int) {
	if len(text) == 0 {
		return "", 0
	}
	n, end, found := 0, 0, false
	for at, r := range text[0].Text {
		if found && !joins(r) {
			return text[0].Text[:end], n
		}
		switch {
		case found:
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			found = true
		case n > 0 || !opens(r):
			return "", 0
		}
		n, end = n+1, at+len(string(r))
	}
	return "", 0
}

func firstLetter(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
	}
	return 0
}
