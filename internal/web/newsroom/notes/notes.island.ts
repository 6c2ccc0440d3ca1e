// notes sends notes without leaving the page, and shows those of others as they
// come; what is being typed stays. An editor that shows the story says which
// passage the next note is on:
//
//   document.dispatchEvent(new CustomEvent("note", { detail: { block: 3, quote: "eight people" } }));
//
// and is told which one somebody wants to look at by the event "passage", whose
// detail is { block, quote }.

import { listen } from "../live";
import { soon } from "../refresh/refresh.island";
import { mention } from "./mention.island";

export function notes(root: HTMLElement): void {
  const list = root.querySelector<HTMLElement>("[data-list]")!;
  const wrong = root.querySelector<HTMLElement>(".wrong")!;
  const form = root.querySelector<HTMLFormElement>(".notes__new")!;
  const forget = root.querySelector<HTMLElement>("[data-forget]")!;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;

  const again = soon(() => void fresh());
  listen([root.dataset.live!], (signal) => {
    if (["note", "resolve", "unresolve", "missed"].includes(signal.name)) again();
  });

  function on(block: number, quote: string): void {
    field("block").value = block ? String(block) : "";
    field("quote").value = quote;
    const shown = form.querySelector<HTMLElement>(".notes__quote")!;
    shown.textContent = quote;
    shown.hidden = !block;
    forget.hidden = !block;
    form.querySelector(".notes__label")!.textContent = block ? forget.dataset.onPassage! : forget.dataset.onStory!;
  }
  forget.hidden = !field("block").value;
  forget.addEventListener("click", () => {
    on(0, "");
    field("text").focus();
  });
  document.addEventListener("note", (e) => {
    const { block, quote } = (e as CustomEvent<{ block: number; quote: string }>).detail;
    on(block, quote);
    field("text").focus();
  });
  list.addEventListener("click", (e) => {
    const quote = (e.target as Element).closest(".notes__note > .notes__quote");
    const block = quote?.closest<HTMLElement>("[data-block]")?.dataset.block;
    if (block) document.dispatchEvent(new CustomEvent("passage", { detail: { block: Number(block), quote: quote!.textContent } }));
  });

  root.addEventListener("submit", async (e) => {
    const sent = e.target as HTMLFormElement;
    e.preventDefault();
    wrong.hidden = true;
    const button = sent.querySelector<HTMLButtonElement>("button:not([type=button])")!;
    button.disabled = true;
    try {
      const body = new URLSearchParams(new FormData(sent) as unknown as Record<string, string>);
      const answer = await fetch(sent.action, { method: "POST", headers: { Accept: "application/json" }, body });
      const said = (await answer.json()) as { problem?: string; note: number };
      if (!answer.ok) throw new Error(said.problem);
      sent.reset();
      if (sent === form) on(0, "");
      else sent.closest("details")?.removeAttribute("open");
      await fresh();
      const note = root.querySelector<HTMLElement>("#note-" + said.note);
      note?.scrollIntoView({ block: "nearest" });
    } catch (error) {
      wrong.textContent = (error as Error).message;
      wrong.hidden = false;
    }
    button.disabled = false;
  });

  // fresh shows the list as it is now, with what is open and typed in it.
  async function fresh(): Promise<void> {
    const answer = await fetch(root.dataset.fresh!);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const open = new Set([...list.querySelectorAll<HTMLElement>("details[open]")].map((d) => d.dataset.key));
    const typed = new Map([...list.querySelectorAll("textarea")].map((t) => [t.id, t.value]));
    const focus = document.activeElement?.id;
    list.replaceChildren(...page.body.childNodes);
    for (const details of list.querySelectorAll("details")) details.open = open.has(details.dataset.key);
    for (const area of list.querySelectorAll("textarea")) {
      mention(area);
      area.value = typed.get(area.id) ?? "";
      if (area.id === focus) area.focus();
    }
  }
}
