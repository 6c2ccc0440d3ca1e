package newsroom

import (
	"net/http"
	"strings"

	"ilbo.press"
)

// A StaffPage is who is in the newsroom, and who is invited: see staff/staff.html.
type StaffPage struct {
	*Frame
	People   []PersonView
	Invited  []InvitedView
	Roles    []Link // URL is the role
	Sections []Link // URL is the section's id
	Link     string // one that was just made, to be sent to who it is for
	LinkFor  string
	Form     InviteForm // as it was sent, where it was refused
}

// A PersonView is somebody of the newsroom.
type PersonView struct {
	Login, Name, Role string
	Added, Left       string
	Roles, Sections   []Link // with theirs marked
	Fixed             bool   // they are who looks, or stand above them
}

// An InvitedView is somebody who has not come yet.
type InvitedView struct{ Login, Name, Role, By, Until string }

// An InviteForm is whom to invite.
type InviteForm struct{ Login, Name, Role string }

func (v *visit) staffView() (*StaffPage, error) {
	p := &StaffPage{Frame: v.frame(func(w *Words) string { return w.Staff })}
	people, err := v.Store.AllStaff(v.r.Context())
	if err != nil {
		return nil, err
	}
	sections, err := v.Store.Sections(v.r.Context())
	if err != nil {
		return nil, err
	}
	for _, sec := range sections {
		if !sec.ID.Sub() {
			p.Sections = append(p.Sections, Link{Name: sec.Name.In(p.Lang), URL: string(sec.ID)})
		}
	}
	for _, r := range ilbo.Roles() {
		if !v.staff.Role.Gives(r) {
			continue
		}
		p.Roles = append(p.Roles, Link{Name: p.W.Roles[r], URL: string(r), Current: r == ilbo.Reporter})
	}
	for _, s := range people {
		person := PersonView{Login: s.Login, Name: s.Name, Role: p.W.Roles[s.Role], Added: v.day(s.Added), Left: v.day(s.Left), Fixed: s.ID == v.staff.ID || !v.staff.Role.Gives(s.Role)}
		for _, r := range p.Roles {
			r.Current = r.URL == string(s.Role)
			person.Roles = append(person.Roles, r)
		}
		for _, sec := range p.Sections {
			for _, theirs := range s.Sections {
				sec.Current = sec.Current || string(theirs) == sec.URL
			}
			person.Sections = append(person.Sections, sec)
		}
		p.People = append(p.People, person)
	}
	passes, err := v.Store.Passes(v.r.Context())
	if err != nil {
		return nil, err
	}
	for _, pass := range passes {
		if pass.Invites() && v.Clock().Before(pass.Until) {
			p.Invited = append(p.Invited, InvitedView{pass.Login, pass.Name, p.W.Roles[pass.Role], pass.By, v.when(pass.Until)})
		}
	}
	return p, nil
}

func (n *Newsroom) staffPage(v *visit) error {
	p, err := v.staffView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "staff", p)
}

// link is the address that a token enters by.
func (n *Newsroom) link(token string) string { return n.Base + Root + "/enter/" + token }

// linked shows the page with a link that was made, this once.
func (v *visit) linked(token, name string) error {
	p, err := v.staffView()
	if err != nil {
		return err
	}
	p.Link, p.LinkFor = v.link(token), name
	return v.show(http.StatusOK, "staff", p)
}

func (v *visit) staffAgain(err error, form InviteForm) error {
	p, view := v.staffView()
	if view != nil {
		return view
	}
	p.Form = form
	return v.again(err, "staff", p.Frame, p)
}

func (v *visit) sections() []ilbo.SectionID {
	var list []ilbo.SectionID
	for _, id := range v.r.PostForm["section"] {
		if ilbo.SectionID(id).Check() == nil && len(list) < 100 {
			list = append(list, ilbo.SectionID(id))
		}
	}
	return list
}

func (n *Newsroom) invite(v *visit) error {
	form := InviteForm{strings.ToLower(v.form("login")), firstRunes(v.form("name"), 100), v.form("role")}
	token, err := n.Accounts.Invite(v.r.Context(), v.staff, ilbo.Pass{Login: form.Login, Name: form.Name, Role: ilbo.Role(form.Role), Sections: v.sections()}, v.from)
	if err != nil {
		return v.staffAgain(err, form)
	}
	return v.linked(token, form.Name)
}

func (n *Newsroom) reset(v *visit) error {
	login := v.r.PathValue("login")
	token, err := n.Accounts.Reset(v.r.Context(), v.staff, login, v.from)
	if err != nil {
		return v.staffAgain(err, InviteForm{})
	}
	return v.linked(token, login)
}

func (n *Newsroom) changeStaff(v *visit) error {
	role := ilbo.Role(v.form("role"))
	if err := n.Accounts.ChangeRole(v.r.Context(), v.staff, v.r.PathValue("login"), role, v.sections(), v.from); err != nil {
		return v.staffAgain(err, InviteForm{})
	}
	return v.done("/staff", "changed")
}

func (n *Newsroom) leave(v *visit) error {
	if err := n.Accounts.SeeOut(v.r.Context(), v.staff, v.r.PathValue("login"), v.from); err != nil {
		return v.staffAgain(err, InviteForm{})
	}
	return v.done("/staff", "left")
}
