// board makes arranging a front convenient: forms and links of the board are sent
// without leaving the page, stories are dragged to their places, a story that is
// picked up is taken through the places by the arrow keys, and the preview follows.
// Everything is a form or a link that works without it.

export function board(root: HTMLElement): void {
  const live = root.querySelector<HTMLElement>("[data-live]")!;
  const desk = root.querySelector<HTMLElement>("[data-proof]")!;
  const page = desk.querySelector("iframe")!;
  let busy = false;

  // show takes the parts of an answer over, and keeps the focus and what is open.
  function show(text: string, address: string): void {
    const next = new DOMParser().parseFromString(text, "text/html");
    const fresh = next.querySelector("[data-island=front-board]");
    if (!fresh) {
      location.assign(address); // signed out, or something broke: the page itself says it
      return;
    }
    const active = document.activeElement as HTMLElement | null;
    const focused = active?.id || (active?.dataset.put ? `put-${active.dataset.put}` : "");
    const open = [...root.querySelectorAll<HTMLElement>("details[open][id]")].map((d) => d.id);
    const shelf = root.querySelector(".shelf")?.scrollTop ?? 0;
    message(next); // before its parts are taken out
    for (const part of root.querySelectorAll<HTMLElement>("[data-swap]")) {
      part.replaceWith(fresh.querySelector(`[data-swap=${part.dataset.swap}]`) ?? part);
    }
    for (const id of open) {
      document.getElementById(id)?.setAttribute("open", "");
    }
    root.querySelector(".shelf")?.scrollTo(0, shelf);
    if (focused) {
      const story = focused.slice(focused.indexOf("-") + 1);
      const back = [focused, `off-${story}`, `pick-${story}`, `shelf-${story}`].map((id) => document.getElementById(id)).find((e) => e);
      back?.focus({ preventScroll: true });
    }
  }

  // message puts what the answer says where it is seen and read out.
  function message(next: Document): void {
    for (const old of document.querySelectorAll("main > .said, main > .wrong")) {
      old.remove();
    }
    const said = next.querySelector<HTMLElement>("main > .said, main > .wrong");
    if (said) {
      root.before(said);
      if (said.classList.contains("wrong")) {
        said.scrollIntoView({ block: "center" });
      }
    }
    const say = next.querySelector<HTMLElement>("[data-say]")?.dataset.say ?? next.querySelector(".pending")?.textContent?.trim();
    live.textContent = said?.textContent ?? say ?? "";
  }

  async function ask(address: string, form?: URLSearchParams): Promise<void> {
    if (busy) {
      return;
    }
    busy = true;
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, form ? { method: "POST", body: form } : {});
      show(await answer.text(), answer.url);
      if (form) {
        page.contentWindow?.location.reload();
      } else {
        history.replaceState(null, "", answer.url);
      }
    } catch {
      location.assign(form ? location.href : address); // without a connection the browser says so
    } finally {
      busy = false;
      root.removeAttribute("aria-busy");
    }
  }

  const action = (): string => root.querySelector<HTMLElement>("[data-swap=state]")!.dataset.action!;

  root.addEventListener("submit", (e) => {
    const form = e.target as HTMLFormElement;
    const data = new URLSearchParams(new FormData(form) as never);
    const button = (e as SubmitEvent).submitter as HTMLButtonElement | null;
    if (button?.name) {
      data.set(button.name, button.value);
    }
    e.preventDefault();
    void (form.method === "post" ? ask(form.action, data) : ask(`${form.action}?${data}`));
  });

  root.addEventListener("click", (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) {
      return;
    }
    const link = (e.target as Element).closest<HTMLAnchorElement>("a[data-pick], #cancel");
    const width = (e.target as Element).closest<HTMLAnchorElement>("a[data-width]");
    if (link) {
      e.preventDefault();
      void ask(link.href).then(() => root.querySelector<HTMLElement>("[data-put]")?.focus());
    } else if (width) {
      e.preventDefault();
      for (const other of root.querySelectorAll("a[data-width]")) {
        other.toggleAttribute("aria-current", other === width);
      }
      width.setAttribute("aria-current", "true");
      desk.dataset.width = width.dataset.width;
      fit();
      history.replaceState(null, "", width.href);
    }
  });

  // fit makes the preview as wide as the page has room for.
  function fit(): void {
    const wide = Number(desk.dataset.width);
    const scale = Math.min(1, (desk.clientWidth - 26) / wide);
    desk.classList.toggle("preview__desk--scaled", scale < 1);
    page.style.setProperty("transform", scale < 1 ? `scale(${scale})` : "none");
    page.style.setProperty("margin-block-end", scale < 1 ? `${(scale - 1) * page.offsetHeight}px` : "0");
    page.style.setProperty("margin-inline", scale < 1 ? "0" : "auto");
  }
  new ResizeObserver(fit).observe(desk);
  fit();

  root.addEventListener("keydown", (e) => {
    const here = e.target as HTMLElement;
    if (e.key === "Escape" && root.querySelector("#cancel")) {
      root.querySelector<HTMLElement>("#cancel")!.click();
      return;
    }
    const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key];
    if (!way || here.dataset.put === undefined) {
      return;
    }
    e.preventDefault();
    const all = [...root.querySelectorAll<HTMLElement>("[data-put]")];
    all[(all.indexOf(here) + way + all.length) % all.length]!.focus();
  });

  if (root.dataset.may === "true") {
    root.classList.add("frontboard--drags");
    drag(root, (story, spot) => {
      void ask(action(), new URLSearchParams({ act: "put", story, place: spot.dataset.place!, at: spot.dataset.at! }));
    });
  }
}

