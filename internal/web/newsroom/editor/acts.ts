// acts are all that the toolbar and the slash menu offer, with what they do.

import { redo, undo } from "@tiptap/pm/history";
import type { Command, EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Ask } from "./ask";
import type { Figure } from "./block";
import * as c from "./commands";
import { readEmbed } from "./embed";
import type { Find } from "./find";
import { completed } from "./href";
import { icons } from "./icons";
import * as m from "./marks";
import { names } from "./names";
import { beforeCaret, sendAt } from "./paste";
import { chosenIn, type Chosen } from "./run";
import type { Item } from "./slash";
import * as t from "./table";
import type { Group } from "./toolbar";
import type { Into, Upload, Uploads } from "./upload";
import type { Words } from "./words";

// A Desk is what the acts are done with.
export interface Desk {
  words: Words;
  options: { upload?: Upload; choosePicture?(): Promise<Figure | null>; explain?(words: Chosen): void };
  uploads: Uploads;
  find: Find;
  ask: Ask;
  picker: HTMLInputElement; // of files
  say(sentence: string): void;
  readOnly(): boolean;
  helps(): boolean; // with quotes and dashes
  setHelps(is: boolean): void;
}

export interface Acts {
  items(): Item[];
  groups: Group[];
  askLink(view: EditorView): void;
}

