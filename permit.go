package ilbo

import "slices"

// A Permission is something that not everybody of the newsroom may do.
type Permission string

// The permissions. What each role may do is a table: see [Role.Reach].
const (
	MaySee          Permission = "see stories"        // that are not published
	MayWrite        Permission = "write"              // begin stories, change them, hand them in
	MayReady        Permission = "make ready"         // say that a story is edited, or ready to be published; send it back
	MayHold         Permission = "hold"               // and release
	MayPublish      Permission = "publish"            // publish, schedule, update, set an embargo and lift it
	MayCorrect      Permission = "correct"            // correct, clarify, retract
	MayKill         Permission = "kill"               // withdraw what was published
	MaySpike        Permission = "spike"              // and revive
	MayAssign       Permission = "assign"             // plan who does what by when
	MayArrange      Permission = "arrange"            // the slots of fronts
	MayAlert        Permission = "alert"              // readers, by a banner or on their phones
	MayMail         Permission = "mail"               // newsletters: make them, write to them
	MayFilePictures Permission = "file pictures"      // and describe those that they filed
	MayKeepPictures Permission = "keep pictures"      // describe any, set rights, replace
	MayTakeWire     Permission = "take from the wire" // to make a story of it
	MayWatchWire    Permission = "watch the wire"     // choose its sources and filters
	MayLetIn        Permission = "let people in"      // invite, change roles, reset, see out
	MayReadLog      Permission = "read the audit log"
	MaySeeReading   Permission = "see what is read" // and how far
	MaySell         Permission = "sell"             // plans, contracts, invoices, vouchers
)

// Permissions are all permissions, in the order of a newsroom's day.
func Permissions() []Permission {
	return []Permission{MaySee, MayWrite, MayReady, MayHold, MayPublish, MayCorrect, MayKill, MaySpike, MayAssign, MayArrange, MayAlert, MayMail,
		MayFilePictures, MayKeepPictures, MayTakeWire, MayWatchWire, MayLetIn, MayReadLog, MaySeeReading, MaySell}
}

// A Reach is how far a permission goes.
type Reach int

// Permissions reach nowhere, to somebody's own work, to the sections they decide
// in, or through the whole paper. A wider reach holds the narrower ones.
const (
	Nowhere Reach = iota
	OwnWork
	OwnSections // and their own work
	WholePaper
)

// permits are how far each permission goes. A role that is not named has none.
var permits = map[Permission]map[Role]Reach{
	MaySee: {Contributor: OwnWork, Reporter: WholePaper, Photographer: WholePaper, CopyEditor: WholePaper, SectionEditor: WholePaper,
		ChiefEditor: WholePaper, Publisher: WholePaper, Administrator: WholePaper},
	MayWrite: {Contributor: OwnWork, Reporter: OwnWork, Photographer: OwnWork, CopyEditor: WholePaper, SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayReady: {CopyEditor: WholePaper, SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayHold:  {CopyEditor: WholePaper, SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MaySpike: {Contributor: OwnWork, Reporter: OwnWork, Photographer: OwnWork, SectionEditor: OwnSections, ChiefEditor: WholePaper},

	MayPublish: {SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayCorrect: {SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayKill:    {SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayAssign:  {Reporter: OwnWork, Photographer: OwnWork, SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayArrange: {SectionEditor: OwnSections, ChiefEditor: WholePaper},
	MayAlert:   {ChiefEditor: WholePaper},
	MayMail:    {ChiefEditor: WholePaper, Publisher: WholePaper},

	MayFilePictures: {Contributor: OwnWork, Reporter: OwnWork, Photographer: OwnWork, CopyEditor: OwnWork, SectionEditor: OwnWork, ChiefEditor: OwnWork},
	MayKeepPictures: {Photographer: WholePaper, CopyEditor: WholePaper, SectionEditor: WholePaper, ChiefEditor: WholePaper},
	MayTakeWire:     {Reporter: WholePaper, CopyEditor: WholePaper, SectionEditor: WholePaper, ChiefEditor: WholePaper},
	MayWatchWire:    {SectionEditor: WholePaper, ChiefEditor: WholePaper, Administrator: WholePaper},

	MayLetIn:      {ChiefEditor: WholePaper, Publisher: WholePaper, Administrator: WholePaper},
	MayReadLog:    {ChiefEditor: WholePaper, Publisher: WholePaper, Administrator: WholePaper},
	MaySeeReading: {CopyEditor: WholePaper, SectionEditor: WholePaper, ChiefEditor: WholePaper, Publisher: WholePaper, Administrator: WholePaper},
	MaySell:       {Publisher: WholePaper, Administrator: WholePaper},
}

// Reach tells how far a permission goes for a role.
func (r Role) Reach(p Permission) Reach {
	if r == itself {
		return WholePaper
	}
	return permits[p][r]
}

// May reports whether somebody of a role may do something at all, if only with
// work of their own.
func (r Role) May(p Permission) bool { return r.Reach(p) > Nowhere }

// May reports whether somebody may do something in a section, where what it is
// done to is their own work or is not. The empty section is the paper as a whole,
// which is no part of anybody's own sections.
func (s *Staff) May(p Permission, in SectionID, own bool) bool {
	switch s.Role.Reach(p) {
	case WholePaper:
		return true
	case OwnSections:
		return own || s.DecidesIn(in)
	case OwnWork:
		return own
	}
	return false
}

// DecidesIn reports whether a section, or the one that it is a part of, is among
// those that somebody decides in.
func (s *Staff) DecidesIn(id SectionID) bool {
	return id != "" && (slices.Contains(s.Sections, id) || slices.Contains(s.Sections, id.Top()))
}

// Gives reports whether somebody of a role may give another role, and take it
// away: a chief editor those of the newsroom's own, a publisher and an
// administrator all.
func (r Role) Gives(other Role) bool {
	switch r {
	case Publisher, Administrator, itself:
		return true
	case ChiefEditor:
		return other != Publisher && other != Administrator
	}
	return false
}

// itself is the role of the program's own parts, and of whoever sits at the
// machine. Nobody signs in with it.
const itself Role = "itself"

// Itself is a part of the program that does something of itself, such as
// "import", or whoever runs its commands. It may do everything.
func Itself(part string) Staff { return Staff{Login: part, Name: part, Role: itself} }

// Program reports whether it is no person but a part of the program.
func (s *Staff) Program() bool { return s.Role == itself }
