package archive

import (
	"encoding/json"
	"time"

	"ilbo.press"
)

// kinds are the files of lines, in the order in which a paper is filled: what
// points to something comes after it.
var kinds = []string{"sections", "topics", "journalists", "pictures", "films", "stories", "drafts", "versions", "hand-overs", "redirects", "reads", "fronts", "staff", "passkeys", "assignments", "notes", "wires", "wire-filters", "takes", "weights", "banners", "alerts", "views", "rows", "audit"}

// since says from which version on an archive has a file, where not from the first.
var since = map[string]int{"passkeys": 3, "audit": 3, "drafts": 4, "versions": 4, "hand-overs": 4, "assignments": 4, "notes": 4, "wires": 4, "wire-filters": 4, "takes": 4, "weights": 4, "banners": 4, "alerts": 4, "views": 4, "rows": 5}

// suffix is how their names end.
const suffix = ".ndjson"

// Originals stand under their ids, in folders of the first two digits.
const (
	pictureFolder = "media/pictures/"
	filmFolder    = "media/films/"
	printFolder   = "media/editions/"
)

func pictureName(id ilbo.PictureID) string { return pictureFolder + string(id[:2]) + "/" + string(id) }
func printName(sum string) string          { return printFolder + sum[:2] + "/" + sum }
func filmName(id ilbo.FilmID) string       { return filmFolder + string(id[:2]) + "/" + string(id) }

// Sections, topics, journalists, pictures and films are lines as they are. The
// others are lines of types of their own, so that the format does not change
// where the program does.

type storyLine struct {
	ID           ilbo.StoryID     `json:"id"`
	Language     ilbo.Language    `json:"language"`
	Section      ilbo.SectionID   `json:"section"`
	Slug         ilbo.Slug        `json:"slug,omitempty"`
	Path         ilbo.Path        `json:"path,omitempty"`
	Foreign      string           `json:"foreign,omitempty"`
	Translations string           `json:"translations,omitempty"`
	Kicker       string           `json:"kicker,omitempty"`
	Headline     string           `json:"headline"`
	Deck         string           `json:"deck,omitempty"`
	Bylines      []ilbo.Byline    `json:"bylines,omitempty"`
	Place        string           `json:"place,omitempty"`
	Source       string           `json:"source,omitempty"`
	Topics       []ilbo.TopicID   `json:"topics,omitempty"`
	Lead         *ilbo.Figure     `json:"lead,omitempty"`
	Body         ilbo.Body        `json:"body,omitempty"`
	Access       ilbo.Access      `json:"access,omitempty"`
	Print        ilbo.Print       `json:"print,omitzero"`
	Filed        time.Time        `json:"filed,omitzero"`
	Published    time.Time        `json:"published,omitzero"`
	Updated      time.Time        `json:"updated,omitzero"`
	Sum          string           `json:"sum,omitempty"` // of the copy that it was taken from
	Records      []recordLine     `json:"records,omitempty"`
	Corrections  []correctionLine `json:"corrections,omitempty"`
}

type recordLine struct {
	Kind    string    `json:"kind"`
	By      string    `json:"by,omitempty"`
	At      time.Time `json:"at,omitzero"`
	Reason  string    `json:"reason,omitempty"`
	Until   time.Time `json:"until,omitzero"`
	Notice  string    `json:"notice,omitempty"`
	Ended   time.Time `json:"ended,omitzero"`
	EndedBy string    `json:"ended_by,omitempty"`
}

type correctionLine struct {
	Kind ilbo.CorrectionKind `json:"kind"`
	By   string              `json:"by,omitempty"`
	At   time.Time           `json:"at,omitzero"`
	Text string              `json:"text"`
}

func lineOfDossier(d ilbo.Dossier) storyLine {
	s := d.Story
	l := storyLine{
		ID: s.ID, Language: s.Language, Section: s.Section, Slug: s.Slug, Path: s.Path, Foreign: s.Foreign, Translations: s.Translations,
		Kicker: s.Kicker, Headline: s.Headline, Deck: s.Deck, Bylines: s.Bylines, Place: s.Dateline.Place, Source: s.Source,
		Topics: s.Topics, Lead: s.Lead, Body: s.Body, Access: s.Access, Print: s.Print, Filed: s.Filed, Published: s.Published, Updated: s.Updated,
		Sum: d.Sum,
	}
	for _, r := range d.Records {
		l.Records = append(l.Records, recordLine(r))
	}
	for _, c := range s.Corrections {
		l.Corrections = append(l.Corrections, correctionLine(c))
	}
	return l
}

