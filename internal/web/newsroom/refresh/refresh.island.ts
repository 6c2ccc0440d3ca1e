// refresh shows a page's board anew when something happens that it shows. What
// has the focus keeps it, where it is still there.

import { listen } from "../live";

// renew asks for the page and puts its board in the place of this one's.
export async function renew(root: HTMLElement): Promise<void> {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return; // signed out: the next page says so
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-board]");
  const board = root.querySelector("[data-board]");
  if (!fresh || !board) return;
  const path = focused(board);
  board.replaceWith(fresh);
  root.dispatchEvent(new CustomEvent("renewed"));
  if (path) root.querySelector<HTMLElement>(path)?.focus({ preventScroll: true });
}

// focused says how what has the focus in a board is found in the next one.
function focused(board: Element): string {
  const element = document.activeElement;
  if (!element || !board.contains(element)) return "";
  const card = element.closest<HTMLElement>("[data-card]");
  if (card) return `[data-card="${card.dataset.card}"] ${element.matches("button") ? "button" : "a"}`;
  return element.id ? "#" + CSS.escape(element.id) : "";
}

// soon does something once, a little after it was last asked for.
export function soon(act: () => void, after = 150): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, after);
  };
}

export function refresh(root: HTMLElement): void {
  listen(root.dataset.live!.split(" "), soon(() => void renew(root)));
}
