// turned is the translation of a sentence: a field beside it, that is kept when it is
// left, and from which Enter goes on to the next.

import { element } from "../editor/say";
import type { Sentence } from "./taught";

export interface Turning {
  keep(s: Sentence, text: string): Promise<void>;
  fine(s: Sentence): void;
  go(n: number, to: "next" | "previous" | "missing"): void;
  word(name: string, ...values: (string | number)[]): string;
}

export class Turned {
  readonly dom: HTMLElement;
  readonly area: HTMLTextAreaElement;
  private readonly under = element("div", { class: "abreast__remarks" });
  private sending = false;
  private shown = ""; // remarks; empty: nothing was shown yet

  constructor(
    readonly n: number,
    private sentence: Sentence,
    language: string,
    private readonly to: Turning,
    mayWrite: boolean,
  ) {
    this.area = element("textarea", {
      id: `t-${n}`, class: "abreast__area", rows: "1", maxlength: "2000", lang: language, dir: "auto", "aria-label": to.word("translationOf", n + 1), placeholder: to.word("translate"), disabled: !mayWrite, "aria-describedby": `r-${n}`, spellcheck: "true",
    });
    this.under.id = `r-${n}`;
    this.dom = element("div", { class: "abreast__turned" }, this.area, this.under);
    this.area.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.isComposing) return;
      e.preventDefault();
      to.go(n, e.ctrlKey || e.metaKey ? "missing" : e.shiftKey ? "previous" : "next");
    });
    this.area.addEventListener("input", () => this.fit());
    this.area.addEventListener("blur", () => void this.save());
    this.show(sentence);
  }

  get dirty(): boolean {
    return this.value() !== this.sentence.turned;
  }

  value(): string {
    return this.area.value.replace(/\s+/g, " ").trim();
  }

  // show takes what is kept now; what is being typed, or could not be kept, stays.
  show(s: Sentence): void {
    const typed = this.shown && this.dirty;
    this.sentence = s;
    if (!typed && this.value() !== s.turned) this.area.value = s.turned;
    this.dom.parentElement?.classList.toggle("abreast--missing", !s.turned);
    const key = JSON.stringify(s.remarks ?? []);
    if (key !== this.shown) {
      this.shown = key;
      this.under.replaceChildren(
        ...(s.remarks ?? []).map((r) => {
          if (r.kind === "missing") return element("span", { class: "abreast__missing" }, r.say);
          const leave = element("button", { type: "button", class: "quiet" }, this.to.word("leaveIt"));
          leave.addEventListener("click", () => this.to.fine(this.sentence));
          return element("p", { class: "abreast__remark" }, r.say, " ", leave);
        }),
      );
    }
    this.fit();
  }

  // fit lets the field be as high as what is in it, where the style sheet cannot.
  fit(): void {
    if (CSS.supports("field-sizing", "content")) return;
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight + 2}px`;
  }

  async save(): Promise<void> {
    if (!this.dirty || this.sending) return;
    this.sending = true;
    await this.to.keep(this.sentence, this.value());
    this.sending = false;
  }
}
