package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/mail"
	"net/url"
	"path/filepath"

	"ilbo.press"
	"ilbo.press/internal/smtp"
)

// outboxName is the folder of letters in a paper's data folder, where no mail
// server takes them.
const outboxName = "outbox"

func (c *configuration) outbox() string { return filepath.Join(c.Dir, outboxName) }

// post sends the paper's letters, or says what is wrong with the settings.
func (c *configuration) post(clock ilbo.Clock) (*smtp.Post, error) {
	host := "localhost"
	if u, err := url.Parse(c.URL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	title := c.Paper.Title.In(c.Paper.Languages[0])
	from := cmp.Or(c.MailFrom, (&mail.Address{Name: title, Address: cmp.Or(c.Email, "letters@"+host)}).String())
	key := c.MailKey
	if key != "" && !filepath.IsAbs(key) {
		key = filepath.Join(c.Dir, key)
	}
	return smtp.New(smtp.Options{Server: c.MailServer, Outbox: c.outbox(), From: from, Host: host, KeyFile: key, Selector: c.MailSelector, Clock: clock})
}

// configMail prints the DNS record by which others check the paper's letters.
func configMail(_ context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("config mail", flag.ContinueOnError)
	c := addConfigFlags(f, true)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	conf, err := c.load(sh.env)
	if err != nil {
		return err
	}
	post, err := conf.post(nil)
	if err != nil {
		return err
	}
	name, text, err := post.Record()
	if err != nil {
		return err
	}
	if name == "" {
		return fail("Letters are not signed: the setting mail-key names no key.")
	}
	_, err = fmt.Fprintf(sh.out, "%s. IN TXT \"%s\"\n", name, text)
	return err
}
