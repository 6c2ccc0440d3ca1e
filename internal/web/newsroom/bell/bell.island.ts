// bell keeps the number of new notifications in the bar, and tells it to those who
// listen to the page.

import { listen } from "../live";
import { soon } from "../refresh/refresh.island";

export function bell(root: HTMLElement): void {
  const count = root.querySelector<HTMLElement>(".bar__count")!;
  const said = root.querySelector<HTMLElement>("[role=status]")!;
  const ask = soon(async () => {
    const answer = await fetch(root.dataset.unread!);
    if (!answer.ok || answer.redirected) return;
    const now = (await answer.json()) as { count: string; say: string };
    count.textContent = now.count;
    count.hidden = !now.count;
    said.textContent = now.say;
  });
  listen(["me"], (signal) => {
    if (["told", "read", "missed"].includes(signal.name)) ask();
  });
}