func (l storyLine) dossier() ilbo.Dossier {
	d := ilbo.Dossier{Sum: l.Sum, Story: &ilbo.Story{
		ID: l.ID, Language: l.Language, Section: l.Section, Slug: l.Slug, Path: l.Path, Foreign: l.Foreign, Translations: l.Translations,
		Kicker: l.Kicker, Headline: l.Headline, Deck: l.Deck, Bylines: l.Bylines, Dateline: ilbo.Dateline{Place: l.Place}, Source: l.Source,
		Topics: l.Topics, Lead: l.Lead, Body: l.Body, Access: l.Access, Print: l.Print, Filed: l.Filed, Published: l.Published, Updated: l.Updated,
	}}
	for _, r := range l.Records {
		record := ilbo.Record(r)
		record.Onto(d.Story)
		d.Records = append(d.Records, record)
	}
	for _, c := range l.Corrections {
		d.Corrections = append(d.Corrections, ilbo.Correction(c))
	}
	return d
}

type draftLine struct {
	Story     ilbo.StoryID   `json:"story"`
	Version   int            `json:"version"`
	Printed   int            `json:"printed,omitzero"`
	Stage     ilbo.Stage     `json:"stage"`
	Writers   []string       `json:"writers,omitempty"`
	Language  ilbo.Language  `json:"language"`
	Section   ilbo.SectionID `json:"section"`
	Title     string         `json:"title,omitempty"`
	Words     int            `json:"words,omitzero"`
	Bare      int            `json:"bare,omitzero"`
	Changed   time.Time      `json:"changed,omitzero"`
	By        string         `json:"by,omitempty"`
	Standing  ilbo.State     `json:"standing"`
	Published time.Time      `json:"published,omitzero"`
	Embargo   time.Time      `json:"embargo,omitzero"`
	Path      ilbo.Path      `json:"path,omitempty"`
	Kept      bool           `json:"-"`
}

func lineOfDraft(d ilbo.Draft) draftLine { return draftLine(d) }

type versionLine struct {
	Story  ilbo.StoryID `json:"story"`
	Number int          `json:"number"`
	Base   int          `json:"base,omitzero"`
	By     string       `json:"by,omitempty"`
	Tab    string       `json:"tab,omitempty"`
	At     time.Time    `json:"at,omitzero"`
	Aside  bool         `json:"aside,omitzero"`
	Note   string       `json:"note,omitempty"`
	Words  int          `json:"words,omitzero"`
	Copy   *ilbo.Copy   `json:"copy"`
}

func lineOfVersion(v ilbo.Version) versionLine { return versionLine(v) }

type handOverLine struct {
	Number  int64        `json:"-"` // their order is that of the lines
	Story   ilbo.StoryID `json:"story"`
	To      ilbo.Stage   `json:"to"`
	By      string       `json:"by,omitempty"`
	At      time.Time    `json:"at,omitzero"`
	Reason  string       `json:"reason,omitempty"`
	Version int          `json:"version,omitzero"`
}

func lineOfHandOver(h ilbo.HandOver) handOverLine { return handOverLine(h) }

type redirectLine struct {
	From  ilbo.Path    `json:"from"`
	Story ilbo.StoryID `json:"story,omitzero"`
	Page  ilbo.Path    `json:"page,omitempty"`
}

type readsLine struct {
	Hour  time.Time    `json:"hour"`
	Story ilbo.StoryID `json:"story"`
	N     int          `json:"n"`
}

// A frontLine is a version of a front; the versions of one front stand in their
// order, and the last one is public.
type frontLine struct {
	ID       ilbo.FrontID  `json:"id"`
	Language ilbo.Language `json:"language"`
	Slots    []ilbo.Slot   `json:"slots,omitempty"`
	Version  int           `json:"version,omitzero"` // 0: the front has one version alone
	By       string        `json:"by,omitempty"`
	At       time.Time     `json:"at,omitzero"`
	Again    int           `json:"again,omitzero"`
}

