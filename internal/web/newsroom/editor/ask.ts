// ask is where an address is typed, under the toolbar. It is no form, for the page
// may have the editor in one.

import { element } from "./say";

export interface Question {
  label: string;
  hint?: string;
  value?: string;
  go: string;
  other?: { label: string; do(): void }; // a second thing to do, such as taking away
  // answer does what was asked for, and says in a sentence why it cannot.
  answer(value: string): string | null;
}

let asked = 0;

export class Ask {
  element: HTMLElement;
  private done: () => void = () => {};
  private go: () => void = () => {};

  constructor(private close: string) {
    this.element = element("div", { class: "ask", role: "group", hidden: true });
    this.element.addEventListener("keydown", (e) => {
      if (e.isComposing) return;
      if (e.key === "Escape") this.end();
      else if (e.key === "Enter" && e.target instanceof HTMLInputElement) this.go();
      else return;
      e.preventDefault();
      e.stopPropagation();
    });
  }

  open(q: Question, done: () => void): void {
    const id = "ask-" + ++asked;
    const input = element("input", { id, type: "text", autocomplete: "off", spellcheck: "false", inputmode: "url", "aria-describedby": id + "-say" });
    const say = element("p", { id: id + "-say", class: "ask__say" }, q.hint ?? "");
    const wrong = element("p", { class: "ask__wrong", role: "alert", hidden: true });
    const shut = element("button", { type: "button" }, this.close);
    input.value = q.value ?? "";
    shut.addEventListener("click", () => this.end());
    const go = element("button", { type: "button", class: "firm" }, q.go);
    const buttons: Element[] = [go];
    go.addEventListener("click", () => this.go());
    if (q.other) {
      const other = element("button", { type: "button" }, q.other.label);
      other.addEventListener("click", () => {
        q.other!.do();
        this.end();
      });
      buttons.push(other);
    }
    this.element.setAttribute("aria-label", q.label);
    this.element.replaceChildren(element("label", { for: id }, q.label), input, ...buttons, shut, say, wrong);
    this.go = () => {
      const problem = q.answer(input.value);
      wrong.hidden = !problem;
      wrong.textContent = problem ?? "";
      if (problem) input.focus();
      else this.end();
    };
    this.done = done;
    this.element.hidden = false;
    input.focus();
    input.select();
  }

  end(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.element.replaceChildren();
    this.done();
  }
}
