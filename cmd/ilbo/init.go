package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ilbo.press"
)

// initPaper makes a new paper: its settings, an empty database, the sections.
// Where its stories and pictures are is not written down where the environment
// says it.
func initPaper(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("init", flag.ContinueOnError)
	s := usual()
	dir := f.String("data", "", "folder to make the paper in")
	title := f.String("title", "", "the paper's name")
	languages := f.String("languages", strings.Join(s.Languages, ","), "en, ko or both; the first has addresses without a prefix")
	f.StringVar(&s.Zone, "zone", s.Zone, "time zone of the paper's day")
	f.StringVar(&s.URL, "url", "", "public address")
	f.StringVar(&s.Database, "database", s.Database, "sqlite or postgres://USER:PASSWORD@HOST/NAME")
	for _, m := range serverSettings(&s) {
		if isMedia(m.name) {
			f.StringVar(m.value, m.name, "", m.say)
		}
	}
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	if *dir == "" || *title == "" {
		fmt.Fprintln(sh.err, "ilbo: a new paper needs --data DIR and --title TITLE")
		return errUsage
	}
	s.Title = map[string]string{}
	s.Languages = strings.Split(*languages, ",")
	for _, l := range s.Languages {
		s.Title[l] = *title
	}
	conf, err := makePaper(s, *dir)
	if err != nil {
		return err
	}
	if err := furnish(ctx, conf, sh); err != nil {
		return errors.Join(err, os.Remove(filepath.Join(*dir, configName)))
	}
	fmt.Fprintf(sh.out, "%s is made in %s.\nSettings: %s\nNext: ilbo serve --data %s\n", *title, *dir, filepath.Join(*dir, configName), *dir)
	return nil
}

// furnish gives a new paper its sections. A database that holds a paper already
// is refused.
func furnish(ctx context.Context, conf *configuration, sh shell) (err error) {
	s := conf.Settings
	if from := sh.env("ILBO_DATABASE"); from != "" && s.Database == inFile {
		s.Database = from
	}
	mediaFrom(&s, conf.Dir, sh.env)
	if conf, err = settle(s, conf.Dir); err != nil {
		return err
	}
	h, err := open(ctx, conf, sh.err)
	if err != nil {
		return err
	}
	defer h.close()
	held, err := h.store.EachStory(ctx, 0, 1)
	if err != nil {
		return err
	}
	if len(held) > 0 {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: "The database holds a paper already."}
	}
	return h.store.PutSections(ctx, ilbo.StandardSections())
}

// makePaper writes the settings of a new paper into a folder, which it makes.
// A folder that holds a paper already is refused. Settings with an address of a
// server, which may hold a password, are their owner's alone to read.
func makePaper(s Settings, dir string) (*configuration, error) {
	conf, err := settle(s, dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The folder %s cannot be made.", dir), Err: err}
	}
	name := filepath.Join(dir, configName)
	mode := fs.FileMode(0o644)
	if s.Database != inFile {
		mode = 0o600
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return nil, &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("There is a paper in %s already.", dir)}
	}
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Internal, Say: fmt.Sprintf("%s cannot be written.", name), Err: err}
	}
	defer file.Close()
	if err := writeSettings(file, s); err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	return conf, file.Close()
}
