// frame lets the mark of what must stay in sight be set by a click or the arrow
// keys, and shows how each shape cuts the picture: as ilbo.Showing.Cut does.

export function frame(form: HTMLFormElement): void {
  const look = form.querySelector<HTMLElement>(".look")!;
  const [x, y] = ["focus-x", "focus-y"].map((name) => form.querySelector<HTMLInputElement>(`input[name=${name}]`)!) as [HTMLInputElement, HTMLInputElement];
  const clear = form.querySelector<HTMLButtonElement>("[data-clear]")!;
  const [width, height] = form.dataset.ratio!.split("/").map(Number) as [number, number];
  const whole = width / height;

  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = "look__mark";
  look.classList.add("look--live");
  look.append(mark);
  clear.hidden = false;

  const within = (n: number) => Math.min(100, Math.max(0, Math.round(n)));
  const set = (left: number, top: number) => {
    x.value = String(within(left));
    y.value = String(within(top));
    show();
  };
  const unset = () => x.value === "" && y.value === "";
  const at = (input: HTMLInputElement) => (input.value === "" ? 50 : within(input.valueAsNumber));

  look.addEventListener("click", (event) => {
    if (event.target === mark) {
      return;
    }
    const box = look.querySelector("img")!.getBoundingClientRect();
    set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    mark.focus();
  });
  mark.addEventListener("pointerdown", (event) => mark.setPointerCapture(event.pointerId));
  mark.addEventListener("pointermove", (event) => {
    if (mark.hasPointerCapture(event.pointerId)) {
      const box = look.querySelector("img")!.getBoundingClientRect();
      set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    }
  });
  mark.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 10 : 1;
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (move) {
      event.preventDefault();
      set(at(x) + move[0]!, at(y) + move[1]!);
    }
  });
  clear.addEventListener("click", () => {
    x.value = y.value = "";
    show();
  });
  form.addEventListener("input", show);

  function show(): void {
    mark.style.setProperty("--x", `${at(x)}%`);
    mark.style.setProperty("--y", `${at(y)}%`);
    mark.classList.toggle("look__mark--unset", unset());
    mark.setAttribute("aria-label", `${form.dataset.mark}: ${at(x)}, ${at(y)}`);
    form.querySelectorAll<HTMLElement>(".cut").forEach(cut);
  }

  function cut(part: HTMLElement): void {
    const ratio = Number(part.dataset.ratio);
    const slide = (name: string) => Number(part.querySelector<HTMLInputElement>(`input[name=${name}-${part.dataset.shape}]`)!.value) / 100;
    const byHand = part.querySelector<HTMLInputElement>("input[type=checkbox]")!.checked;
    const size = byHand ? slide("size") : 1;
    const wide = (whole > ratio ? ratio / whole : 1) * size;
    const high = (whole > ratio ? 1 : whole / ratio) * size;
    const left = (1 - wide) * (byHand ? slide("left") : at(x) / 100);
    const top = (1 - high) * (byHand ? slide("top") : at(y) / 100);
    const box = part.querySelector<HTMLElement>(".cut__frame")!;
    box.classList.add("cut__frame--live");
    box.style.setProperty("--wide", `${100 / wide}%`);
    box.style.setProperty("--high", `${100 / high}%`);
    box.style.setProperty("--left", `${(-left / wide) * 100}%`);
    box.style.setProperty("--top", `${(-top / high) * 100}%`);
  }

  show();
}
