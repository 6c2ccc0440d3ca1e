// sentence shows a sentence of the story as words that can be walked and marked: a
// listbox (WAI-ARIA Authoring Practices) whose options are its words. The arrow keys go
// from word to word, with Shift they take more words along, with Shift and Alt a letter
// more or fewer at the end; Enter explains what is marked.

import { element, set } from "../editor/say";
import { cut, endOf, length, type Mark, type TaughtGloss } from "./taught";

export interface Told {
  mark(m: Mark, whole: boolean): void; // words are to be explained; whole: whole words
  step(n: number, by: number): void; // to the sentence before or behind
  say(text: string): void;
}

interface Word {
  from: number;
  to: number;
  text: string;
}

const word = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[-'’](?=[\p{L}\p{N}]))*/gu;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(word)].map((m) => {
    const from = length(text.slice(0, m.index));
    return { from, to: from + length(m[0]), text: m[0] };
  });
}

export class SentenceBox {
  readonly dom: HTMLElement;
  private readonly words: Word[];
  private glosses: TaughtGloss[] = [];
  private hints: Mark[] = [];
  private chosen: Mark | null = null;
  private at = 0; // the word that the keys are on
  private anchor = 0;
  private trim = 0; // letters fewer at the end
  private keyed = false;

  constructor(
    readonly n: number,
    readonly text: string,
    language: string,
    label: string,
    private readonly told: Told,
    mayWrite: boolean,
  ) {
    this.words = wordsOf(text);
    this.dom = element("div", { class: "abreast__text", lang: language, role: "listbox", "aria-multiselectable": "true", "aria-label": label, "aria-describedby": "taught-keys", tabindex: "0" });
    if (!mayWrite) set(this.dom, { "aria-readonly": "true" });
    this.dom.addEventListener("keydown", (e) => this.key(e, mayWrite));
    this.dom.addEventListener("focus", () => {
      this.keyed = this.dom.matches(":focus-visible");
      this.point();
    });
    this.dom.addEventListener("blur", () => {
      this.keyed = false;
      this.point();
    });
    this.draw();
  }

  // show takes what the sentence has now.
  show(glosses: TaughtGloss[], hints: Mark[], chosen: Mark | null): void {
    const key = JSON.stringify([glosses.map((g) => [g.from, g.words, g.meaning]), hints, chosen]);
    if (key === this.dom.dataset.shown) return;
    this.glosses = glosses;
    this.hints = hints;
    this.chosen = chosen;
    this.draw();
    this.dom.dataset.shown = key;
    this.point();
  }

  // glossAt is the gloss that stands at a place.
  glossAt(at: number): TaughtGloss | undefined {
    return this.glosses.find((g) => at >= (g.from ?? 0) && at < endOf(g));
  }

  over(from: number, to: number): TaughtGloss | undefined {
    return this.glosses.find((g) => from < endOf(g) && (g.from ?? 0) < to);
  }

  // focusAt puts the keys on the word at a place.
  focusAt(from: number): void {
    const i = this.words.findIndex((w) => w.to > from);
    this.at = this.anchor = Math.max(0, i);
    this.trim = 0;
    this.dom.focus({ preventScroll: true });
    this.keyed = true;
    this.point();
  }

  // wordAt is the word at a place; null: there is none.
  wordAt(at: number): Word | null {
    return this.words.find((w) => at >= w.from && at < w.to) ?? null;
  }

  private draw(): void {
    const parts: (Node | string)[] = [];
    let end = 0;
    this.words.forEach((w, i) => {
      parts.push(...this.piece(end, w.from));
      const option = element("span", { class: "word", role: "option", id: `word-${this.n}-${i}`, "aria-selected": "false" });
      option.append(...this.piece(w.from, w.to));
      parts.push(option);
      end = w.to;
    });
    parts.push(...this.piece(end, length(this.text)));
    this.dom.replaceChildren(...parts);
  }

