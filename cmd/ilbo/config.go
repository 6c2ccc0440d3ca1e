package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones on machines that have none

	"github.com/pelletier/go-toml/v2"

	"ilbo.press"
	"ilbo.press/internal/crawler"
	"ilbo.press/internal/purge"
	"ilbo.press/internal/smtp"
	"ilbo.press/internal/store"
	"ilbo.press/internal/surrogate"
)

// configName is the settings' file in a paper's data folder.
const configName = "ilbo.toml"

// Settings are all that can be set. The file has all of them; those of the
// server are flags and ILBO_… variables too, by the same names.
type Settings struct {
	Title     words    `toml:"title" comment:"The paper's name, in each of its languages."`
	Motto     words    `toml:"motto,omitempty"`
	Languages []string `toml:"languages" comment:"The first has addresses without a prefix."`
	Zone      string   `toml:"zone" comment:"Time zone of the paper's day."`
	URL       string   `toml:"url" comment:"Public address, as https://daily.example; empty while the paper is tried out."`
	Email     string   `toml:"email" comment:"The masthead's address for readers. Pages show it so that programs cannot collect it."`
	Publisher string   `toml:"publisher,omitempty"`
	Address   words    `toml:"address,omitempty"`
	Founded   int      `toml:"founded,omitempty"`
	AppStore  string   `toml:"app-store" comment:"Where the apps are; empty shows how to install the site itself."`
	PlayStore string   `toml:"play-store"`
	Facebook  string   `toml:"facebook"`
	X         string   `toml:"x"`
	Kakao     string   `toml:"kakao" comment:"JavaScript key of a Kakao app, for sharing to KakaoTalk."`

	Addr      string `toml:"addr" comment:"Where to serve."`
	AdminAddr string `toml:"admin-addr" comment:"Where metrics and profiles are served; empty: nowhere. Keep it off the public network."`
	Proxies   string `toml:"proxies" comment:"Networks of proxies whose X-Forwarded-For is believed, with commas between; this machine's own are always."`
	Database  string `toml:"database" comment:"sqlite: a file in the data folder; or postgres://USER:PASSWORD@HOST/NAME."`
	Media     string `toml:"media" comment:"Folder of pictures and films; empty: one in the data folder; or s3://BUCKET/PREFIX, with the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."`

	MediaEndpoint string `toml:"media-endpoint" comment:"Of the bucket's store, as https://s3.example.com; empty: Amazon's."`
	MediaRegion   string `toml:"media-region"`
	MediaStyle    string `toml:"media-style" comment:"How the bucket is addressed: path or virtual; empty: as the store usually is."`

	Search string `toml:"search"`
	Bus    string `toml:"bus"`
	Cache  string `toml:"cache" comment:"Memory for finished pages."`
	Log    string `toml:"log" comment:"debug, info, warn or error."`

	Purge     string `toml:"purge" comment:"Where shared caches in front of the paper are told what changed, as http://127.0.0.1:6081/; empty: there are none. A token is in ILBO_PURGE_TOKEN."`
	PurgeForm string `toml:"purge-form" comment:"How they are told: varnish, fastly, cloudflare or general."`

	WireFolder   string `toml:"wire-folder" comment:"Folder below which the newsroom may have folders watched for agency copy; empty: one in the data folder."`
	WireNetworks string `toml:"wire-networks" comment:"Networks that the newsroom may have asked for agency copy though they are not public, with commas between; empty: none."`
	Meter        string `toml:"meter" comment:"How many metered stories a browser reads a month without an account; off: locked stories are open to everybody."`
	MeterAccount string `toml:"meter-account" comment:"How many a reader does who is signed in and has no subscription; empty: as many."`
	Crawlers     string `toml:"crawlers" comment:"Search engines whose crawlers read all of what is locked, once they have proven who they are: google, bing, naver, apple, with commas between."`
	Bank         string `toml:"bank" comment:"The account that subscribers transfer to, as invoices say it; empty: nobody pays by transfer."`
	MailServer   string `toml:"mail-server" comment:"Where letters to readers are handed in: smtp://USER:PASSWORD@HOST:587, or smtps://…; empty: they are written into the data folder's outbox. The password may stand in ILBO_MAIL_SERVER instead."`
	MailFrom     string `toml:"mail-from" comment:"The mailbox that letters are from: Daily <letters@daily.example>; empty: the masthead's address."`
	MailRate     string `toml:"mail-rate" comment:"Letters a minute that the mail server takes of newsletters; 0: as many as it can."`
	MailBounces  string `toml:"mail-bounces" comment:"Folder (Maildir) that the mail server delivers into what comes to the mailbox of mail-from: letters that come back, and complaints; empty: nobody looks."`
	MailKey      string `toml:"mail-key" comment:"PEM file with the key that letters are signed with (DKIM); empty: they are not. ilbo config mail prints the DNS record."`
	MailSelector string `toml:"mail-selector" comment:"Names the key's DNS record: SELECTOR._domainkey."`

	AlertHour     string `toml:"alert-hour" comment:"How many alerts of a language may go to readers' phones in an hour."`
	AlertDay      string `toml:"alert-day" comment:"And in 24 hours."`
	AlertGrace    string `toml:"alert-grace" comment:"Seconds that an alert waits in which it can be taken back."`
	AlertContact  string `toml:"alert-contact" comment:"Whom push services may turn to: an e-mail address, or one of https; empty: the masthead's, or the paper's."`
	AlertNetworks string `toml:"alert-networks" comment:"Networks that push services may be in though they are not public, with commas between; empty: none."`

	WireKeep string `toml:"wire-keep" comment:"Days that agency copy lies in the basket which nobody took to the desk; 0: for ever."`

	Press pressSettings `toml:"press,omitempty" comment:"The printed paper."`
}

