package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"ilbo.press"
)

// A postbox is a mail server that takes letters, after it has failed a few times.
type postbox struct {
	mu    sync.Mutex
	fail  []error
	taken []ilbo.Letter
}

func (b *postbox) take(_ context.Context, l ilbo.Letter) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.fail) > 0 {
		err := b.fail[0]
		b.fail = b.fail[1:]
		return err
	}
	b.taken = append(b.taken, l)
	return nil
}

// post has letters sent until nothing waits, and gives the subjects of those that
// were.
func (p *paper) post(b *postbox) (subjects []string) {
	p.t.Helper()
	var d diary
	f := d.followers()
	f.Letter = b.take
	stop, err := p.Work(p.ctx, f)
	p.must(err)
	p.settle()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	p.must(stop(ctx))
	for _, l := range b.taken {
		subjects = append(subjects, l.Subject)
	}
	return subjects
}

func letter(subject string) ilbo.Letter {
	return ilbo.Letter{To: "minji@example.com", Subject: subject, Text: "The link is https://daily.example/in/abc", Language: ilbo.English}
}

var letters = map[string]func(*testing.T, *paper){
	"a letter is sent with the commit and not without it": func(t *testing.T, p *paper) {
		refused := errors.New("refused")
		err := p.Together(p.ctx, func(ctx context.Context) error {
			p.must(p.QueueLetter(ctx, letter("Taken back")))
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		p.must(p.QueueLetter(p.ctx, letter("Sent")))
		p.same("letters", p.post(&postbox{}), []string{"Sent"})
	},
	"a part that is taken back takes its letter with it": func(t *testing.T, p *paper) {
		refused := errors.New("refused")
		p.must(p.Together(p.ctx, func(ctx context.Context) error {
			p.must(p.QueueLetter(ctx, letter("Sent")))
			err := p.Together(ctx, func(ctx context.Context) error {
				p.must(p.QueueLetter(ctx, letter("Taken back")))
				return refused
			})
			if !errors.Is(err, refused) {
				return err
			}
			return nil
		}))
		p.same("letters", p.post(&postbox{}), []string{"Sent"})
	},
	"a second letter of one name is none": func(t *testing.T, p *paper) {
		first, second := letter("First"), letter("Second")
		first.Once, second.Once = "renewal:7", "renewal:7"
		p.must(p.QueueLetter(p.ctx, first))
		p.must(p.QueueLetter(p.ctx, second))
		p.same("letters", p.post(&postbox{}), []string{"First"})
		p.must(p.QueueLetter(p.ctx, second)) // nor after the first was sent
		p.same("letters", p.post(&postbox{}), []string(nil))
	},
	"a letter that ran out is not sent": func(t *testing.T, p *paper) {
		late, soon := letter("Late"), letter("Soon")
		late.Until, soon.Until = time.Now().Add(-time.Second), time.Now().Add(time.Hour)
		p.must(p.QueueLetter(p.ctx, late))
		p.must(p.QueueLetter(p.ctx, soon))
		p.same("letters", p.post(&postbox{}), []string{"Soon"})
	},
	"a letter is tried again until the server has it": func(t *testing.T, p *paper) {
		p.must(p.QueueLetter(p.ctx, letter("Sent")))
		b := &postbox{fail: []error{errors.New("451 later"), &ilbo.Doubt{Err: errors.New("cut off")}}}
		p.same("letters", p.post(b), []string{"Sent"})
	},
	"an address where nobody is gets no more letters": func(t *testing.T, p *paper) {
		p.must(p.QueueLetter(p.ctx, letter("First")))
		p.same("letters", p.post(&postbox{fail: []error{&ilbo.Refusal{Code: 550, Enhanced: "5.1.1"}}}), []string(nil))
		p.must(p.QueueLetter(p.ctx, letter("Second")))
		p.same("letters", p.post(&postbox{}), []string(nil))
		why, err := p.Suppressed(p.ctx, "minji@example.com")
		p.must(err)
		p.same("why", why, ilbo.Bounced)
	},
	"who complained of newsletters can still sign in": func(t *testing.T, p *paper) {
		p.must(p.Suppress(p.ctx, "minji@example.com", ilbo.Complained, time.Now()))
		in, news := letter("Sign in"), letter("News")
		news.Unsubscribe = "https://daily.example/newsletters/unsubscribe/x"
		p.must(p.QueueLetter(p.ctx, news))
		p.must(p.QueueLetter(p.ctx, in))
		p.same("letters", p.post(&postbox{}), []string{"Sign in"})
	},
	"a complaint does not make a bounce milder": func(t *testing.T, p *paper) {
		p.must(p.Suppress(p.ctx, "minji@example.com", ilbo.Bounced, time.Now()))
		p.must(p.Suppress(p.ctx, "minji@example.com", ilbo.Complained, time.Now()))
		why, err := p.Suppressed(p.ctx, "minji@example.com")
		p.must(err)
		p.same("why", why, ilbo.Bounced)
	},
	"letters to an address are forgotten": func(t *testing.T, p *paper) {
		p.must(p.QueueLetter(p.ctx, letter("Forgotten")))
		p.must(p.ForgetLetters(p.ctx, "minji@example.com"))
		p.same("letters", p.post(&postbox{}), []string(nil))
	},
	"a letter that is none is refused": func(t *testing.T, p *paper) {
		for name, spoil := range map[string]func(*ilbo.Letter){
			"no address": func(l *ilbo.Letter) { l.To = "nobody" },
			"no subject": func(l *ilbo.Letter) { l.Subject = " " },
			"no text":    func(l *ilbo.Letter) { l.Text = "" },
		} {
			l := letter("x")
			spoil(&l)
			if err := p.QueueLetter(p.ctx, l); !errors.Is(err, ilbo.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	},
}
