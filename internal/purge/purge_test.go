package purge

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/surrogate"
)

// A told is what a cache was asked.
type told struct {
	Method, Path, Body string
	Header             map[string]string // of those that matter
}

// cache notes requests, and answers each with a status and a body.
func cache(t *testing.T, status int, body string) (address string, all *[]told) {
	t.Helper()
	all = new([]told)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		one := told{r.Method, r.URL.Path, string(text), map[string]string{}}
		for _, name := range []string{"Xkey", "Xkey-Softpurge", "Surrogate-Key", "Fastly-Key", "Fastly-Soft-Purge", "Authorization", "Content-Type"} {
			if v := r.Header.Get(name); v != "" {
				one.Header[name] = v
			}
		}
		*all = append(*all, one)
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL, all
}

func TestPurgeSpeaksAsTheCacheDoes(t *testing.T) {
	const keys = "crowded story:1 furniture"
	for name, test := range map[string]struct {
		form  surrogate.Form
		token string
		soft  bool
		path  string
		want  told
	}{
		"Varnish, softly":           {surrogate.Varnish, "", true, "/", told{"PURGE", "/", "", map[string]string{"Xkey-Softpurge": keys}}},
		"Varnish":                   {surrogate.Varnish, "", false, "/", told{"PURGE", "/", "", map[string]string{"Xkey": keys}}},
		"Varnish that wants a word": {surrogate.Varnish, "abc", false, "/", told{"PURGE", "/", "", map[string]string{"Xkey": keys, "Authorization": "Bearer abc"}}},
		"Fastly, softly": {surrogate.Fastly, "abc", true, "/service/X/purge",
			told{"POST", "/service/X/purge", "", map[string]string{"Surrogate-Key": keys, "Fastly-Key": "abc", "Fastly-Soft-Purge": "1"}}},
		"Fastly": {surrogate.Fastly, "abc", false, "/service/X/purge",
			told{"POST", "/service/X/purge", "", map[string]string{"Surrogate-Key": keys, "Fastly-Key": "abc"}}},
		"Cloudflare": {surrogate.Cloudflare, "abc", true, "/zones/Z/purge_cache",
			told{"POST", "/zones/Z/purge_cache", `{"tags":["crowded","story:1","furniture"]}`, map[string]string{"Authorization": "Bearer abc", "Content-Type": "application/json"}}},
		"another": {surrogate.General, "", true, "/hook",
			told{"POST", "/hook", `{"keys":["crowded","story:1","furniture"],"soft":true}`, map[string]string{"Content-Type": "application/json"}}},
	} {
		t.Run(name, func(t *testing.T) {
			first, all := cache(t, http.StatusOK, `{"success":true}`)
			second, others := cache(t, http.StatusOK, `{"success":true}`)
			c, err := New(Options{Addresses: first + test.path + ", " + second + test.path, Form: test.form, Token: test.token})
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Purge(t.Context(), []ilbo.Key{"story:1", "furniture"}, test.soft); err != nil {
				t.Fatal(err)
			}
			for _, got := range []*[]told{all, others} {
				if diff := cmp.Diff([]told{test.want}, *got); diff != "" {
					t.Errorf("told (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestPurgeFailsWhereACacheDoes(t *testing.T) {
	for name, test := range map[string]struct {
		form   surrogate.Form
		status int
		body   string
	}{
		"refused":                     {surrogate.Varnish, http.StatusForbidden, ""},
		"too many":                    {surrogate.Fastly, http.StatusTooManyRequests, ""},
		"sent elsewhere":              {surrogate.General, http.StatusFound, ""},
		"no success":                  {surrogate.Cloudflare, http.StatusOK, `{"success":false}`},
		"an answer of something else": {surrogate.Cloudflare, http.StatusOK, `<html>`},
	} {
		t.Run(name, func(t *testing.T) {
			bad, asked := cache(t, test.status, test.body)
			good, others := cache(t, http.StatusOK, `{"success":true}`)
			c, err := New(Options{Addresses: bad + " " + good, Form: test.form, Token: "secret-abc"})
			if err != nil {
				t.Fatal(err)
			}
			err = c.Purge(t.Context(), []ilbo.Key{"story:1"}, true)
			if err == nil || strings.Contains(err.Error(), "secret-abc") {
				t.Errorf("error %v", err)
			}
			if len(*asked) != 1 || len(*others) != 1 {
				t.Errorf("%d and %d were asked", len(*asked), len(*others))
			}
		})
	}
	c, err := New(Options{Addresses: "http://127.0.0.1:1/", Form: surrogate.Varnish, Token: "secret-abc"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Purge(t.Context(), []ilbo.Key{"story:1"}, true); err == nil || strings.Contains(err.Error(), "secret-abc") {
		t.Errorf("nobody there: error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Purge(ctx, []ilbo.Key{"story:1"}, true); !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: error %v", err)
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for name, test := range map[string]Options{
		"no address":            {Addresses: " , ", Form: surrogate.Varnish},
		"no form":               {Addresses: "http://127.0.0.1:6081/", Form: "squid"},
		"not an address":        {Addresses: "127.0.0.1:6081", Form: surrogate.Varnish},
		"another scheme":        {Addresses: "file:///etc", Form: surrogate.Varnish},
		"a password in it":      {Addresses: "http://a:secret-abc@127.0.0.1/", Form: surrogate.Varnish},
		"Fastly without token":  {Addresses: "https://api.fastly.com/service/X/purge", Form: surrogate.Fastly},
		"a token in the open":   {Addresses: "http://api.fastly.com/service/X/purge", Form: surrogate.Fastly, Token: "secret-abc"},
		"a token of two lines":  {Addresses: "https://api.fastly.com/service/X/purge", Form: surrogate.Fastly, Token: "secret-abc\nX: y"},
		"more than can be":      {Addresses: strings.Repeat("http://127.0.0.1/ ", maxCaches+1), Form: surrogate.Varnish},
		"an address that bends": {Addresses: "http://127.0.0.1\x7f/", Form: surrogate.Varnish},
	} {
		_, err := New(test)
		var e *ilbo.Error
		if !errors.As(err, &e) || e.Kind != ilbo.Invalid || !strings.HasSuffix(e.Say, ".") || strings.Contains(e.Say, "secret-abc") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every key is told, in requests that servers take.
func TestBatches(t *testing.T) {
	for _, most := range []int{100, 256} {
		for _, n := range []int{0, 1, 99, 100, 255, 256, 2000} {
			var keys []ilbo.Key
			left := map[string]bool{}
			for i := range n {
				k := fmt.Sprintf("section:en:national/department-%d", i)
				keys, left[surrogate.Token(k)] = append(keys, ilbo.Key(k)), true
			}
			for _, batch := range batches(keys, most) {
				if batch[0] != surrogate.Crowded || len(batch) < 2 || len(batch) > most || len(strings.Join(batch, " ")) > bytesLimit {
					t.Errorf("%d keys: a batch of %d begins with %s", n, len(batch), batch[0])
				}
				for _, k := range batch[1:] {
					if !left[k] {
						t.Errorf("%s is told twice", k)
					}
					delete(left, k)
				}
			}
			if len(left) > 0 {
				t.Errorf("%d of %d keys are not told", len(left), n)
			}
		}
	}
}
