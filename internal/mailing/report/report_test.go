package report_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ilbo.press/internal/mailing/report"
)

// key is in the letters that all samples return.
const key = "qx4k7m2vplh3wz5tn6ryd2a7bc"

func sample(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".eml"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestFieldsDecideWhatAReportSays(t *testing.T) {
	for name, want := range map[string]struct {
		report report.Report
		gone   bool
	}{
		"postfix":      {report.Report{Kind: report.Bounce, Status: "5.1.1", Code: 550, Key: key}, true},
		"postfix-full": {report.Report{Kind: report.Bounce, Status: "5.2.2", Code: 552, Key: key}, false},
		"exim":         {report.Report{Kind: report.Bounce, Status: "5.1.1", Code: 550, Key: key}, true},
		"exim-policy":  {report.Report{Kind: report.Bounce, Status: "5.0.0", Code: 550, Key: key}, false},
		"exchange":     {report.Report{Kind: report.Bounce, Status: "5.1.10", Code: 550, Key: key}, true},
		"gmail":        {report.Report{Kind: report.Bounce, Status: "5.1.1", Code: 550, Key: key}, true},
		"gmail-quota":  {report.Report{Kind: report.Bounce, Status: "4.2.2", Code: 452, Key: key}, false},
		"naver":        {report.Report{Kind: report.Bounce, Status: "5.1.1", Code: 550, Key: key}, true},
		"daum":         {report.Report{Kind: report.Bounce, Status: "5.2.2", Code: 554, Key: key}, false},
		"several":      {report.Report{Kind: report.Bounce, Status: "5.1.1", Code: 550, Key: key}, true},
		"headless":     {report.Report{Kind: report.Bounce, Status: "5.1.1"}, true},
		"complaint":    {report.Report{Kind: report.Complaint, Key: key}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := report.Read(bytes.NewReader(sample(t, name)))
			if err != nil || got != want.report || got.Gone() != want.gone {
				t.Errorf("it says %+v, gone %v: %v", got, got.Gone(), err)
			}
		})
	}
}

func TestProseAndDelaysReportNothing(t *testing.T) {
	for _, name := range []string{"prose", "holiday", "postfix-delay", "not-spam"} {
		if got, err := report.Read(bytes.NewReader(sample(t, name))); !errors.Is(err, report.ErrNone) {
			t.Errorf("%s says %+v: %v", name, got, err)
		}
	}
	for name, text := range map[string]string{"nothing": "", "no head": "\r\n\r\n", "no message": "\x00\xff", "endless": strings.Repeat("a", 3<<20)} {
		if got, err := report.Read(strings.NewReader(text)); !errors.Is(err, report.ErrNone) {
			t.Errorf("%s says %+v: %v", name, got, err)
		}
	}
}

func TestReportThatIsCutOffOrNestedIsReadAsFarAsItGoes(t *testing.T) {
	whole := sample(t, "postfix")
	cut := whole[:bytes.Index(whole, []byte("Precedence: bulk"))]
	if got, err := report.Read(bytes.NewReader(cut)); err != nil || got.Key != key || !got.Gone() {
		t.Errorf("cut off it says %+v: %v", got, err)
	}
	nested := "Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n" + string(whole[bytes.Index(whole, []byte("Content-Type: multipart/report")):]) + "\r\n--outer--\r\n"
	if got, err := report.Read(strings.NewReader(nested)); err != nil || got.Key != key {
		t.Errorf("within another message it says %+v: %v", got, err)
	}
	bomb := ""
	for i := range 50 {
		bomb += strings.ReplaceAll("Content-Type: multipart/mixed; boundary=bX\r\n\r\n--bX\r\n", "X", strings.Repeat("x", i))
	}
	if got, err := report.Read(strings.NewReader(bomb + string(whole))); !errors.Is(err, report.ErrNone) {
		t.Errorf("fifty deep it says %+v: %v", got, err)
	}
}

// A stranger's report is about nobody: the secret is looked for in the head of the
// letter that came back, and nowhere else.
func TestKeyIsThatOfTheLetterThatCameBack(t *testing.T) {
	text := strings.Replace(string(sample(t, "headless")), "Subject:", "List-Unsubscribe: <https://daily.example/newsletters/unsubscribe/"+key+">\r\nSubject:", 1)
	if got, err := report.Read(strings.NewReader(text)); err != nil || got.Key != "" {
		t.Errorf("the key of the report's own head counts: %+v, %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(names) < 10 {
		f.Fatal(names, err)
	}
	for _, name := range names {
		f.Add(sample(f, strings.TrimSuffix(filepath.Base(name), ".eml")))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := report.Read(bytes.NewReader(text))
		switch {
		case err != nil && (!errors.Is(err, report.ErrNone) || r != report.Report{}):
			t.Errorf("%+v with %v", r, err)
		case err == nil && r.Kind != report.Bounce && r.Kind != report.Complaint:
			t.Errorf("a report of the kind %q", r.Kind)
		case r.Code != 0 && (r.Code < 200 || r.Code > 599):
			t.Errorf("a code of %d", r.Code)
		}
	})
}
