package main

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"

	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/testchromium"
	"ilbo.press/internal/testpush"
	"ilbo.press/internal/testroom"
)

// pushing stands for the browser's own line to its push service, which headless
// browsers have none of: a subscription is the one that the test's service gave, and
// outlasts the page.
const pushing = `
	const made = () => {
		const sub = JSON.parse(localStorage.testSubscription ?? "null");
		return sub && { endpoint: sub.endpoint, options: {}, toJSON: () => sub, unsubscribe: async () => { localStorage.removeItem("testSubscribed"); return true; } };
	};
	PushManager.prototype.getSubscription = async () => localStorage.testSubscribed ? made() : null;
	PushManager.prototype.subscribe = async (options) => { localStorage.testSubscribed = JSON.stringify(options); return made(); };
	const ask = Notification.requestPermission.bind(Notification);
	window.asked = 0;
	Notification.requestPermission = () => { asked++; return ask(); };`

// alertedPaper is a paper with a story, whose push services are on this machine, and
// the folder of its letters.
func alertedPaper(t *testing.T) (site, outbox string) {
	t.Helper()
	site = newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		name := filepath.Join(t.TempDir(), "stories.ndjson")
		line := fmt.Sprintf(`{"language":"en","section":"national","headline":"Bridge closed","deck":"Nobody crosses.","access":"subscribers","published":%q,"body":["What subscribers read."]}`, time.Now().Add(-time.Hour).UTC().Format(time.RFC3339))
		if err := os.WriteFile(name, []byte(line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", name, "--data", dir)
	}, "ILBO_ALERT_GRACE=0", "ILBO_ALERT_NETWORKS="+testpush.Networks)
	return site, outbox
}

// permits lets pages show notifications, or not.
func (r *reader) permits(setting proto.BrowserPermissionSetting) {
	r.t.Helper()
	err := proto.BrowserSetPermission{Permission: &proto.BrowserPermissionDescriptor{Name: "notifications"}, Setting: setting, Origin: r.base, BrowserContextID: r.Browser().BrowserContextID}.Call(r.Browser())
	if err != nil {
		r.t.Fatal(err)
	}
}

// rings hands the site's service worker a message, as the browser does that opened
// it.
func (r *reader) rings(text string) {
	r.t.Helper()
	events := r.Event()
	if err := (proto.ServiceWorkerEnable{}).Call(r); err != nil {
		r.t.Fatal(err)
	}
	for message := range events { // until the browser has told which workers there are
		var updated proto.ServiceWorkerWorkerRegistrationUpdated
		if !message.Load(&updated) {
			continue
		}
		for _, w := range updated.Registrations {
			if !strings.HasPrefix(w.ScopeURL, r.base) || w.IsDeleted {
				continue
			}
			if err := (proto.ServiceWorkerDeliverPushMessage{Origin: r.base, RegistrationID: w.RegistrationID, Data: text}).Call(r); err != nil {
				r.t.Fatal(err)
			}
			return
		}
	}
	r.t.Fatal("the site has no service worker")
}

// inWorker is what an expression gives in the site's service worker, which is at
// work.
func (r *reader) inWorker(expression string) string {
	r.t.Helper()
	targets, err := proto.TargetGetTargets{}.Call(r.Browser())
	if err != nil {
		r.t.Fatal(err)
	}
	for _, target := range targets.TargetInfos {
		if target.Type != "service_worker" || target.URL != r.base+"/sw.js" {
			continue
		}
		session, err := proto.TargetAttachToTarget{TargetID: target.TargetID, Flatten: true}.Call(r.Browser())
		if err != nil {
			r.t.Fatal(err)
		}
		answer, err := r.Browser().Call(r.t.Context(), string(session.SessionID), "Runtime.evaluate", proto.RuntimeEvaluate{Expression: expression, AwaitPromise: true, ReturnByValue: true})
		if err != nil {
			r.t.Fatal(err)
		}
		var got proto.RuntimeEvaluateResult
		if err := json.Unmarshal(answer, &got); err != nil || got.ExceptionDetails != nil {
			r.t.Fatalf("in the service worker: %s, %v", answer, err)
		}
		return got.Result.Value.Str()
	}
	r.t.Fatal("the service worker is not at work")
	return ""
}

// pressed presses what is shown, and gives where that leads: only a hand may open
// windows, so that the worker's way to do so is stood in for.
const pressed = `(async () => {
	let opened = "nowhere", done;
	Clients.prototype.openWindow = async (address) => { opened = address; };
	const [notification] = await self.registration.getNotifications();
	const press = new NotificationEvent("notificationclick", { notification });
	press.waitUntil = (doing) => { done = doing; };
	self.dispatchEvent(press);
	await done;
	return opened + " " + (await self.registration.getNotifications()).length;
})()`

