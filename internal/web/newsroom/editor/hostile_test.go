package editor_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/testroom"
)

// payloads are what other projects test their sanitizers with.
func payloads(t *testing.T) []string {
	t.Helper()
	read := func(name string) []byte {
		body, err := os.ReadFile(testroom.File(t, "fixtures/security/"+name))
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	var list []string
	var purify []struct{ Payload string }
	if err := json.Unmarshal(read("dompurify/expect.json"), &purify); err != nil {
		t.Fatal(err)
	}
	for _, p := range purify {
		list = append(list, p.Payload)
	}
	for _, file := range []string{"html5lib/encoding/tests1.dat", "html5lib/serializer/core.test"} {
		list = append(list, strings.Split(string(read(file)), "\n#data\n")...)
	}
	var naughty []string
	if err := json.Unmarshal(read("naughty-strings/blns.json"), &naughty); err != nil {
		t.Fatal(err)
	}
	list = append(list, naughty...)
	feeds, err := filepath.Glob(filepath.Join(testroom.File(t, "fixtures/security/feed-sanitize"), "sanitize/*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	inside := regexp.MustCompile(`(?s)<(?:content|title|summary|description)[^>]*>(.*?)</(?:content|title|summary|description)>`)
	for _, f := range feeds {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inside.FindAllSubmatch(body, -1) {
			list = append(list, strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(string(m[1])))
		}
	}
	return list
}

// soups are tags in every wrong order.
func soups(n int) []string {
	parts := strings.Fields(`<p> </p> <div> <b> </b> <i style=font-weight:700> <a/href=javascript:alert(1)> <a/href=https://a> </a> <ul> <li> </ul> <ol> <table> <tr> <td> <td/colspan=99> <th/rowspan=3>
		</table> <h1> </h2> <blockquote> <pre> <br> <img/src=x/onerror=alert(1)> <img/src=data:image/png;base64,AA> <svg><script>alert(1)</script> <math> <style> </style> <iframe/src=https://youtu.be/abc>
		</iframe> <p/style=mso-list:l0\tlevel1> <o:p> <template> </template> <!--[if --> <select> <option> <caption> <thead> <span/style=display:none> </span> words 한강 12.5 &nbsp; &#0; &#x200b; &lt;script&gt; " '`)
	r := rand.New(rand.NewPCG(9, 4))
	list := make([]string, n)
	for i := range list {
		for range 1 + r.IntN(40) {
			list[i] += parts[r.IntN(len(parts))]
			if r.IntN(2) == 0 {
				list[i] += " "
			}
		}
	}
	return list
}

func TestNoScriptHandlerOrUnsafeLinkEverSurvives(t *testing.T) {
	list := payloads(t)
	if len(list) < 700 {
		t.Fatalf("only %d payloads", len(list))
	}
	list = append(list, soups(300)...)
	d := write(t, setting{})
	raw, err := json.Marshal(list)
	d.must(err)
	answer := d.value(fmt.Sprintf(`(async () => {
		const bodies = [], wrong = [];
		const box = ed.element.querySelector(".story__body");
		for (const payload of %s) for (const html of [payload, "<p>a</p><table><tr><td>" + payload + "<td>b<tr><td>c</table>", "<ul><li>" + payload + "</ul>"]) {
			ed.setBody([]);
			const t = new DataTransfer();
			t.setData("text/html", html);
			box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: t, bubbles: true, cancelable: true }));
			bodies.push(ed.body());
			for (const e of box.querySelectorAll("*")) {
				if (/^(script|style|iframe|object|embed|link|meta|base|form|svg|math|video|audio|input|textarea)$/.test(e.localName)) wrong.push(e.localName + " of " + html);
				for (const a of e.attributes) if (/^on|^style$|^src(doc|set)$|^xlink|^formaction$/.test(a.name) || (a.name === "href" && !/^(https?:|mailto:)/.test(a.value)) || (a.name === "src" && !a.value.startsWith("/picture/"))) wrong.push(a.name + " of " + html);
			}
		}
		await new Promise((done) => setTimeout(done, 300));
		return JSON.stringify({ bodies, wrong, alerts });
	})()`, raw))
	var got struct {
		Bodies []ilbo.Body
		Wrong  []string
		Alerts int
	}
	d.must(json.Unmarshal([]byte(answer), &got))
	if got.Alerts > 0 {
		t.Errorf("%d scripts have run", got.Alerts)
	}
	for _, w := range got.Wrong {
		t.Errorf("in the text stands %.200s", w)
	}
	texts := 0
	for i, b := range got.Bodies {
		if err := b.Check(); err != nil {
			t.Errorf("%.200q is refused: %v", list[i/3], err)
		}
		if len(b) > 1 {
			texts++
		}
	}
	if texts < 500 {
		t.Errorf("only %d of %d were pasted at all", texts, len(got.Bodies))
	}
}

func TestLinksThatComeInMayStandInCopy(t *testing.T) {
	d := write(t, setting{})
	for _, href := range []string{
		"https://example.org/a?b=c#d", "http://example.org", "mailto:desk@paper.example", "HTTPS://EXAMPLE.ORG", "https://한강.kr/밤", "https://a:80/", "https://[::1]/x",
		"javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "/\\evil.example",
		"https:evil", "https://", "https:///x", "file:///etc/passwd", "relative", "blob:x", "mailto:", "mailto:?x", "https://a/%zz", "https://a:b/", "https://a b/", "https://user:pass@evil.example", "https://%41/", "https://a/\x01", "https://" + strings.Repeat("x", 2100),
	} {
		d.do(`ed.setBody([])`)
		raw, err := json.Marshal(href)
		d.must(err)
		d.do(fmt.Sprintf(`const a = document.createElement("a"); a.setAttribute("href", %s); a.textContent = "x"; const t = new DataTransfer(); t.setData("text/html", "<p>" + a.outerHTML + "</p>");
			ed.element.querySelector(".story__body").dispatchEvent(new ClipboardEvent("paste", { clipboardData: t, bubbles: true, cancelable: true }))`, raw))
		got := d.body()[0].Text[0].Href
		trimmed := strings.TrimSpace(href)
		if want := ilbo.SafeHref(trimmed) && !strings.Contains(href, "@evil"); (got == trimmed) != want || got != "" && !ilbo.SafeHref(got) {
			t.Errorf("%q became %q, want it kept: %v", href, got, want)
		}
	}
}
