package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// listOf is the listbox of a search field.
func (r *reader) listOf(field string) string {
	r.t.Helper()
	return `document.getElementById(document.querySelector("` + field + `").getAttribute("aria-controls"))`
}

// types presses keys.
func (r *reader) types(keys ...input.Key) {
	r.t.Helper()
	if err := r.Keyboard.Type(keys...); err != nil {
		r.t.Fatal(err)
	}
}

// picture writes down what is seen, where somebody wants to look.
func (r *reader) picture(name string) {
	r.t.Helper()
	dir := os.Getenv("ILBO_SUGGEST_PICTURES")
	if dir == "" {
		return
	}
	picture, err := r.Screenshot(false, &proto.PageCaptureScreenshot{Format: proto.PageCaptureScreenshotFormatPng})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func TestReaderCompletesASearchByKeyboard(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	r.open("/search")
	list := r.listOf("#q")
	if got := r.value(`document.querySelector("#q").getAttribute("role") + " " + ` + list + `.hidden`); got != "combobox true" {
		t.Fatalf("the field is %q", got)
	}
	r.tap("#q")
	if err := r.InsertText("fer"); err != nil {
		t.Fatal(err)
	}
	r.until(`!` + list + `.hidden`)
	if got := r.value(`document.querySelector("#q").getAttribute("aria-expanded") + " " + document.querySelector("#q").getAttribute("aria-activedescendant")`); got != "true null" {
		t.Errorf("an open list, of which nothing is chosen, is told as %q", got)
	}
	if got := r.value(`document.querySelector(".finder [role=status]").textContent`); !strings.Contains(got, "suggestion") {
		t.Errorf("a screen reader hears %q", got)
	}
	r.types(input.ArrowDown)
	r.until(list + `.querySelector("[aria-selected=true]").id === document.querySelector("#q").getAttribute("aria-activedescendant")`)
	r.picture("light")
	r.types(input.ArrowUp) // back to what was typed
	r.until(`!document.querySelector("#q").hasAttribute("aria-activedescendant")`)
	r.types(input.Escape)
	r.until(list + `.hidden && document.querySelector("#q").value === "fer"`)
	r.types(input.ArrowDown)
	r.until(`!` + list + `.hidden`)
	r.types(input.ArrowDown)
	chosen := r.value(list + `.querySelector("[aria-selected=true]").textContent`)
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.types(input.Enter)
	wait()
	if got := r.value(`document.querySelector("#q").value + " " + document.querySelectorAll("article mark").length`); !strings.HasPrefix(got, chosen+" ") || strings.HasSuffix(got, " 0") {
		t.Errorf("choosing %q leads to a search for %q", chosen, got)
	}
}

func TestReaderCompletesWhileASyllableIsComposed(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 390, 844)
	r.open("/robots.txt")
	r.value("localStorage.setItem('ilbo', '{\"theme\":\"dark\"}')")
	r.open("/ko/search")
	list := r.listOf("#q")
	r.tap("#q")
	for _, composed := range []string{"ㅎ", "하", "한"} {
		if err := (proto.InputImeSetComposition{Text: composed, SelectionStart: 1, SelectionEnd: 1}).Call(r); err != nil {
			t.Fatal(err)
		}
	}
	r.until(`[...` + list + `.children].some(o => o.textContent === "한강")`)
	if got := r.value(`document.querySelector("#q").value`); got != "한" {
		t.Errorf("the field holds %q while 한 is composed", got)
	}
	r.picture("dark-phone")
	if got := r.value(`document.querySelector(".finder [role=status]").textContent`); !strings.Contains(got, "추천 검색어") {
		t.Errorf("a screen reader hears %q", got)
	}
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.value(`[...` + list + `.children].find(o => o.textContent === "한강").click()`)
	wait()
	if got := r.value(`document.querySelector("#q").value + " " + document.querySelectorAll("article mark").length`); !strings.HasPrefix(got, "한강 ") || strings.HasSuffix(got, " 0") {
		t.Errorf("the press leads to a search for %q", got)
	}
}

func TestSuggestionsFitTheNarrowestPhoneAndPassAxe(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 320, 640)
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	if err := protoBypassCSP(r); err != nil {
		t.Fatal(err)
	}
	r.open("/")
	r.press(`.nameplate [popovertarget=menu]`)
	r.until(`document.querySelector("#menu").matches(":popover-open")`)
	list := r.listOf("#menu-q")
	r.tap("#menu-q")
	if err := r.InsertText("f"); err != nil {
		t.Fatal(err)
	}
	r.until(`!` + list + `.hidden`)
	r.types(input.ArrowDown)
	r.picture("menu-320")
	if got := r.value(`document.documentElement.scrollWidth <= 320 && ` + list + `.getBoundingClientRect().right <= 320 && document.querySelector("#menu").scrollWidth <= 320 && ` + list + `.firstChild.getBoundingClientRect().height >= 44`); got != "true" {
		t.Error("the list is wider than the phone, or too thin for a finger")
	}
	if _, err := r.Eval("() => {" + string(script) + "\n}"); err != nil {
		t.Fatal(err)
	}
	found, err := r.Eval(`async () => (await axe.run("#menu")).violations.map(v => v.id + ": " + v.nodes.map(n => n.target).join(" ")).join("\n")`)
	if err != nil {
		t.Fatal(err)
	}
	if s := found.Value.Str(); s != "" {
		t.Errorf("axe: %s", s)
	}
	r.types(input.Escape) // closes the list, and not the menu
	r.until(list + `.hidden && document.querySelector("#menu").matches(":popover-open")`)
}

func TestNothingIsAskedWithoutJavaScript(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open("/search")
	r.tap("#q")
	if err := r.InsertText("fer"); err != nil {
		t.Fatal(err)
	}
	if r.MustHas(".suggest") || r.MustHas("#q[role]") {
		t.Error("the field says that it is completed")
	}
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.types(input.Enter)
	wait()
	if !r.MustHas("#q[value=fer]") {
		t.Error("the field is not sent")
	}
}