// words are ilbo.Words that a file may give as one plain string.
type words map[string]string

// serverSettings are those that flags and variables set too.
func serverSettings(s *Settings) []struct {
	name, say string
	value     *string
} {
	return []struct {
		name, say string
		value     *string
	}{
		{"addr", "where to serve", &s.Addr},
		{"admin-addr", "where to serve metrics and profiles", &s.AdminAddr},
		{"proxies", "networks of proxies whose X-Forwarded-For is believed", &s.Proxies},
		{"database", "sqlite or postgres://USER:PASSWORD@HOST/NAME", &s.Database},
		{"media", "folder of pictures and films, or s3://BUCKET/PREFIX", &s.Media},
		{"media-endpoint", "store of the bucket, as https://s3.example.com", &s.MediaEndpoint},
		{"media-region", "region of the bucket", &s.MediaRegion},
		{"media-style", "how the bucket is addressed: path or virtual", &s.MediaStyle},
		{"search", "local", &s.Search},
		{"bus", "local", &s.Bus},
		{"cache", "memory for finished pages", &s.Cache},
		{"log", "debug, info, warn or error", &s.Log},
		{"purge", "where shared caches are told what changed, as http://127.0.0.1:6081/", &s.Purge},
		{"purge-form", "how they are told: varnish, fastly, cloudflare or general", &s.PurgeForm},
		{"wire-folder", "folder below which folders are watched for agency copy", &s.WireFolder},
		{"wire-networks", "networks that may be asked for agency copy though they are not public", &s.WireNetworks},
		{"wire-keep", "days that agency copy lies in the basket", &s.WireKeep},
		{"meter", "metered stories a month without an account, or off", &s.Meter},
		{"meter-account", "metered stories a month with an account", &s.MeterAccount},
		{"crawlers", "search engines whose crawlers read what is locked", &s.Crawlers},
		{"bank", "account that subscribers transfer to, as invoices say it", &s.Bank},
		{"mail-server", "where letters are handed in: smtp://USER:PASSWORD@HOST:587 or smtps://…", &s.MailServer},
		{"mail-from", "mailbox that letters are from: Daily <letters@daily.example>", &s.MailFrom},
		{"mail-rate", "letters a minute that the mail server takes of newsletters", &s.MailRate},
		{"mail-bounces", "folder (Maildir) of what comes back to the mailbox of mail-from", &s.MailBounces},
		{"mail-key", "PEM file with the key that letters are signed with", &s.MailKey},
		{"mail-selector", "name of the key's DNS record", &s.MailSelector},
		{"alert-hour", "alerts of a language that may go in an hour", &s.AlertHour},
		{"alert-day", "alerts of a language that may go in a day", &s.AlertDay},
		{"alert-grace", "seconds that an alert waits in which it can be taken back", &s.AlertGrace},
		{"alert-contact", "whom push services may turn to: an e-mail address, or one of https", &s.AlertContact},
		{"alert-networks", "networks that push services may be in though they are not public", &s.AlertNetworks},
		{"url", "public address", &s.URL},
	}
}

