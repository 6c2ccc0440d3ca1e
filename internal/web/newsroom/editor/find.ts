// find looks for words in the story and puts others in their place. What is found
// is marked in the text; after a change only the changed lines are searched again.

import { Plugin, PluginKey, TextSelection, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { markAgain, markAll, type Look } from "./marking";
import { element, fill } from "./say";
import { matches, type Query } from "./search";
import type { Words } from "./words";

interface Found {
  query: Query | null;
  marks: DecorationSet;
  here: number; // where the match that one is at begins; -1: none
}

const key = new PluginKey<Found>("find");
const most = 300; // characters of what is looked for

export class Find {
  element: HTMLElement;
  private view: EditorView | null = null;
  private text: HTMLInputElement;
  private instead: HTMLInputElement;
  private matchCase: HTMLInputElement;
  private wholeWord: HTMLInputElement;
  private count: HTMLElement;
  private replacing: HTMLElement;

  constructor(
    private words: Words,
    private announce: (sentence: string) => void,
  ) {
    const input = (label: string) => element("input", { type: "text", "aria-label": label, placeholder: label, autocomplete: "off", maxlength: String(most) });
    const button = (name: string, act: () => void) => {
      const b = element("button", { type: "button" }, name);
      b.addEventListener("click", act);
      return b;
    };
    const tick = (name: string): [HTMLInputElement, HTMLElement] => {
      const box = element("input", { type: "checkbox" });
      box.addEventListener("change", () => this.look());
      return [box, element("label", { class: "find__tick" }, box, name)];
    };
    this.text = input(words.Find);
    this.instead = input(words.ReplaceWith);
    const [matchCase, caseLabel] = tick(words.MatchCase);
    const [wholeWord, wordLabel] = tick(words.WholeWord);
    this.matchCase = matchCase;
    this.wholeWord = wholeWord;
    this.count = element("output", { class: "find__count" });
    this.replacing = element("div", { class: "find__row" }, this.instead, button(words.Replace, () => this.replace()), button(words.ReplaceAll, () => this.replaceAll()));
    this.element = element(
      "div",
      { class: "find", role: "search", "aria-label": words.FindReplace, hidden: true },
      element("div", { class: "find__row" }, this.text, button(words.Previous, () => this.go(-1)), button(words.Next, () => this.go(1)), this.count, caseLabel, wordLabel, button(words.Close, () => this.close())),
      this.replacing,
    );
    this.text.addEventListener("input", (e) => {
      if (!(e as InputEvent).isComposing) this.look();
    });
    this.text.addEventListener("compositionend", () => this.look());
    this.element.addEventListener("keydown", (e) => this.key(e));
  }

  plugin(): Plugin {
    return new Plugin<Found>({
      key,
      state: {
        init: () => ({ query: null, marks: DecorationSet.empty, here: -1 }),
        apply(tr, old) {
          const said = tr.getMeta(key) as Partial<Found> | undefined;
          if (said?.query !== undefined) {
            const query = said.query;
            return { query, marks: query ? markAll(tr.doc, looking(query)) : DecorationSet.empty, here: said.here ?? -1 };
          }
          if (!tr.docChanged) return said ? { ...old, ...said } : old;
          return { query: old.query, marks: old.query ? markAgain(old.marks, tr, looking(old.query)) : old.marks, here: said?.here ?? (old.here < 0 ? -1 : tr.mapping.map(old.here)) };
        },
      },
      props: {
        decorations: (state) => {
          const { marks, here } = key.getState(state)!;
          const at = here < 0 ? undefined : marks.find(here, here + 1).find((m) => m.from === here);
          return at ? marks.add(state.doc, [Decoration.inline(at.from, at.to, { class: "found--here" })]) : marks;
        },
      },
      view: (view) => {
        this.view = view;
        return {
          update: (v, before) => {
            if (!this.element.hidden && key.getState(v.state) !== key.getState(before)) this.tell();
          },
          destroy: () => (this.view = null),
        };
      },
    });
  }

  open(replace: boolean): void {
    const view = this.view!;
    if (this.element.contains(document.activeElement)) {
      // It is open: only the second row comes or goes.
      this.replacing.hidden = !replace || !view.editable;
      (replace && view.editable ? this.instead : this.text).focus();
      return;
    }
    const { from, to, $from, $to } = view.state.selection;
    const chosen = $from.sameParent($to) ? view.state.doc.textBetween(from, to) : "";
    if (chosen && chosen.length <= most) this.text.value = chosen;
    this.element.hidden = false;
    this.replacing.hidden = !replace || !view.editable;
    this.look();
    const field = replace && this.text.value && !this.replacing.hidden ? this.instead : this.text;
    field.focus();
    field.select();
  }

  close(): void {
    const view = this.view!;
    const here = this.at();
    this.element.hidden = true;
    const tr = view.state.tr.setMeta(key, { query: null, here: -1 });
    if (here) tr.setSelection(TextSelection.create(tr.doc, here.from, here.to));
    view.dispatch(tr);
    view.focus();
  }

  private key(e: KeyboardEvent): void {
    if (e.isComposing) return;
    const typing = e.target === this.text || e.target === this.instead;
    if (e.key === "Escape") this.close();
    else if (e.key === "Enter" && e.target === this.text) this.go(e.shiftKey ? -1 : 1);
    else if (e.key === "Enter" && e.target === this.instead) this.replace();
    else if (e.key === "Enter" && e.target instanceof HTMLInputElement) e.target.click(); // a box to tick, and no form to send
    else if ((e.ctrlKey || e.metaKey) && (e.key === "f" || e.key === "h")) this.open(e.key === "h");
    else if (!typing || e.key !== "F3") return;
    else this.go(e.shiftKey ? -1 : 1);
    e.preventDefault();
    e.stopPropagation();
  }

  // look searches anew, from where the caret is.
  private look(): void {
    const view = this.view!;
    const query = this.text.value ? { text: this.text.value, matchCase: this.matchCase.checked, wholeWord: this.wholeWord.checked } : null;
    view.dispatch(view.state.tr.setMeta(key, { query, here: -1 }));
    const list = this.list();
    const next = list.find((m) => m.from >= view.state.selection.from) ?? list[0];
    this.stand(next);
  }

  private list(): { from: number; to: number }[] {
    return key.getState(this.view!.state)!.marks.find().sort((a, b) => a.from - b.from);
  }

  private at(): { from: number; to: number } | undefined {
    const { here } = key.getState(this.view!.state)!;
    return this.list().find((m) => m.from === here);
  }

  go(by: -1 | 1): void {
    const list = this.list();
    const { here } = key.getState(this.view!.state)!;
    const from = here < 0 ? this.view!.state.selection.from : here;
    const next = by > 0 ? (list.find((m) => m.from > from) ?? list[0]) : ([...list].reverse().find((m) => m.from < from) ?? list[list.length - 1]);
    this.stand(next);
  }

  // stand makes a match the one that one is at, and brings it into view.
  private stand(match: { from: number; to: number } | undefined): void {
    const view = this.view!;
    view.dispatch(view.state.tr.setMeta(key, { here: match ? match.from : -1 }));
    if (match) {
      const { node } = view.domAtPos(match.from);
      (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "nearest" });
    }
  }

  private tell(): void {
    const list = this.list();
    const { here, query } = key.getState(this.view!.state)!;
    const at = list.findIndex((m) => m.from === here) + 1;
    const text = !query ? "" : list.length ? fill(this.words.FoundOf, at, list.length) : this.words.NothingFound;
    if (this.count.textContent !== text) this.count.textContent = text;
  }

  private replace(): void {
    const view = this.view!;
    const match = this.at();
    if (!match) return this.go(1);
    if (!view.editable) return;
    const tr = view.state.tr;
    swap(tr, match, this.instead.value);
    view.dispatch(tr.setMeta(key, { here: match.from + this.instead.value.length - 1 }));
    const list = this.list();
    this.stand(list.find((m) => m.from >= match.from + this.instead.value.length) ?? list[0]);
  }

  private replaceAll(): void {
    const view = this.view!;
    if (!view.editable) return;
    const list = this.list();
    const tr = view.state.tr;
    for (const match of list.reverse()) swap(tr, match, this.instead.value);
    view.dispatch(tr);
    const sentence = fill(this.words.Replaced, list.length);
    this.announce(sentence);
    this.count.textContent = sentence;
  }
}

const looking = (query: Query): Look => (node, start) => matches(node.textContent, query).map(([from, to]) => Decoration.inline(start + from, start + to, { class: "found" }));

// swap puts a text in the place of a match, under the marks that the match
// begins with.
function swap(tr: EditorState["tr"], { from, to }: { from: number; to: number }, text: string): void {
  if (!text) {
    tr.delete(from, to);
    return;
  }
  const marks = tr.doc.resolve(from).nodeAfter?.marks ?? [];
  tr.replaceWith(from, to, tr.doc.type.schema.text(text, marks));
}

