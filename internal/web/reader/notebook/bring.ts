// bring moves the words of this browser into the account, when its reader wants that. They
// leave the browser once the paper says that it has them.

import { change, count, keyOf, load, type Word } from "../../ui/notebook/notebook";
import { sound } from "./fill";

const atOnce = 50; // as many as the paper takes
const bytes = 48_000; // and no longer a request

export function bringing(place: HTMLElement): void {
  const say = place.dataset as Record<string, string>;
  const part = place.querySelector<HTMLElement>("[data-bringing]")!;
  const text = part.querySelector("[data-bring-say]")!;
  const go = part.querySelector("button")!;
  const wrong = place.querySelector<HTMLElement>("[data-wrong]")!;
  const words = load();
  if (!words.length) return;
  text.textContent = count(say.bring!, words.length);
  part.hidden = false;
  go.addEventListener("click", async () => {
    if (go.ariaBusy === "true") return;
    go.ariaBusy = "true";
    wrong.hidden = true;
    let left = load();
    const refused: Word[] = [];
    try {
      while (left.length) {
        const some = handful(left);
        const taken = await send(`${say.root}/bring`, some);
        const gone = new Set(some.filter((_, i) => taken[i]).map(keyOf));
        change((kept) => kept.filter((w) => !gone.has(keyOf(w))));
        refused.push(...some.filter((_, i) => !taken[i]));
        left = left.slice(some.length);
      }
    } catch {
      wrong.textContent = say.failed!;
      wrong.hidden = false;
      go.ariaBusy = "false";
      return;
    }
    if (!refused.length) return location.reload();
    text.textContent = count(say.notBrought!, refused.length);
    go.ariaBusy = "false";
  });
}

// handful is as many of the first words as go into one request.
function handful(words: Word[]): Word[] {
  const size = (w: Word): number => new TextEncoder().encode(JSON.stringify(w)).length + 1;
  let room = bytes;
  let n = 0;
  while (n < words.length && n < atOnce && (room -= size(words[n]!)) >= 0) n++;
  return words.slice(0, Math.max(1, n));
}

async function send(address: string, words: Word[]): Promise<boolean[]> {
  const body = JSON.stringify({ words: words.map((w) => ({ ...w, recall: sound(w.recall), undo: undefined })) });
  const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "Content-Type": "application/json" }, redirect: "error" });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).taken;
}
