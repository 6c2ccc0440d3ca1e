// review asks what is due: asking, by the pages that the paper makes of an account's words;
// reviewing, by the words that are in this browser, of which the paper only tells what
// becomes of them by each grade.

import { change, count, keyOf, load, type Recall, type Word } from "../../ui/notebook/notebook";
import { fill, from, sound } from "./fill";

type Say = Record<string, string>;

const $ = <E extends HTMLElement = HTMLElement>(place: ParentNode, selector: string): E | null => place.querySelector<E>(selector);

function tell(place: HTMLElement, text: string): void {
  const wrong = $(place, "[data-wrong]")!;
  wrong.textContent = text;
  wrong.hidden = !text;
}

// attend has the focus go with what is asked, so that it is heard, and the keys work: they
// do while the focus is in the review, and nowhere else.
function attend(place: HTMLElement): void {
  ($(place, ".card__word, .card__done") ?? place).focus({ preventScroll: true });
  const answer = $<HTMLDetailsElement>(place, ".card__answer");
  answer?.addEventListener("toggle", () => answer.open && $(answer, ".card__meaning")!.focus({ preventScroll: true }));
}

function keys(place: HTMLElement): void {
  $(place, "[data-keys]")!.hidden = false;
  place.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const answer = $<HTMLDetailsElement>(place, ".card__answer");
    const at = e.target as HTMLElement;
    if (e.key === " " && answer && !answer.open && !at.closest("a, button, summary")) answer.open = true;
    else if (/^[1-4]$/.test(e.key) && answer?.open) $(place, `[data-grade="${e.key}"]`)!.click();
    else if (e.code === "KeyU" && !$(place, "[data-undo]")!.hidden) $(place, "[data-undo] button")!.click();
    else return;
    e.preventDefault();
  });
}

// asking sends grades without loading the page anew. One that does not arrive stays where it
// is, to be sent again: the same grade of the same turn counts once.
export function asking(place: HTMLElement): void {
  let busy = false;
  place.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (busy) return;
    busy = true;
    tell(place, "");
    const form = e.target as HTMLFormElement;
    const body = new URLSearchParams([...new FormData(form)] as [string, string][]);
    const button = e.submitter as HTMLButtonElement | null;
    if (button?.name) body.set(button.name, button.value);
    try {
      const response = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const next = $(page, "[data-review]");
      if (next) {
        place.replaceChildren(...next.childNodes);
        $(place, "[data-keys]")!.hidden = false;
        tell(place, $(page, ".account > .account__wrong")?.textContent ?? "");
        attend(place);
      } else tell(place, $(page, ".account__wrong")?.textContent || place.dataset.failed!);
    } catch {
      tell(place, place.dataset.failed!);
    }
    busy = false;
  });
  keys(place);
  attend(place);
}

interface Ahead {
  at: number; // when it was told
  of: string; // the recall that it is of
  next: { recall: Recall; in: string }[];
}

const atOnce = 20; // words that the paper is asked about
const fresh = 10 * 60_000; // how long what it told holds