func lineOfFront(f ilbo.Front) frontLine {
	return frontLine{f.ID, f.Language, f.Slots, f.Version, f.By, f.At, f.Again}
}

func (l frontLine) front() ilbo.Front {
	return ilbo.Front{ID: l.ID, Language: l.Language, Slots: l.Slots, Version: l.Version, By: l.By, At: l.At, Again: l.Again}
}

type weightLine struct {
	Story  ilbo.StoryID `json:"story"`
	Weight ilbo.Weight  `json:"weight"`
	By     string       `json:"by,omitempty"`
	At     time.Time    `json:"at,omitzero"`
}

type bannerLine struct {
	ID      int64        `json:"id"`
	Text    ilbo.Words   `json:"text"`
	Story   ilbo.StoryID `json:"story,omitzero"`
	From    time.Time    `json:"from"`
	Until   time.Time    `json:"until"`
	By      string       `json:"by,omitempty"`
	At      time.Time    `json:"at,omitzero"`
	Ended   time.Time    `json:"ended,omitzero"`
	EndedBy string       `json:"ended_by,omitempty"`
}

type alertLine struct {
	ID       int64            `json:"id"`
	Language ilbo.Language    `json:"language"`
	Text     string           `json:"text"`
	Story    ilbo.StoryID     `json:"story"`
	Sections []ilbo.SectionID `json:"sections,omitempty"`
	Urgency  ilbo.Urgency     `json:"urgency,omitzero"`
	By       string           `json:"by,omitempty"`
	At       time.Time        `json:"at,omitzero"`
	Goes     time.Time        `json:"goes,omitzero"`
	Begun    time.Time        `json:"begun,omitzero"`
	Spread   time.Time        `json:"spread,omitzero"`
	Ended    time.Time        `json:"ended,omitzero"`
	Unsent   ilbo.Unsent      `json:"unsent,omitempty"`
	Taken    time.Time        `json:"taken,omitzero"`
	TakenBy  string           `json:"taken_by,omitempty"`
}

type staffLine struct {
	ID       int64            `json:"id"`
	Login    string           `json:"login"`
	Name     string           `json:"name"`
	Role     ilbo.Role        `json:"role"`
	Sections []ilbo.SectionID `json:"sections,omitempty"`
	Language ilbo.Language    `json:"language,omitempty"`
	Password string           `json:"password,omitempty"` // argon2id digest
	Added    time.Time        `json:"added,omitzero"`
	Left     time.Time        `json:"left,omitzero"`
}

// staff is somebody as they are known now: what was an editor is a chief editor
// since version 3.
func (l staffLine) staff() ilbo.Staff {
	if l.Role == "editor" {
		l.Role = ilbo.ChiefEditor
	}
	return ilbo.Staff(l)
}

type passkeyLine struct {
	ID     []byte          `json:"id"`
	Staff  int64           `json:"staff"`
	Name   string          `json:"name"`
	Record json.RawMessage `json:"record"`
	Added  time.Time       `json:"added,omitzero"`
	Used   time.Time       `json:"used,omitzero"`
}

func lineOfPasskey(k ilbo.Passkey) passkeyLine {
	return passkeyLine{k.ID, k.Staff, k.Name, k.Record, k.Added, k.Used}
}

func (l passkeyLine) passkey() ilbo.Passkey {
	return ilbo.Passkey{ID: l.ID, Staff: l.Staff, Name: l.Name, Record: l.Record, Added: l.Added, Used: l.Used}
}

type assignmentLine struct {
	ID       ilbo.AssignmentID `json:"id"`
	Title    string            `json:"title"`
	Language ilbo.Language     `json:"language"`
	Section  ilbo.SectionID    `json:"section"`
	About    string            `json:"about,omitempty"`
	Who      []string          `json:"who,omitempty"`
	Picture  ilbo.PictureWish  `json:"picture,omitempty"`
	Due      time.Time         `json:"due"`
	Planned  time.Time         `json:"planned,omitzero"`
	Length   int               `json:"length,omitzero"`
	Story    ilbo.StoryID      `json:"story,omitzero"`
	By       string            `json:"by"`
	Made     time.Time         `json:"made"`
	Accepted time.Time         `json:"accepted,omitzero"`
	Finished time.Time         `json:"finished,omitzero"`
	Dropped  time.Time         `json:"dropped,omitzero"`
	Revision int               `json:"revision"`
}

