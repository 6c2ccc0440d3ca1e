package editor_test

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

func TestTableIsMadeFilledAndChanged(t *testing.T) {
	d := write(t, setting{})
	d.at0()
	d.types("/table\n")
	d.types("Passengers")
	for _, cell := range []string{"Pier", "People", "Share", "Yeouido", "212", "51", "Jamsil", "200", "49"} {
		d.presses(input.Tab)
		d.types(cell)
	}
	d.presses(input.Tab)
	d.types("City of Seoul")
	d.presses(input.Enter)
	d.types("After")
	d.reads("table: Passengers (Pier|People|Share) [Yeouido|212|51] [Jamsil|200|49] City of Seoul", "paragraph: After")
	d.is(`document.querySelector("[aria-label='Row above']").closest("[hidden]") !== null`)
	d.at("212")
	d.button("Column of figures")
	d.button("Row above")
	d.types("new")
	d.button("Column before")
	d.types("c")
	d.reads("table: Passengers (Pier||People|Share) [|c|new|] [Yeouido||212|51] [Jamsil||200|49] figures [2] City of Seoul", "paragraph: After")
	d.button("Delete the column")
	d.button("Delete the row")
	d.at("51")
	d.button("Column after")
	d.button("First row is the head")
	d.reads("table: Passengers [Pier|People|Share|] [Yeouido|212|51|] [Jamsil|200|49|] figures [1] City of Seoul", "paragraph: After")
	d.at("200")
	d.presses(input.Enter) // below the last row one leaves
	d.types("Then.")
	d.chooses("212", "49")
	d.presses(input.Delete) // cells are emptied, never torn out
	d.reads("table: Passengers [Pier|People|Share|] [Yeouido|||] [|||] figures [1] City of Seoul", "paragraph: Then.", "paragraph: After")
	d.at("Pier")
	for range 3 {
		d.button("Delete the column")
	}
	d.button("Delete the row")
	d.button("Delete the row")
	d.is(`document.querySelector("[aria-label='Delete the row']").ariaDisabled === "true" && document.querySelector("[aria-label='Delete the column']").ariaDisabled === "true"`)
	d.button("First row is the head") // a head needs a row below
	d.reads("table: Passengers () [] City of Seoul", "paragraph: Then.", "paragraph: After")
}

func TestSelectionOverATableLeavesItWhole(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("Before"), {Kind: ilbo.TableKind, Table: &ilbo.Table{Head: []string{"first", "second"}, Rows: [][]string{{"third", "fourth"}, {"fifth", "sixth"}}}}, text("After")}})
	d.chooses("fore", "third")
	d.presses(input.Backspace)
	d.body()
	d.presses(input.ControlLeft, input.KeyZ)
	d.chooses("fourth", "Aft")
	d.types("x")
	d.body()
	d.presses(input.ControlLeft, input.KeyZ)
	d.chooses("first", "fifth")
	d.types("y")
	d.body()
	d.presses(input.ControlLeft, input.KeyA)
	d.presses(input.Backspace)
	d.types("z")
	d.reads("paragraph: z")
}

func TestEmptyBlockGoesByBackspace(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One")}})
	d.at("One")
	d.button("Table")
	d.types("x")
	d.presses(input.Backspace)
	d.presses(input.Backspace)
	d.reads("paragraph: One")
	d.button("Fact box")
	d.presses(input.Backspace)
	d.types("Two")
	d.reads("paragraph: One", "paragraph: Two")
}
