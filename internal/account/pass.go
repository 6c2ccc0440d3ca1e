package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// How long an invitation and a reset may be used.
const (
	invitedFor = 7 * 24 * time.Hour
	resetFor   = 24 * time.Hour
)

// Invite makes a link's token by which somebody new enters the newsroom: they
// choose a password with it, once. A second invitation of a login replaces the
// first.
func (a *Accounts) Invite(ctx context.Context, by *SignedIn, guest ilbo.Pass, v Visitor) (token string, err error) {
	if err := mayLetIn(by); err != nil {
		return "", err
	}
	guest.Login, guest.Name = strings.ToLower(strings.TrimSpace(guest.Login)), ilbo.Clean(guest.Name)
	if err := CheckLogin(guest.Login); err != nil {
		return "", err
	}
	if !guest.Role.Known() {
		return "", &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%.40q is no role of a newsroom.", string(guest.Role))}
	}
	if err := mayLetIn(by, guest.Role); err != nil {
		return "", err
	}
	if guest.Name == "" {
		return "", &ilbo.Error{Kind: ilbo.Invalid, Say: "Say the name of who is invited."}
	}
	if _, err := a.store.StaffByLogin(ctx, guest.Login); err == nil {
		return "", &ilbo.Error{Kind: ilbo.Conflict, Say: "Somebody signs in as " + guest.Login + " already."}
	} else if !errors.Is(err, ilbo.NotFound) {
		return "", err
	}
	guest.Until = a.now().Add(invitedFor)
	return a.give(ctx, by.Login, guest, ilbo.DeedInvite, v)
}

// Reset makes a link's token by which somebody who forgot their password chooses
// another.
func (a *Accounts) Reset(ctx context.Context, by *SignedIn, login string, v Visitor) (token string, err error) {
	if err := mayLetIn(by); err != nil {
		return "", err
	}
	staff, err := a.store.StaffByLogin(ctx, login)
	if err != nil {
		return "", err
	}
	if err := mayLetIn(by, staff.Role); err != nil {
		return "", err
	}
	if !staff.Left.IsZero() {
		return "", &ilbo.Error{Kind: ilbo.Conflict, Say: staff.Name + " has left the newsroom."}
	}
	return a.give(ctx, by.Login, ilbo.Pass{Login: staff.Login, Role: staff.Role, Until: a.now().Add(resetFor)}, ilbo.DeedReset, v)
}

func (a *Accounts) give(ctx context.Context, by string, p ilbo.Pass, deed ilbo.Deed, v Visitor) (token string, err error) {
	token, p.Token = newToken()
	p.By = by
	err = a.store.Together(ctx, func(ctx context.Context) error {
		if err := a.store.PutPass(ctx, p); err != nil {
			return err
		}
		return a.store.Audit(ctx, ilbo.AuditEntry{At: a.now(), Who: by, Deed: deed, On: ilbo.AuditedStaff(p.Login), Detail: string(p.Role), From: v.Address})
	})
	return token, err
}

var errOver = &ilbo.Error{Kind: ilbo.Gone, Say: "This link was used already, or is too old. Ask for another one.", Err: Over}

// Pass tells what a link's token is good for. One that was used, or is too old, is
// Gone.
func (a *Accounts) Pass(ctx context.Context, token string) (ilbo.Pass, error) {
	p, err := a.store.Pass(ctx, digestOf(token))
	if errors.Is(err, ilbo.NotFound) || err == nil && !a.now().Before(p.Until) {
		return ilbo.Pass{}, errOver
	}
	return p, err
}

// Enter uses a link: who is invited comes in, and who forgot their password has a
// new one and is signed out everywhere else. Either is signed in, with the token
// that the browser keeps.
func (a *Accounts) Enter(ctx context.Context, token, password string, v Visitor) (string, error) {
	digest, err := Digest(password)
	if err != nil {
		return "", err
	}
	var staff ilbo.Staff
	err = a.store.Together(ctx, func(ctx context.Context) error {
		p, err := a.Pass(ctx, token)
		if err != nil {
			return err
		}
		if err := a.store.UsePass(ctx, p.Token); errors.Is(err, ilbo.NotFound) {
			return errOver
		} else if err != nil {
			return err
		}
		deed := ilbo.DeedPassword
		if p.Invites() {
			deed = ilbo.DeedStaffAdd
			staff = ilbo.Staff{Login: p.Login, Name: p.Name, Role: p.Role, Sections: p.Sections, Added: a.now()}
		} else if staff, err = a.store.StaffByLogin(ctx, p.Login); err != nil {
			return err
		} else if !staff.Left.IsZero() {
			return errOver
		}
		staff.Password = digest
		if err := a.store.PutStaff(ctx, staff); err != nil {
			return err
		}
		if staff, err = a.store.StaffByLogin(ctx, p.Login); err != nil { // it has a number now
			return err
		}
		if err := a.store.EndSessions(ctx, staff.ID, ilbo.TokenDigest{}); err != nil {
			return err
		}
		return a.log(ctx, &staff, deed, "by the link that "+p.By+" gave", v)
	})
	if err != nil {
		return "", err
	}
	return a.begin(ctx, &staff, v, "password")
}
