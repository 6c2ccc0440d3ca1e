// teach is the desk at which a lesson is made: the story stands as text, words are marked
// in it by mouse, touch or keys and explained in the form beside it, and each sentence is
// translated in the field beside it. Every change is kept at once, alone: two people may
// work at one lesson, and where both change one thing, the second is told.

import { element, fill } from "../editor/say";
import { send } from "../story/send";
import { Explain } from "./explain";
import { placeIn, SentenceBox } from "./sentence";
import { cut, length, passage, type Mark, type Sentence, type State, type Suggestion, type TaughtGloss } from "./taught";
import { Turned } from "./turned";

export function teach(root: HTMLElement): void {
  new Lesson(root, JSON.parse(root.querySelector(".taught__data")!.textContent!) as State).open();
}

class Lesson {
  private readonly words: Record<string, string>;
  private boxes: SentenceBox[] = [];
  private turned: Turned[] = [];
  private suggestions: Suggestion[] = [];
  private chosen: Mark | null = null;
  private form!: Explain;
  private last: Promise<unknown> = Promise.resolve(); // one change is sent after the other
  private later = 0;
  private readonly level = document.querySelector<HTMLSelectElement>("#lesson-level")!;
  private keyed = false; // the form was opened by keys

  constructor(
    private readonly root: HTMLElement,
    private state: State,
  ) {
    this.words = state.words ?? {};
  }

  private part<E extends HTMLElement>(name: string): E {
    return this.root.querySelector<E>(`[data-part="${name}"]`)!;
  }

  private word = (name: string, ...values: (string | number)[]): string => fill(this.words[name] ?? name, ...values);

  open(): void {
    this.build();
    this.form = new Explain(this.part<HTMLFormElement>("form"), this.state.address, {
      keep: (edit) => this.keep({ ...edit, level: this.level.value }, true),
      closed: () => this.closed(),
      narrowed: (m) => this.choose(m),
      word: this.word,
    });
    this.show(this.state);
    const text = this.part("text");
    text.addEventListener("pointerup", (e) => this.pointed(e));
    document.addEventListener("selectionchange", () => this.selecting());
    this.level.addEventListener("change", async () => {
      const why = await this.keep({ level: this.level.value }, true);
      if (why) this.alarm(why);
      void this.suggest();
    });
    addEventListener("beforeunload", (e) => {
      if (this.turned.some((t) => t.dirty)) e.preventDefault();
    });
    void this.suggest();
    this.asked();
  }

  private build(): void {
    const text = this.part("text");
    this.boxes = [];
    this.turned = [];
    text.replaceChildren();
    let run: HTMLElement | null = null;
    this.state.sentences.forEach((s, n) => {
      if (n === 0 || s.run !== this.state.sentences[n - 1]!.run) text.append((run = element("div", { class: "run" })));
      const box = new SentenceBox(n, s.text, this.state.learned, this.word("sentence", n + 1), { mark: (m, whole) => this.marked(m, whole, true), step: (at, by) => this.boxes[at + by]?.focusAt(0), say: (t) => this.say(t) }, this.state.mayWrite);
      const turned = new Turned(n, s, this.state.explained, { keep: (one, typed) => this.translate(one, typed), fine: (one) => void this.keep({ fine: one.sum }), go: (at, to) => this.go(at, to), word: this.word }, this.state.mayWrite);
      this.boxes.push(box);
      this.turned.push(turned);
      run!.append(element("div", { class: "abreast", "data-n": String(n) }, box.dom, turned.dom));
    });
  }

  // show takes the lesson as it is now.
  private show(state: State): void {
    const same = state.sentences.length === this.boxes.length && state.sentences.every((s, n) => s.text === this.boxes[n]!.text);
    this.state = { ...state, words: this.words, speech: this.state.speech };
    if (!same) {
      this.build();
      this.alarm(this.word("changed"));
    }
    state.sentences.forEach((s, n) => this.turned[n]!.show(s));
    this.part("stands").textContent = state.stands;
    this.draw();
    this.lost();
    this.hints();
  }

  // draw shows what is marked in the text.
  private draw(): void {
    const by = <T extends { n: number }>(list: T[]): Map<number, T[]> => {
      const m = new Map<number, T[]>();
      for (const one of list) m.set(one.n, [...(m.get(one.n) ?? []), one]);
      return m;
    };
    const glosses = by(this.state.glosses);
    const hints = by(this.suggestions.map((s) => ({ n: s.n, from: s.from, to: s.from + length(s.words) })));
    this.boxes.forEach((box, n) => box.show(glosses.get(n) ?? [], hints.get(n) ?? [], this.chosen?.n === n ? this.chosen : null));
  }

  private choose(m: Mark | null): void {
    this.chosen = m;
    this.draw();
  }

  private say(text: string): void {
    this.part("saved").textContent = text;
  }

  private alarm(text: string): void {
    const p = this.part("alarm");
    p.textContent = text;
    p.hidden = text === "";
  }

