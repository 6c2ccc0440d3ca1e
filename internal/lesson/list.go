package lesson

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

// What a list of words may hold at most.
const (
	MaxList     = 4 << 20 // bytes
	MaxListed   = 60_000  // words of a language
	maxListLine = 1_000   // bytes
	maxListWord = 80      // characters
)

// A Flaw is why a line of a list of words is refused, as a sentence of English says it:
// where that has %s, of what stands there.
type Flaw string

// The flaws that lines have.
const (
	FlawUnread   Flaw = "it is too long, or no UTF-8 text"
	FlawUnparted Flaw = "it has no level behind a tab or a comma"
	FlawWordless Flaw = "it has no word"
	FlawLong     Flaw = "its word is longer than 80 characters"
	FlawLevel    Flaw = "“%s” is no level: A1 to C2, or TOPIK 1 to TOPIK 6"
	FlawLanguage Flaw = "its word is of another language than its level"
	FlawSpeech   Flaw = "there is no part of speech “%s”"
	FlawTwice    Flaw = "it is in the list twice"
	FlawMany     Flaw = "the list has more than 60,000 words"
)

// A RefusedLine is one of a list of words that is not taken.
type RefusedLine struct {
	Line  int // the first is 1
	Flaw  Flaw
	Given string // what the flaw is of, at most 20 characters
}

// In says what is wrong with the line, in the words of a language.
func (r RefusedLine) In(say string) string { return strings.ReplaceAll(say, "%s", r.Given) }

// String says it in English.
func (r RefusedLine) String() string { return r.In(string(r.Flaw)) }

// ReadWords reads a list of words by level: a word a line, then a tab or a comma and its
// level, of CEFR for English and of TOPIK for Korean, and perhaps a comma and its part of
// speech. Empty lines and those that begin with # are no words. Each line that is none is
// refused; the others are given by their language.
func ReadWords(r io.Reader, refuse func(RefusedLine)) (map[ilbo.Language][]ilbo.ListedWord, error) {
	lists := map[ilbo.Language][]ilbo.ListedWord{}
	seen := map[ilbo.ListedWord]bool{}
	lines := bufio.NewReaderSize(io.LimitReader(r, MaxList+1), 64<<10)
	read := 0
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if read += len(line); read > MaxList {
			return nil, invalid("The list is longer than %d bytes.", MaxList)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read a list of words: %w", err)
		}
		if n == 1 {
			line = strings.TrimPrefix(line, "\uFEFF")
		}
		if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "#") {
			w, flaw, given := listed(text)
			key := ilbo.ListedWord{Language: w.Language, Word: ilbo.WordKey(w.Word), Speech: w.Speech}
			switch {
			case flaw != "":
			case seen[key]:
				flaw = FlawTwice
			case len(lists[w.Language]) == MaxListed:
				flaw = FlawMany
			}
			if flaw != "" {
				refuse(RefusedLine{n, flaw, firstRunes(given, 20)})
			} else {
				seen[key] = true
				lists[w.Language] = append(lists[w.Language], w)
			}
		}
		if err != nil {
			return lists, nil
		}
	}
}

// listed reads a line, and says what is wrong with it.
func listed(line string) (w ilbo.ListedWord, flaw Flaw, given string) {
	if len(line) > maxListLine || !utf8.ValidString(line) {
		return w, FlawUnread, ""
	}
	word, rest, ok := strings.Cut(line, "\t")
	if !ok {
		word, rest, ok = strings.Cut(line, ",")
	}
	if !ok {
		return w, FlawUnparted, ""
	}
	level, speech, _ := strings.Cut(strings.ReplaceAll(rest, "\t", ","), ",")
	w.Word, w.Speech = ilbo.Clean(word), ilbo.PartOfSpeech(strings.ToLower(ilbo.Clean(speech)))
	w.Level = levelOf(ilbo.Clean(level))
	w.Language = w.Level.LanguageOf()
	switch {
	case w.Word == "":
		return w, FlawWordless, ""
	case utf8.RuneCountInString(w.Word) > maxListWord:
		return w, FlawLong, ""
	case w.Language == "":
		return w, FlawLevel, ilbo.Clean(level)
	case w.Language == ilbo.Korean != strings.ContainsFunc(w.Word, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }):
		return w, FlawLanguage, ""
	case w.Speech != "" && !slices.Contains(ilbo.PartsOfSpeech, w.Speech):
		return w, FlawSpeech, string(w.Speech)
	}
	return w, "", ""
}

// levelOf reads a level as lists write them: b1, TOPIK3, 3급.
func levelOf(text string) ilbo.Level {
	text = strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if n, ok := strings.CutSuffix(text, "급"); ok {
		text = "TOPIK" + n
	}
	if n, ok := strings.CutPrefix(text, "TOPIK"); ok {
		text = "TOPIK " + n
	}
	return ilbo.Level(text)
}

// LoadWords keeps lists of words by level, each in the place of the one that its
// language had. Doing it twice changes nothing but the audit log.
func (d *Desk) LoadWords(ctx context.Context, by ilbo.Staff, lists map[ilbo.Language][]ilbo.ListedWord) error {
	return d.store.Together(ctx, func(ctx context.Context) error {
		for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
			words := once(lists[l])
			if len(words) == 0 {
				continue
			}
			if len(words) > MaxListed {
				return invalid("The list has more than %d words.", MaxListed)
			}
			if err := d.store.ReplaceListedWords(ctx, l, words); err != nil {
				return err
			}
			if err := d.audit(ctx, by, ilbo.DeedWords, "", fmt.Sprintf("words of %s by their level: %d", l, len(words))); err != nil {
				return err
			}
		}
		return nil
	})
}

// once leaves out what was there before: several files may make a list.
func once(words []ilbo.ListedWord) []ilbo.ListedWord {
	seen := map[ilbo.ListedWord]bool{}
	return slices.DeleteFunc(slices.Clone(words), func(w ilbo.ListedWord) bool {
		key := ilbo.ListedWord{Word: ilbo.WordKey(w.Word), Speech: w.Speech}
		defer func() { seen[key] = true }()
		return seen[key]
	})
}

// Listed is how many words of a language the paper knows the level of.
func (d *Desk) Listed(ctx context.Context, l ilbo.Language) (map[ilbo.Level]int, error) {
	return d.store.CountListedWords(ctx, l)
}
