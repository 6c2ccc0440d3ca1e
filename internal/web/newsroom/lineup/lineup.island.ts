// lineup moves assignments: a card is dragged by pointer or finger, or picked up
// by its handle with the keyboard. Without it each assignment has a form for that.

import { listen } from "../live";
import { renew, soon } from "../refresh/refresh.island";

const slack = 6; // pixels that a hand trembles

export function lineup(root: HTMLElement): void {
  const { send = "", grabbed = "", moved = "", back = "", failed = "" } = root.dataset;
  const said = root.querySelector<HTMLElement>("[data-say]")!;
  let card: HTMLElement | undefined; // that is being moved
  let over: HTMLElement | undefined; // where to
  let ghost: HTMLElement | undefined;
  let late = false; // the board changed while a card was moved

  const say = (text: string, ...words: string[]): void => {
    said.textContent = words.reduce((t, word) => t.replace("%s", word), text);
  };
  const again = soon(() => {
    if (card) late = true;
    else void renew(root);
  });
  listen(["lineup"], again);
  prepare();
  root.addEventListener("renewed", prepare);

  function prepare(): void {
    for (const handle of root.querySelectorAll<HTMLElement>(".card__handle")) handle.hidden = false;
  }

  const places = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>("[data-place]")];

  function choose(place: HTMLElement | undefined): void {
    over?.classList.remove("place--over");
    over = place;
    over?.classList.add("place--over");
  }

  function pick(one: HTMLElement): void {
    card = one;
    card.classList.add("card--picked");
    choose(one.closest<HTMLElement>("[data-place]") ?? undefined);
  }

  function leave(): void {
    card?.classList.remove("card--picked");
    ghost?.remove();
    ghost = undefined;
    choose(undefined);
    card = undefined;
    if (late) {
      late = false;
      again();
    }
  }

  async function drop(): Promise<void> {
    const one = card;
    const place = over;
    if (!one || !place) return leave();
    const title = one.dataset.title!;
    const body = new URLSearchParams();
    if (place.dataset.date !== one.dataset.date) body.set("day", place.dataset.date!);
    if (place.dataset.login !== undefined && place.dataset.login !== one.dataset.login) {
      body.set("from", one.dataset.login!);
      body.set("to", place.dataset.login);
    }
    if (![...body.keys()].length) {
      leave();
      return say(back, title);
    }
    try {
      const answer = await fetch(send + one.dataset.card + "/move", { method: "POST", headers: { Accept: "application/json" }, body });
      if (!answer.ok) throw new Error(((await answer.json()) as { problem: string }).problem);
      say(moved, title, place.dataset.name!);
    } catch (error) {
      say(failed, (error as Error).message);
      said.classList.remove("visually-hidden");
      said.classList.add("wrong");
    }
    leave();
    await renew(root);
  }

  // By pointer: from anywhere on a card with a mouse, by its handle with a finger,
  // which otherwise scrolls.
  root.addEventListener("pointerdown", (e) => {
    const target = e.target as Element;
    const one = target.closest<HTMLElement>("[data-moves]");
    const handle = target.closest(".card__handle");
    if (!one || e.button !== 0 || (e.pointerType !== "mouse" && !handle)) return;
    const from = { x: e.clientX, y: e.clientY };
    const box = one.getBoundingClientRect();
    const stop = new AbortController();
    const { signal } = stop;
    const drag = (m: PointerEvent): void => {
      if (!ghost) {
        if (Math.hypot(m.clientX - from.x, m.clientY - from.y) < slack) return;
        ghost = one.cloneNode(true) as HTMLElement;
        pick(one);
        ghost.classList.add("card--ghost");
        ghost.setAttribute("aria-hidden", "true");
        ghost.removeAttribute("data-card"); // there is one of each
        ghost.style.setProperty("inline-size", box.width + "px");
        root.append(ghost);
        getSelection()?.removeAllRanges();
      }
      m.preventDefault();
      ghost.style.setProperty("translate", `${m.clientX - from.x + box.left}px ${m.clientY - from.y + box.top}px`);
      choose(document.elementFromPoint(m.clientX, m.clientY)?.closest<HTMLElement>("[data-place]") ?? undefined);
    };
    const end = (act: () => void): void => {
      stop.abort();
      if (!ghost) return;
      // The link below the pointer, if that is where it went down, is not meant.
      const click = new AbortController();
      addEventListener("click", (c) => c.preventDefault(), { capture: true, signal: click.signal });
      setTimeout(() => click.abort());
      act();
    };
    addEventListener("pointermove", drag, { signal, passive: false });
    addEventListener("pointerup", () => end(() => void drop()), { signal });
    addEventListener("pointercancel", () => end(leave), { signal });
    addEventListener("keydown", (k) => k.key === "Escape" && end(leave), { signal });
  });
  root.addEventListener("dragstart", (e) => e.preventDefault()); // links would be dragged as such

  // By keyboard.
  root.addEventListener("keydown", (e) => {
    const handle = (e.target as Element).closest(".card__handle");
    if (!handle) return;
    if (!card) {
      if (e.key !== "Enter" && e.key !== " ") return;
      e.preventDefault();
      pick(handle.closest<HTMLElement>("[data-moves]")!);
      return say(grabbed, card!.dataset.title!);
    }
    const step = steps[e.key];
    if (step) {
      choose(beside(step) ?? over);
      over?.scrollIntoView({ block: "nearest", inline: "nearest" });
      say(over?.dataset.name ?? "");
    } else if (e.key === "Enter" || e.key === " ") {
      void drop();
    } else if (e.key === "Escape" || e.key === "Tab") {
      say(back, card.dataset.title!);
      leave();
      if (e.key === "Tab") return;
    } else {
      return;
    }
    e.preventDefault();
  });

  // beside is the next place in a direction: of the same person on another day, or
  // of another person on the same day. Where days stand below one another, up and
  // down go through them as well.
  function beside([days, people]: [number, number]): HTMLElement | undefined {
    const all = places();
    if (!over) return all[0];
    if (over.dataset.login === undefined) return all[all.indexOf(over) + (days || people)];
    const { date, login } = over.dataset;
    const line = days ? all.filter((p) => p.dataset.login === login) : all.filter((p) => p.dataset.date === date);
    return line[line.indexOf(over) + (days || people)];
  }
}

const steps: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
