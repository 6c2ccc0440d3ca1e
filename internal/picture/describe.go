package picture

import (
	"context"
	"maps"
	"reflect"
	"strings"
	"time"

	"ilbo.press"
)

// A Description is what somebody says of a picture.
type Description struct {
	Caption, Alt, Credit, Place string
	Keywords                    []string
	Rights                      ilbo.Rights // looked at where they may say that
	Focus                       *ilbo.Point
	Crops                       map[ilbo.Shape]ilbo.Crop
}

// tidied is the description as it is kept.
func (d Description) tidied() (Description, error) {
	for _, f := range []*string{&d.Caption, &d.Alt, &d.Credit, &d.Place, &d.Rights.Holder, &d.Rights.Usage, &d.Rights.Note} {
		if *f = ilbo.Clean(*f); len([]rune(*f)) > MaxText {
			return d, invalid("A text of a picture has at most %d characters.", MaxText)
		}
	}
	if y := d.Rights.Until.UTC().Year(); !d.Rights.Until.IsZero() && (y < 1900 || y > 2200) {
		return d, invalid("Rights end in the years 1900 to 2200, or never.")
	}
	d.Rights.Until = d.Rights.Until.UTC().Truncate(time.Millisecond)
	d.Keywords = Keywords(d.Keywords)
	if err := d.Focus.Check(); err != nil {
		return d, err
	}
	d.Crops = maps.Clone(d.Crops)
	for shape, crop := range d.Crops {
		if shape.Ratio() == 0 {
			return d, invalid("There is no shape of that name.")
		}
		if err := crop.Check(); err != nil {
			return d, err
		}
	}
	if len(d.Crops) == 0 {
		d.Crops = nil
	}
	return d, nil
}

// Describe changes what is known of a picture. Stories keep the caption and the
// credit that they print; how the picture is cut, and whether it may be shown,
// changes wherever it is printed, at once. Saying the same again does nothing.
func (l *Library) Describe(ctx context.Context, by ilbo.Staff, id ilbo.PictureID, d Description) error {
	d, err := d.tidied()
	if err != nil {
		return err
	}
	if _, err := l.Picture(ctx, by, id); err != nil {
		return err
	}
	now := l.desk.clock()
	return l.store.Together(ctx, func(ctx context.Context) error {
		var old, p ilbo.Picture
		err := l.store.ChangePicture(ctx, id, func(stored *ilbo.Picture) error {
			if !MayDescribe(by, stored) {
				return forbidden()
			}
			old = *stored
			stored.Caption, stored.Alt, stored.Credit, stored.Place, stored.Keywords = d.Caption, d.Alt, d.Credit, d.Place, d.Keywords
			stored.Focus, stored.Crops = d.Focus, d.Crops
			if MayKeep(by, stored) {
				stored.Rights = d.Rights
			}
			p = *stored
			return nil
		})
		if err != nil {
			return err
		}
		if what := changed(&old, &p); what != "" {
			if err := l.audit(ctx, by, ilbo.DeedPictureDescribe, id, what); err != nil {
				return err
			}
		}
		if old.Rights != p.Rights {
			if err := l.audit(ctx, by, ilbo.DeedPictureRights, id, rightsText(p.Rights)); err != nil {
				return err
			}
		}
		return l.reprint(ctx, &old, &p, now)
	})
}

// changed names what differs beside the rights.
func changed(old, p *ilbo.Picture) string {
	var list []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{"caption", old.Caption == p.Caption}, {"alternative text", old.Alt == p.Alt}, {"credit", old.Credit == p.Credit}, {"place", old.Place == p.Place},
		{"keywords", strings.Join(old.Keywords, "\n") == strings.Join(p.Keywords, "\n")},
		{"focal point", reflect.DeepEqual(old.Focus, p.Focus)}, {"crops", maps.Equal(old.Crops, p.Crops)},
	} {
		if !f.same {
			list = append(list, f.name)
		}
	}
	return strings.Join(list, ", ")
}

// rightsText is how the audit log puts rights.
func rightsText(r ilbo.Rights) string {
	parts := []string{"without end"}
	if !r.Until.IsZero() {
		parts[0] = "until " + r.Until.UTC().Format(time.RFC3339)
	}
	for _, s := range []string{r.Holder, r.Usage, r.Note} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}

// reprint tells the pages that print the picture what changes on them.
func (l *Library) reprint(ctx context.Context, old, p *ilbo.Picture, now time.Time) error {
	was, is := old.Usable(now), p.Usable(now)
	switch {
	case was && !is:
		l.desk.public.forget("picture" + string(p.ID))
		return l.store.Reprint(ctx, p.ID, ilbo.Expired)
	case was != is, is && (!reflect.DeepEqual(old.Focus, p.Focus) || !maps.Equal(old.Crops, p.Crops)):
		return l.store.Reprint(ctx, p.ID, ilbo.Updated)
	}
	return nil
}