// slack is how many pixels a pointer moves before that is dragging.
const slack = 6;
// edge is how near to the end of the window it goes on by itself.
const edge = 60;

// drag lets stories be dragged to spots, by mouse, pen or finger.
function drag(root: HTMLElement, drop: (story: string, spot: HTMLElement) => void): void {
  root.addEventListener("pointerdown", (down) => {
    const handle = (down.target as Element).closest<HTMLElement>(".spot__story");
    const card = handle?.closest<HTMLElement>("[data-story]");
    if (!handle || !card || down.button !== 0) {
      return;
    }
    let ghost: HTMLElement | undefined;
    let over: HTMLElement | undefined;
    let at = down;
    let frame = 0;

    const move = (e: PointerEvent): void => {
      at = e;
      if (!ghost) {
        if (Math.hypot(e.clientX - down.clientX, e.clientY - down.clientY) < slack) {
          return;
        }
        ghost = document.createElement("p");
        ghost.className = "ghost";
        ghost.textContent = card.querySelector(".spot__headline")!.textContent;
        document.body.append(ghost);
        frame = requestAnimationFrame(scroll);
      }
      ghost.style.setProperty("transform", `translate(${e.clientX + 12}px, ${e.clientY + 12}px)`);
      look();
    };
    const look = (): void => {
      const spot = document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>("[data-place]") ?? undefined;
      if (spot !== over) {
        over?.classList.remove("spot--over");
        over = spot && root.contains(spot) && spot !== card ? spot : undefined;
        over?.classList.add("spot--over");
      }
    };
    const scroll = (): void => {
      const by = at.clientY < edge ? -12 : at.clientY > innerHeight - edge ? 12 : 0;
      if (by) {
        scrollBy(0, by);
        look();
      }
      frame = requestAnimationFrame(scroll);
    };
    const end = (e: PointerEvent | KeyboardEvent): void => {
      if (e instanceof KeyboardEvent && e.key !== "Escape") {
        return;
      }
      cancelAnimationFrame(frame);
      stop.abort();
      ghost?.remove();
      over?.classList.remove("spot--over");
      if (e.type === "pointerup" && ghost && over) {
        drop(card.dataset.story!, over);
      }
    };
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
    addEventListener("keydown", end, { signal });
  });
}