// notified opens a window of a browser that shows notifications.
func notified(t *testing.T, base string, width, height int) *reader {
	t.Helper()
	chromium, err := testchromium.Whole()
	testroom.Need(t, err)
	return newReaderIn(t, chromium, base, width, height)
}

// A reader turns alerts on, a chief editor sends one, the push service opens it, and
// the reader's service worker shows it and opens its story.
func TestAnAlertGoesFromTheDeskToAPhone(t *testing.T) {
	t.Parallel()
	service := testpush.Start(t)
	site, _ := alertedPaper(t)
	r := notified(t, site, 390, 844)
	if _, err := r.EvalOnNewDocument(pushing); err != nil {
		t.Fatal(err)
	}
	r.permits(proto.BrowserPermissionSettingPrompt)
	r.open("/")
	r.follow(`.foot a[href="/alerts"]`)
	r.until(`!document.querySelector("[data-state=form]").hidden`)
	if got := r.value(`asked + Notification.permission`); got != "0default" {
		t.Errorf("before a press, permission was asked for %s", got)
	}
	key := r.value(`document.querySelector("[data-alerts]").dataset.key`)
	sub := service.Subscribe(t, key)
	text, err := json.Marshal(sub)
	if err != nil {
		t.Fatal(err)
	}
	r.value(fmt.Sprintf(`localStorage.testSubscription = %q`, text))
	r.permits(proto.BrowserPermissionSettingGranted)
	r.press(`[name=least][value="3"]`)
	r.press(`[name=section][value=national]`)
	r.press(`[name=quiet]`)
	r.press(`[name=woken]`)
	r.press(`.account__press[data-when=off]`)
	r.until(`document.querySelector("[data-said]").textContent === "Alerts are on."`)
	if got := r.value(`asked + JSON.parse(localStorage.testSubscribed).applicationServerKey`); got != "1"+key {
		t.Errorf("the browser was asked %s", got)
	}
	r.press(`[data-act=try]`)
	r.until(`document.querySelector("[data-said]").textContent.startsWith("It is on its way")`)
	if got := service.Messages(t, sub); len(got) != 1 || !strings.Contains(got[0], "Alerts work on this device.") {
		t.Fatalf("the try is %q", got)
	}
	r.open("/alerts")
	r.until(`document.querySelector("[name=least][value='3']").checked && document.querySelector("[name=section][value=national]").checked && document.querySelector("[name=woken]").checked && document.querySelector("[name=to]").value === "07:00"`)

	chief := newReader(t, site, 1280, 900)
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/breaking?story=1")
	chief.press(`#alert [name=urgency][value="3"]`)
	chief.follow(`#alert .firm`)
	chief.until(`document.querySelector(".alert__reach").textContent.startsWith("It reaches one device.")`)
	chief.press("#sure")
	chief.follow(`form[action$="/send"] .grave`)
	var messages []string
	for deadline := time.Now().Add(30 * time.Second); len(messages) < 2; time.Sleep(20 * time.Millisecond) {
		if messages = service.Messages(t, sub); time.Now().After(deadline) {
			t.Fatal("the alert does not come")
		}
	}
	var m alert.Message
	if err := json.Unmarshal([]byte(messages[1]), &m); err != nil || m.Title != "Breaking news" || m.Text != "Bridge closed" || strings.Contains(messages[1], "subscribers read") {
		t.Fatalf("the alert is %s: %v", messages[1], err)
	}
	chief.arrives("/newsroom/breaking", `document.querySelector(".rows").textContent.includes("1 taken")`)

	r.until(`navigator.serviceWorker.controller !== null`)
	r.rings(messages[1])
	shown := `navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map((n) => [n.title, n.body, n.data, n.tag].join("|")).join())`
	want := "Breaking news|Bridge closed|" + m.Address + "|" + m.Tag
	for deadline := time.Now().Add(time.Minute); r.awaited(shown) != want; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it shows %q, want %q", r.awaited(shown), want)
		}
	}

	if got := r.inWorker(pressed); got != site+m.Address+" 0" {
		t.Errorf("pressed, it opens %s", got)
	}

	service.Expire(t, sub)
	chief.open("/newsroom/breaking?story=1")
	chief.writes("#text", "Bridge open")
	chief.press(`#alert [name=urgency][value="3"]`)
	chief.follow(`#alert .firm`)
	chief.press("#sure")
	chief.follow(`form[action$="/send"] .grave`)
	chief.arrives("/newsroom/breaking", `document.querySelector(".rows").textContent.includes("1 take alerts no more")`)
	r.open("/alerts") // which the paper has forgotten
	r.until(`!document.querySelector(".account__press[data-when=off]").hidden`)
}

