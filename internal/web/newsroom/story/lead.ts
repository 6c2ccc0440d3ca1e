// lead is the field of a story's lead picture.

import type { Figure } from "../editor/block";

export interface Options {
  words: Record<string, string>;
  language: string; // of the story
  upload(file: File, progress: (fraction: number) => void): Promise<Figure>;
  choose(): Promise<Figure | null>;
  url(id: string, width: number): string;
  changed(): void;
}

export class Lead {
  private figure: Figure | null = null;
  private readOnly = true;

  constructor(
    private readonly place: HTMLElement,
    private readonly o: Options,
  ) {
    place.addEventListener("dragover", (e) => !this.readOnly && e.preventDefault());
    place.addEventListener("drop", (e) => {
      const file = e.dataTransfer?.files[0];
      if (file && !this.readOnly) {
        e.preventDefault();
        void this.upload(file);
      }
    });
  }

  read(): Figure | null {
    return this.figure;
  }

  set(figure: Figure | null | undefined, readOnly: boolean): void {
    const same = JSON.stringify(figure ?? null) === JSON.stringify(this.figure) && readOnly === this.readOnly && this.place.children.length > 1;
    this.figure = figure ?? null;
    this.readOnly = readOnly;
    if (!same) {
      this.show();
    }
  }

  private async upload(file: File): Promise<void> {
    const bar = document.createElement("progress");
    bar.max = 1;
    const said = document.createElement("p");
    said.role = "status";
    this.place.append(bar, said);
    try {
      this.put(await this.o.upload(file, (fraction) => (bar.value = fraction)));
    } catch (e) {
      bar.remove();
      said.className = "wrong";
      said.textContent = e instanceof Error ? e.message : String(e);
    }
  }

  private put(figure: Figure | null): void {
    this.figure = figure;
    this.show();
    this.o.changed();
  }

  private show(): void {
    const legend = this.place.querySelector("legend")!;
    this.place.replaceChildren(legend);
    const w = this.o.words;
    const button = (text: string, act: () => void, className = "") => {
      const b = document.createElement("button");
      b.type = "button";
      b.className = className;
      b.textContent = text;
      b.addEventListener("click", act);
      return b;
    };
    const row = document.createElement("p");
    row.className = "acts";
    if (this.figure?.picture) {
      const image = document.createElement("img");
      image.src = this.o.url(this.figure.picture, 640);
      image.alt = this.figure.alt ?? "";
      this.place.append(image);
      for (const name of ["caption", "credit", "alt"] as const) {
        const field = document.createElement("p");
        field.className = "desk__field";
        const label = document.createElement("label");
        label.htmlFor = "lead-" + name;
        label.textContent = w[name]!;
        const input = document.createElement("input");
        input.id = label.htmlFor;
        input.value = this.figure[name] ?? "";
        input.maxLength = 2_000;
        input.lang = this.o.language;
        input.disabled = this.readOnly;
        input.addEventListener("input", () => {
          this.figure = { ...this.figure!, [name]: input.value };
          missing.hidden = !!(this.figure.caption && this.figure.alt);
          this.o.changed();
        });
        field.append(label, input);
        this.place.append(field);
      }
      const missing = document.createElement("p");
      missing.className = "note slots__long";
      missing.textContent = "⚠ " + w.missing;
      missing.hidden = !!(this.figure.caption && this.figure.alt);
      this.place.append(missing);
      row.append(button(w.remove!, () => this.put(null), "quiet"));
    }
    if (!this.readOnly) {
      const file = document.createElement("input");
      file.type = "file";
      file.accept = "image/*";
      file.hidden = true;
      file.addEventListener("change", () => file.files?.[0] && void this.upload(file.files[0]));
      row.prepend(
        button(w.choose!, async () => {
          const chosen = await this.o.choose();
          if (chosen) {
            this.put(chosen);
          }
        }),
        button(w.upload!, () => file.click()),
        file,
      );
      this.place.append(row);
    }
  }
}
