// keeper sends what is written to the newsroom, every time its writer pauses, and
// keeps it in the browser until the newsroom has said that it is on disk.

import { same, type Copy } from "./copy";
import { send } from "./send";
import * as vault from "./vault";

// What is written is sent after a pause, and while somebody writes on and on, at
// least so often. In the browser it is kept sooner.
const pause = 700;
const longest = 1_500;
const shelved = 400;

// Where the newsroom is away, it is asked again after that, in milliseconds.
const patience = [1_000, 2_000, 4_000, 8_000, 15_000];

export type State = "saved" | "unsaved" | "saving" | "offline" | "signedOut" | "refused" | "crossed";

export interface Crossing {
  kept: number;
  newest: number;
  by: string;
  merge: string;
}

export interface Options {
  story: number;
  address: string;
  tab: string;
  base: number;
  copy: Copy; // as the newsroom has it
  read(): Copy; // as it is written now
  tell(state: State, more: { problem?: string; version?: number; crossing?: Crossing; title?: string }): void;
}

interface Saved {
  version: number;
  title: string;
}

export class Keeper {
  base: number;
  state: State = "saved";
  private known: Copy; // what the newsroom has
  private first = 0; // when the first change was made that it does not have
  private timer = 0;
  private shelf = 0;
  private flight: Promise<void> | null = null;
  private tries = 0;

  constructor(private readonly o: Options) {
    this.base = o.base;
    this.known = o.copy;
    addEventListener("online", () => void this.flush());
    addEventListener("focus", () => this.state === "signedOut" && void this.flush());
  }

  get dirty(): boolean {
    return !same(this.o.read(), this.known);
  }

  // changed is called after every change. It costs next to nothing.
  changed(): void {
    if (this.state === "crossed") {
      return;
    }
    const now = Date.now();
    this.first ||= now;
    if (this.state === "saved") {
      this.tell("unsaved");
    }
    this.shelf ||= window.setTimeout(() => this.shelve(), shelved);
    if (!this.flight && this.tries === 0) { // or else it goes when the answer is there, or at the next try
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.flush(), Math.max(0, Math.min(pause, this.first + longest - now)));
    }
  }

  private shelve(): void {
    this.shelf = 0;
    const kept = { story: this.o.story, tab: this.o.tab, base: this.base, at: Date.now(), copy: this.o.read() };
    vault.keep(kept).catch(() => undefined); // a browser that keeps nothing has the newsroom alone
  }

  // flush sends what the newsroom does not have, and is done when it has it or
  // cannot.
  async flush(more: RequestInit = {}): Promise<void> {
    clearTimeout(this.timer);
    while (this.flight) {
      await this.flight;
    }
    if (this.state === "crossed") {
      return;
    }
    const copy = this.o.read();
    if (same(copy, this.known)) {
      this.first = 0;
      if (this.state !== "saved") {
        this.settled(this.base, "");
      }
      return;
    }
    this.flight = this.deliver(copy, more);
    await this.flight;
  }

  private async deliver(copy: Copy, more: RequestInit): Promise<void> {
    this.tell("saving");
    const { status, body } = await send<Saved & Crossing>(this.o.address + "/versions", { tab: this.o.tab, base: this.base, copy }, more);
    this.flight = null;
    switch (true) {
      case status === 200:
        this.tries = 0;
        this.known = copy;
        this.base = body.version;
        this.first = 0;
        if (same(this.o.read(), copy)) {
          this.settled(body.version, body.title);
        } else {
          this.tell("unsaved", { version: body.version });
          this.changed();
        }
        return;
      case status === 409 && !!body.merge:
        void vault.forget(this.o.story, this.o.tab).catch(() => undefined); // the newsroom has it, aside
        this.tell("crossed", { crossing: body, problem: body.problem });
        return;
      case status === 403:
        this.shelve();
        this.tell("signedOut");
        return;
      case status === 0 || status >= 500 || status === 429:
        this.shelve();
        this.tell("offline");
        this.timer = window.setTimeout(() => void this.flush(), patience[Math.min(this.tries++, patience.length - 1)]);
        return;
      default:
        this.shelve();
        this.tell("refused", { problem: body.problem ?? String(status) });
    }
  }

  private settled(version: number, title: string): void {
    clearTimeout(this.shelf);
    this.shelf = 0;
    void vault.forget(this.o.story, this.o.tab).catch(() => undefined);
    this.tell("saved", { version, title });
  }

  private tell(state: State, more: Parameters<Options["tell"]>[1] = {}): void {
    this.state = state;
    this.o.tell(state, more);
  }

  // reset goes on from a version that somebody else saved.
  reset(base: number, copy: Copy): void {
    this.base = base;
    this.known = copy;
    this.first = 0;
  }
}