  // pointed opens the form on what a mouse or a pen has marked, or on the word that was
  // pressed.
  private pointed(e: PointerEvent): void {
    const box = (e.target as Element).closest<HTMLElement>(".abreast__text");
    const selection = getSelection();
    if (!this.state.mayWrite || e.button !== 0) return;
    if (selection && !selection.isCollapsed) {
      if (e.pointerType !== "touch") this.take(selection, true);
      return;
    }
    if (!box) return;
    const caret = document.caretPositionFromPoint?.(e.clientX, e.clientY) ?? null;
    const range = caret ? null : document.caretRangeFromPoint?.(e.clientX, e.clientY);
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
    if (!node || !box.contains(node)) return;
    const n = Number(box.parentElement!.dataset.n);
    const at = Math.min(placeIn(box, node, offset!), length(this.boxes[n]!.text) - 1);
    const word = this.boxes[n]!.wordAt(at) ?? this.boxes[n]!.wordAt(at - 1);
    if (word) this.marked({ n, from: word.from, to: word.to }, true, e.pointerType !== "touch");
  }

  // selecting waits for a finger to have marked what it wants.
  private selecting(): void {
    clearTimeout(this.later);
    this.later = window.setTimeout(() => {
      const selection = getSelection();
      if (this.state.mayWrite && selection && !selection.isCollapsed && matchMedia("(pointer: coarse)").matches) this.take(selection, false);
    }, 500);
  }

  // take reads what is selected.
  private take(selection: Selection, focus: boolean): void {
    const range = selection.getRangeAt(0);
    const boxOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(".abreast__text");
    const [a, b] = [boxOf(range.startContainer), boxOf(range.endContainer)];
    if (!a && !b) return;
    if (!a || a !== b) {
      // A word taken by a double press ends at the beginning of what follows.
      if (!a || cut(selection.toString().trim(), 0).includes("\n")) return this.alarm(this.word("oneSentence"));
    }
    const n = Number(a.parentElement!.dataset.n);
    let from = placeIn(a, range.startContainer, range.startOffset);
    let to = a === b ? placeIn(a, range.endContainer, range.endOffset) : length(this.boxes[n]!.text);
    const text = Array.from(this.boxes[n]!.text);
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    if (from < to) this.marked({ n, from, to }, false, focus);
  }

  // marked opens the form for words: with the gloss that is on them, or a new one. What
  // holds a part of another gloss is refused.
  private marked(m: Mark, whole: boolean, focus: boolean): void {
    this.alarm("");
    this.keyed = focus;
    const box = this.boxes[m.n]!;
    const over = box.over(m.from, m.to);
    if (over) {
      const within = whole || ((over.from ?? 0) <= m.from && m.to <= (over.from ?? 0) + length(over.words ?? ""));
      if (!within) {
        this.choose(null);
        return this.alarm(this.word("overlaps", over.words ?? ""));
      }
      m = { n: m.n, from: over.from ?? 0, to: (over.from ?? 0) + length(over.words ?? "") };
    }
    getSelection()?.removeAllRanges();
    this.choose(m);
    void this.form.show(m, this.state.sentences[m.n]!, over ?? null, this.state.detached, whole && !over, focus);
    if (matchMedia("(max-width: 52rem)").matches) box.dom.parentElement!.scrollIntoView({ block: "start", behavior: "instant" }); // the form stands below
  }

  private closed(): void {
    const place = this.form.place;
    this.choose(null);
    if (place && this.keyed) this.boxes[place.n]?.focusAt(place.from);
  }

