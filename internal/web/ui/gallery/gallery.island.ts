// gallery opens a wall of pictures in a viewer that fills the screen: arrow
// keys, Home, End and Escape; swiping; captions; the next picture fetched
// before it is asked for.

interface Plate {
  src: string;
  alt: string;
  caption: string;
  credit: string;
}

export function gallery(section: HTMLElement): void {
  const links = [...section.querySelectorAll<HTMLAnchorElement>(".gallery__picture")];
  const plates = links.map(plate);
  const { close = "", previous = "", next = "", of = "" } = section.dataset;
  let viewer: HTMLDialogElement | undefined;
  let at = 0;

  const opener = section.querySelector<HTMLButtonElement>(".gallery__open");
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => open(0));
  }
  links.forEach((link, i) =>
    link.addEventListener("click", (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      open(i);
    }),
  );

  function open(i: number): void {
    viewer ??= build();
    show(i);
    viewer.showModal();
  }

  function show(i: number): void {
    at = (i + plates.length) % plates.length;
    const p = plates[at]!;
    const image = viewer!.querySelector("img")!;
    image.src = p.src;
    image.alt = p.alt;
    viewer!.querySelector(".viewer__count")!.textContent = of === "/" ? `${at + 1} / ${plates.length}` : `${at + 1} ${of} ${plates.length}`;
    const caption = viewer!.querySelector(".viewer__caption")!;
    caption.textContent = p.caption + " ";
    const credit = document.createElement("span");
    credit.className = "viewer__credit";
    credit.textContent = p.credit;
    caption.append(credit);
    for (const n of [1, -1]) new Image().src = plates[(at + n + plates.length) % plates.length]!.src;
  }

  function build(): HTMLDialogElement {
    const d = document.createElement("dialog");
    d.className = "viewer";
    d.setAttribute("aria-label", section.querySelector(".gallery__title")?.textContent ?? document.title);
    const frame = el("div", "viewer__frame");
    const bar = el("div", "viewer__bar");
    const count = el("span", "viewer__count");
    count.setAttribute("aria-live", "polite");
    bar.append(count, button("viewer__close", close, "×", () => d.close()));
    const stage = el("div", "viewer__stage");
    stage.append(
      el("img", ""),
      button("viewer__step viewer__step--previous", previous, "‹", () => show(at - 1)),
      button("viewer__step viewer__step--next", next, "›", () => show(at + 1)),
    );
    frame.append(bar, stage, el("p", "viewer__caption"));
    d.append(frame);
    d.addEventListener("keydown", (e) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: plates.length - 1 }[e.key];
      if (to === undefined) return;
      e.preventDefault();
      show(to);
    });
    d.addEventListener("close", () => links[at]!.focus());
    swipe(stage, () => show(at + 1), () => show(at - 1));
    document.body.append(d);
    return d;
  }
}

function plate(link: HTMLAnchorElement): Plate {
  const figure = link.closest("figure")!;
  const caption = figure.querySelector("figcaption");
  const credit = caption?.querySelector(".figure__credit")?.textContent ?? "";
  const text = caption?.textContent ?? "";
  return { src: link.href, alt: link.querySelector("img")?.alt ?? "", caption: text.slice(0, text.length - credit.length).trim(), credit };
}

// swipe calls back when a finger moves across the element, more sideways than
// up or down.
function swipe(element: HTMLElement, left: () => void, right: () => void): void {
  let x = 0;
  let y = 0;
  element.addEventListener("pointerdown", (e) => {
    x = e.clientX;
    y = e.clientY;
  });
  element.addEventListener("pointerup", (e) => {
    if (e.pointerType === "mouse") return;
    const dx = e.clientX - x;
    if (Math.abs(dx) < 40 || Math.abs(dx) < Math.abs(e.clientY - y)) return;
    (dx < 0 ? left : right)();
  });
}

function el<K extends keyof HTMLElementTagNameMap>(name: K, className: string): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  e.className = className;
  return e;
}

function button(className: string, label: string, text: string, press: () => void): HTMLButtonElement {
  const b = el("button", className);
  b.type = "button";
  b.textContent = text;
  b.setAttribute("aria-label", label);
  b.addEventListener("click", press);
  return b;
}
