package mailing

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where newsletters and mailings are kept.
type Store interface {
	Titles
	Recipients
	Deliveries
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	// QueueLetter has a letter sent with the commit; a second one of a name is none.
	QueueLetter(ctx context.Context, l ilbo.Letter) error
	Audit(ctx context.Context, e ilbo.AuditEntry) error
}

// Titles are the newsletters. One that is not there is NotFound.
type Titles interface {
	Newsletters(ctx context.Context) ([]ilbo.Newsletter, error)
	Newsletter(ctx context.Context, id ilbo.NewsletterID) (ilbo.Newsletter, error)
	// PutNewsletter makes one where its number is 0.
	PutNewsletter(ctx context.Context, n ilbo.Newsletter) (ilbo.NewsletterID, error)
	// Taking counts those who take one and whose addresses get letters.
	Taking(ctx context.Context, id ilbo.NewsletterID) (int, error)
}

// Recipients are who takes newsletters. Ending twice is no error.
type Recipients interface {
	PutConfirmation(ctx context.Context, c ilbo.Confirmation) error
	Confirmation(ctx context.Context, token ilbo.TokenDigest) (ilbo.Confirmation, error)
	SweepConfirmations(ctx context.Context, now time.Time) error
	// PutRecipient adds one; an address that takes the newsletter keeps its key.
	PutRecipient(ctx context.Context, r ilbo.Recipient) error
	RecipientByKey(ctx context.Context, key string) (ilbo.Recipient, error)
	RecipientsAt(ctx context.Context, address string) ([]ilbo.Recipient, error)
	EndRecipient(ctx context.Context, id ilbo.RecipientID, at time.Time) error
	// MoveRecipients has what is sent to an address sent to another, or in another
	// zone. What both take is sent to the new one alone.
	MoveRecipients(ctx context.Context, from, to, zone string, at time.Time) error
	// ForgetRecipient forgets an address, and what was sent to it.
	ForgetRecipient(ctx context.Context, address string) error
	RecipientZones(ctx context.Context, id ilbo.NewsletterID) ([]string, error)
	Suppress(ctx context.Context, address string, why ilbo.Suppression, at time.Time) error
	Suppressed(ctx context.Context, address string) (ilbo.Suppression, error)
	// Permit takes back a complaint, not a bounce.
	Permit(ctx context.Context, address string) error
}

// Deliveries are the letters of mailings, each claimed once.
type Deliveries interface {
	// Mailing is that of a newsletter's day, made where it is not there.
	Mailing(ctx context.Context, id ilbo.NewsletterID, day string) (ilbo.Mailing, error)
	// MailingOn is that of a day. One that was not made yet is NotFound.
	MailingOn(ctx context.Context, id ilbo.NewsletterID, day string) (ilbo.Mailing, error)
	// BegunMailings are those that were begun for all at once after a moment, and not
	// stopped.
	BegunMailings(ctx context.Context, id ilbo.NewsletterID, after time.Time) ([]ilbo.Mailing, error)
	// WriteMailing keeps what is written, as the revision after m's, and when it was
	// begun. It is a Conflict where letters have gone out, and where m's revision is
	// not the newest.
	WriteMailing(ctx context.Context, m ilbo.Mailing) error
	// StopMailing has nobody claimed for it any more.
	StopMailing(ctx context.Context, id ilbo.NewsletterID, day string, at time.Time) error
	// Mailings are the last ones with their counts.
	Mailings(ctx context.Context, id ilbo.NewsletterID, limit int) ([]ilbo.Mailing, error)
	// ClaimRecipients takes some of a zone for whom no letter was claimed.
	ClaimRecipients(ctx context.Context, m ilbo.Mailing, zone string, after ilbo.RecipientID, confirmed, now time.Time, limit int) ([]ilbo.Recipient, error)
	// ClaimAgain takes some of those for later.
	ClaimAgain(ctx context.Context, m ilbo.Mailing, now time.Time, limit int) ([]ilbo.Recipient, error)
	// ReturnDelivery counts the last letter to a recipient as one that came back.
	ReturnDelivery(ctx context.Context, to ilbo.RecipientID, reply string) error
	EndDeliveries(ctx context.Context, mailing int64, all []ilbo.Delivery) error
}

// Stories are what mailings are made of. All lists hold only stories that the
// public may see at now.
type Stories interface {
	// OfFront are a front's stories from its top down.
	OfFront(ctx context.Context, id ilbo.FrontID, l ilbo.Language) ([]ilbo.Teaser, error)
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	// TeasersByID are those of some stories.
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// StoryAt finds a story in any state by its address; none there is NotFound.
	StoryAt(ctx context.Context, path ilbo.Path) (*ilbo.Story, error)
	// Unusable are those of some pictures that may not be used at now.
	Unusable(ctx context.Context, ids []ilbo.PictureID, now time.Time) ([]ilbo.Picture, error)
}

// A Printer makes letters of what is in a mailing. Both are the same for all
// recipients, with [Unsubscribe] where the address is that ends it.
type Printer interface {
	Print(i *Issue) (html, text string, err error)
	// Ask is the letter that asks the owner of an address whether they want them.
	Ask(l ilbo.Language, names []string, link string) (subject, html, text string, err error)
}

// Unsubscribe stands in printed mailings where each recipient's own address comes.
const Unsubscribe = "https://unsubscribe.invalid/0123456789abcdef"

// An Issue is what is in a mailing.
type Issue struct {
	Newsletter ilbo.Newsletter
	Day        time.Time // of the newsletter, at midnight UTC
	Subject    string
	Note       []string // paragraphs
	Parts      []Part   // below the note
	Stories    []ilbo.Teaser
	Opened     string // address of the picture that counts opens; empty: nobody counts them
}

// A Part of a letter is a block of its body, or a story that stands between them.
type Part struct {
	Block *ilbo.Block // nil: it is a story
	Story *ilbo.Teaser
}
