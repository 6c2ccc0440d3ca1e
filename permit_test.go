package ilbo_test

import (
	"fmt"
	"strings"
	"testing"

	"ilbo.press"
)

// whoMay is who may do what: nothing (-), with their own work (own), in their own
// sections and with their own work (section), everywhere (paper).
const whoMay = `
                    contributor reporter photographer copy-editor section-editor chief-editor publisher administrator
see stories         own         paper    paper        paper       paper          paper        paper     paper
write               own         own      own          paper       section        paper        -         -
make ready          -           -        -            paper       section        paper        -         -
hold                -           -        -            paper       section        paper        -         -
publish             -           -        -            -           section        paper        -         -
correct             -           -        -            -           section        paper        -         -
kill                -           -        -            -           section        paper        -         -
spike               own         own      own          -           section        paper        -         -
assign              -           own      own          -           section        paper        -         -
arrange             -           -        -            -           section        paper        -         -
alert               -           -        -            -           -              paper        -         -
mail                -           -        -            -           -              paper        paper     -
file pictures       own         own      own          own         own            own          -         -
keep pictures       -           -        paper        paper       paper          paper        -         -
take from the wire  -           paper    -            paper       paper          paper        -         -
watch the wire      -           -        -            -           paper          paper        -         paper
let people in       -           -        -            -           -              paper        paper     paper
read the audit log  -           -        -            -           -              paper        paper     paper
see what is read    -           -        -            paper       paper          paper        paper     paper
sell                -           -        -            -           -              -            paper     paper
`

// TestWhoMayDoWhat tries everybody at everything: with their own work and with
// that of others, in a section that they decide in, in a part of it, elsewhere,
// and with what is the whole paper's.
func TestWhoMayDoWhat(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-20s", "")
	widths := make([]int, len(ilbo.Roles()))
	for i, r := range ilbo.Roles() {
		widths[i] = len(r) + 1
		fmt.Fprintf(&b, "%-*s", widths[i], r)
	}
	for _, p := range ilbo.Permissions() {
		fmt.Fprintf(&b, "\n%-20s", p)
		for i, r := range ilbo.Roles() {
			fmt.Fprintf(&b, "%-*s", widths[i], reach(t, r, p))
		}
	}
	lines := strings.Split(b.String()+"\n", "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if got := strings.Join(lines, "\n"); got != whoMay {
		t.Errorf("who may do what, got:\n%s\nwant:\n%s", got, whoMay)
	}
}

func reach(t *testing.T, r ilbo.Role, p ilbo.Permission) string {
	t.Helper()
	s := ilbo.Staff{Role: r, Sections: []ilbo.SectionID{"national"}}
	may := func(in ilbo.SectionID, own bool) string { return fmt.Sprint(s.May(p, in, own))[:1] }
	tried := may("national", true) + may("business", true) + may("", true) + may("national", false) + may("national/politics", false) + may("business", false) + may("", false)
	name, known := map[string]string{"fffffff": "-", "tttffff": "own", "tttttff": "section", "ttttttt": "paper"}[tried]
	if !known || r.May(p) != (name != "-") {
		t.Errorf("a %s may %s: %s, at all: %v", r, p, tried, r.May(p))
	}
	return name
}

func TestWhoStandsAboveWhom(t *testing.T) {
	for _, r := range ilbo.Roles() {
		for _, other := range ilbo.Roles() {
			want := r == ilbo.Publisher || r == ilbo.Administrator || r == ilbo.ChiefEditor && other != ilbo.Publisher && other != ilbo.Administrator
			if r.Gives(other) != want {
				t.Errorf("a %s gives the role of a %s: %v", r, other, !want)
			}
		}
	}
}

func TestThePartsOfTheProgramMayDoEverything(t *testing.T) {
	part := ilbo.Itself("import")
	for _, p := range ilbo.Permissions() {
		if !part.May(p, "", false) {
			t.Errorf("the import may not %s", p)
		}
	}
	if part.Role.Known() {
		t.Error("somebody could be given the role of the program itself")
	}
}
