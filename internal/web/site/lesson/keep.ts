// keep keeps a word of the lesson in the reader's notebook, and lets it go again: in their
// account, or, where they have none, in this browser. Without it the forms go to the
// account by themselves.

import { signedIn } from "../../ui/bookmark/bookmark.island";
import { change, keyOf, load, without, word, type Word } from "../../ui/notebook/notebook";

const list = document.querySelector<HTMLElement>("[data-words]");
const headers = { Accept: "application/json" };
const kept = new Set<string>();
let account = signedIn();

const said = (form: HTMLFormElement): Word => word(Object.fromEntries(new FormData(form)))!;

// show says of every form of a word, in the list and in the card, whether it is kept.
function show(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.keep")) {
    const button = form.querySelector("button")!;
    const on = kept.has(keyOf(said(form)));
    button.setAttribute("aria-pressed", String(on));
    button.firstChild!.textContent = on ? list!.dataset.kept! : list!.dataset.keep!;
  }
}

// ask asks the account. Where its reader was signed out meanwhile, the browser keeps words.
async function ask(what: string, options: RequestInit = {}): Promise<Response | undefined> {
  const response = await fetch(`${list!.dataset.words}/${what}`, { headers, redirect: "error", ...options }).catch(() => undefined);
  if (response?.status === 403) account = false;
  return response;
}

async function toggle(form: HTMLFormElement): Promise<void> {
  const w = said(form);
  const on = kept.has(keyOf(w));
  const tell = (what: string): void => void (form.querySelector(".keep__said")!.textContent = list!.dataset[what] ?? "");
  tell("");
  if (account) {
    const response = await ask(on ? "drop" : "keep", { method: "POST", body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>) });
    if (account && !response?.ok) return tell(response?.status === 409 ? "full" : "failed");
  }
  if (!account) {
    const fault = change((words) => (on ? without(words, keyOf(w)) : [...without(words, keyOf(w)), w]));
    if (fault) return tell(fault);
  }
  if (on) kept.delete(keyOf(w));
  else kept.add(keyOf(w));
  show();
}

async function start(place: HTMLElement): Promise<void> {
  if (account) {
    const of = said(place.querySelector("form")!); // any of them
    const response = await ask("kept?path=" + encodeURIComponent(String(of.path)));
    if (response?.ok) for (const [headword, meaning] of (await response.json()).kept) kept.add(keyOf({ ...of, headword, meaning }));
  }
  if (!account) for (const w of load()) kept.add(keyOf(w));
  show();
}

if (list) {
  document.addEventListener("submit", (e) => {
    const form = e.target as HTMLFormElement;
    if (!form.matches("form.keep")) return;
    e.preventDefault();
    void toggle(form);
  });
  void start(list);
}
