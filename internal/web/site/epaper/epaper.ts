// epaper makes the pages of a printed edition convenient: larger and smaller,
// arrow keys, swiping, a story in a sheet beside the page, read aloud, and all of it
// kept for when there is no connection. Every page works before it starts.

import { keeping } from "./keep";
import { listening } from "./listen";

const edition = document.querySelector<HTMLElement>("[data-island=edition]");
if (edition) {
  turning(edition);
  zooming(edition);
  reading(edition);
  keeping(edition);
}

// shown is the link that turns the page on a screen of this width.
function shown(edition: HTMLElement, step: string): HTMLAnchorElement | undefined {
  return [...edition.querySelectorAll<HTMLAnchorElement>(`.edition__step--${step}`)].find((a) => a.getClientRects().length > 0);
}

function turning(edition: HTMLElement): void {
  const turn = (step: string): void => shown(edition, step)?.click();
  document.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || document.querySelector("dialog[open]") || (e.target as Element).closest("input, textarea, select")) return;
    const view = edition.querySelector<HTMLElement>(".edition__view");
    if (view?.dataset.zoomed && view.contains(e.target as Node)) return; // the keys move the page
    if (e.key === "ArrowRight") turn("on");
    else if (e.key === "ArrowLeft") turn("back");
  });
  const view = edition.querySelector<HTMLElement>(".edition__view");
  let from: Touch | undefined;
  view?.addEventListener("touchstart", (e) => (from = e.touches.length === 1 ? e.touches[0] : undefined), { passive: true });
  view?.addEventListener("touchend", (e) => {
    const to = e.changedTouches[0];
    if (!from || !to || view.dataset.zoomed || (visualViewport?.scale ?? 1) > 1.05) return;
    const dx = to.clientX - from.clientX;
    if (Math.abs(dx) < 60 || Math.abs(dx) < 2 * Math.abs(to.clientY - from.clientY)) return;
    turn(dx < 0 ? "on" : "back");
  });
  const next = shown(edition, "on");
  if (next) addEventListener("load", () => setTimeout(() => prefetch(next.href), 800));
}

function prefetch(href: string): void {
  const link = document.createElement("link");
  link.rel = "prefetch";
  link.href = href;
  document.head.append(link);
}

// sizes are those that a page is shown in, the whole of it first.
const sizes = [1, 1.5, 2.2, 3.2, 4.6];

function zooming(edition: HTMLElement): void {
  const group = edition.querySelector<HTMLElement>(".edition__zoom");
  const view = edition.querySelector<HTMLElement>(".edition__view");
  if (!group || !view) return;
  const spread = view.querySelector<HTMLElement>(".edition__spread")!;
  let at = 0;
  let base = 0; // how wide the whole page is
  group.hidden = false;

  // show keeps in place what is at a point of the view.
  function show(size: number, x = view!.clientWidth / 2, y = view!.clientHeight / 2): void {
    const before = spread.getBoundingClientRect();
    const frame = view!.getBoundingClientRect();
    if (at === 0) base = before.width;
    at = Math.min(sizes.length - 1, Math.max(0, size));
    const [fx, fy] = [(frame.left + x - before.left) / before.width, (frame.top + y - before.top) / before.height];
    if (at === 0) {
      delete view!.dataset.zoomed;
      spread.style.removeProperty("inline-size");
      return;
    }
    view!.dataset.zoomed = "1";
    spread.style.setProperty("inline-size", `${base * sizes[at]!}px`);
    const after = spread.getBoundingClientRect();
    view!.scrollLeft += after.left + fx * after.width - (frame.left + x);
    view!.scrollTop += after.top + fy * after.height - (frame.top + y);
  }

  group.addEventListener("click", (e) => {
    const b = (e.target as Element).closest<HTMLButtonElement>("[data-zoom]");
    if (b) show(b.dataset.zoom === "in" ? at + 1 : b.dataset.zoom === "out" ? at - 1 : 0);
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || (e.target as Element).closest("input, textarea, select")) return;
    if (e.key === "+" || e.key === "=") show(at + 1);
    else if (e.key === "-") show(at - 1);
    else if (e.key === "0") show(0);
  });
  view.addEventListener("wheel", (e) => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    const frame = view.getBoundingClientRect();
    show(at + (e.deltaY < 0 ? 1 : -1), e.clientX - frame.left, e.clientY - frame.top);
  }, { passive: false });
  drag(view);
}

// drag moves a page that is larger than its place by the mouse. A press that moved
// it opens nothing.
function drag(view: HTMLElement): void {
  let moved = false;
  view.addEventListener("pointerdown", (e) => {
    moved = false;
    if (e.pointerType !== "mouse" || e.button !== 0 || !view.dataset.zoomed) return;
    const [x, y, left, top] = [e.clientX, e.clientY, view.scrollLeft, view.scrollTop];
    const move = (m: PointerEvent): void => {
      if (!moved && Math.hypot(m.clientX - x, m.clientY - y) < 5) return;
      moved = true;
      view.dataset.held = "1";
      view.scrollTo(left - (m.clientX - x), top - (m.clientY - y));
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", () => {
      document.removeEventListener("pointermove", move);
      delete view.dataset.held;
    }, { once: true });
  });
  view.addEventListener("dragstart", (e) => e.preventDefault());
  view.addEventListener("click", (e) => {
    if (!moved) return;
    e.preventDefault();
    e.stopPropagation();
  }, true);
}

// reading opens a story of the page in a sheet beside it. It is the story's own
// element, which goes back to its place.
function reading(edition: HTMLElement): void {
  for (const story of edition.querySelectorAll<HTMLElement>(".edition__story")) listening(story);
  const dialog = document.createElement("dialog");
  dialog.className = "edition__reader";
  const bar = document.createElement("div");
  bar.className = "edition__bar";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "edition__tool edition__tool--word";
  close.textContent = edition.dataset.close ?? "×";
  close.addEventListener("click", () => dialog.close());
  bar.append(close);
  dialog.append(bar);
  edition.append(dialog);
  let place: Comment | undefined;
  let opener: HTMLElement | SVGElement | undefined;

  function open(id: string, by?: Element): boolean {
    const story = document.getElementById(id);
    if (!story?.classList.contains("edition__story") || dialog.open) return false;
    place = document.createComment("");
    opener = by as HTMLElement | undefined;
    story.before(place);
    dialog.append(story);
    dialog.setAttribute("aria-label", story.querySelector(".edition__headline")?.textContent ?? "");
    dialog.showModal();
    requestAnimationFrame(() => (dialog.scrollTop = 0)); // an address with a story's name scrolls to it
    return true;
  }

  dialog.addEventListener("close", () => {
    const story = dialog.querySelector<HTMLElement>(".edition__story");
    if (story && place) place.replaceWith(story);
    story?.dispatchEvent(new Event("left"));
    opener?.focus();
  });
  dialog.addEventListener("click", (e) => {
    if (e.target === dialog) dialog.close();
  });
  edition.addEventListener("click", (e) => {
    const link = (e.target as Element).closest(".edition__area, .edition__stories a");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const [path, id] = (link.getAttribute("href") ?? "").split("#");
    if (id && (path === "" || path === location.pathname) && open(id, link)) e.preventDefault();
  });
  if (location.hash) open(location.hash.slice(1));
}

export {};