// usual are the settings before anybody set any.
func usual() Settings {
	return Settings{
		Languages: []string{"en", "ko"}, Zone: "Asia/Seoul",
		Addr: "127.0.0.1:8080", Database: "sqlite", Search: "local", Bus: "local", Cache: "128MB", Log: "info", PurgeForm: string(surrogate.Varnish), WireKeep: "14", Meter: meterOff, MailSelector: "ilbo", MailRate: "0", AlertHour: "3", AlertDay: "12", AlertGrace: "60",
	}
}

// A configuration is the settings in force, with what was made of them.
type configuration struct {
	Settings
	Dir   string // data folder
	Paper *ilbo.Paper
	// PurgeToken lets those who serve the paper purge shared caches. It is no
	// setting, so that no file has it and config print does not show it.
	PurgeToken string
	// MailSecret is what calls about letters that came back are signed with. It is
	// no setting, as the token is none.
	MailSecret string
	// StripeKey opens the paper's account at Stripe, StripeSecret is what Stripe signs
	// with; neither is a setting, for the same reason. StripeAPI is where Stripe is, where that is
	// elsewhere: for tests.
	StripeKey, StripeSecret, StripeAPI string
}

// A configFlags is where a command's flags for settings go.
type configFlags struct {
	data, file string
	typed      Settings
	flags      *flag.FlagSet
}

// configFlags adds the flags that every command has which opens a paper, and
// for those that serve, the server's.
func addConfigFlags(f *flag.FlagSet, server bool) *configFlags {
	c := &configFlags{flags: f}
	f.StringVar(&c.data, "data", "", "the paper's data folder")
	f.StringVar(&c.file, "config", "", "settings file; usually ilbo.toml in the data folder")
	for _, s := range serverSettings(&c.typed) {
		if server || s.name == "database" || isMedia(s.name) || s.name == "search" {
			f.StringVar(s.value, s.name, "", s.say)
		}
	}
	return c
}

// load gives the settings in force: the file's, then the variables', then the
// flags'.
func (c *configFlags) load(env func(string) string) (*configuration, error) {
	if c.data == "" {
		c.data = env("ILBO_DATA")
	}
	if c.data == "" {
		return nil, fail("Say where the paper is: --data DIR.")
	}
	file := c.file
	if file == "" {
		file = filepath.Join(c.data, configName)
	}
	s := usual()
	if err := readConfig(file, &s); err != nil {
		return nil, err
	}
	for _, setting := range serverSettings(&s) {
		if v := env(variable(setting.name)); v != "" {
			*setting.value = v
		}
	}
	c.over(&s)
	conf, err := settle(s, c.data)
	if err != nil {
		return nil, err
	}
	conf.PurgeToken = env("ILBO_PURGE_TOKEN")
	conf.MailSecret = env("ILBO_MAIL_SECRET")
	conf.StripeKey, conf.StripeSecret, conf.StripeAPI = env("ILBO_STRIPE_KEY"), env("ILBO_STRIPE_WEBHOOK_SECRET"), env("ILBO_STRIPE_API")
	return conf, nil
}

// caches are the shared caches in front of the paper; nil where there are none.
func (c *configuration) caches() (*purge.Caches, error) {
	if c.Purge == "" {
		return nil, nil // no cache is no error
	}
	return purge.New(purge.Options{Addresses: c.Purge, Form: surrogate.Form(c.PurgeForm), Token: c.PurgeToken})
}

// over puts what was typed over s.
func (c *configFlags) over(s *Settings) {
	given := map[string]bool{}
	c.flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	typed := serverSettings(&c.typed)
	for i, setting := range serverSettings(s) {
		if given[setting.name] {
			*setting.value = *typed[i].value
		}
	}
}

