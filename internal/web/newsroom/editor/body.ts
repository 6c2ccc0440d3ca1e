// body opens the editor of a story's body: see openBody.

import { dropCursor } from "@tiptap/pm/dropcursor";
import { history } from "@tiptap/pm/history";
import { EditorState, NodeSelection, Selection, TextSelection, type Plugin } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { actsOf } from "./acts";
import { Ask } from "./ask";
import type { Block, Figure, Language } from "./block";
import { bodyOf, docOf } from "./blocks";
import { lengthOf, minutesOf } from "./count";
import { views, type PictureURL } from "./figure";
import { Find } from "./find";
import { keys, lastParagraph } from "./keys";
import { noBreaks } from "./marking";
import { pasting } from "./paste";
import type { Chosen } from "./run";
import { element, fill, set } from "./say";
import { schemaIn } from "./schema";
import { slash } from "./slash";
import * as t from "./table";
import { Toolbar } from "./toolbar";
import { typography } from "./typography";
import { Uploads, type Upload } from "./upload";
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
  explain?(words: Chosen): void; // selected words are to be explained to learners
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

  const acts = actsOf({
    words,
    options: o,
    uploads,
    find,
    ask,
    picker,
    say,
    readOnly: () => readOnly,
    helps: () => helps,
    setHelps(is) {
      helps = is;
      store(kept, is ? "on" : "off");
      tools.update(view.state);
    },
  });

  const root = element("div", { class: "body" });
  const schema = schemaIn(words);
  const plugins: Plugin[] = [
    slash(words, acts.items, root, say),
    ...keys({ link: () => acts.askLink(view), find: (replace) => find.open(replace), moved: () => say(words.Moved), removed: () => say(words.Removed) }),
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
  const tools = new Toolbar(words, acts.groups, () => view, id);

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
