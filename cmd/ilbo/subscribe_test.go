package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A publisher makes a plan; a reader comes to the end of the meter, subscribes and
// reads when the transfer has come; another uses a voucher.
func TestReaderSubscribesAndReads(t *testing.T) {
	t.Parallel()
	var outbox string
	site := newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		run(chiefsPassword+"\n", "staff", "add", "yuna", "--data", dir, "--name", "Yuna", "--role", "publisher")
		var copyText strings.Builder
		for _, s := range [][3]string{{"free-one", "metered", "one"}, {"behind-it", "metered", "two"}, {"for-subscribers", "subscribers", "three"}} {
			copyText.WriteString(`{"language":"en","section":"national","headline":"Story of ` + s[0] + `","access":"` + s[1] + `","published":"2026-11-20T02:40:46Z","body":["The opening of ` + s[2] + `, which is short.","` + strings.Repeat("More that follows the opening of it. ", 30) + `","The end of ` + s[2] + ` is here."]}` + "\n")
		}
		file := filepath.Join(t.TempDir(), "copy.ndjson")
		if err := os.WriteFile(file, []byte(copyText.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", file, "--data", dir)
		name := filepath.Join(dir, configName)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		settings := strings.NewReplacer("meter = 'off'", "meter = '1'", `meter = "off"`, "meter = '1'", "bank = ''", "bank = 'Paper Bank 110-1'", `bank = ""`, "bank = 'Paper Bank 110-1'").Replace(string(text))
		if !strings.Contains(settings, "Paper Bank") || !strings.Contains(settings, "meter = '1'") {
			t.Fatalf("the settings are not written as expected:\n%s", text)
		}
		if err := os.WriteFile(name, []byte(settings), 0o600); err != nil {
			t.Fatal(err)
		}
	})
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	shots, seen := os.Getenv("ILBO_SUBSCRIBE_SCREENSHOTS"), map[string]bool{}
	judged := func(r *reader, name string) {
		t.Helper()
		if shots != "" {
			r.shoot(shots, name)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
	}
	// fetched is the answer of an address, and what is made of it.
	fetched := func(r *reader, address, made string) string {
		t.Helper()
		r.value(`(delete window.got, fetch("` + address + `")` + made + `.then(t => window.got = String(t)), "")`)
		r.until(`window.got !== undefined`)
		return r.value(`window.got`)
	}
	entered := func(r *reader, email string) {
		t.Helper()
		r.writes("#email", email)
		r.follow(".account__press")
		r.until(`location.pathname.endsWith("/account/sent")`)
		r.open(lastLetter(t, outbox, seen))
		r.follow(".account__press")
	}

	yuna := newReader(t, site, 1280, 900)
	yuna.open("/newsroom/sign-in")
	yuna.signsIn("yuna", chiefsPassword)
	yuna.open("/newsroom/circulation")
	judged(yuna, "figures-empty")
	yuna.open("/newsroom/circulation/plans")
	judged(yuna, "plans-empty")
	yuna.writes("#name-en-0", "Digital")
	yuna.writes("#name-ko-0", "디지털")
	yuna.writes("#say-en-0", "Every story on every screen.")
	yuna.writes(`[name="price-KRW"]`, "nine")
	yuna.follow(".sell__form button.firm")
	yuna.until(`!!document.querySelector(".wrong") && document.querySelector("#name-ko-0").value === "디지털"`)
	yuna.writes(`[name="price-KRW"]`, "9900")
	yuna.writes(`[name="tax"]`, "10")
	yuna.follow(".sell__form button.firm")
	yuna.until(`document.querySelector(".sell__plan h2")?.textContent === "Digital"`)
	judged(yuna, "plans")

	r := newReader(t, site, 1280, 900)
	r.open("/national")
	r.follow("main a[href*='free-one']")
	r.until(`document.body.textContent.includes("The end of one")`)
	r.open("/national")
	r.follow("main a[href*='behind-it']")
	r.until(`!!document.querySelector(".wall") && !document.body.textContent.includes("The end of two")`)
	behind := r.value(`location.pathname`)
	judged(r, "wall")
	r.follow(".wall a[href*='/subscribe']")
	r.until(`document.querySelector(".offer__price")?.textContent === "₩9,900 a month"`)
	judged(r, "offers")
	r.follow(".offer a.button")
	r.until(`location.pathname === "/account"`)
	entered(r, "minji@example.com")
	r.until(`location.pathname === "/account/subscribe/1"`)
	judged(r, "order")
	r.follow("form[action$='/subscribe/1'] button")
	r.until(`location.pathname === "/account/subscription" && document.querySelector(".account__held").textContent.includes("Begins when the first payment has come")`)
	judged(r, "ordered")
	r.open("/account/subscribe/1")
	r.until(`document.querySelector("[name=gift]").checked`) // it would be for somebody else
	r.open("/account/invoices/1")
	r.until(`document.body.textContent.includes("Paper Bank 110-1")`)
	judged(r, "invoice")
	r.open(behind)
	r.until(`!!document.querySelector(".wall")`)

	yuna.open("/newsroom/circulation/invoices")
	judged(yuna, "invoices")
	yuna.follow(".sell__pay button")
	yuna.until(`!!document.querySelector(".said") && !document.querySelector(".sell__pay")`)
	r.open(behind)
	r.until(`document.body.textContent.includes("The end of two") && !document.querySelector(".wall")`)
	r.open(strings.Replace(behind, "story-of-behind-it", "story-of-for-subscribers", 1))
	r.until(`document.body.textContent.includes("The end of three")`)
	r.open("/account/subscription")
	r.until(`document.querySelector(".account__held").textContent.includes("then renewed")`)
	r.follow("form[action$='/subscription/feed'] button")
	r.until(`!!document.querySelector("#feed-address")`)
	judged(r, "subscription")
	feed := r.value(`document.querySelector("#feed-address").value`)
	if got := fetched(r, feed, `.then(a => a.text()).then(t => t.includes("The end of three"))`); got != "true" {
		t.Errorf("the feed of a subscriber at %s has the whole of a locked story: %s", feed, got)
	}
	r.follow("form[action$='/subscription/cancel'] button")
	r.until(`document.querySelector(".account__held").textContent.includes("Ends on")`)
	r.follow("form[action$='/subscription/resume'] button")
	r.until(`document.querySelector(".account__held").textContent.includes("then renewed")`)

	yuna.open("/newsroom/circulation/vouchers")
	yuna.follow(".sell__form button.firm")
	yuna.until(`document.querySelector("#codes")?.value.length === 19`)
	judged(yuna, "vouchers")
	code := yuna.value(`document.querySelector("#codes").value`)
	phone := newReader(t, site, 390, 844)
	phone.open("/ko/account/subscription")
	entered(phone, "jun@example.com")
	phone.until(`location.pathname === "/ko/account/subscription"`)
	phone.writes("#code", "AAAA-BBBB")
	phone.follow("form[action$='/voucher'] button")
	phone.until(`document.querySelector(".account__wrong")?.textContent.includes("그런 번호가 없습니다")`)
	phone.writes("#code", strings.ToLower(code))
	phone.follow("form[action$='/voucher'] button")
	phone.until(`document.querySelector(".account__held")?.textContent.includes("끝납니다")`)
	judged(phone, "subscription-phone-korean")
	if got := phone.value(`String(document.documentElement.scrollWidth)`); got != "390" {
		t.Errorf("the page is %s wide on a phone", got)
	}
	phone.open("/ko/subscribe")
	judged(phone, "offers-phone-korean")
	if got := fetched(phone, "/account/invoices/1", `.then(a => a.status)`); got != "404" {
		t.Errorf("another's invoice answers %s", got)
	}

	yuna.open("/newsroom/circulation/subscribers")
	judged(yuna, "subscribers")
	yuna.follow(".sell__table tbody tr:last-child a")
	yuna.until(`document.querySelector("h1").textContent === "minji@example.com"`)
	judged(yuna, "subscriber")
	yuna.open("/newsroom/circulation")
	yuna.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	judged(yuna, "figures")
	if got := fetched(yuna, "/newsroom/circulation/figures.csv", `.then(a => a.text()).then(t => t.trim().split("\n").at(-1).slice(7))`); got != ",2,0,9000,0,0" {
		t.Errorf("the last month in CSV is %q", got)
	}
	asha := newReader(t, site, 1280, 900)
	asha.open("/newsroom/sign-in")
	asha.signsIn("asha", chiefsPassword)
	if got := fetched(asha, "/newsroom/circulation/plans", `.then(a => a.status)`); got != "403" {
		t.Errorf("a reporter's look at the plans answers %s", got)
	}
}

// A reader orders by card, pays at the provider, and reads when the provider has
// told so; what nobody signed is not believed.
func TestReaderPaysByCard(t *testing.T) {
	t.Parallel()
	asked := make(chan url.Values, 4)
	var provider *httptest.Server
	provider = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/checkout/sessions":
			if err := r.ParseForm(); err != nil {
				t.Error(err)
			}
			asked <- r.PostForm
			fmt.Fprintf(w, `{"id":"cs_test_1","object":"checkout.session","url":"%s/pay"}`, provider.URL)
		case "/pay":
			fmt.Fprint(w, "<!doctype html><title>Pay here</title>")
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(provider.Close)
	const secret = "whsec_ofThisTestAlone"
	var outbox string
	site := newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		run(chiefsPassword+"\n", "staff", "add", "yuna", "--data", dir, "--name", "Yuna", "--role", "publisher")
	}, "ILBO_STRIPE_KEY=sk_test_1", "ILBO_STRIPE_WEBHOOK_SECRET="+secret, "ILBO_STRIPE_API="+provider.URL)
	yuna := newReader(t, site, 1280, 900)
	yuna.open("/newsroom/sign-in")
	yuna.signsIn("yuna", chiefsPassword)
	yuna.open("/newsroom/circulation/plans")
	yuna.writes("#name-en-0", "Digital")
	yuna.writes(`[name="price-USD"]`, "9.90")
	yuna.writes("#trial-0", "7")
	yuna.follow(".sell__form button.firm")
	yuna.until(`document.querySelector(".sell__plan .note")?.textContent === "$9.90 a month"`)

	r := newReader(t, site, 1280, 900)
	r.open("/account/subscribe/1")
	r.writes("#email", "minji@example.com")
	r.follow(".account__press")
	r.until(`location.pathname === "/account/sent"`)
	r.open(lastLetter(t, outbox, map[string]bool{}))
	r.follow(".account__press")
	r.until(`location.pathname === "/account/subscribe/1" && document.body.textContent.includes("7 days cost nothing")`)
	r.follow("form[action$='/subscribe/1'] button")
	r.until(`document.title === "Pay here"`)
	form := <-asked
	if got := form.Get("line_items[0][price_data][unit_amount]") + form.Get("line_items[0][price_data][currency]") + form.Get("subscription_data[trial_period_days]"); got != "990usd7" {
		t.Errorf("the provider is asked for %q: %v", got, form)
	}
	marks := map[string]string{}
	for key := range form {
		if name, ok := strings.CutPrefix(key, "subscription_data[metadata]["); ok {
			marks[strings.TrimSuffix(name, "]")] = form.Get(key)
		}
	}
	if len(marks) != 2 {
		t.Fatalf("the subscription is marked with %v: %v", marks, form)
	}

	now := time.Now()
	var metadata []string
	for name, mark := range marks {
		metadata = append(metadata, fmt.Sprintf("%q:%q", name, mark))
	}
	event := fmt.Appendf(nil, `{"id":"evt_1","object":"event","api_version":"2026-03-25.dahlia","created":%d,"type":"customer.subscription.created","data":{"object":{"id":"sub_1","object":"subscription","customer":"cus_1","status":"trialing","trial_start":%d,"trial_end":%d,"metadata":{%s}}}}`,
		now.Unix(), now.Unix(), now.AddDate(0, 0, 7).Unix(), strings.Join(metadata, ","))
	tell := func(secret string) int {
		at := fmt.Sprint(time.Now().Unix())
		sum := hmac.New(sha256.New, []byte(secret))
		sum.Write([]byte(at + "."))
		sum.Write(event)
		req, err := http.NewRequest(http.MethodPost, site+"/webhooks/stripe", bytes.NewReader(event))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Stripe-Signature", "t="+at+",v1="+hex.EncodeToString(sum.Sum(nil)))
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	if got := tell("whsec_ofSomebodyElse"); got < 400 || got >= 500 {
		t.Errorf("what somebody else signed is answered with %d", got)
	}
	r.open("/account/subscription")
	r.until(`document.querySelector(".account__held").textContent.includes("Begins when")`)
	for range 2 {
		if got := tell(secret); got != http.StatusNoContent {
			t.Fatalf("what the provider tells is answered with %d", got)
		}
	}
	r.open("/account/subscription")
	r.until(`document.querySelector(".account__held").textContent.includes("Free until") && !!document.querySelector("form[action$='/card']")`)

	// Pages that are the same for everybody offer no subscription to who has one.
	offered := `[...document.querySelectorAll(".nameplate__subscribe, .menu__action--strong")].some(a => a.checkVisibility())`
	r.open("/")
	r.until(`!` + offered)
	r.open("/account")
	r.press(`form[action$="/sign-out"] button`)
	r.until(`!document.cookie.includes("ilbo-signed-in")`)
	r.open("/")
	r.until(offered)
}
