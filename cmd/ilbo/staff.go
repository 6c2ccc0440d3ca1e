package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
)

// staffAdd lets somebody into the newsroom. The password is read from standard
// input where that is not a terminal and holds one; otherwise it is made here
// and printed, once.
func staffAdd(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("staff add", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	name := f.String("name", "", "name as in bylines")
	role := f.String("role", "", roles())
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(words) != 1 {
		fmt.Fprintln(sh.err, "ilbo: name one person to add, by what they will type to sign in")
		return errUsage
	}
	s := ilbo.Staff{Login: strings.ToLower(words[0]), Name: *name, Role: ilbo.Role(*role)}
	if err := account.CheckLogin(s.Login); err != nil {
		return err
	}
	if *role != "" && !s.Role.Known() {
		return fail("A role is %s, not %q.", roles(), *role)
	}
	if s.Name == "" {
		s.Name = s.Login
	}
	return c.within(ctx, sh, func(h *house) error {
		if s.Role == "" {
			if s.Role, err = h.usualRole(ctx); err != nil {
				return err
			}
		}
		password, made, err := givenPassword(sh)
		if err != nil {
			return err
		}
		if s.Password, err = account.Digest(password); err != nil {
			return err
		}
		s.Added = h.clock()
		if err := h.changeStaff(ctx, sh, s, ilbo.DeedStaffAdd, string(s.Role)); err != nil {
			return err
		}
		fmt.Fprintf(sh.out, "%s (%s) is in the newsroom.\n", s.Name, s.Role)
		if made {
			fmt.Fprintf(sh.out, "Sign-in: %s\nPassword: %s\nIt is not shown again.\n", s.Login, password)
		}
		return nil
	})
}

// usualRole is the role of who is added without one: the first in a newsroom is
// its chief editor, who lets the others in.
func (h *house) usualRole(ctx context.Context) (ilbo.Role, error) {
	all, err := h.store.AllStaff(ctx)
	if err != nil || len(all) > 0 {
		return ilbo.Reporter, err
	}
	return ilbo.ChiefEditor, nil
}

// roles are the roles as a sentence has them.
func roles() string {
	var list []string
	for _, r := range ilbo.Roles() {
		list = append(list, string(r))
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

// changeStaff stores somebody, and the line of the audit log with them.
func (h *house) changeStaff(ctx context.Context, sh shell, s ilbo.Staff, deed ilbo.Deed, detail string) error {
	return h.store.Together(ctx, func(ctx context.Context) error {
		if err := h.store.PutStaff(ctx, s); err != nil {
			return err
		}
		return h.did(ctx, sh, deed, ilbo.AuditedStaff(s.Login), detail)
	})
}

// staffList lists who is in the newsroom.
func staffList(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("staff list", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	return c.within(ctx, sh, func(h *house) error {
		list, err := h.store.AllStaff(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(sh.out, 0, 4, 2, ' ', 0)
		for _, s := range list {
			left := ""
			if !s.Left.IsZero() {
				left = "left " + s.Left.In(h.conf.Paper.Zone).Format(time.DateOnly)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", s.Login, s.Role, s.Name, s.Added.In(h.conf.Paper.Zone).Format(time.DateOnly), left)
		}
		return w.Flush()
	})
}

// staffPasswd gives somebody a new password.
func staffPasswd(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("staff passwd", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(words) != 1 {
		fmt.Fprintln(sh.err, "ilbo: name the person whose password is to change")
		return errUsage
	}
	return c.within(ctx, sh, func(h *house) error {
		s, err := h.store.StaffByLogin(ctx, strings.ToLower(words[0]))
		if err != nil {
			return &ilbo.Error{Kind: ilbo.NotFound, Say: fmt.Sprintf("Nobody in the newsroom signs in as %q.", words[0]), Err: err}
		}
		password, made, err := givenPassword(sh)
		if err != nil {
			return err
		}
		if s.Password, err = account.Digest(password); err != nil {
			return err
		}
		err = h.store.Together(ctx, func(ctx context.Context) error {
			if err := h.changeStaff(ctx, sh, s, ilbo.DeedPassword, ""); err != nil {
				return err
			}
			return h.store.EndSessions(ctx, s.ID, ilbo.TokenDigest{})
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(sh.out, "%s has a new password.\n", s.Name)
		if made {
			fmt.Fprintf(sh.out, "Password: %s\nIt is not shown again.\n", password)
		}
		return nil
	})
}

// givenPassword reads a password from standard input, or makes one where a
// terminal or nothing is there.
func givenPassword(sh shell) (password string, made bool, err error) {
	if file, ok := sh.in.(*os.File); ok {
		if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice != 0 {
			return account.NewPassword(), true, nil
		}
	}
	if sh.in != nil {
		line := bufio.NewScanner(sh.in)
		if line.Scan() && strings.TrimSpace(line.Text()) != "" {
			return strings.TrimSpace(line.Text()), false, nil
		}
		if err := line.Err(); err != nil {
			return "", false, fmt.Errorf("read the password: %w", err)
		}
	}
	return account.NewPassword(), true, nil
}