// arrives loads a page until something is on it.
func (r *reader) arrives(path, expression string) {
	r.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		r.open(path)
		if r.value(expression) == "true" {
			return
		}
		if time.Now().After(deadline) {
			r.t.Fatalf("%s: %s does not come true", path, expression)
		}
	}
}

// awaited is what a promise gives.
func (r *reader) awaited(expression string) string {
	r.t.Helper()
	got, err := r.Eval("async () => String(await " + expression + ")")
	if err != nil {
		r.t.Fatal(err)
	}
	return got.Value.Str()
}

// The pages of alerts in each of their states, to axe and to whoever looks.
func TestAxeFindsNoViolationInTheFacesOfAlerts(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	site, outbox := alertedPaper(t)
	seen := map[string]bool{}
	for _, look := range []struct {
		name, prefix, language string
		width                  int
	}{{"light", "", "en", 1280}, {"dark", "/ko", "ko", 390}} {
		see := func(r *reader) {
			t.Helper()
			if err := protoBypassCSP(r); err != nil {
				t.Fatal(err)
			}
			if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.name}}}).Call(r); err != nil {
				t.Fatal(err)
			}
		}
		judged := func(r *reader, name string) {
			t.Helper()
			name += "-" + look.name
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s: %s", name, v)
			}
			if r.value(`document.documentElement.scrollWidth > innerWidth`) == "true" {
				t.Errorf("%s: the page is wider than its window", name)
			}
			if shots := os.Getenv("ILBO_ALERT_SCREENSHOTS"); shots != "" {
				r.shoot(shots, name)
			}
		}
		r := notified(t, site, look.width, 900)
		see(r)
		key, err := ecdh.P256().GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		sub := testpush.Subscription{Endpoint: "https://push.example/" + look.name}
		sub.Keys.Key, sub.Keys.Secret = base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()), "MDEyMzQ1Njc4OWFiY2RlZg"
		text, err := json.Marshal(sub)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.EvalOnNewDocument(pushing + fmt.Sprintf("; localStorage.testSubscription = %q", text)); err != nil {
			t.Fatal(err)
		}
		r.permits(proto.BrowserPermissionSettingDenied)
		r.open(look.prefix + "/alerts")
		r.until(`!document.querySelector("[data-state=blocked]").hidden`)
		judged(r, "blocked")
		r.permits(proto.BrowserPermissionSettingGranted)
		r.open(look.prefix + "/alerts")
		r.until(`!document.querySelector("[data-state=form]").hidden`)
		judged(r, "off")
		r.press(`[name=quiet]`)
		r.press(`.account__press[data-when=off]`)
		r.until(`!document.querySelector("[data-said]").hidden && !document.querySelector("[data-act=off]").hidden`)
		judged(r, "on")
		r.open(look.prefix + "/account?to=" + look.prefix + "/alerts")
		r.writes("#email", look.name+"@example.com")
		r.follow(".account__press")
		r.open(look.prefix + lastLetter(t, outbox, seen))
		r.follow(".account__press")
		r.until(`location.pathname.endsWith("/alerts") && document.querySelector("[data-act=off]")?.hidden === false`)
		r.press(`form button[data-when=on]`) // which makes it the reader's
		r.until(`!document.querySelector("[data-said]").hidden`)
		r.open(look.prefix + "/alerts")
		r.until(`!!document.querySelector("#devices") && !document.querySelector("[data-state=form]").hidden`)
		judged(r, "account")
		if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(r); err != nil {
			t.Fatal(err)
		}
		r.open(look.prefix + "/alerts")
		if said, err := r.Element("noscript .account__wrong"); err != nil {
			t.Error(err)
		} else if seen, err := said.Visible(); err != nil || !seen {
			t.Errorf("without a script the page says nothing: %v", err)
		}

		chief := newReader(t, site, look.width, 900)
		see(chief)
		chief.signsIn("rahim", chiefsPassword)
		if look.language != "en" {
			chief.open("/newsroom/account")
			chief.follow(`.choice button[value=` + look.language + `]`)
		}
		chief.open("/newsroom/breaking?story=1")
		judged(chief, "breaking")
		chief.writes("#text", "Bridge closed, "+look.name)
		chief.press(`#alert [name=urgency][value="2"]`)
		chief.follow(`#alert .firm`)
		judged(chief, "question")
		chief.press("#sure")
		chief.follow(`form[action$="/send"] .grave`)
		chief.arrives("/newsroom/breaking", `document.querySelector(".rows b").textContent !== ""`)
		judged(chief, "sent")
	}
}
