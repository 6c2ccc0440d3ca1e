// body opens the editor of a story's body: see openBody.

import { dropCursor } from "@tiptap/pm/dropcursor";
import { history, redo, undo } from "@tiptap/pm/history";
import { EditorState, NodeSelection, Selection, TextSelection, type Command, type Plugin } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { Ask } from "./ask";
import type { Block, Figure, Language } from "./block";
import { bodyOf, docOf } from "./blocks";
import * as c from "./commands";
import { lengthOf, minutesOf } from "./count";
import { readEmbed } from "./embed";
import { views, type PictureURL } from "./figure";
import { Find } from "./find";
import { completed } from "./href";
import { icons } from "./icons";
import { keys, lastParagraph } from "./keys";
import { noBreaks } from "./marking";
import { beforeCaret, pasting, sendAt } from "./paste";
import { element, fill, set } from "./say";
import { schemaIn } from "./schema";
import { slash, type Item } from "./slash";
import { names } from "./names";
import * as t from "./table";
import { Toolbar, type Group } from "./toolbar";
import { typography } from "./typography";
import { Uploads, type Into, type Upload } from "./upload";
import { wordsOf } from "./words";

export type { Block, Embed, Figure, Inline, Kind, Language, Span, Table, Video } from "./block";

export interface Options {
  body: Block[];
  language: Language; // of the story
  words: Record<string, string>; // bodyWords of the newsroom's pages
  readOnly?: boolean;
  onChange(): void; // after every change but setBody's
  upload?: Upload; // sends a picture; its error's message is shown
  choosePicture?(): Promise<Figure | null>; // of those on file
  pictureURL: PictureURL;
}

export interface BodyEditor {
  element: HTMLElement;
  body(): Block[];
  setBody(body: Block[]): void; // the caret stays where it can
  setReadOnly(is: boolean): void;
  focus(): void;
  words(): number;
  characters(): number;
  minutes(): number;
  destroy(): void;
}

const kept = "ilbo-typography"; // in the browser's storage: "off" where the help is not wanted
let editors = 0;

