package newsroom

import (
	"net/http"
	"strings"

	"ilbo.press"
)

// A nameView is somebody or something that a field may be completed with.
type nameView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Say  string `json:"say,omitempty"`
}

// namesShown is how many are proposed at once.
const namesShown = 8

// suggestNames completes the name of a journalist or of a topic.
func (n *Newsroom) suggestNames(v *visit) error {
	query := v.r.URL.Query()
	l, typed := ilbo.Language(query.Get("language")), strings.ToLower(firstRunes(ilbo.Clean(query.Get("q")), 100))
	if !l.Known() {
		l = v.language()
	}
	list := []nameView{}
	add := func(id string, name ilbo.Words, say string) {
		if len(list) < namesShown && typed != "" && (begins(name.In(l), typed) || begins(name.In(ilbo.English), typed) || strings.HasPrefix(id, typed)) {
			list = append(list, nameView{id, name.In(l), say})
		}
	}
	switch v.r.PathValue("kind") {
	case "journalists":
		all, err := v.Store.Journalists(v.r.Context())
		if err != nil {
			return err
		}
		for _, j := range all {
			add(string(j.ID), j.Name, j.Title.In(l))
		}
	case "topics":
		all, err := v.Store.Topics(v.r.Context())
		if err != nil {
			return err
		}
		for _, t := range all {
			add(string(t.ID), t.Name, "")
		}
	default:
		return ilbo.NotFound
	}
	v.say(http.StatusOK, list)
	return nil
}

// begins reports whether a word of a name begins with what was typed.
func begins(name, typed string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, typed) || strings.Contains(name, " "+typed)
}
