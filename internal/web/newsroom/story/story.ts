// story is the page on which a story is written: what is typed into its furniture
// and its body is kept and sent, one person writes at a time, and the others see
// who does.

import { openBody, type BodyEditor } from "../editor/body";
import { choosePicture } from "../pictures/chooser";
import { uploadPicture } from "../pictures/upload";
import type { Byline, Copy } from "./copy";
import { Keeper, type Crossing, type State } from "./keeper";
import { Lead } from "./lead";
import { completing } from "./names";
import { Presence, type Here, type Lock } from "./presence";
import { send } from "./send";
import { showSlots, type Slot } from "./slots";
import * as vault from "./vault";

interface Data {
  story: number;
  version: number;
  copy: Copy;
  me: string;
  mayWrite: boolean;
  names: Record<string, string>;
  slots: Slot[];
  words: Record<string, string>;
  bodyWords: Record<string, string>;
  address: string;
  root: string;
  language: string;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function story(root: HTMLElement): void {
  const data = JSON.parse(root.querySelector(".desk__data")!.textContent!) as Data;
  new Desk(root, data).open();
}

class Desk {
  private readonly tab = sessionTab();
  private readonly fields: Record<string, Field> = {};
  private readonly journalists = new Map<string, string>();
  private body!: BodyEditor;
  private lead!: Lead;
  private keeper!: Keeper;
  private presence!: Presence;
  private readOnly = true;
  private settled = false; // crossed: what is written here goes on elsewhere
  private heard: Here | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly data: Data,
  ) {}

  private part<E extends HTMLElement>(name: string): E {
    return this.root.querySelector<E>(`[data-part="${name}"]`)!;
  }

  private word(name: string, ...with_: (string | number)[]): string {
    let text = this.data.words[name] ?? name;
    for (const w of with_) {
      text = text.replace(/%[sd]/, String(w));
    }
    return text;
  }

  private called(login: string): string {
    return this.data.names[login] ?? login;
  }

