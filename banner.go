package ilbo

import "time"

// A Banner is breaking news: a line above every page of a language for a while.
// There is one at a time: a new one ends the one before.
type Banner struct {
	ID      int64
	Text    Words   // a language without a text has no banner
	Story   StoryID // that the line leads to, or its translation; zero: it leads nowhere
	From    time.Time
	Until   time.Time
	By      string
	At      time.Time
	Ended   time.Time // when it was taken down before its time; zero: it was not
	EndedBy string
}

// Stands reports whether readers of a language see the banner at now. One with a
// story stands only while the story does: who shows it has to ask.
func (b *Banner) Stands(l Language, now time.Time) bool {
	return b.Text[l] != "" && b.Pending(now) && !now.Before(b.From)
}

// Pending reports whether the banner stands, or will.
func (b *Banner) Pending(now time.Time) bool { return b.Ended.IsZero() && now.Before(b.Until) }

// Languages are those in which it has a text.
func (b *Banner) Languages() []Language {
	var list []Language
	for _, l := range []Language{English, Korean} {
		if b.Text[l] != "" {
			list = append(list, l)
		}
	}
	return list
}