export function actsOf(d: Desk): Acts {
  const { words, options: o, uploads, find, ask, picker, say } = d;
  const run = (command: Command, said?: string) => (view: EditorView) => {
    const done = command(view.state, view.dispatch);
    if (done && said) say(said);
    view.focus();
  };
  const may = (command: Command) => (state: EditorState) => command(state);

  const askLink = (view: EditorView) => {
    if (d.readOnly() || !m.link("/")(view.state)) return;
    const old = m.linkAround(view.state);
    ask.open(
      {
        label: words.Address,
        hint: words.AddressSay,
        value: old?.href ?? "",
        go: words.SetLink,
        other: old ? { label: words.DropLink, do: () => m.link(null)(view.state, view.dispatch) } : undefined,
        answer: (value) => {
          const href = completed(value);
          if (!href) return words.BadAddress;
          m.link(href)(view.state, view.dispatch);
          return null;
        },
      },
      () => view.focus(),
    );
  };
  const askEmbed = (view: EditorView) =>
    ask.open(
      {
        label: words.EmbedAddress,
        hint: words.EmbedHint,
        go: words.SetEmbed,
        answer: (value) => {
          const embed = readEmbed(value);
          if (!embed) return words.BadEmbed;
          c.insert([{ kind: "embed", embed }])(view.state, view.dispatch);
          return null;
        },
      },
      () => view.focus(),
    );
  const choose = async (view: EditorView) => {
    const figure = await o.choosePicture?.();
    if (figure) hang(view, figure);
    view.focus();
  };
  const hang = (view: EditorView, figure: Figure) => {
    if (!c.around(view.state.selection.$from, "gallery")) return c.insert([{ kind: "picture", figures: [figure] }])(view.state, view.dispatch);
    return c.addShot(figure)(view.state, view.dispatch);
  };
  const pick = (view: EditorView, into: Into) => {
    picker.onchange = () => {
      const files = Array.from(picker.files ?? []);
      picker.value = "";
      if (into === "gallery") uploads.start(files, beforeCaret(view), "gallery");
      else sendAt(view, files, uploads);
      view.focus();
    };
    picker.click();
  };
  const gallery = async (view: EditorView) => {
    if (uploads.possible) return pick(view, "gallery");
    const figure = await o.choosePicture?.();
    if (figure) c.insert([{ kind: "gallery", figures: [figure] }])(view.state, view.dispatch);
  };
  const newTable = c.insert([{ kind: "table", table: { head: ["", "", ""], rows: [["", "", ""], ["", "", ""]] } }]);
  const newBox = c.insert([{ kind: "factbox", blocks: [{ kind: "paragraph", text: [] }] }]);
  const inBody = (state: EditorState) => !c.around(state.selection.$from, "factbox", "table", "gallery", "picture", "quote", "pullquote", "embed");

  const explainAt = (view: EditorView) => {
    const words = chosenIn(view.state);
    if (words) o.explain?.(words);
  };

  const items = (): Item[] => {
    const item = (word: keyof typeof names, sayWord: string, act: (view: EditorView) => void): Item => ({ name: words[word], also: names[word], say: words[sayWord as keyof typeof words], run: act });
    return [
      item("Subhead", "SubheadSay", run(c.become("subhead"))),
      item("Quote", "QuoteSay", run(c.become("quote"))),
      item("PullQuote", "PullQuoteSay", run(c.become("pullquote"))),
      item("List", "ListSay", run(c.become("list"))),
      item("Ordered", "OrderedSay", run(c.become("ordered"))),
      ...(o.choosePicture ? [item("Picture", "PictureSay", (v) => void choose(v))] : []),
      ...(o.upload ? [item("Upload", "UploadSay", (v) => pick(v, "picture"))] : []),
      ...(o.upload || o.choosePicture ? [item("Gallery", "GallerySay", (v) => void gallery(v))] : []),
      item("Table", "TableSay", run(newTable)),
      item("FactBox", "FactBoxSay", run(newBox)),
      item("Embed", "EmbedSay", askEmbed),
    ];
  };

  const kind = (word: string, icon: string, key: string, name: Parameters<typeof c.become>[0]) => ({ word, icon, key, run: run(c.become(name)), on: (s: EditorState) => c.kindAt(s) === name, may: may(c.become(name)) });
  const groups: Group[] = [
    {
      word: "GroupHistory",
      buttons: [
        { word: "Undo", icon: icons.undo, key: "Ctrl+Z", run: run(undo), may: may(undo) },
        { word: "Redo", icon: icons.redo, key: "Ctrl+Y", run: run(redo), may: may(redo) },
      ],
    },
    {
      word: "GroupMarks",
      buttons: [
        { word: "Strong", icon: "B", key: "Ctrl+B", run: run(m.marking("strong")), on: (s) => m.markActive(s, "strong"), may: may(m.marking("strong")) },
        { word: "Em", icon: "I", key: "Ctrl+I", run: run(m.marking("em")), on: (s) => m.markActive(s, "em"), may: may(m.marking("em")) },
        { word: "Link", icon: icons.link, key: "Ctrl+K", run: askLink, on: (s) => m.markActive(s, "link"), may: may(m.link("/")) },
      ],
    },
    {
      word: "GroupKinds",
      buttons: [
        kind("Subhead", icons.subhead, "Ctrl+Alt+2", "subhead"),
        kind("Quote", icons.quote, "Ctrl+Alt+Q", "quote"),
        kind("PullQuote", icons.pullquote, "Ctrl+Alt+P", "pullquote"),
        kind("List", icons.list, "Ctrl+Shift+8", "list"),
        kind("Ordered", icons.ordered, "Ctrl+Shift+7", "ordered"),
      ],
    },
    {
      word: "GroupInsert",
      buttons: [
        { word: "Insert", icon: icons.insert, run: openMenu },
        ...(o.choosePicture ? [{ word: "Picture", icon: icons.picture, run: (v: EditorView) => void choose(v) }] : []),
        ...(o.upload ? [{ word: "Upload", icon: icons.upload, run: (v: EditorView) => pick(v, "picture") }] : []),
        ...(o.upload || o.choosePicture ? [{ word: "Gallery", icon: icons.gallery, run: (v: EditorView) => void gallery(v) }] : []),
        { word: "Table", icon: icons.table, run: run(newTable), may: inBody },
        { word: "FactBox", icon: icons.factbox, run: run(newBox), may: inBody },
        { word: "Embed", icon: icons.embed, run: askEmbed },
      ],
    },
    {
      word: "GroupBlock",
      buttons: [
        { word: "Up", icon: icons.up, key: "Alt+↑", run: run(c.move(-1), words.Moved), may: may(c.move(-1)) },
        { word: "Down", icon: icons.down, key: "Alt+↓", run: run(c.move(1), words.Moved), may: may(c.move(1)) },
        { word: "Remove", icon: icons.remove, key: "Ctrl+Shift+Delete", run: run(c.remove, words.Removed) },
      ],
    },
    {
      word: "GroupTools",
      buttons: [
        ...(o.explain
          ? [{ word: "Explain", icon: icons.explain, run: explainAt, may: (s: EditorState) => !!chosenIn(s) }]
          : []),
        { word: "FindReplace", icon: icons.find, key: "Ctrl+F", run: () => find.open(true) },
        { word: "NoBreak", icon: "⍽", key: "Ctrl+Shift+Space", run: run((s, dispatch) => (dispatch?.(s.tr.insertText("\u00a0")), true)) },
        {
          word: "Typography",
          icon: "“ ”",
          on: () => d.helps(),
          run: (v) => {
            d.setHelps(!d.helps());
            say(d.helps() ? words.TypographyOn : words.TypographyOff);
            v.focus();
          },
        },
      ],
    },
    {
      word: "GroupTable",
      shown: (s) => !!t.placeIn(s),
      buttons: [
        { word: "RowAbove", icon: icons.rowAbove, run: run(t.addRow(false)) },
        { word: "RowBelow", icon: icons.rowBelow, key: "Ctrl+Enter", run: run(t.addRow(true)) },
        { word: "DropRow", icon: icons.rowDrop, run: run(t.dropRow), may: may(t.dropRow) },
        { word: "ColumnBefore", icon: icons.columnBefore, run: run(t.addColumn(false)) },
        { word: "ColumnAfter", icon: icons.columnAfter, run: run(t.addColumn(true)) },
        { word: "DropColumn", icon: icons.columnDrop, run: run(t.dropColumn), may: may(t.dropColumn) },
        { word: "HeadRow", icon: icons.head, run: run(t.toggleHead), on: (s) => t.tableHas(s, "head") },
        { word: "NumericColumn", icon: icons.numeric, run: run(t.toggleNumeric), on: (s) => t.tableHas(s, "numeric") },
      ],
    },
  ];

  function openMenu(view: EditorView): void {
    const block = c.blockAt(view.state);
    if (!block || block.node.type.name !== "paragraph" || block.node.content.size) c.paragraphBeside(true)(view.state, view.dispatch);
    view.focus();
    view.dispatch(view.state.tr.insertText("/").scrollIntoView());
  }

  return { items, groups, askLink };
}
