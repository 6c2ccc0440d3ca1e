// fill puts a word of this browser where the page has a place for it. Whatever stands in
// the word is text, and never markup.

import { moment, type Recall, type Word } from "../../ui/notebook/notebook";

export function fill(place: ParentNode, w: Word, classes: Record<string, string>): void {
  for (const e of place.querySelectorAll<HTMLElement>("[data-lang]")) e.lang = String(w[e.dataset.lang!]);
  for (const e of place.querySelectorAll<HTMLElement>("[data-field]")) e.textContent = (w[e.dataset.field!] as string | undefined) ?? "";
  for (const e of place.querySelectorAll("[data-class]")) e.textContent = classes[String(w.speech)] ?? "";
  const story = place.querySelector<HTMLElement>("[data-story]")!;
  story.hidden = !w.path || !w.headline;
  if (!story.hidden) {
    const link = story.querySelector("a")!;
    link.href = String(w.path);
    link.textContent = String(w.headline);
  }
}

// from is when a word is asked: at its minute, or from the beginning of its day on where it
// waits for days. It is the paper's rule, ilbo.Recall.From, by this device's clock.
export function from(r: Recall): number {
  const due = new Date(r.due);
  return r.days ? due.setHours(0, 0, 0, 0) : due.getTime();
}

// sound is of a recall what the paper reads, whatever else stands in this browser.
export function sound(from: Recall): Recall {
  const r: Recall = { due: moment(from.due) };
  for (const name of ["days", "reviews", "lapses", "phase"]) if (Number.isInteger(from[name])) r[name] = from[name];
  for (const name of ["stability", "difficulty"]) if (Number.isFinite(from[name])) r[name] = from[name];
  if (moment(from.reviewed)) r.reviewed = moment(from.reviewed);
  return r;
}
