// figure shows pictures, films and embeds as they stand in the story. What they
// lack to be printed is said where it is to be typed.

import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { NodeView, NodeViewConstructor } from "@tiptap/pm/view";
import { blank, type Embed, type Figure, type Video } from "./block";
import { providers } from "./embed";
import { element, fill, set } from "./say";
import type { Words } from "./words";

export type PictureURL = (id: string, width: number) => string;

export function views(words: Words, pictureURL: PictureURL): Record<string, NodeViewConstructor> {
  const figure: NodeViewConstructor = (node, view, getPos) => {
    const shown = new FigureView(node, words, pictureURL);
    // A press on the picture leads to the first field below it.
    shown.dom.firstElementChild!.addEventListener("mousedown", (e) => {
      const pos = getPos();
      if (!view.editable || pos === undefined) return;
      e.preventDefault();
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 2)));
      view.focus();
    });
    return shown;
  };
  return {
    picture: figure,
    shot: figure,
    video: (node) => new FilmView(node, words, pictureURL),
    embed: (node) => new EmbedView(node),
  };
}

class FigureView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;
  private image: HTMLImageElement;
  private lacks: HTMLElement;

  constructor(
    private node: Node,
    private words: Words,
    url: PictureURL,
  ) {
    const { picture, width, height } = node.attrs.figure as Figure;
    this.image = element("img", { src: url(picture, 960), width: String(width), height: String(height), alt: "", decoding: "async", draggable: "false" });
    this.lacks = element("p", { class: "plate__lacks" });
    this.contentDOM = element("div", { class: "plate__fields" });
    const upright = height > width;
    this.dom = element("figure", { class: upright ? "plate plate--upright" : "plate" }, element("div", { class: "plate__picture", contenteditable: "false" }, this.image, this.lacks), this.contentDOM);
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type || node.attrs.figure !== this.node.attrs.figure) return false;
    this.node = node;
    this.show();
    return true;
  }

  private show(): void {
    const caption = blank(this.node.child(0).textContent);
    const alt = blank(this.node.child(2).textContent);
    this.image.alt = this.node.child(2).textContent;
    this.lacks.textContent = caption && alt ? this.words.LacksBoth : caption ? this.words.LacksCaption : alt ? this.words.LacksAlt : "";
    this.lacks.hidden = !caption && !alt;
    this.dom.classList.toggle("plate--lacks", caption || alt);
  }

  selectNode(): void {
    this.dom.classList.add("chosen");
  }

  deselectNode(): void {
    this.dom.classList.remove("chosen");
  }

  ignoreMutation(m: { target: globalThis.Node; type: string }): boolean {
    return m.type !== "selection" && !this.contentDOM.contains(m.target);
  }
}

// A FilmView is a sealed card: a film is cut elsewhere.
class FilmView implements NodeView {
  dom: HTMLElement;

  constructor(node: Node, words: Words, url: PictureURL) {
    const film = node.attrs.video as Video;
    const seconds = Math.round(film.duration / 1e9);
    const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const image = film.poster.picture ? [element("img", { src: url(film.poster.picture, 960), alt: film.poster.alt || film.poster.caption || "", decoding: "async", draggable: "false" })] : [];
    this.dom = element(
      "figure",
      { class: "sealed", contenteditable: "false" },
      element("p", { class: "sealed__name" }, fill(words.Film, length)),
      ...image,
      element("p", { class: "sealed__say" }, [film.poster.caption, film.poster.credit].filter(Boolean).join(" / ")),
      element("p", { class: "sealed__note" }, words.FilmSay),
    );
  }

  ignoreMutation(): boolean {
    return true;
  }

  selectNode(): void {
    this.dom.classList.add("chosen");
  }

  deselectNode(): void {
    this.dom.classList.remove("chosen");
  }
}

class EmbedView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;

  constructor(private node: Node) {
    const { provider, ref } = node.attrs.embed as Embed;
    const p = providers[provider];
    const address = p ? p.page + encodeURIComponent(ref) : ref;
    this.contentDOM = element("div");
    this.dom = element(
      "figure",
      { class: "sealed" },
      element("p", { class: "sealed__name", contenteditable: "false" }, p?.name ?? provider),
      element("p", { class: "sealed__say", contenteditable: "false" }, address),
      this.contentDOM,
    );
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type || node.attrs.embed !== this.node.attrs.embed) return false;
    this.node = node;
    return true;
  }

  selectNode(): void {
    set(this.dom, { class: "sealed chosen" });
  }

  deselectNode(): void {
    set(this.dom, { class: "sealed" });
  }

  ignoreMutation(m: { target: globalThis.Node; type: string }): boolean {
    return m.type !== "selection" && !this.contentDOM.contains(m.target);
  }
}
