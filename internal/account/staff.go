package account

import (
	"context"
	"fmt"

	"ilbo.press"
)

// mayLetIn refuses who has no say in who is in the newsroom, or not in those of
// some roles: nobody lets in, changes or sees out who stands above them.
func mayLetIn(by *SignedIn, roles ...ilbo.Role) error {
	may := by.Role.May(ilbo.MayLetIn)
	for _, r := range roles {
		may = may && by.Role.Gives(r)
	}
	if may {
		return nil
	}
	return &ilbo.Error{Kind: ilbo.Forbidden, Say: "That is not yours to do: ask a chief editor or an administrator.", Err: NotYours}
}

// ChangeRole gives somebody another role, and a section editor their sections.
// Nobody changes their own: there is always another who may.
func (a *Accounts) ChangeRole(ctx context.Context, by *SignedIn, login string, role ilbo.Role, sections []ilbo.SectionID, v Visitor) error {
	if err := mayLetIn(by); err != nil {
		return err
	}
	if !role.Known() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%.40q is no role of a newsroom.", string(role))}
	}
	if err := mayLetIn(by, role); err != nil {
		return err
	}
	return a.changeStaff(ctx, by, login, ilbo.DeedStaffChange, v, func(s *ilbo.Staff) string {
		if s.Role, s.Sections = role, nil; role == ilbo.SectionEditor {
			s.Sections = sections
		}
		return string(role)
	})
}

// SeeOut ends somebody's time in the newsroom: they are signed out everywhere and
// do not sign in again. What they wrote and did stays under their name.
func (a *Accounts) SeeOut(ctx context.Context, by *SignedIn, login string, v Visitor) error {
	if err := mayLetIn(by); err != nil {
		return err
	}
	return a.changeStaff(ctx, by, login, ilbo.DeedStaffLeave, v, func(s *ilbo.Staff) string {
		if s.Left.IsZero() {
			s.Left = a.now()
		}
		return ""
	})
}

func (a *Accounts) changeStaff(ctx context.Context, by *SignedIn, login string, deed ilbo.Deed, v Visitor, change func(*ilbo.Staff) (detail string)) error {
	return a.store.Together(ctx, func(ctx context.Context) error {
		staff, err := a.store.StaffByLogin(ctx, login)
		if err != nil {
			return err
		}
		if staff.ID == by.ID {
			return &ilbo.Error{Kind: ilbo.Conflict, Say: "Nobody changes their own role: ask somebody else who may.", Err: YourOwn}
		}
		if err := mayLetIn(by, staff.Role); err != nil {
			return err
		}
		detail := change(&staff)
		if err := a.store.PutStaff(ctx, staff); err != nil {
			return err
		}
		if !staff.Left.IsZero() {
			if err := a.store.EndSessions(ctx, staff.ID, ilbo.TokenDigest{}); err != nil {
				return err
			}
		}
		return a.store.Audit(ctx, ilbo.AuditEntry{At: a.now(), Who: by.Login, Deed: deed, On: ilbo.AuditedStaff(login), Detail: detail, From: v.Address})
	})
}

// ChangeLanguage sets the language of somebody's screens.
func (a *Accounts) ChangeLanguage(ctx context.Context, staff int64, l ilbo.Language) error {
	if !l.Known() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The newsroom speaks English and Korean."}
	}
	return a.store.Together(ctx, func(ctx context.Context) error {
		s, err := a.store.StaffByID(ctx, staff)
		if err != nil {
			return err
		}
		s.Language = l
		return a.store.PutStaff(ctx, s)
	})
}