  open(): void {
    for (const form of ["copy", "furniture"]) {
      for (const field of this.part<HTMLFormElement>(form).elements) {
        if ("name" in field && field.name) {
          this.fields[field.name as string] = field as Field;
        }
      }
      this.part(form).addEventListener("submit", (e) => e.preventDefault());
    }
    const place = this.part("body");
    place.replaceChildren();
    const picture = (id: string, width: number) => `${this.data.root}/pictures/${id}/${width}.webp`;
    this.body = openBody(place, {
      body: this.data.copy.body ?? [], language: this.data.copy.language, words: this.data.bodyWords, readOnly: !this.data.mayWrite,
      onChange: () => this.changed(), upload: uploadPicture, choosePicture, pictureURL: picture, explain: (words) => void this.explain(words),
    });
    this.lead = new Lead(this.part("lead"), {
      words: this.data.words, language: this.data.copy.language, upload: uploadPicture, choose: choosePicture, url: picture, changed: () => this.changed(),
    });
    this.show(this.data.copy);
    this.setReadOnly(!this.data.mayWrite);
    this.keeper = new Keeper({
      story: this.data.story, address: this.data.address, tab: this.tab, base: this.data.version, copy: this.read(), read: () => this.read(),
      tell: (state, more) => this.told(state, more),
    });
    this.presence = new Presence({
      story: this.data.story, me: this.data.me, address: this.data.address, tab: this.tab, heard: (h) => this.hear(h), locked: (lock, refused) => this.locked(lock, refused), idle: () => this.say(this.word("idle")),
    });
    for (const form of ["copy", "furniture"]) {
      this.part(form).addEventListener("input", () => this.changed());
    }
    completing(this.fields.bylines as HTMLInputElement, this.data.root, this.data.copy.language, "name", this.journalists);
    completing(this.fields.topics as HTMLInputElement, this.data.root, this.data.copy.language, "id", new Map());
    for (const form of this.root.querySelectorAll<HTMLFormElement>("form[data-act]")) {
      form.addEventListener("submit", (e) => void this.act(form, e));
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        void this.keeper.flush({ keepalive: this.light() });
      }
    });
    addEventListener("beforeunload", (e) => {
      if (!this.settled && this.keeper.state !== "saved" && this.keeper.dirty) {
        e.preventDefault();
      }
    });
    document.addEventListener("keydown", (e) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") {
        e.preventDefault();
        void this.keeper.flush();
      }
    });
    this.remarks();
    if (this.data.mayWrite) {
      void this.rescue();
    }
  }

  // remarks lets whoever has chosen a passage say something about it: see notes.
  private remarks(): void {
    const button = this.part<HTMLButtonElement>("remark");
    const chosen = () => {
      const selection = getSelection();
      const quote = selection?.toString().trim() ?? "";
      const copy = this.part("body").querySelector(".ProseMirror");
      let node = selection?.anchorNode ?? null;
      while (node && node.parentNode !== copy) {
        node = node.parentNode;
      }
      return node && copy && quote !== "" ? { block: [...copy.children].indexOf(node as Element) + 1, quote: quote.slice(0, 300) } : null;
    };
    document.addEventListener("selectionchange", () => (button.hidden = !chosen()));
    button.addEventListener("mousedown", (e) => e.preventDefault()); // the passage stays chosen
    button.addEventListener("click", () => {
      const detail = chosen();
      if (detail) {
        document.dispatchEvent(new CustomEvent("note", { detail }));
      }
    });
    document.addEventListener("passage", (e) => {
      const at = (e as CustomEvent<{ block: number }>).detail.block;
      this.part("body").querySelector(".ProseMirror")?.children[at - 1]?.scrollIntoView({ block: "center" });
    });
  }

  // explain keeps what was written, and opens the lesson on words of it.
  private async explain(words: { run: number; from: number; words: string }): Promise<void> {
    await this.keeper.flush();
    if (this.keeper.dirty) return; // why not is said beside the save
    location.assign(`${this.data.address}/lesson?${new URLSearchParams({ run: String(words.run), from: String(words.from), words: words.words })}`);
  }

  // light reports whether the copy is small enough to be sent by a page that goes.
  private light(): boolean {
    return JSON.stringify(this.read()).length < 60_000;
  }

  // rescue sends what windows kept in this browser that are no more, as if they had
  // sent it: what was written upon an older version is put aside there.
  private async rescue(): Promise<void> {
    const left = (await vault.left(this.data.story).catch(() => [])).filter((k) => k.tab === this.tab || !this.heard?.here?.some((h) => h.tab === k.tab));
    for (const kept of left) {
      const { status, body } = await send<{ version: number; merge?: string }>(this.data.address + "/versions", { tab: kept.tab, base: kept.base, copy: kept.copy });
      if (status !== 200 && !(status === 409 && body.merge)) {
        continue;
      }
      await vault.forget(kept.story, kept.tab).catch(() => undefined);
      if (status === 409) {
        this.told("crossed", { crossing: { kept: 0, newest: 0, by: "", merge: body.merge! } });
        return;
      }
      if (body.version > this.keeper.base) {
        await this.reload();
        this.say(this.word("restored"));
      }
    }
  }

  private changed(): void {
    showSlots(this.part("slots"), this.data.slots, this.fields.headline!.value, this.data.words);
    if (this.readOnly || this.settled) {
      return;
    }
    this.keeper.changed();
    void this.presence.write();
  }

  // show puts copy into the page.
  private show(c: Copy): void {
    const set = (name: string, value: string | undefined) => {
      const field = this.fields[name]!;
      if (field.value !== (value ?? "")) {
        field.value = value ?? "";
      }
    };
    for (const b of c.bylines ?? []) {
      if (b.journalist) {
        this.journalists.set(b.name, b.journalist);
      }
    }
    set("kicker", c.kicker);
    set("headline", c.headline);
    set("deck", c.deck);
    set("bylines", (c.bylines ?? []).map((b) => b.name).join(", "));
    set("dateline", c.dateline?.place);
    set("section", c.section);
    set("topics", (c.topics ?? []).join(", "));
    set("access", c.access || "free");
    set("source", c.source);
    set("slug", c.slug);
    set("printHeadline", c.print?.headline);
    set("printWeight", c.print?.weight);
    set("printTrim", c.print?.trim ? "trim" : "");
    this.lead.set(c.lead, this.readOnly);
    showSlots(this.part("slots"), this.data.slots, c.headline ?? "", this.data.words);
  }

  // read is the copy as the page has it.
  private read(): Copy {
    const value = (name: string) => this.fields[name]!.value.replace(/\s+/g, " ").trim();
    const list = (name: string) =>
      value(name).split(",").map((s) => s.trim()).filter((s) => s !== "");
    const bylines: Byline[] = list("bylines").map((name) => (this.journalists.has(name) ? { name, journalist: this.journalists.get(name)! } : { name }));
    return {
      language: this.data.copy.language, section: this.fields.section!.value, slug: value("slug"), translations: this.data.copy.translations, kicker: value("kicker"),
      headline: value("headline"), deck: value("deck"), bylines, dateline: { place: value("dateline") }, source: value("source"),
      topics: list("topics").map((t) => t.toLowerCase().replace(/\s+/g, "-")), lead: this.lead.read(), body: this.body.body(),
      access: this.fields.access!.value === "free" ? (this.data.copy.access ?? "") && "free" : this.fields.access!.value,
      print: { headline: value("printHeadline"), weight: this.fields.printWeight!.value, trim: this.fields.printTrim!.value === "trim" },
    };
  }

  private setReadOnly(is: boolean): void {
    this.readOnly = is;
    for (const field of Object.values(this.fields)) {
      field.disabled = is;
    }
    this.body.setReadOnly(is);
    this.lead.set(this.lead.read(), is);
  }

  private told(state: State, more: { problem?: string; version?: number; crossing?: Crossing; title?: string }): void {
    const save = this.part("save");
    save.dataset.state = state;
    if (more.version) {
      this.part("version").textContent = String(more.version);
      this.part("changed").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      for (const field of this.root.querySelectorAll<HTMLInputElement>('form[data-act] input[name="version"]')) {
        field.value = String(more.version);
      }
    }
    if (more.title) {
      this.root.querySelector(".desk__title")!.textContent = more.title;
    }
    switch (state) {
      case "refused":
        save.textContent = this.word("refused", more.problem ?? "");
        return;
      case "crossed": {
        this.settled = true;
        this.setReadOnly(true);
        const alarm = this.part("alarm");
        const link = document.createElement("a");
        link.href = more.crossing!.merge;
        link.textContent = this.word("merge");
        alarm.replaceChildren(more.problem ?? this.word("crossed", this.called(more.crossing!.by)), " ", link);
        alarm.hidden = false;
        save.textContent = "";
        return;
      }
      default:
        save.textContent = this.word(state);
    }
  }

  private say(text: string): void {
    const alarm = this.part("alarm");
    alarm.textContent = text;
    alarm.hidden = false;
  }

  private hear(h: Here): void {
    this.heard = h;
    this.showHere();
    if (h.version > this.keeper.base && !this.presence.mine && !this.settled && !this.keeper.dirty) {
      void this.reload();
    }
  }

  // reload shows what somebody else saved.
  private async reload(): Promise<void> {
    const { status, body } = await send<{ version: number; by: string; copy: Copy }>(this.data.address + "/copy");
    if (status !== 200 || this.settled || body.version <= this.keeper.base) {
      return;
    }
    if (this.keeper.dirty) {
      return;
    }
    this.data.copy = body.copy;
    this.show(body.copy);
    this.body.setBody(body.copy.body ?? []);
    this.keeper.reset(body.version, this.read());
    this.told("saved", { version: body.version });
    if (body.by !== this.data.me) {
      this.part("save").textContent = this.word("newer", this.called(body.by), body.version);
    }
  }

  private locked(lock: Lock | null, refused: boolean): void {
    if (this.heard) {
      this.heard = { ...this.heard, lock };
    }
    const others = !!lock && !lock.mine && lock.for !== this.data.me;
    if (refused && others && lock.by !== this.data.me) {
      this.say(this.word(this.keeper.dirty ? "takenOver" : "writes", this.called(lock.by)));
      void this.keeper.flush(); // what was written is kept, aside if need be
    } else if (lock?.mine) {
      this.part("alarm").hidden = true;
    }
    if (this.data.mayWrite && !this.settled) {
      this.setReadOnly(others);
    }
    this.showHere();
  }

  // showHere says who is here, who writes, and what can be done about it.
  private showHere(): void {
    const place = this.part("here");
    const h = this.heard;
    if (!h) {
      return;
    }
    const parts: (string | Node)[] = [];
    const others = [...new Set((h.here ?? []).filter((p) => p.login !== this.data.me).map((p) => p.login))];
    const lock = h.lock;
    const button = (text: string, act: () => void) => {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = text;
      b.addEventListener("click", act);
      return b;
    };
    if (lock && lock.for === this.data.me) {
      parts.push(button(this.word("takeIt", this.called(lock.by)), () => void this.takeOver(false)));
    } else if (lock && !lock.mine) {
      parts.push(lock.for ? this.word("handed", this.called(lock.for)) : lock.by === this.data.me ? this.word("writesElsewhere") : this.word("writes", this.called(lock.by)));
      if (this.data.mayWrite) {
        parts.push(button(this.word("takeOver"), () => (lock.by === this.data.me || confirm(this.word("takeOverSure", this.called(lock.by)))) && void this.takeOver(true)));
      }
    }
    if (others.length > 0) {
      parts.push(this.word("watching", others.map((o) => this.called(o)).join(", ")));
      if (lock?.mine) {
        parts.push(...others.slice(0, 4).map((o) => button(this.word("handOver", this.called(o)), () => void this.handOver(o))));
      }
    }
    place.replaceChildren(...parts.flatMap((p, i) => (i === 0 ? [p] : [" ", p])));
    if (this.data.mayWrite && !this.settled && !this.keeper.dirty) {
      this.setReadOnly(!!lock && !lock.mine);
    }
  }

  private async takeOver(over: boolean): Promise<void> {
    if (await this.presence.write(over)) {
      this.setReadOnly(false);
      await this.reload();
      await this.presence.beat();
      this.body.focus();
    }
  }

  private async handOver(to: string): Promise<void> {
    await this.keeper.flush();
    await this.presence.unlock(to);
    this.setReadOnly(true);
  }

  // act sends what is written before the story is moved on.
  private async act(form: HTMLFormElement, e: SubmitEvent): Promise<void> {
    if (this.keeper.state === "saved" && !this.keeper.dirty) {
      return;
    }
    e.preventDefault();
    await this.keeper.flush();
    if (this.keeper.state === "saved") {
      form.submit();
    } else {
      this.say(this.word("leave"));
    }
  }
}

// sessionTab names this window: the same after a reload, another in another one.
function sessionTab(): string {
  const key = "ilbo-tab";
  const duplicated = performance.getEntriesByType("navigation").some((n) => (n as PerformanceNavigationTiming).type === "navigate");
  let tab = duplicated ? null : sessionStorage.getItem(key);
  if (!tab) {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    tab = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem(key, tab);
  }
  return tab;
}
