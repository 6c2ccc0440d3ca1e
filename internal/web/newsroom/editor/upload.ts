// upload shows the pictures that are under way, each with how far it is, where
// they will stand. They are no part of the body before they have come.

import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { Figure } from "./block";
import { figureNode } from "./blocks";
import { element, fill } from "./say";
import type { Words } from "./words";

export type Upload = (file: File, progress: (fraction: number) => void) => Promise<Figure>;

// Into says what becomes of files: pictures of their own, a new gallery, or more
// pictures of the gallery at the place.
export type Into = "picture" | "gallery" | "shot";

interface Batch {
  into: Into;
  jobs: number; // under way
  figures: Map<number, Figure>; // by their order, for a new gallery
}

interface Job {
  number: number;
  batch: Batch;
  file: File;
  dom: HTMLElement;
}

type Change = { add: { pos: number; job: Job }[] } | { drop: Job[] };

const key = new PluginKey<DecorationSet>("uploads");
const pictures = /^image\/(jpeg|png|webp|avif|heic|heif|gif)$/;

export function picturesIn(data: DataTransfer | null): File[] {
  return Array.from(data?.files ?? []).filter((f) => f.type.startsWith("image/") || /\.(jpe?g|png|webp|avif|heic|heif)$/i.test(f.name));
}

export class Uploads {
  private view: EditorView | null = null;
  private numbers = 0;

  constructor(
    private words: Words,
    private upload: Upload | undefined,
    private announce: (sentence: string) => void,
  ) {}

  get possible(): boolean {
    return !!this.upload;
  }

  plugin(): Plugin {
    return new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, old) => {
          let set = tr.docChanged ? old.map(tr.mapping, tr.doc) : old;
          const change = tr.getMeta(key) as Change | undefined;
          if (change && "add" in change) {
            set = set.add(
              tr.doc,
              change.add.map(({ pos, job }) => Decoration.widget(pos, job.dom, { side: -1, key: "upload" + job.number, job, ignoreSelection: true, stopEvent: () => true })),
            );
          }
          if (change && "drop" in change) set = set.remove(set.find(undefined, undefined, (spec) => change.drop.includes(spec.job as Job)));
          return set;
        },
      },
      props: { decorations: (state) => key.getState(state) },
      view: (view) => {
        this.view = view;
        return { destroy: () => (this.view = null) };
      },
    });
  }

  // start sends files, and puts what they become at the place.
  start(files: File[], pos: number, into: Into): void {
    const view = this.view;
    if (!view || !files.length) return;
    const batch: Batch = { into, jobs: files.length, figures: new Map() };
    const add = files.map((file) => {
      const job: Job = { number: ++this.numbers, batch, file, dom: element("div", { class: "coming", contenteditable: "false" }) };
      return { pos, job };
    });
    view.dispatch(view.state.tr.setMeta(key, { add } satisfies Change));
    this.announce(fill(this.words.Uploading, files.length));
    for (const { job } of add) void this.send(job);
  }

  private async send(job: Job): Promise<void> {
    const { file, dom } = job;
    const bar = element("progress", { max: "1", value: "0", "aria-label": file.name });
    dom.className = "coming";
    dom.replaceChildren(element("span", { class: "coming__name" }, file.name), bar);
    try {
      if (!this.upload) throw new Error(this.words.NoUpload);
      if (file.type && !pictures.test(file.type)) throw new Error(this.words.NoPicture);
      const figure = await this.upload(file, (fraction) => (bar.value = Math.max(0, Math.min(1, fraction))));
      this.come(job, figure);
    } catch (err) {
      this.fail(job, err instanceof Error && err.message ? err.message : this.words.UploadFailed);
    }
  }

  private come(job: Job, figure: Figure): void {
    const view = this.view;
    const pos = this.place(job);
    if (!view || pos === null) return;
    if (!view.editable) return this.fail(job, this.words.UploadFailed); // somebody else has the story by now
    const { batch } = job;
    batch.jobs--;
    const tr = view.state.tr.setMeta(key, { drop: [job] } satisfies Change);
    if (batch.into === "gallery") {
      batch.figures.set(job.number, figure);
      if (!batch.jobs) this.hang(batch, tr, pos);
    } else {
      const into = tr.doc.resolve(pos).parent.type.name === "gallery" ? "shot" : "picture";
      tr.insert(pos, figureNode(view.state.schema, into, figure));
    }
    view.dispatch(tr);
    this.announce(fill(this.words.Uploaded, job.file.name));
  }

  // hang makes a gallery of the pictures that have come, in their order.
  private hang(batch: Batch, tr: EditorView["state"]["tr"], pos: number): void {
    const { schema } = this.view!.state;
    const figures = [...batch.figures].sort(([a], [b]) => a - b).map(([, f]) => figureNode(schema, "shot", f));
    if (figures.length) tr.insert(pos, schema.node("gallery", null, [schema.node("title"), ...figures]));
  }

  private fail(job: Job, sentence: string): void {
    const again = element("button", { type: "button" }, this.words.TryAgain);
    const drop = element("button", { type: "button" }, this.words.Drop);
    again.addEventListener("click", () => void this.send(job));
    drop.addEventListener("click", () => this.giveUp(job));
    job.dom.className = "coming coming--failed";
    job.dom.replaceChildren(element("span", { class: "coming__name" }, job.file.name), element("span", { class: "coming__why" }, sentence), again, drop);
    this.announce(job.file.name + ": " + sentence);
  }

  private giveUp(job: Job): void {
    const view = this.view;
    const pos = this.place(job);
    if (!view || pos === null) return;
    const tr = view.state.tr.setMeta(key, { drop: [job] } satisfies Change);
    if (!--job.batch.jobs && job.batch.into === "gallery") this.hang(job.batch, tr, pos);
    view.dispatch(tr);
    view.focus();
  }

  private place(job: Job): number | null {
    const set = this.view && key.getState(this.view.state);
    return set?.find(undefined, undefined, (spec) => spec.job === job)[0]?.from ?? null;
  }
}
