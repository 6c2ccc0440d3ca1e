package editor_test

import (
	"fmt"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
)

// files is the script of a clipboard or a drag with picture files.
func files(names ...string) string {
	s := `const t = new DataTransfer();`
	for _, n := range names {
		s += fmt.Sprintf(`t.items.add(new File([new Uint8Array([255, 216, 255])], %q, { type: %q.endsWith("txt") ? "image/x-odd" : "image/jpeg" }));`, n, n)
	}
	return s
}

func TestPicturesArePastedWithProgress(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One"), text("Two")}})
	d.at("One")
	d.do(files("a.jpg", "b.jpg") + `ed.element.querySelector(".story__body").dispatchEvent(new ClipboardEvent("paste", { clipboardData: t, bubbles: true, cancelable: true }))`)
	d.is(`sent.length === 2 && document.querySelectorAll(".coming progress").length === 2`)
	d.do(`sent[1].progress(0.5)`)
	d.is(`document.querySelectorAll(".coming progress")[1].value === 0.5 && document.querySelectorAll(".coming progress")[1].ariaLabel === "b.jpg"`)
	d.reads("paragraph: One", "paragraph: Two") // what is under way is not in the body
	d.types(" more")                            // and nobody waits for it
	d.do(`sent[1].done(figure(2))`)
	d.is(`document.querySelectorAll(".plate").length === 1`)
	d.do(`sent[0].fail(new Error("The picture is larger than 60 MB: save it smaller."))`)
	d.is(`document.querySelector(".coming--failed").textContent.includes("larger than 60 MB")`)
	d.button("Try again")
	d.is(`sent.length === 3`)
	d.do(`sent[2].done(figure(1))`)
	d.is(`!document.querySelector(".coming")`)
	d.at("Two")
	d.reads("paragraph: One more", "picture: <1|||>", "picture: <2|||>", "paragraph: Two")
	d.is(`document.querySelector("[role=status]").textContent === "a.jpg has come."`)
}

func TestPicturesAreDroppedBetweenBlocks(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One"), text("Two")}})
	drop := `const box = [...document.querySelectorAll(".story__body > p")][%d].getBoundingClientRect();
		ed.element.querySelector(".story__body").dispatchEvent(new DragEvent("drop", { dataTransfer: t, bubbles: true, cancelable: true, clientX: box.left + 5, clientY: box.top + %d }))`
	d.do(files("a.jpg") + fmt.Sprintf(drop, 1, 2))
	d.do(files("odd.txt") + fmt.Sprintf(drop, 0, 2))
	d.is(`sent.length === 1 && document.querySelector(".coming--failed").textContent.includes("That is no picture that can be printed")`)
	d.button("Leave it out")
	d.do(`sent[0].done(figure(1))`)
	d.is(`document.querySelectorAll(".plate").length === 1 && !document.querySelector(".coming")`)
	d.reads("paragraph: One", "picture: <1|||>", "paragraph: Two")
}

func TestGalleryIsMadeOfFilesAndGrows(t *testing.T) {
	d := write(t, setting{})
	d.at0()
	d.types("/gallery\n")
	d.do(`const t = new DataTransfer(); for (const n of ["a.jpg", "b.jpg", "c.jpg"]) t.items.add(new File(["x"], n, { type: "image/jpeg" }));
		const f = ed.element.querySelector("[type=file]"); f.files = t.files; f.dispatchEvent(new Event("change"))`)
	d.is(`sent.length === 3`)
	d.do(`sent[2].done(figure(3)); sent[0].done(figure(1)); sent[1].fail(new Error("No."))`)
	d.button("Leave it out")
	d.is(`document.querySelectorAll(".wall .plate").length === 2`)
	d.reads("gallery: <1|||> <3|||>")
	title, err := d.Element(".wall .slip--title")
	d.must(err)
	d.must(title.Click(proto.InputMouseButtonLeft, 1))
	d.types("The first night")
	d.presses(input.Tab)
	d.types("Boarding")
	d.presses(input.Tab)
	d.types("The Paper")
	d.presses(input.Tab)
	d.types("People board")
	d.button("Picture on file")
	d.is(`document.querySelectorAll(".wall .plate").length === 3`)
	d.reads("gallery: The first night <1|Boarding|The Paper|People board> <3|||> <7|||>")
	d.is(`[...document.querySelectorAll(".plate__lacks")].map((e) => e.hidden).join() === "true,false,false"`)
}

func TestMissingWordsOfAPictureAreMarked(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Caption: "Boarding", Width: 3, Height: 2}}}}})
	d.is(`document.querySelector(".plate__lacks").textContent === "The alternative text is missing"`)
	d.at("Boarding")
	d.presses(input.Tab)
	d.presses(input.Enter)
	d.types("People board a ferry")
	d.is(`document.querySelector(".plate__lacks").hidden && document.querySelector(".plate img").alt === "People board a ferry"`)
	d.presses(input.Enter)
	d.types("Then.")
	d.reads("picture: <1|Boarding||People board a ferry>", "paragraph: Then.")
}