// variable is the name of a setting among those of the environment.
func variable(name string) string {
	return "ILBO_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// readConfig reads the settings' file over what s holds. A name that is no
// setting is an error: a misspelt one would otherwise be silently unset.
func readConfig(file string, s *Settings) error {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return fail("There is no paper at %s: %s is not there. Make one with ilbo init.", filepath.Dir(file), filepath.Base(file))
	}
	if err != nil {
		return &ilbo.Error{Kind: ilbo.Internal, Say: fmt.Sprintf("%s cannot be read.", file), Err: err}
	}
	d := toml.NewDecoder(strings.NewReader(string(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(s); err != nil {
		var at *toml.DecodeError
		var unknown *toml.StrictMissingError
		switch {
		case errors.As(err, &unknown) && len(unknown.Errors) > 0:
			line, _ := unknown.Errors[0].Position()
			return fail("%s, line %d: there is no setting %s.", file, line, strings.Join(unknown.Errors[0].Key(), "."))
		case errors.As(err, &at):
			line, _ := at.Position()
			return fail("%s, line %d: %s.", file, line, strings.TrimPrefix(at.Error(), "toml: "))
		}
		return fail("%s is not a settings file: %v.", file, err)
	}
	return nil
}

// UnmarshalText makes a plain string the words of every language.
func (w *words) UnmarshalText(text []byte) error {
	*w = words{"en": string(text)}
	return nil
}

func (w words) ilbo() ilbo.Words {
	m := ilbo.Words{}
	for l, s := range w {
		m[ilbo.Language(l)] = s
	}
	return m
}

// settle makes a paper of settings, and says what is wrong with them.
func settle(s Settings, dir string) (*configuration, error) {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil || s.Zone == "" {
		return nil, fail("There is no time zone %q: name one like Asia/Seoul.", s.Zone)
	}
	p := &ilbo.Paper{
		Title: s.Title.ilbo(), Motto: s.Motto.ilbo(), Zone: zone, URL: strings.TrimSuffix(s.URL, "/"), Email: s.Email, Publisher: s.Publisher,
		Address: s.Address.ilbo(), Founded: s.Founded, AppStore: s.AppStore, PlayStore: s.PlayStore, Facebook: s.Facebook, X: s.X, Kakao: s.Kakao,
	}
	for _, l := range s.Languages {
		p.Languages = append(p.Languages, ilbo.Language(l))
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	if s.Database != inFile && !store.IsServer(s.Database) {
		return nil, fail("Database is sqlite or an address like postgres://USER:PASSWORD@HOST/NAME.")
	}
	if s.Search != "local" || s.Bus != "local" {
		return nil, fail("This version searches and tells by itself alone: search and bus are local.")
	}
	if s.Media == "" {
		s.Media = filepath.Join(dir, mediaName)
	}
	if err := checkMedia(&s); err != nil {
		return nil, err
	}
	if _, err := size(s.Cache); err != nil {
		return nil, err
	}
	if _, _, err := meter(&s); err != nil {
		return nil, err
	}
	if _, err := crawler.New(crawler.Options{Names: s.Crawlers}); err != nil {
		return nil, err
	}
	if _, err := days(s.WireKeep); err != nil {
		return nil, err
	}
	if _, err := s.alertRule(); err != nil {
		return nil, err
	}
	if _, err := networks(s.WireNetworks); err != nil {
		return nil, err
	}
	if _, err := s.Press.sheet(); err != nil {
		return nil, err
	}
	if _, err := s.Press.hour(); err != nil {
		return nil, err
	}
	if _, err := s.Press.printer(); err != nil {
		return nil, err
	}
	if _, err := s.Press.reserved(); err != nil {
		return nil, err
	}
	return &configuration{Settings: s, Dir: dir, Paper: p}, nil
}

// inFile is the database that needs nothing installed.
const inFile = "sqlite"

// address is where the store finds the stories.
func (c *configuration) address() string {
	if c.Database == inFile {
		return filepath.Join(c.Dir, databaseName)
	}
	return c.Database
}

// size reads an amount of memory: 256MB, 1GB.
func size(s string) (int64, error) {
	for unit, n := range map[string]int64{"GB": 1 << 30, "MB": 1 << 20, "KB": 1 << 10} {
		if digits, ok := strings.CutSuffix(strings.ToUpper(strings.TrimSpace(s)), unit); ok {
			if v, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 32); err == nil && v > 0 {
				return v * n, nil
			}
		}
	}
	return 0, fail("Cache is an amount of memory like 256MB, not %q.", s)
}

// fail makes an error of one sentence for whoever typed the command.
func fail(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf(format, args...)}
}

// configPrint prints the settings in force, as a file that sets them, but for
// the passwords of the database and of the mail server.
func configPrint(_ context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("config print", flag.ContinueOnError)
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
	conf.Database, conf.MailServer = store.Masked(conf.Database), smtp.Masked(conf.MailServer)
	return writeSettings(sh.out, conf.Settings)
}

func writeSettings(w io.Writer, s Settings) error {
	e := toml.NewEncoder(w)
	return e.Encode(s)
}