// openBody puts an editor in a place of the page. The JSON of body() is what
// ilbo.Body reads.
export function openBody(place: HTMLElement, o: Options): BodyEditor {
  const words = wordsOf(o.words);
  const id = "body-" + ++editors;
  let readOnly = !!o.readOnly;
  let helps = stored(kept) !== "off";

  const status = element("p", { class: "visually-hidden", role: "status" });
  const noticed = element("p");
  const seen = element("button", { type: "button" }, words.Close);
  const notice = element("div", { class: "body__notice", hidden: true }, noticed, seen);
  seen.addEventListener("click", () => {
    notice.hidden = true;
    view.focus();
  });
  const say = (sentence: string, see = false) => {
    status.textContent = "";
    status.textContent = sentence;
    if (see) {
      noticed.textContent = sentence;
      notice.hidden = false;
    }
  };
  const uploads = new Uploads(words, o.upload, say);
  const find = new Find(words, say);
  const ask = new Ask(words.Close);
  const picker = element("input", { type: "file", accept: "image/*", multiple: true, hidden: true, tabindex: "-1", "aria-label": words.Upload });
  const count = element("p", { class: "body__count" });
  const text = element("div", { class: "body__text", lang: o.language });
  const hint = element("p", { class: "body__hint", id: id + "-hint" }, words.BodySay);

  const run = (command: Command, said?: string) => (view: EditorView) => {
    const done = command(view.state, view.dispatch);
    if (done && said) say(said);
    view.focus();
  };
  const may = (command: Command) => (state: EditorState) => command(state);

  const askLink = (view: EditorView) => {
    if (readOnly || !c.link("/")(view.state)) return;
    const old = c.linkAround(view.state);
    ask.open(
      {
        label: words.Address,
        hint: words.AddressSay,
        value: old?.href ?? "",
        go: words.SetLink,
        other: old ? { label: words.DropLink, do: () => c.link(null)(view.state, view.dispatch) } : undefined,
        answer: (value) => {
          const href = completed(value);
          if (!href) return words.BadAddress;
          c.link(href)(view.state, view.dispatch);
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
    if (figure) place1(view, figure);
    view.focus();
  };
  const place1 = (view: EditorView, figure: Figure) => {
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
        { word: "Strong", icon: "B", key: "Ctrl+B", run: run(c.marking("strong")), on: (s) => c.markActive(s, "strong"), may: may(c.marking("strong")) },
        { word: "Em", icon: "I", key: "Ctrl+I", run: run(c.marking("em")), on: (s) => c.markActive(s, "em"), may: may(c.marking("em")) },
        { word: "Link", icon: icons.link, key: "Ctrl+K", run: askLink, on: (s) => c.markActive(s, "link"), may: may(c.link("/")) },
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
        { word: "FindReplace", icon: icons.find, key: "Ctrl+F", run: () => find.open(true) },
        { word: "NoBreak", icon: "⍽", key: "Ctrl+Shift+Space", run: run((s, d) => (d?.(s.tr.insertText("\u00a0")), true)) },
        {
          word: "Typography",
          icon: "“ ”",
          on: () => helps,
          run: (v) => {
            helps = !helps;
            store(kept, helps ? "on" : "off");
            say(helps ? words.TypographyOn : words.TypographyOff);
            tools.update(v.state);
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

  const root = element("div", { class: "body" });
  const schema = schemaIn(words);
  const plugins: Plugin[] = [
    slash(words, items, root, say),
    ...keys({ link: () => askLink(view), find: (replace) => find.open(replace), moved: () => say(words.Moved), removed: () => say(words.Removed) }),
    typography(o.language, () => helps),
    pasting(words, uploads, say),
    uploads.plugin(),
    find.plugin(),
    history(),
    noBreaks(),
    t.wholeGrids(),
    lastParagraph(),
    dropCursor({ class: "dropline", color: false }),
  ];
  const view: EditorView = new EditorView(text, {
    state: EditorState.create({ doc: docOf(schema, o.body), plugins }),
    editable: () => !readOnly,
    attributes: () => ({
      class: "story__body",
      id,
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": words.Body,
      "aria-describedby": id + "-hint",
      "aria-readonly": String(readOnly),
      "data-start": words.Start,
      spellcheck: "true",
      ...(readOnly && { tabindex: "0" }),
    }),
    nodeViews: views(words, o.pictureURL),
    scrollThreshold: { top: 130, bottom: 40, left: 0, right: 0 }, // below the toolbar, which stays in view
    scrollMargin: { top: 150, bottom: 70, left: 0, right: 0 },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged && !tr.getMeta("setBody")) o.onChange();
      soon();
    },
  });
  const tools = new Toolbar(words, groups, () => view, id);

  // What the toolbar and the count show may wait for the next frame; a key may not.
  let waiting = 0;
  function soon(): void {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      show();
    });
  }
  function show(): void {
    tools.update(view.state);
    const length = lengthOf(view.state.doc);
    const line = fill(words.Length, length.words.toLocaleString(), length.characters.toLocaleString(), minutesOf(length, o.language));
    if (count.textContent !== line) count.textContent = line;
    const { doc } = view.state;
    view.dom.classList.toggle("story__body--empty", doc.childCount === 1 && !doc.firstChild!.content.size && doc.firstChild!.type.name === "paragraph");
  }
  // A press below the last line goes to it.
  text.addEventListener("mousedown", (e) => {
    if (e.target !== text || readOnly) return;
    e.preventDefault();
    view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)));
    view.focus();
  });
  // A link is followed with Ctrl alone, and leaves this page where it is.
  text.addEventListener("click", (e) => {
    const href = (e.target as Element).closest("a")?.getAttribute("href");
    if (!href) return;
    e.preventDefault();
    if (e.ctrlKey || e.metaKey) window.open(href, "_blank", "noopener");
  });
  const top = element("div", { class: "body__top" }, tools.element, ask.element, find.element, notice);
  // What happens in here is told by onChange, and is no business of a form around it.
  for (const event of ["input", "change"]) root.addEventListener(event, (e) => e.stopPropagation());
  root.append(top, text, element("div", { class: "body__foot" }, count, hint), status, picker);
  place.append(root);
  const setReadOnly = (is: boolean) => {
    readOnly = is;
    tools.element.hidden = is;
    if (is) ask.end();
    set(root, { class: is ? "body body--readonly" : "body" });
    view.setProps({});
  };
  setReadOnly(readOnly);
  show();

  return {
    element: root,
    body: () => bodyOf(view.state.doc),
    setBody(body) {
      const next = docOf(schema, body);
      const { doc, selection } = view.state;
      const from = doc.content.findDiffStart(next.content);
      if (from === null) return;
      let { a, b } = doc.content.findDiffEnd(next.content)!;
      const overlap = from - Math.min(a, b);
      if (overlap > 0) {
        a += overlap;
        b += overlap;
      }
      let tr = view.state.tr.replace(from, a, next.slice(from, b));
      if (!tr.doc.eq(next)) {
        // The difference cuts through a block in a way that no slice can mend.
        tr = view.state.tr.replaceWith(0, doc.content.size, next.content);
        const at = Math.min(selection.head, tr.doc.content.size);
        tr.setSelection(selection instanceof NodeSelection ? Selection.near(tr.doc.resolve(at)) : TextSelection.near(tr.doc.resolve(at)));
      }
      view.dispatch(tr.setMeta("setBody", true).setMeta("addToHistory", false));
    },
    setReadOnly,
    focus: () => view.focus(),
    words: () => lengthOf(view.state.doc).words,
    characters: () => lengthOf(view.state.doc).characters,
    minutes: () => minutesOf(lengthOf(view.state.doc), o.language),
    destroy() {
      cancelAnimationFrame(waiting);
      view.destroy();
      root.remove();
    },
  };
}

// The browser may keep nothing, and says so by an exception.
function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it holds for this page.
  }
}
