package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/store"
)

// inWork is how many stories a newsroom works on while its lists are measured.
const inWork = 20_000

// newsroom measures the lists of a newsroom that works on many stories, for
// somebody who is signed in.
func (b *bench) newsroom(ctx context.Context, p *paper, dir string, n int, note func(name, format string, args ...any)) error {
	address := filepath.Join(dir, "paper.db")
	if b.server != "" {
		var err error
		if _, address, err = b.database(n); err != nil {
			return err
		}
	}
	password := account.NewPassword()
	if err := staffed(ctx, address, password); err != nil {
		return fmt.Errorf("fill the newsroom: %w", err)
	}
	signed, err := b.signedIn(ctx, p.url, password)
	if err != nil {
		return err
	}
	for _, l := range []struct {
		name  string
		paths []string
	}{
		{"story list of the newsroom", []string{"/newsroom/stories", "/newsroom/stories?state=filed", "/newsroom/stories?section=sports", "/newsroom/stories?language=ko&state=edited"}},
		{"its published stories", []string{"/newsroom/stories?state=published", "/newsroom/stories?state=published&section=national", "/newsroom/stories?state=published&language=ko"}},
		{"its board", []string{"/newsroom/board"}},
	} {
		took, err := signed.steadily(ctx, p.url, slices.Repeat(l.paths, 240/len(l.paths)), 20)
		if err != nil {
			return err
		}
		note(l.name+", p50 and p99", "%s", percentiles(took))
	}
	return nil
}

// staffed lets somebody into the newsroom of a paper, and has them begin stories
// until there is enough in work.
func staffed(ctx context.Context, address, password string) (err error) {
	s, err := store.Open(ctx, address, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	person, err := s.StaffByLogin(ctx, "bench")
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return err
	}
	person.Login, person.Name, person.Role, person.Added = "bench", "Bench", ilbo.ChiefEditor, time.Now()
	if person.Password, err = account.Digest(password); err != nil {
		return err
	}
	if err := s.PutStaff(ctx, person); err != nil {
		return err
	}
	have, err := s.CountDrafts(ctx, ilbo.DraftQuery{Open: true}, inWork, time.Now())
	if err != nil {
		return err
	}
	d := desk.New(s, &ilbo.Paper{Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}, time.Now)
	for have < inWork {
		if err := s.Together(ctx, func(ctx context.Context) error {
			for range 500 {
				if err := begin(ctx, d, person, have); err != nil {
					return err
				}
				have++
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// begin begins the ith story, and hands it over as far as it has got.
func begin(ctx context.Context, d *desk.Desk, by ilbo.Staff, i int) error {
	c := ilbo.Copy{Language: ilbo.English, Section: ilbo.SectionID(parts[i%len(parts)]), Headline: fmt.Sprintf("%s of %s meets, %d", english[i%len(english)], english[i/7%len(english)], i)}
	if i%3 == 0 {
		c.Language, c.Headline = ilbo.Korean, fmt.Sprintf("%s %s 회의, %d", korean[i%len(korean)], korean[i/7%len(korean)], i)
	}
	c.Body = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat(c.Headline+". ", 8))}}
	id, err := d.Begin(ctx, by, c)
	if to := ilbo.Stages()[i%4]; err == nil && to != ilbo.StageDraft {
		err = d.HandOver(ctx, by, id, to, "")
	}
	return err
}

// signedIn is the bench with a browser in which somebody is signed in.
func (b *bench) signedIn(ctx context.Context, site, password string) (*bench, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	signed := *b
	signed.client = &http.Client{Transport: b.client.Transport, Jar: jar}
	form := url.Values{"login": {"bench"}, "password": {password}, "to": {"/newsroom/account"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, site+"/newsroom/sign-in", strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := signed.client.Do(r)
	if err != nil {
		return nil, err
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK || res.Request.URL.Path != "/newsroom/account" {
		return nil, fmt.Errorf("signing in answers %d at %s", res.StatusCode, res.Request.URL.Path)
	}
	return &signed, nil
}