  // piece is a part of the sentence, with how it is marked.
  private piece(from: number, to: number): (Node | string)[] {
    const cuts = new Set([from, to]);
    const inside = (at: number) => at > from && at < to && cuts.add(at);
    for (const g of this.glosses) [g.from ?? 0, endOf(g)].forEach(inside);
    for (const h of this.hints) [h.from, h.to].forEach(inside);
    if (this.chosen) [this.chosen.from, this.chosen.to].forEach(inside);
    const list = [...cuts].sort((a, b) => a - b);
    const parts: (Node | string)[] = [];
    for (let i = 0; i + 1 < list.length; i++) {
      const [a, b] = [list[i]!, list[i + 1]!];
      const within = (m: { from: number; to: number }) => a >= m.from && b <= m.to;
      const gloss = this.glosses.find((g) => within({ from: g.from ?? 0, to: endOf(g) }));
      const names = [gloss && "glossed", !gloss && this.hints.some(within) && "hinted", this.chosen && within(this.chosen) && "chosen"].filter(Boolean).join(" ");
      const text = cut(this.text, a, b);
      parts.push(names ? element("span", { class: names, title: gloss?.meaning }, text) : text);
    }
    return parts;
  }

  private range(): Mark | null {
    const [a, b] = [this.words[Math.min(this.at, this.anchor)], this.words[Math.max(this.at, this.anchor)]];
    return a && b ? { n: this.n, from: a.from, to: Math.max(a.from + 1, b.to - this.trim) } : null;
  }

  // point shows where the keys are.
  private point(): void {
    const options = this.dom.querySelectorAll<HTMLElement>("[role=option]");
    const [a, b] = [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)];
    options.forEach((o, i) => {
      const on = this.keyed && i >= a && i <= b;
      set(o, { "aria-selected": String(on), class: on ? (i === this.at ? "word word--on word--at" : "word word--on") : "word" });
    });
    set(this.dom, { "aria-activedescendant": this.keyed && options[this.at] ? options[this.at]!.id : null });
  }

  private key(e: KeyboardEvent, mayWrite: boolean): void {
    if (e.ctrlKey || e.metaKey) return;
    const last = this.words.length - 1;
    const go = (to: number) => {
      this.at = Math.min(last, Math.max(0, to));
      if (!e.shiftKey) this.anchor = this.at;
      this.trim = 0;
    };
    switch (e.key) {
      case "ArrowRight":
      case "ArrowLeft":
        if (e.altKey && e.shiftKey) {
          const b = this.words[Math.max(this.at, this.anchor)];
          this.trim = Math.min(Math.max(0, this.trim + (e.key === "ArrowLeft" ? 1 : -1)), b ? b.to - b.from - 1 : 0);
          const r = this.range();
          if (r) this.told.say(cut(this.text, r.from, r.to));
        } else if (e.altKey) return;
        else if (e.key === "ArrowRight" && this.at === last && !e.shiftKey) this.told.step(this.n, 1);
        else if (e.key === "ArrowLeft" && this.at === 0 && !e.shiftKey) this.told.step(this.n, -1);
        else go(this.at + (e.key === "ArrowRight" ? 1 : -1));
        break;
      case "Home":
        go(0);
        break;
      case "End":
        go(last);
        break;
      case "ArrowDown":
      case "ArrowUp":
        this.told.step(this.n, e.key === "ArrowDown" ? 1 : -1);
        break;
      case "Enter":
      case " ": {
        const r = this.range();
        if (r && mayWrite) this.told.mark(r, this.trim === 0 && this.at === this.anchor);
        break;
      }
      default:
        return;
    }
    e.preventDefault();
    this.keyed = true;
    this.point();
  }
}

// placeIn is how many characters stand in a box before a point of the page.
export function placeIn(box: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(box);
  range.setEnd(node, offset);
  return length(range.toString());
}
