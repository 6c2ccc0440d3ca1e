package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/testpaper"
	"ilbo.press/internal/web/newsroom"
)

// demoDir is where the sample newspaper is made unless another folder is named.
const demoDir = "ilbo-demo"

// demo makes the sample newspaper where its folder is new, and serves it.
func demo(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("demo", flag.ContinueOnError)
	c := addConfigFlags(f, true)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	if c.data == "" {
		c.data = demoDir
	}
	if database := cmp.Or(c.typed.Database, sh.env("ILBO_DATABASE"), inFile); database != inFile {
		return fail("The sample newspaper is kept in a file: it is not made on a database server.")
	}
	password := ""
	if _, err := os.Stat(filepath.Join(c.data, configName)); errors.Is(err, fs.ErrNotExist) {
		if password, err = makeDemo(ctx, c, sh); err != nil {
			return err
		}
	}
	return c.within(ctx, sh, func(h *house) error {
		warm, cancel := context.WithCancel(ctx)
		warmed := make(chan struct{})
		err := h.serve(ctx, func(base string) {
			greet(sh.out, h.conf, base, password)
			go func() {
				defer close(warmed)
				h.printSample(warm)
				h.warm(warm)
			}()
		})
		cancel()
		if ctx.Err() != nil {
			<-warmed
		}
		return err
	})
}

func greet(out io.Writer, conf *configuration, base, password string) {
	p := conf.Paper
	fmt.Fprintf(out, "\n%s is out.\n\n", p.Title.In(p.Languages[0]))
	for _, l := range p.Languages {
		fmt.Fprintf(out, "  %-10s %s%s/\n", l, base, p.Prefix(l))
	}
	if password != "" {
		fmt.Fprintf(out, "\n  %-10s %s%s\n  Staff sign-in: %s, password %s (not shown again; ilbo staff passwd makes another)\n  %s, with the same password, sells subscriptions\n", "newsroom", base, newsroom.Root, testpaper.EditorLogin, password, publisherLogin)
	}
	if conf.MailServer == "" {
		fmt.Fprintf(out, "\n  Letters to readers lie in %s\n", conf.outbox())
	}
	fmt.Fprintf(out, "\nData: %s. Stop with Ctrl-C.\n", conf.Dir)
}

// makeDemo makes the sample newspaper. The settings' file is written last: a
// folder without it is one where this was cut short, and is made again.
func makeDemo(ctx context.Context, c *configFlags, sh shell) (password string, err error) {
	dir := c.data
	zone, err := time.LoadLocation("Asia/Seoul")
	if err != nil {
		return "", err
	}
	sample, err := testpaper.Load(time.Now(), zone)
	if err != nil {
		return "", err
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(filepath.Join(dir, databaseName+suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("The folder %s holds something that is not a paper and cannot be cleared.", dir), Err: err}
		}
	}
	settings := demoSettings(&sample.About)
	kept := usual()
	c.over(&kept)
	settings.Media, settings.MediaEndpoint, settings.MediaRegion, settings.MediaStyle = kept.Media, kept.MediaEndpoint, kept.MediaRegion, kept.MediaStyle
	opened := settings
	mediaFrom(&opened, dir, sh.env)
	conf, err := settle(opened, dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The folder %s cannot be made.", dir), Err: err}
	}
	conf.Log = "warn"
	h, err := open(ctx, conf, sh.err)
	if err != nil {
		return "", err
	}
	defer h.close()
	err = h.store.Together(ctx, func(ctx context.Context) error {
		return sample.Build(ctx, demoRooms{h.desk, h.store, darkroom{h.pictures}})
	})
	if err == nil {
		err = h.describePictures(ctx)
	}
	if err == nil {
		err = h.sampleReads(ctx)
	}
	if err == nil {
		err = h.sellSample(ctx)
	}
	if err == nil {
		err = h.mailSample(ctx)
	}
	if err == nil {
		err = h.gatherSample(ctx)
	}
	for _, figures := range []func(context.Context) error{h.sampleMeter, h.sampleSales, h.sampleMailings} {
		if err == nil {
			err = figures(ctx)
		}
	}
	if err != nil {
		return "", err
	}
	password = account.NewPassword()
	digest, err := account.Digest(password)
	if err != nil {
		return "", err
	}
	if err := h.store.PutStaff(ctx, ilbo.Staff{Login: testpaper.EditorLogin, Name: sample.Editor, Role: ilbo.ChiefEditor, Password: digest, Added: h.clock()}); err != nil {
		return "", err
	}
	if err := h.store.PutStaff(ctx, ilbo.Staff{Login: publisherLogin, Name: sample.About.Publisher, Role: ilbo.Publisher, Password: digest, Added: h.clock()}); err != nil {
		return "", err
	}
	for _, person := range sample.Staff(h.clock()) {
		if err := h.store.PutStaff(ctx, person); err != nil {
			return "", err
		}
	}
	_, err = makePaper(settings, dir)
	return password, err
}

func demoSettings(p *ilbo.Paper) Settings {
	s := usual()
	plain := func(w ilbo.Words) words {
		m := words{}
		for l, text := range w {
			m[string(l)] = text
		}
		return m
	}
	s.Title, s.Motto, s.Address = plain(p.Title), plain(p.Motto), plain(p.Address)
	s.Email, s.Publisher, s.Founded = p.Email, p.Publisher, p.Founded
	s.Meter, s.MeterAccount, s.Bank = "5", "8", "Hangang Bank 123-45-678901"
	return s
}

// demoRooms are the rooms of the house that the sample is made in.
type demoRooms struct {
	desk *desk.Desk
	testpaper.Composing
	darkroom
}

func (r demoRooms) Desk(at time.Time) testpaper.Desk { return r.desk.At(at) }

// darkroom draws what the sample shows.
type darkroom struct{ desk *picture.Desk }

func (d darkroom) DrawPicture(ctx context.Context, recipe string) (ilbo.Picture, error) {
	return d.desk.Draw(ctx, recipe)
}

func (d darkroom) DrawFilm(ctx context.Context, recipe string) (ilbo.Film, error) {
	return d.desk.DrawFilm(ctx, recipe)
}

// describePictures gives the sample's pictures the words of the first story that
// prints each, as a picture desk would have filed them.
func (h *house) describePictures(ctx context.Context) error {
	stories, err := h.store.EachStory(ctx, 0, 1_000)
	if err != nil {
		return err
	}
	described := map[ilbo.PictureID]bool{}
	return h.store.Together(ctx, func(ctx context.Context) error {
		for _, s := range stories {
			for _, f := range s.Figures() {
				p, err := h.store.Picture(ctx, f.Picture)
				if err != nil || described[p.ID] || p.Caption != "" {
					continue // one that is not there is none to describe
				}
				described[p.ID] = true
				p.Caption, p.Alt, p.Credit = f.Caption, f.Alt, f.Credit
				if err := h.store.PutPicture(ctx, p); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// warm draws the pictures and films of the sample that nobody asked for yet, until
// the demo ends.
func (h *house) warm(ctx context.Context) {
	if err := h.drawAll(ctx); err != nil && ctx.Err() == nil {
		h.log.Error("draw the sample", "err", err)
	}
}

func (h *house) drawAll(ctx context.Context) error {
	pictures, err := h.store.PictureIDs(ctx)
	if err != nil {
		return err
	}
	films, err := h.store.Films(ctx)
	if err != nil {
		return err
	}
	ids := make([]ilbo.FilmID, len(films))
	for i, f := range films {
		ids[i] = f.ID
	}
	return h.pictures.Warm(ctx, pictures, ids, nil)
}
