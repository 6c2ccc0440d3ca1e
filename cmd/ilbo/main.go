// Ilbo is a newspaper in one program: see README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"ilbo.press/internal/wire/newsmlg2"
	"ilbo.press/internal/wire/ninjs"
	"ilbo.press/internal/wire/nitf"
	"ilbo.press/internal/wire/rss"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], shell{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}))
}

// A shell is what a command was started from.
type shell struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}

// A command is one thing that the program does.
type command struct {
	name string // as typed: "import page"
	args string // for the usage line
	say  string
	run  func(ctx context.Context, sh shell, args []string) error
}

// commands are all, in the order in which a paper needs them.
func commands() []command {
	return []command{
		{"demo", "[--data DIR] [--addr 127.0.0.1:8080]", "make a sample newspaper and serve it", demo},
		{"init", "--data DIR --title TITLE [--languages en,ko] [--zone Asia/Seoul] [--url URL] [--database sqlite|postgres://…] [--media DIR|s3://…]", "make a new paper", initPaper},
		{"serve", "--data DIR [--addr …] [--config FILE]", "serve a paper", serve},
		{"import page", "FILE… --data DIR [--report FILE]", "make stories of pages that a browser saved", importPage},
		{"import wxr", "FILE… --data DIR [--report FILE]", "take in WordPress exports, with the uploads beside them", importWXR},
		{"import ghost", "FILE… --data DIR [--report FILE]", "take in Ghost sites: the JSON export, and the pictures beside it", importGhost},
		{"import ninjs", "FILE… --data DIR [--report FILE]", "take in agency copy in ninjs 1, 2 or 3, with the pictures beside it", importAgency("ninjs", ninjs.Read)},
		{"import newsmlg2", "FILE… --data DIR [--report FILE]", "take in agency copy in NewsML-G2, with the pictures beside it", importAgency("newsmlg2", newsmlg2.Read)},
		{"import nitf", "FILE… --data DIR [--report FILE]", "take in agency copy in NITF, with the pictures beside it", importAgency("nitf", nitf.Read)},
		{"import rss", "FILE… --data DIR [--report FILE]", "take in saved feeds: RSS, Atom or JSON Feed", importAgency("rss", rss.Read)},
		{"import readers", "FILE… --data DIR", "take in readers and what they have paid for, from CSV", importReaders},
		{"import words", "FILE… --data DIR", "take in lists of words by their level, CEFR or TOPIK, each in the place of the list that its language has", importWords},
		{"import ndjson", "FILE… --data DIR [--report FILE]", "take in stories, one JSON object a line", importNDJSON},
		{"import archive", "DIR --data DIR", "fill an empty paper from an archive that ilbo export made", importArchive},
		{"export", "DIR --data DIR", "make an archive of the whole paper, to move or to keep", export},
		{"edition make", "YYYY-MM-DD --data DIR [--out DIR]", "print that day's newspaper: PDF, EPUB and page pictures, for readers at /epaper and into a folder", editionMake},
		{"issue make", "weekly|learning-korean NUMBER --data DIR [--out DIR]", "print an issue of the weekly as PDF, for its readers and into a folder", issueMake},
		{"staff add", "LOGIN --data DIR [--name NAME] [--role reporter|section-editor|chief-editor|…]", "let somebody into the newsroom", staffAdd},
		{"staff list", "--data DIR", "list who is in the newsroom", staffList},
		{"staff passwd", "LOGIN --data DIR", "give somebody a new password", staffPasswd},
		{"audit", "--data DIR [--who LOGIN] [--on story:17] [--deed kill] [--from DAY] [--to DAY] [--limit N] [--json]", "show who did what, the newest first", auditLog},
		{"check", "--data DIR [--reindex] [--recount]", "look for damage in a paper's data; make its search index or its counts anew", check},
		{"config mail", "[--data DIR] [--config FILE]", "print the DNS record of the key that letters are signed with", configMail},
		{"config stripe", "[--data DIR] [--config FILE]", "have Stripe tell the paper of payments, and print the secret that it signs with", configStripe},
		{"config print", "[--data DIR] [--config FILE]", "print the settings in force", configPrint},
		{"version", "", "print the version", version},
	}
}

// run is the program: main calls it, and so do tests.
func run(ctx context.Context, args []string, sh shell) int {
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == c.name {
			err := c.run(ctx, sh, args[len(words):])
			if errors.Is(err, errUsage) {
				fmt.Fprintf(sh.err, "usage: ilbo %s %s\n", c.name, c.args)
			}
			return exit(err, sh.err)
		}
	}
	if len(args) == 1 && (args[0] == "help" || args[0] == "--help" || args[0] == "-h") {
		usage(sh.out)
		return exitDone
	}
	usage(sh.err)
	return exitUsage
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "Ilbo is a newspaper in one program.")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  ilbo %s %s\n        %s\n", c.name, c.args, c.say)
	}
}

// parse reads a command's flags, which may stand before, between and after its
// other words, and gives those. What is typed wrong is said at once.
func parse(f *flag.FlagSet, sh shell, args []string) ([]string, error) {
	f.SetOutput(io.Discard)
	var words []string
	for {
		if err := f.Parse(args); err != nil {
			if !errors.Is(err, flag.ErrHelp) {
				fmt.Fprintf(sh.err, "ilbo: %v\n", err)
			}
			return nil, errUsage
		}
		if f.NArg() == 0 {
			return words, nil
		}
		words = append(words, f.Arg(0))
		args = f.Args()[1:]
	}
}

// none refuses words where a command takes flags alone.
func none(words []string, sh shell) error {
	if len(words) > 0 {
		fmt.Fprintf(sh.err, "ilbo: %q is one word too many\n", words[0])
		return errUsage
	}
	return nil
}
