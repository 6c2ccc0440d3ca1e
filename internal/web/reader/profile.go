package reader

import (
	"net/http"

	"ilbo.press"
	"ilbo.press/internal/account"
)

var profileRoutes = []route{
	{"POST /account/profile", false, changeProfile},
	{"POST /account/address", false, changeAddress},
}

// A ProfilePage is what a reader says of themselves: see profile/profile.html.
type ProfilePage struct {
	*Page
	Email, Name, Zone, PaperZone, NewEmail string
	Languages                              []Choice
}

// A Choice is one of several.
type Choice struct {
	Value, Name string
	Chosen      bool
}

func (v *visit) profile() *ProfilePage {
	p := &ProfilePage{Page: v.page(func(w *Words) string { return w.Profile }), Email: v.reader.Email, Name: v.reader.Name, Zone: v.reader.Zone, PaperZone: v.Paper.Zone.String()}
	v.at(p.Page, "/account")
	for _, l := range v.Paper.Languages {
		p.Languages = append(p.Languages, Choice{string(l), wordsIn(l).Language, l == v.reader.Language})
	}
	return p
}

func profilePage(v *visit) error {
	p := v.profile()
	return v.show(http.StatusOK, "profile", p.Page, p)
}

func changeProfile(v *visit) error {
	l := ilbo.Language(v.r.PostFormValue("language"))
	said := account.Profile{Name: v.r.PostFormValue("name"), Language: l, Zone: ilbo.Clean(v.r.PostFormValue("zone"))}
	if err := v.Readers.ChangeProfile(v.r.Context(), v.reader.ID, said); err != nil {
		p := v.profile()
		p.Name, p.Zone = firstRunes(said.Name, 200), firstRunes(said.Zone, 60)
		return v.again(err, "profile", p.Page, p)
	}
	return v.done("/account", "profile")
}

func changeAddress(v *visit) error {
	if err := v.Readers.AskToMove(v.r.Context(), v.reader, v.r.PostFormValue("email"), v.language, v.from); err != nil {
		p := v.profile()
		p.NewEmail = firstRunes(v.r.PostFormValue("email"), 254)
		return v.again(err, "profile", p.Page, p)
	}
	return v.done("/account", "address")
}
