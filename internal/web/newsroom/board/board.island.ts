// board moves cards from basket to basket, by the pointer and by keys, and shows
// what others do.

import { listen } from "../live";

interface Move {
  story: string;
  to: string;
  reason: string;
}

/** How often it is asked whether the board has changed, in milliseconds. */
const every = 15_000;

/** watch calls changed when the board is another than the one shown: when the desk says so, and from time to time. */
function watch(address: () => string, shown: () => string, changed: () => void): void {
  const ask = async () => {
    if (document.visibilityState !== "visible") {
      return;
    }
    const response = await fetch(address(), { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok || response.redirected) {
      return; // it is asked again
    }
    const { mark } = await response.json();
    if (mark !== shown()) {
      changed();
    }
  };
  listen(["desk"], ask);
  setInterval(ask, every);
  document.addEventListener("visibilitychange", ask);
}

export function board(root: HTMLElement): void {
  const { move: moveTo, query, root: base, moved } = root.dataset as Record<string, string>;
  const wrong = root.querySelector<HTMLElement>("[data-wrong]")!;
  const say = root.querySelector<HTMLElement>("[data-say]")!;
  const why = root.querySelector("dialog")!;
  const baskets = () => [...root.querySelectorAll<HTMLElement>(".basket")];
  const cardOf = (story: string) => root.querySelector<HTMLElement>(`.ticket[data-story="${story}"]`);
  let dragged = false;

  const ready = () => {
    for (const grip of root.querySelectorAll<HTMLElement>(".ticket__grip")) {
      grip.hidden = false;
    }
  };
  const busy = () => dragged || why.open || root.querySelector(".ticket__move[open]") !== null;

  const refresh = async (force = false) => {
    if (busy() && !force) {
      return; // it is looked again
    }
    const response = await fetch(`${base}/baskets?${query}`).catch(() => null);
    if (!response?.ok || response.redirected) {
      return;
    }
    const part = document.createElement("template");
    part.innerHTML = await response.text();
    if (busy() && !force) {
      return;
    }
    const story = document.activeElement?.closest<HTMLElement>(".ticket")?.dataset.story;
    root.querySelector(".board")!.replaceWith(part.content);
    ready();
    if (story) {
      cardOf(story)?.querySelector<HTMLElement>(".ticket__grip")?.focus();
    }
  };

  /** ask asks why a story goes back; null is that it stays. */
  const ask = (title: string): Promise<string | null> =>
    new Promise((answer) => {
      const reason = why.querySelector("textarea")!;
      why.querySelector(".why__title")!.textContent = title;
      reason.value = "";
      why.returnValue = "";
      why.addEventListener("close", () => answer(why.returnValue === "go" ? reason.value : null), { once: true });
      why.showModal();
      reason.focus();
    });

  const send = async (m: Move): Promise<void> => {
    const response = await fetch(moveTo!, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(m) });
    if (!response.ok) {
      throw new Error((await response.json()).problem);
    }
  };

  /** lay puts a card into a basket. What is scheduled needs a date, which its page asks for. */
  const lay = async (card: HTMLElement, to: HTMLElement) => {
    const title = card.querySelector<HTMLAnchorElement>(".ticket__title")!;
    const all = baskets();
    const from = card.closest<HTMLElement>(".basket")!;
    if (from === to) {
      return;
    }
    if (to.dataset.basket === "scheduled") {
      location.assign(title.href);
      return;
    }
    const story = card.dataset.story!;
    const name = to.querySelector(".basket__name")!.firstChild!.textContent!.trim();
    let reason = "";
    if (all.indexOf(to) < all.indexOf(from)) {
      const given = await ask(title.textContent!);
      if (given === null) {
        cardOf(story)?.querySelector<HTMLElement>(".ticket__grip")?.focus();
        return;
      }
      reason = given;
    }
    wrong.hidden = true;
    try {
      await send({ story, to: to.dataset.basket!, reason });
      say.textContent = moved!.replace("%s", title.textContent!).replace("%s", name);
    } catch (error) {
      wrong.textContent = `${title.textContent}: ${(error as Error).message}`;
      wrong.hidden = false;
    }
    await refresh(true);
    cardOf(story)?.querySelector<HTMLElement>(".ticket__grip")?.focus();
  };

  root.addEventListener("keydown", (event) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>(".ticket");
    if (!card || !(event.target as HTMLElement).matches(".ticket__grip, .ticket__title") || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const all = baskets();
    const basket = card.closest<HTMLElement>(".basket")!;
    const cards = [...basket.querySelectorAll<HTMLElement>(".ticket")];
    const at = cards.indexOf(card);
    const focus = (c: HTMLElement | undefined) => c?.querySelector<HTMLElement>(".ticket__grip")?.focus();
    const sideways = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (sideways !== 0) {
      if (event.shiftKey) {
        const to = all[all.indexOf(basket) + sideways];
        if (to) {
          void lay(card, to);
        }
      } else {
        for (let i = all.indexOf(basket) + sideways; all[i]; i += sideways) {
          const there = [...all[i]!.querySelectorAll<HTMLElement>(".ticket")];
          if (there.length > 0) {
            focus(there[Math.min(at, there.length - 1)]);
            break;
          }
        }
      }
    } else if (event.key === "ArrowDown") {
      focus(cards[at + 1]);
    } else if (event.key === "ArrowUp") {
      focus(cards[at - 1]);
    } else if (event.key === "Enter" && (event.target as HTMLElement).matches(".ticket__grip")) {
      location.assign(card.querySelector<HTMLAnchorElement>(".ticket__title")!.href);
    } else {
      return;
    }
    event.preventDefault();
  });

  root.addEventListener("pointerdown", (event) => {
    const grip = (event.target as HTMLElement).closest<HTMLElement>(".ticket__grip");
    const card = grip?.closest<HTMLElement>(".ticket");
    if (!grip || !card || event.button !== 0) {
      return;
    }
    const start = { x: event.clientX, y: event.clientY };
    let over: HTMLElement | null = null;
    const enter = (basket: HTMLElement | null) => {
      over?.classList.remove("basket--over");
      over = basket;
      over?.classList.add("basket--over");
    };
    const drag = (e: PointerEvent) => {
      dragged = true;
      card.classList.add("ticket--dragged");
      card.style.setProperty("--by-x", `${e.clientX - start.x}px`);
      card.style.setProperty("--by-y", `${e.clientY - start.y}px`);
      enter(document.elementFromPoint(e.clientX, e.clientY)?.closest<HTMLElement>(".basket") ?? null);
    };
    const end = (drop: boolean) => {
      grip.removeEventListener("pointermove", drag);
      card.classList.remove("ticket--dragged");
      const to = over;
      enter(null);
      dragged = false;
      if (drop && to) {
        void lay(card, to);
      }
    };
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", drag);
    grip.addEventListener("pointerup", () => end(true), { once: true });
    grip.addEventListener("pointercancel", () => end(false), { once: true });
  });

  for (const keys of document.querySelectorAll<HTMLElement>("[data-keys]")) {
    keys.hidden = false;
  }
  ready();
  watch(() => `${base}/mark?${query}`, () => root.querySelector<HTMLElement>(".board")!.dataset.mark!, () => void refresh());
}
