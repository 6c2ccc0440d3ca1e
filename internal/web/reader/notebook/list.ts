// list shows the words that are kept in this browser.

import { change, count, keyOf, load, without, word, type Fault, type Word } from "../../ui/notebook/notebook";
import { file } from "./file";
import { fill, from } from "./fill";

const minute = 60_000;
const day = 24 * 60 * minute;

export function listing(place: HTMLElement): void {
  const say = place.dataset as Record<string, string>;
  const $ = <E extends HTMLElement = HTMLElement>(selector: string): E => place.querySelector<E>(selector)!;
  const find = $<HTMLFormElement>("[data-find]");
  const add = $<HTMLFormElement>("[data-add]");
  const row = $<HTMLTemplateElement>("[data-row-of]").content;
  const classes = Object.fromEntries([...add.querySelectorAll<HTMLOptionElement>("[name=speech] option")].map((o) => [o.value, o.value && o.text]));
  const value = (form: HTMLFormElement, name: string): string => (form.elements.namedItem(name) as HTMLInputElement).value;

  function when(w: Word): string {
    if (!w.recall.reviews) return say.new!;
    const wait = from(w.recall) - Date.now();
    if (wait <= 0) return say.now!;
    const left = !w.recall.days && wait < 60 * minute ? count(say.minutes!, Math.max(1, Math.round(wait / minute))) : count(say.days!, Math.max(1, Math.ceil(wait / day)));
    return say.in!.replace("%s", left);
  }

  function show(): void {
    const words = load().reverse(); // the last one kept first
    const q = value(find, "q").normalize("NFC").trim().toLowerCase();
    const language = value(find, "in");
    const found = words.filter((w) => (!language || w.learned === language) && [w.headword, w.meaning, w.said, w.note, w.sentence].some((text) => String(text ?? "").toLowerCase().includes(q)));
    const due = words.filter((w) => from(w.recall) <= Date.now()).length;
    $("[data-kept-say]").textContent = words.length ? count(say.kept!, words.length) : "";
    $("[data-due-say]").textContent = due ? count(say.due!, due) : words.length ? say.noneDue! : "";
    $("[data-to-review]").hidden = !due;
    find.hidden = $("[data-sum]").hidden = $("[data-files]").hidden = !words.length;
    $("[data-found-say]").textContent = q || language ? count(say.found!, found.length) : "";
    const none = $("[data-none]");
    none.hidden = found.length > 0;
    none.textContent = (words.length ? none.dataset.noneFound : none.dataset.noneKept)!;
    $("[data-list]").replaceChildren(
      ...found.map((w) => {
        const copy = document.importNode(row, true);
        fill(copy, w, classes);
        copy.querySelector("[data-when]")!.textContent = when(w);
        copy.querySelector<HTMLElement>("[data-row]")!.dataset.row = keyOf(w);
        return copy;
      }),
    );
  }

  function tell(fault: Fault): void {
    const wrong = $("[data-wrong]");
    wrong.textContent = say[fault] ?? "";
    wrong.hidden = !fault;
    show();
  }

  find.addEventListener("input", show);
  find.addEventListener("submit", (e) => {
    e.preventDefault();
    show();
  });
  add.addEventListener("submit", (e) => {
    e.preventDefault();
    const data = Object.fromEntries(new FormData(add)) as Record<string, string>;
    const w = word({ ...data, explained: data.learned === "ko" ? "en" : "ko" });
    if (!w) return;
    const fault = change((words) => (words.some((o) => keyOf(o) === keyOf(w)) ? words : [...words, w]));
    if (!fault) add.reset();
    tell(fault);
    add.querySelector<HTMLElement>("[name=headword]")!.focus();
  });
  $("[data-list]").addEventListener("submit", (e) => {
    e.preventDefault();
    const item = (e.target as HTMLElement).closest<HTMLElement>("[data-row]")!;
    const next = item.nextElementSibling ?? item.previousElementSibling;
    const key = (next as HTMLElement | null)?.dataset.row;
    tell(change((words) => without(words, item.dataset.row!)));
    const rows = [...place.querySelectorAll<HTMLElement>("[data-row]")];
    (rows.find((r) => r.dataset.row === key)?.querySelector("button") ?? add.closest("details")!.querySelector<HTMLElement>("summary")!).focus();
  });
  for (const link of place.querySelectorAll<HTMLAnchorElement>("[data-file]")) {
    link.addEventListener("click", () => {
      const address = URL.createObjectURL(file(link.dataset.file!, load().reverse()));
      link.href = address;
      setTimeout(() => URL.revokeObjectURL(address), minute);
    });
  }
  addEventListener("storage", show);
  show();
  place.hidden = false;
}