func lineOfAssignment(a ilbo.Assignment) assignmentLine {
	return assignmentLine{a.ID, a.Title, a.Language, a.Section, a.About, a.Who, a.Picture, a.Due, a.Planned, a.Length, a.Story, a.By, a.Made, a.Accepted, a.Finished, a.Dropped, a.Revision}
}

func (l assignmentLine) assignment() *ilbo.Assignment {
	return &ilbo.Assignment{
		ID: l.ID, Title: l.Title, Language: l.Language, Section: l.Section, About: l.About, Who: l.Who, Picture: l.Picture, Due: l.Due, Planned: l.Planned,
		Length: l.Length, Story: l.Story, By: l.By, Made: l.Made, Accepted: l.Accepted, Finished: l.Finished, Dropped: l.Dropped, Revision: l.Revision,
	}
}

type noteLine struct {
	ID         ilbo.NoteID  `json:"id"`
	Story      ilbo.StoryID `json:"story"`
	ReplyTo    ilbo.NoteID  `json:"reply_to,omitzero"`
	Block      int          `json:"block,omitzero"`
	Quote      string       `json:"quote,omitempty"`
	Text       string       `json:"text"`
	By         string       `json:"by"`
	At         time.Time    `json:"at"`
	Resolved   time.Time    `json:"resolved,omitzero"`
	ResolvedBy string       `json:"resolved_by,omitempty"`
	Mentions   []string     `json:"mentions,omitempty"`
}

func lineOfNote(n ilbo.Note) noteLine { return noteLine(n) }

type viewLine struct {
	Staff   int64  `json:"staff"`
	Name    string `json:"name"`
	Filters string `json:"filters,omitempty"`
}

func lineOfView(v ilbo.View) viewLine { return viewLine(v) }

type rowLine struct {
	Table  string                     `json:"table"`
	Values map[string]json.RawMessage `json:"row"`
}

func lineOfRow(r ilbo.Row) rowLine { return rowLine(r) }

type auditLine struct {
	Number int64     `json:"number"`
	At     time.Time `json:"at"`
	Who    string    `json:"who,omitempty"`
	Deed   ilbo.Deed `json:"deed"`
	On     string    `json:"on,omitempty"`
	Detail string    `json:"detail,omitempty"`
	From   string    `json:"from,omitempty"`
	Seal   []byte    `json:"seal"` // base64
}

func lineOfAudit(e ilbo.AuditEntry) auditLine {
	return auditLine{e.Number, e.At, e.Who, e.Deed, e.On, e.Detail, e.From, e.Seal[:]}
}

func (l auditLine) entry() ilbo.AuditEntry {
	e := ilbo.AuditEntry{Number: l.Number, At: l.At, Who: l.Who, Deed: l.Deed, On: l.On, Detail: l.Detail, From: l.From}
	copy(e.Seal[:], l.Seal)
	return e
}

// A wireLine is a source of the wire, without what lets in there: archives are
// kept in many places. A source that needs a key comes back paused.
type wireLine struct {
	ID       ilbo.WireID    `json:"id"`
	Name     string         `json:"name"`
	Kind     ilbo.WireKind  `json:"kind"`
	Place    string         `json:"place"`
	Credit   string         `json:"credit,omitempty"`
	Language string         `json:"language,omitempty"`
	Section  ilbo.SectionID `json:"section,omitempty"`
	Seconds  int64          `json:"seconds"` // between two looks
	Paused   bool           `json:"paused,omitempty"`
	Header   string         `json:"header,omitempty"`
	Added    time.Time      `json:"added,omitzero"`
	By       string         `json:"by,omitempty"`
}

func lineOfWire(w ilbo.WireSource) wireLine {
	return wireLine{w.ID, w.Name, w.Kind, w.Place, w.Credit, w.Language, w.Section, int64(w.Every.Seconds()), w.Paused, w.Header, w.Added, w.By}
}

func (l wireLine) source() ilbo.WireSource {
	return ilbo.WireSource{ID: l.ID, Name: l.Name, Kind: l.Kind, Place: l.Place, Credit: l.Credit, Language: l.Language, Section: l.Section, Every: time.Duration(l.Seconds) * time.Second,
		Paused: l.Paused || l.Header != "", Header: l.Header, Added: l.Added, By: l.By}
}

