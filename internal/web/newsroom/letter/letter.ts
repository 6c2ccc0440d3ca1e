// letter is the page on which the body of a newsletter's mailing is written. What is
// typed is kept in the browser until the newsroom has said that it is on disk, and
// nobody's words take the place of another's: who is slower puts theirs below.

import { openBody, type Block, type BodyEditor, type Language } from "../editor/body";
import { choosePicture } from "../pictures/chooser";
import { uploadPicture } from "../pictures/upload";
import { send } from "../story/send";

interface Written {
  revision: number;
  subject: string;
  body: Block[] | null;
}

interface Data extends Written {
  address: string;
  day: string;
  by: string;
  language: Language;
  over: boolean;
  root: string;
  words: Record<string, string>;
  bodyWords: Record<string, string>;
}

// What is written is sent after a pause, and tried again after a while where the
// newsroom did not answer, in milliseconds.
const pause = 900;
const again = 5_000;

export function letter(root: HTMLElement): void {
  new Page(root, JSON.parse(root.querySelector(".letter__data")!.textContent!) as Data).open();
}

class Page {
  private readonly key: string; // of what the browser keeps
  private readonly subject: HTMLInputElement;
  private body!: BodyEditor;
  private revision: number;
  private known: string; // what the newsroom has, as JSON
  private sending = false;
  private crossed = false;
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly data: Data,
  ) {
    this.key = `ilbo-letter:${data.address}:${data.day}`;
    this.subject = this.part<HTMLInputElement>("subject");
    this.revision = data.revision;
    this.known = written(data.subject, data.body ?? []);
  }

  private part<E extends HTMLElement>(name: string): E {
    return this.root.querySelector<E>(`[data-part="${name}"]`)!;
  }

  private word(name: string, with_ = ""): string {
    return this.data.words[name]!.replace("%s", with_);
  }

  open(): void {
    const { data } = this;
    const place = this.part("body");
    place.replaceChildren();
    this.body = openBody(place, {
      body: data.body ?? [], language: data.language, words: data.bodyWords, readOnly: data.over, onChange: () => this.changed(),
      upload: uploadPicture, choosePicture, pictureURL: (id, width) => `${data.root}/pictures/${id}/${width}.webp`,
    });
    if (data.over) return;
    this.known = this.now();
    this.subject.disabled = false;
    this.subject.addEventListener("input", () => this.changed());
    const form = this.part<HTMLFormElement>("story");
    form.hidden = false;
    form.addEventListener("submit", (e) => void this.place(form, e));
    document.addEventListener("keydown", (e) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") {
        e.preventDefault();
        void this.save();
      }
    });
    document.addEventListener("visibilitychange", () => document.hidden && void this.save());
    addEventListener("beforeunload", (e) => {
      if (this.now() !== this.known) e.preventDefault();
    });
    this.rescue();
  }

  private now(): string {
    return written(this.subject.value.trim(), this.body.body());
  }

  // rescue shows what a window that is no more had not sent.
  private rescue(): void {
    const text = localStorage.getItem(this.key);
    if (!text) return;
    const kept = JSON.parse(text) as Written;
    if (written(kept.subject, kept.body ?? []) === this.known) {
      localStorage.removeItem(this.key);
      return;
    }
    const theirs = { revision: this.revision, subject: this.data.subject, body: this.data.body };
    this.subject.value = kept.subject;
    this.body.setBody(kept.body ?? []);
    if (kept.revision === this.revision) {
      this.alarm(this.word("restored"));
      this.changed();
    } else {
      this.cross(this.data.by, theirs);
    }
  }

  private changed(): void {
    const now = this.now();
    if (now === this.known && !this.crossed) return;
    try {
      localStorage.setItem(this.key, JSON.stringify({ revision: this.revision, ...(JSON.parse(now) as object) }));
    } catch {
      // there is no room: the page has it, and asks before it goes
    }
    if (this.crossed) return;
    this.say("writing");
    this.later(pause);
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), wait) as unknown as number;
  }

  private async save(): Promise<void> {
    const now = this.now();
    if (this.sending || this.crossed || now === this.known) return;
    clearTimeout(this.timer);
    this.sending = true;
    const answer = await send<Written & { by: string }>(this.data.address, { day: this.data.day, revision: this.revision, ...(JSON.parse(now) as object) });
    this.sending = false;
    switch (answer.status) {
      case 200:
        this.revision = answer.body.revision;
        this.known = now;
        if (this.now() !== now) return this.changed();
        localStorage.removeItem(this.key);
        this.say("saved");
        this.part<HTMLIFrameElement>("proof").contentWindow!.location.replace(this.part<HTMLIFrameElement>("proof").src);
        return;
      case 403:
        this.say("out", "", "refused");
        return;
      case 409:
        if (answer.body.by) return this.cross(answer.body.by, answer.body);
        break;
      case 0:
      case 429:
      case 500:
      case 502:
      case 503:
        this.say("away", "", "offline");
        this.later(again);
        return;
    }
    this.say("refused", answer.body.problem ?? String(answer.status));
  }

  // cross tells that somebody else has written, and offers to put both together.
  private cross(by: string, theirs: Written): void {
    this.crossed = true;
    this.say("writing");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.word("join");
    button.addEventListener("click", () => this.join(theirs));
    this.alarm(this.word("crossed", by), " ", button);
  }

  private join(theirs: Written): void {
    const subject = this.subject.value.trim();
    const there = new Set((theirs.body ?? []).map((b) => JSON.stringify(b)));
    const mine = this.body.body().filter((b) => !there.has(JSON.stringify(b)));
    if (subject && subject !== theirs.subject) {
      mine.unshift({ kind: "paragraph", text: [{ text: subject }] });
    }
    this.crossed = false;
    this.revision = theirs.revision;
    this.subject.value = theirs.subject;
    this.known = written(theirs.subject, theirs.body ?? []);
    this.body.setBody([...(theirs.body ?? []), ...mine]);
    this.alarm(this.word("joined"));
    this.changed();
    this.body.focus();
  }

  // place puts a story below what is written.
  private async place(form: HTMLFormElement, e: SubmitEvent): Promise<void> {
    e.preventDefault();
    const field = form.querySelector("input")!;
    const { status, body } = await send<{ headline: string; path: string }>(this.data.address + "/story", { story: field.value });
    if (status !== 200) {
      this.alarm(body.problem ?? this.word("away"));
      return;
    }
    this.part("alarm").hidden = true;
    field.value = "";
    this.body.setBody([...this.body.body(), { kind: "paragraph", text: [{ text: body.headline, href: body.path }] }]);
    this.changed();
  }

  private say(word: string, with_ = "", state = word): void {
    const save = this.part("save");
    save.dataset.state = state;
    save.textContent = this.word(word, with_);
  }

  private alarm(...what: (string | Node)[]): void {
    const alarm = this.part("alarm");
    alarm.replaceChildren(...what);
    alarm.hidden = false;
  }
}

function written(subject: string, body: Block[]): string {
  return JSON.stringify({ subject, body });
}
