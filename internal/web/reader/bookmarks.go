package reader

import (
	"net/http"
	"strconv"

	"ilbo.press"
)

var bookmarkRoutes = []route{
	{"GET /account/bookmarks", false, bookmarksPage},
	{"GET /account/bookmarks/{story}", false, keeps},
	{"POST /account/bookmarks/keep", false, keepStory},
	{"POST /account/bookmarks/drop", false, dropStory},
}

// A BookmarksPage is the stories that a reader keeps: see bookmarks/bookmarks.html.
type BookmarksPage struct {
	*Page
	Stories []KeptStory
}

// A KeptStory is one of them.
type KeptStory struct {
	ID                         ilbo.StoryID
	Lang                       ilbo.Language
	URL, Headline, Deck, Dated string
}

func bookmarksPage(v *visit) error {
	kept, err := v.Readers.Kept(v.r.Context(), v.reader.ID)
	if err != nil {
		return err
	}
	p := &BookmarksPage{Page: v.page(func(w *Words) string { return w.Bookmarks })}
	for _, t := range kept {
		p.Stories = append(p.Stories, KeptStory{t.ID, t.Language, string(t.Path), t.Headline, t.Deck, v.day(t.Published)})
	}
	return v.show(http.StatusOK, "bookmarks", p.Page, p)
}

func storyNumber(s string) (ilbo.StoryID, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 1 {
		return 0, ilbo.NotFound
	}
	return ilbo.StoryID(n), nil
}

// keeps tells the button of a story whether the story is kept.
func keeps(v *visit) error {
	id, err := storyNumber(v.r.PathValue("story"))
	if err != nil {
		return err
	}
	kept, err := v.Readers.Keeps(v.r.Context(), v.reader.ID, id)
	if err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]bool{"kept": kept})
}

func keepStory(v *visit) error {
	id, err := storyNumber(v.r.PostFormValue("story"))
	if err == nil {
		err = v.Readers.Keep(v.r.Context(), v.reader.ID, id)
	}
	return v.kept(true, err)
}

func dropStory(v *visit) error {
	id, err := storyNumber(v.r.PostFormValue("story"))
	if err == nil {
		err = v.Readers.LetGo(v.r.Context(), v.reader.ID, id)
	}
	return v.kept(false, err)
}

// kept answers the button of a story, or the form of the list.
func (v *visit) kept(now bool, err error) error {
	if err != nil {
		return err
	}
	if v.scripted() {
		return v.say(http.StatusOK, map[string]bool{"kept": now})
	}
	return v.see(v.prefix + "/account/bookmarks")
}
