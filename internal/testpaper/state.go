package testpaper

import (
	"strings"
	"time"

	"ilbo.press"
)

// state reads what became of a story that was not simply published. Its value
// is one of:
//
//	draft
//	filed
//	edited
//	ready
//	hold REASON
//	spike REASON
//	embargo +2d
//	kill 4h NOTICE FOR READERS
//
// An embargoed story is published, and the public may not see it until then.
func (r *reader) state(s *Story, f field) {
	verb, rest, _ := strings.Cut(f.value, " ")
	rest = strings.TrimSpace(rest)
	by, at := r.paper.Editor, s.At
	switch verb {
	case "draft":
		s.Published, s.Filed = time.Time{}, time.Time{}
	case "filed", "edited", "ready":
		s.Published, s.Stage = time.Time{}, ilbo.Stage(verb)
	case "hold":
		s.Published = time.Time{}
		s.Hold = &ilbo.Hold{By: by, At: at, Reason: rest}
	case "spike":
		s.Published = time.Time{}
		s.Spike = &ilbo.Spike{By: by, At: at, Reason: rest}
	case "embargo":
		ahead, err := readAge(strings.TrimPrefix(rest, "+"))
		if err != nil || !strings.HasPrefix(rest, "+") {
			r.fail(f.line, "an embargo lifts at an age ahead, as \"+2d\", not %q", rest)
		}
		s.Embargo = &ilbo.Embargo{Until: r.now.Add(ahead), By: by, At: s.Filed, Reason: "Agreed with the source."}
		return
	case "kill":
		age, notice, _ := strings.Cut(rest, " ")
		notice = strings.TrimSpace(notice)
		s.Kill = &ilbo.Kill{By: by, At: r.after(s, f.line, age), Reason: notice, Notice: notice}
		rest = notice
	default:
		r.fail(f.line, "there is no state %q", verb)
		return
	}
	if bare := ilbo.Stage(verb).Known(); bare != (rest == "") {
		r.fail(f.line, "%q: a story at a stage needs no reason, and every other state needs one", f.value)
	}
}
