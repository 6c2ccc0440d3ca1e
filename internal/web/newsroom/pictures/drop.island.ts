// drop files pictures that are chosen, dropped anywhere on the page or pasted,
// two at a time, each with its own progress.

import { filesOf, sendPicture } from "./upload";

const atOnce = 2;

export function drop(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const list = form.querySelector("ul")!;
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;

  async function next(): Promise<void> {
    const work = running < atOnce ? waiting.shift() : undefined;
    if (!work) {
      return;
    }
    running++;
    await work();
    running--;
    void next();
  }

  function add(file: File): void {
    const row = document.createElement("li");
    row.className = "drop__file";
    const picture = document.createElement("img");
    picture.alt = "";
    const name = document.createElement("span");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    row.append(picture, name, bar);
    list.append(row);
    waiting.push(async () => {
      try {
        const filed = await sendPicture(file, (fraction) => (bar.value = fraction));
        const link = document.createElement("a");
        link.href = filed.url!;
        link.textContent = form.dataset.done!;
        link.setAttribute("aria-label", `${form.dataset.done}, ${file.name}`);
        picture.src = filed.preview!.replace("/640.", "/320.");
        bar.replaceWith(link);
      } catch (problem) {
        const say = document.createElement("span");
        say.className = "drop__problem";
        say.textContent = (problem as Error).message;
        bar.replaceWith(say);
      }
    });
    void next();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    [...(input.files ?? [])].forEach(add);
    form.reset();
  });
  input.addEventListener("change", () => form.requestSubmit());
  form.querySelector("button")!.hidden = true;

  const over = (on: boolean) => form.classList.toggle("drop--over", on);
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (holdsFiles(event)) {
      event.preventDefault();
      over(true);
    }
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      over(false);
    }
  });
  addEventListener("drop", (event) => {
    if (holdsFiles(event)) {
      event.preventDefault();
      over(false);
      filesOf(event.dataTransfer).forEach(add);
    }
  });
  addEventListener("paste", (event) => {
    const files = filesOf(event.clipboardData);
    if (files.length) {
      event.preventDefault();
      files.forEach(add);
    }
  });
}