  // keep sends one change after those before it, and shows the lesson as it is then.
  // It gives why it was refused; null: it was not.
  private keep(edit: object, quiet = false): Promise<string | null> {
    const done = this.last.then(async () => {
      this.say(this.word("keeping"));
      const { status, body } = await send<State & { state?: State }>(`${this.state.address}/edit`, { explained: this.state.explained, level: "", ...edit });
      this.say("");
      if (status === 200) {
        this.show(body);
        this.say(this.word("kept"));
        this.again();
        return null;
      }
      if (body.state) this.show(body.state);
      const place = this.form.place;
      if (body.state && this.form.open && place) this.form.renew(this.state.glosses.find((g) => g.n === place.n && (g.from ?? 0) < place.to && place.from < (g.from ?? 0) + length(g.words ?? "")) ?? null);
      const why = body.problem ?? this.word("away");
      if (!quiet) this.alarm(why);
      return why;
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  private async translate(s: Sentence, text: string): Promise<void> {
    const was = { ...s };
    const why = await this.keep({ level: this.level.value, rendering: { run: s.run, sentence: s.text, text }, was: s.sum }, true);
    if (why) {
      const now = this.state.sentences.find((o) => o.run === was.run && o.from === was.from);
      this.alarm(now && now.sum !== was.sum && now.turned ? `${why} “${now.turned}”` : why);
    } else this.alarm("");
  }

  private go(n: number, to: "next" | "previous" | "missing"): void {
    let at = n + (to === "previous" ? -1 : 1);
    if (to === "missing") while (at < this.turned.length && this.turned[at]!.value() !== "") at++;
    const next = this.turned[at];
    if (!next) return void this.turned[n]!.save();
    next.area.focus();
    next.dom.parentElement!.scrollIntoView({ block: "nearest" });
  }

  // lost lists what lost its place.
  private lost(): void {
    const button = (name: string, act: () => void, grave = false) => {
      const b = element("button", { type: "button", class: grave ? "grave" : "" }, name);
      b.addEventListener("click", act);
      b.disabled = !this.state.mayWrite;
      return b;
    };
    const list = (part: string, items: HTMLElement[]) => {
      const box = this.part(part);
      box.hidden = items.length === 0;
      box.querySelector("ul")!.replaceChildren(...items);
    };
    const on = (g: TaughtGloss, n: number, from: number) => {
      const s = this.state.sentences[n]!;
      const { sum, n: _, spoken, places, ...put } = g;
      return { put: { ...put, run: s.run, sentence: s.text, from, words: g.words }, off: passage(g), was: sum };
    };
    list("detached", this.state.detached.map((g) => element("li", {},
      element("p", {}, element("strong", { lang: this.state.learned }, g.words ?? ""), " ", element("bdi", { lang: this.state.explained }, g.meaning)),
      element("div", { class: "acts" },
        ...(g.places ?? []).map((p) => button(this.word("putOn", this.around(p.n, p.from)), () => void this.keep(on(g, p.n, p.from)))),
        button(this.word("takeAway"), () => void this.keep({ off: passage(g), was: g.sum }), true)))));
    list("stale", this.state.stale.map((r) => {
      const free = this.state.sentences.findIndex((s, n) => !s.turned && (s.run === r.run || n === this.state.sentences.length - 1));
      return element("li", {}, element("p", {}, element("bdi", { lang: this.state.explained }, r.text)), element("p", { class: "note", lang: this.state.learned }, r.sentence),
        element("div", { class: "acts" },
          ...(free < 0 ? [] : [button(this.word("useFor", free + 1), () => {
            const t = this.turned[free]!;
            t.area.value = r.text;
            t.fit();
            t.area.focus();
          })]),
          button(this.word("takeAway"), () => void this.keep({ rendering: { run: r.run, sentence: r.sentence, text: "" }, was: r.sum }), true)));
    }));
  }

  // around is enough of a sentence to know a place by.
  private around(n: number, from: number): string {
    const text = this.boxes[n]!.text;
    return (from > 12 ? "…" : "") + cut(text, Math.max(0, from - 12), from + 24).trim() + (length(text) > from + 24 ? "…" : "");
  }

  private again(): void {
    this.suggestions = this.suggestions.filter((s) => !this.boxes[s.n]?.over(s.from, s.from + length(s.words)));
    this.hints();
    this.draw();
  }

  private async suggest(): Promise<void> {
    if (!this.state.mayWrite) return;
    const { status, body } = await send<{ words: Suggestion[] }>(`${this.state.address}/suggestions?level=${encodeURIComponent(this.level.value)}`);
    if (status !== 200) return;
    this.suggestions = body.words.filter((s) => s.n < this.boxes.length);
    this.again();
  }

  // hints lists the words that readers may not know.
  private hints(): void {
    const box = this.part("suggestions");
    box.hidden = this.suggestions.length === 0;
    box.querySelector("ul")!.replaceChildren(...this.suggestions.map((s) => {
      const b = element("button", { type: "button", class: "hint", title: s.known ? this.word("known") : undefined },
        element("span", { lang: this.state.learned }, s.headword), element("span", { class: "note" }, s.why), ...(s.known ? [element("span", { class: "hint__known" }, this.word("knownShort"))] : []));
      b.addEventListener("click", () => {
        this.boxes[s.n]!.dom.scrollIntoView({ block: "center" });
        this.marked({ n: s.n, from: s.from, to: s.from + length(s.words) }, false, true);
      });
      return element("li", {}, b);
    }));
  }

  // asked opens the form on the words that the story's editor was left with.
  private asked(): void {
    const q = new URLSearchParams(location.search);
    if (!q.has("run") || !this.state.mayWrite) return;
    const [run, from, words] = [Number(q.get("run")), Number(q.get("from")), q.get("words") ?? ""];
    history.replaceState(null, "", location.pathname);
    const of = this.state.sentences.map((s, n) => ({ s, n })).filter(({ s }) => s.run === run);
    const stands = of.find(({ s }) => from >= s.from && from < s.from + length(s.text) && cut(s.text, from - s.from, from - s.from + length(words)) === words);
    const found = stands ?? of.find(({ s }) => s.text.includes(words)) ?? this.state.sentences.map((s, n) => ({ s, n })).find(({ s }) => s.text.includes(words));
    if (!found || !words) return this.alarm(this.word("oneSentence"));
    const at = stands ? from - found.s.from : length(found.s.text.slice(0, found.s.text.indexOf(words)));
    this.boxes[found.n]!.dom.scrollIntoView({ block: "center" });
    this.marked({ n: found.n, from: at, to: at + length(words) }, false, true);
  }
}
