// explain is the form beside the text in which words are explained. What was explained
// before fills it in, and how a headword is said is shown as it is typed.

import { element } from "../editor/say";
import { send } from "../story/send";
import { cut, passage, type Gloss, type Mark, type Sentence, type TaughtGloss } from "./taught";

type Field = HTMLInputElement | HTMLSelectElement;
type Name = "headword" | "speech" | "sound" | "said" | "meaning" | "note" | "example" | "example_meaning";

const names: Name[] = ["headword", "speech", "sound", "said", "meaning", "note", "example", "example_meaning"];

interface Before extends Gloss {
  spoken: string;
  when: string;
  story: string;
}

interface Guess {
  headword: string;
  speech: string;
  level: string;
  spoken: string;
  before: Before[];
}

export interface Explaining {
  keep(edit: object): Promise<string | null>; // null: kept; otherwise why not
  closed(): void;
  narrowed(m: Mark): void; // fewer words were meant
  word(name: string, ...values: (string | number)[]): string;
}

export class Explain {
  private mark: Mark | null = null;
  private sentence!: Sentence;
  private old: TaughtGloss | null = null;
  private asked = 0;
  private waiting = 0;
  private typed = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly address: string,
    private readonly to: Explaining,
  ) {
    form.querySelector("#gloss-words")!.closest(".field")!.remove(); // the text is marked instead
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      void this.keep();
    });
    form.addEventListener("input", (e) => {
      this.typed = true;
      if (["headword", "sound", "speech"].some((n) => e.target === this.field(n as Name))) this.speak();
    });
    form.addEventListener("keydown", (e) => {
      if (e.key === "Escape" && !e.isComposing) {
        e.preventDefault();
        this.close();
      }
      if (e.key === "Enter" && e.isComposing) e.preventDefault(); // Hangul is finished, not the form
    });
    this.button("close").addEventListener("click", () => this.close());
    this.button("drop").addEventListener("click", () => void this.drop());
  }

  get open(): boolean {
    return !this.form.hidden;
  }

  private part(name: string): HTMLElement {
    return this.form.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  private button(name: string): HTMLButtonElement {
    return this.form.querySelector<HTMLButtonElement>(`[data-act="${name}"]`)!;
  }

  private field(name: Name): Field | null {
    return this.form.querySelector<Field>(`[name="gloss-${name.replace("_", "-")}"]`);
  }

  // show opens the form for words, with the gloss that is on them or with what is known
  // of them. Focus says whether it takes the focus, which on a touch screen it leaves.
  async show(m: Mark, sentence: Sentence, gloss: TaughtGloss | null, lost: TaughtGloss[], whole: boolean, focus: boolean): Promise<void> {
    this.mark = m;
    this.sentence = sentence;
    this.old = gloss;
    this.typed = false;
    const asked = ++this.asked;
    const words = cut(sentence.text, m.from, m.to);
    this.part("words").textContent = words;
    this.part("level").textContent = "";
    this.part("refused").hidden = true;
    this.button("drop").hidden = !gloss;
    this.part("before").hidden = true;
    this.fill(gloss ?? { headword: words, meaning: "" });
    this.part("spoken").textContent = gloss?.spoken ?? "";
    this.form.hidden = false;
    if (focus) this.field(gloss ? "headword" : "meaning")!.focus({ preventScroll: true });
    const first = m.from === 0 || /[“‘"'(]$/.test(cut(sentence.text, 0, m.from));
    const { status, body } = await send<Guess>(`${this.address}/guess?words=${encodeURIComponent(words)}${first ? "&first=1" : ""}`);
    if (status !== 200 || asked !== this.asked) return;
    const others = body.before.filter((b) => !gloss || b.meaning !== gloss.meaning || b.headword !== gloss.headword);
    this.offer(others, lost, !!gloss);
    this.part("level").textContent = body.level;
    if (gloss || this.typed) return;
    const known = body.before[0];
    if (whole && body.speech === "noun" && /\p{Script=Hangul}/u.test(words) && words !== body.headword && words.startsWith(body.headword)) {
      this.mark = { ...m, to: m.from + Array.from(body.headword).length };
      this.part("words").textContent = body.headword;
      this.to.narrowed(this.mark);
    }
    if (known) this.take(known, known.spoken);
    else {
      this.fill({ headword: body.headword, speech: body.speech, meaning: "" });
      this.part("spoken").textContent = body.spoken;
    }
  }

  // offer lists what was said of the words before, and what lost its place.
  private offer(before: Before[], lost: TaughtGloss[], written: boolean): void {
    const box = this.part("before");
    const choice = (label: string, name: string, act: () => void) => {
      const b = element("button", { type: "button", class: "explain__choice" }, element("bdi", {}, name), element("span", { class: "note" }, label));
      b.addEventListener("click", act);
      return b;
    };
    const list = [
      ...before.map((b) => choice(this.to.word("explainedOn", b.when), `${b.headword}: ${b.meaning}`, () => this.take(b, b.spoken))),
      ...(written ? [] : lost.map((g) => choice(this.to.word("lostOne"), `${g.headword}: ${g.meaning}`, () => {
        this.old = g;
        this.take(g, g.spoken);
      }))),
    ];
    box.replaceChildren(element("p", { class: "note" }, this.to.word("before")), ...list);
    box.hidden = list.length === 0;
  }

  private take(g: Gloss, spoken: string): void {
    this.fill(g);
    this.part("spoken").textContent = spoken;
  }

  private fill(g: Partial<Gloss>): void {
    for (const name of names) {
      const field = this.field(name);
      if (field) field.value = g[name] ?? "";
    }
  }

  private value(name: Name): string {
    return (this.field(name)?.value ?? this.old?.[name] ?? "").replace(/\s+/g, " ").trim();
  }

  private speak(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(async () => {
      const q = new URLSearchParams({ headword: this.value("headword"), sound: this.value("sound"), speech: this.value("speech") });
      const { status, body } = await send<{ spoken: string }>(`${this.address}/guess?${q}`);
      if (status === 200) this.part("spoken").textContent = body.spoken;
    }, 250);
  }

  // off is what the gloss stands in the place of.
  private off(): object {
    return this.old ? { off: passage(this.old), was: this.old.sum } : {};
  }

  private async keep(): Promise<void> {
    if (!this.mark) return;
    const put: Record<string, unknown> = { run: this.sentence.run, sentence: this.sentence.text, from: this.mark.from, words: cut(this.sentence.text, this.mark.from, this.mark.to) };
    for (const name of names) put[name] = this.value(name);
    if (!put.headword) put.headword = put.words;
    await this.send({ put, ...this.off() });
  }

  private async drop(): Promise<void> {
    if (this.old) await this.send(this.off());
  }

  private async send(edit: object): Promise<void> {
    const why = await this.to.keep(edit);
    if (why === null) return this.close();
    this.part("refused").textContent = why;
    this.part("refused").hidden = false;
  }

  // renew takes the gloss as somebody else wrote it, so that who saves again knows.
  renew(gloss: TaughtGloss | null): void {
    this.old = gloss;
  }

  get place(): Mark | null {
    return this.mark;
  }

  close(): void {
    this.asked++;
    this.form.hidden = true;
    this.to.closed();
    this.mark = null;
  }
}