type filterLine struct {
	ID        int64          `json:"id"`
	Name      string         `json:"name"`
	Section   ilbo.SectionID `json:"section,omitempty"`
	Wires     []ilbo.WireID  `json:"wires,omitempty"`
	Any       []string       `json:"any,omitempty"`
	All       []string       `json:"all,omitempty"`
	Not       []string       `json:"not,omitempty"`
	Languages []string       `json:"languages,omitempty"`
	Urgency   int            `json:"urgency,omitzero"`
	Added     time.Time      `json:"added,omitzero"`
	By        string         `json:"by,omitempty"`
}

func lineOfFilter(f ilbo.WireFilter) filterLine { return filterLine(f) }

// A takeLine is a take that a story was made of. Others lie in the basket for
// some days, and stay behind.
type takeLine struct {
	Number   ilbo.TakeNumber `json:"number"`
	Wire     ilbo.WireID     `json:"wire"`
	Foreign  string          `json:"foreign"`
	Received time.Time       `json:"received"`
	Slugline string          `json:"slugline,omitempty"`
	Credit   string          `json:"credit,omitempty"`
	Language string          `json:"language,omitempty"`
	Running  string          `json:"running,omitempty"`
	Part     int             `json:"part,omitzero"`
	Section  ilbo.SectionID  `json:"section,omitempty"`
	Story    ilbo.StoryID    `json:"story"`
	TakenBy  string          `json:"taken_by,omitempty"`
	TakenAt  time.Time       `json:"taken_at,omitzero"`
	Versions []takeVersion   `json:"versions"` // the last is the one that lies there
}

type takeVersion struct {
	Version  string          `json:"version,omitempty"`
	Received time.Time       `json:"received"`
	Made     time.Time       `json:"made,omitzero"`
	Status   ilbo.TakeStatus `json:"status"`
	Urgency  int             `json:"urgency,omitzero"`
	Embargo  time.Time       `json:"embargo,omitzero"`
	Copy     ilbo.TakeCopy   `json:"copy"`
}

func lineOfTake(k ilbo.TakenTake) takeLine {
	l := takeLine{Number: k.Number, Wire: k.Wire, Foreign: k.Foreign, Received: k.Received, Slugline: k.Slugline, Credit: k.Credit, Language: k.Language, Running: k.Running, Part: k.Part,
		Section: k.Section, Story: k.Story, TakenBy: k.TakenBy, TakenAt: k.TakenAt}
	for _, v := range k.History {
		l.Versions = append(l.Versions, takeVersion(v))
	}
	return l
}

func (l takeLine) taken() ilbo.TakenTake {
	last := l.Versions[len(l.Versions)-1]
	k := ilbo.TakenTake{Take: ilbo.Take{
		Number: l.Number, Wire: l.Wire, Foreign: l.Foreign, Version: last.Version, Made: last.Made, Received: l.Received, Changed: last.Received, Versions: len(l.Versions), Status: last.Status,
		Urgency: last.Urgency, Language: l.Language, Embargo: last.Embargo, Running: l.Running, Part: l.Part, Section: l.Section, Headline: last.Copy.Headline, Slugline: l.Slugline, Credit: l.Credit,
		Words: last.Copy.Body.Words(), Pictures: len(last.Copy.Pictures), Sought: ilbo.Sought(l.Slugline, &last.Copy), Copy: last.Copy, Story: l.Story, TakenBy: l.TakenBy, TakenAt: l.TakenAt,
	}}
	for _, v := range l.Versions {
		k.History = append(k.History, ilbo.TakeVersion(v))
	}
	return k
}

func lineOfRedirect(r ilbo.Redirect) redirectLine { return redirectLine(r) }
func lineOfReads(r ilbo.Reads) readsLine          { return readsLine(r) }
func lineOfWeight(w ilbo.Weighing) weightLine     { return weightLine(w) }
func lineOfBanner(b ilbo.Banner) bannerLine       { return bannerLine(b) }
func lineOfAlert(a ilbo.Alert) alertLine          { return alertLine(a) }
func lineOfStaff(s ilbo.Staff) staffLine          { return staffLine(s) }

// same is the line of what is a line as it is.
func same[T any](v T) T { return v }