export function reviewing(place: HTMLElement): void {
  const say = place.dataset as Say;
  const asked = $(place, "[data-asked]")!;
  const undo = $<HTMLFormElement>(place, "[data-undo]")!;
  const card = $<HTMLTemplateElement>(place, "[data-card-of]")!.content;
  const done = $<HTMLTemplateElement>(place, "[data-done-of]")!.content;
  const classes = Object.fromEntries(say.classes!.split("|").map((c) => c.split("=")));
  const told = new Map<string, Ahead>();
  let last = ""; // the word that was graded last
  let shown: Word | undefined;

  const due = (words: Word[]): Word[] =>
    words.filter((w) => from(w.recall) <= Date.now()).sort((a, b) => Number(!a.recall.reviews) - Number(!b.recall.reviews) || Date.parse(a.recall.due) - Date.parse(b.recall.due));

  const known = (w: Word): Ahead | undefined => {
    const ahead = told.get(keyOf(w));
    return ahead && ahead.of === JSON.stringify(w.recall) && Date.now() - ahead.at < fresh ? ahead : undefined;
  };

  async function ask(words: Word[]): Promise<void> {
    const some = words.filter((w) => !known(w)).slice(0, atOnce);
    const response = await fetch(`${say.root}/next`, { method: "POST", body: JSON.stringify({ recalls: some.map((w) => sound(w.recall)) }), headers: { Accept: "application/json", "Content-Type": "application/json" }, redirect: "error" });
    const answer = await response.json();
    if (!response.ok) throw new Refusal(answer.problem);
    some.forEach((w, i) => told.set(keyOf(w), { at: Date.now(), of: JSON.stringify(w.recall), next: answer.next[i] }));
  }

  // known at once, or after asking; what cannot be reached is said, and nothing is lost.
  async function ahead(words: Word[]): Promise<Ahead | undefined> {
    try {
      if (!known(words[0]!)) await ask(words);
      return known(words[0]!);
    } catch (err) {
      tell(place, err instanceof Refusal ? err.message : say.failed!);
      return;
    }
  }

  async function show(): Promise<void> {
    const all = load();
    const words = due(all);
    const w = (shown = words[0]);
    $(place, "[data-left-say]")!.textContent = w ? count(say.left!, words.length) : "";
    const of = all.find((o) => keyOf(o) === last && o.undo);
    undo.hidden = !of;
    const name = $(undo, "[data-undo-of]")!;
    name.textContent = of?.headword ?? "";
    name.lang = of?.learned ?? "";
    if (!w) {
      asked.replaceChildren(end(all));
      return attend(place);
    }
    const copy = document.importNode(card, true);
    fill(copy, w, classes);
    sentence($(copy, "[data-sentence]")!, w);
    asked.replaceChildren(copy);
    attend(place);
    const next = await ahead(words);
    if (next && shown === w) for (const button of asked.querySelectorAll<HTMLElement>("[data-grade]")) $(button, "[data-in]")!.textContent = next.next[Number(button.dataset.grade) - 1]!.in;
  }

  async function grade(n: number): Promise<void> {
    const w = shown!;
    const next = await ahead([w]);
    if (!next || shown !== w) return;
    let elsewhere = false;
    const fault = change((words) => {
      const at = words.findIndex((o) => keyOf(o) === keyOf(w));
      elsewhere = JSON.stringify(words[at]?.recall) !== next.of;
      if (!elsewhere) words[at] = { ...words[at]!, recall: next.next[n - 1]!.recall, undo: w.recall };
      return words;
    });
    if (fault) return tell(place, say[fault]!);
    last = elsewhere ? "" : keyOf(w);
    tell(place, elsewhere ? say.elsewhere! : "");
    return show();
  }

  function back(): Promise<void> | void {
    const fault = change((words) => words.map((w) => (keyOf(w) === last && w.undo ? { ...w, recall: w.undo, undo: undefined } : w)));
    last = "";
    tell(place, fault && say[fault]!);
    return show();
  }

  // end says that nothing is due, and draws what comes, in the drawing of the page.
  function end(words: Word[]): DocumentFragment {
    const copy = document.importNode(done, true);
    const next = Math.min(...words.map((w) => from(w.recall)).filter((at) => at > Date.now()));
    const at = new Date(next);
    const language = document.documentElement.lang;
    const date = (d: Date): string => d.toLocaleDateString(language, { year: "numeric", month: "long", day: "numeric" });
    const soon = next - Date.now() < 12 * 3_600_000;
    const then = soon ? say.nextAt!.replace("%s", at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })) : say.nextDay!.replace("%s", isFinite(next) ? date(at) : "");
    $(copy, "[data-done-say]")!.textContent = words.length ? say.done! + (isFinite(next) ? " " + then : "") : say.empty!;
    const bars = [...copy.querySelectorAll("[data-ahead] g")];
    const rows = [...copy.querySelectorAll("[data-ahead] tbody tr")];
    const begins = bars.map((_, i) => new Date(new Date().setHours(24 * i, 0, 0, 0)));
    const end = new Date(new Date().setHours(24 * bars.length, 0, 0, 0)).getTime();
    const n = begins.map((b, i) => words.filter((w) => (i === 0 || from(w.recall) >= b.getTime()) && from(w.recall) < (begins[i + 1]?.getTime() ?? end)).length);
    const most = Math.max(1, ...n);
    bars.forEach((bar, i) => {
      const [rect, number, label] = bar.children as unknown as [Element, Element, Element];
      const axis = Number(rect.getAttribute("y"));
      const height = Math.ceil((n[i]! * 84) / most);
      rect.setAttribute("y", String(axis - height));
      rect.setAttribute("height", String(height));
      number.setAttribute("y", String(axis - height - 5));
      number.textContent = n[i] ? String(n[i]) : "";
      label.textContent = String(begins[i]!.getDate());
      rows[i]!.children[0]!.textContent = date(begins[i]!);
      rows[i]!.children[1]!.textContent = String(n[i]);
    });
    return copy;
  }

  let busy = false;
  place.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (busy) return;
    busy = true;
    tell(place, "");
    await (e.target === undo ? back() : grade(Number((e.submitter as HTMLButtonElement).value)));
    busy = false;
  });
  keys(place);
  place.hidden = false;
  void show();
}

class Refusal extends Error {}

// sentence marks the word where it stands in its sentence.
function sentence(place: HTMLElement, w: Word): void {
  const text = String(w.sentence ?? "");
  const met = String(w.words ?? "");
  const at = met ? text.indexOf(met) : -1;
  if (at < 0) {
    place.textContent = text;
    return;
  }
  const mark = document.createElement("mark");
  mark.textContent = met;
  place.replaceChildren(text.slice(0, at), mark, text.slice(at + met.length));
}
