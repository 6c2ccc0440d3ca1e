// presence tells the newsroom that a window has the story open, and takes and
// gives the lock that lets one person write at a time.

import { listen } from "../live";
import { send } from "./send";

export interface Lock {
  by: string;
  mine: boolean;
  for: string;
  since: string;
}

export interface Here {
  version: number;
  state: string;
  here: { login: string; tab: string }[] | null;
  lock: Lock | null;
}

const beat = 10_000;
const idle = 5 * 60_000; // who has not written for that long lets others write

export interface Options {
  story: number;
  me: string;
  address: string;
  tab: string;
  heard(h: Here): void;
  locked(lock: Lock | null, refused: boolean): void;
  idle(): void;
}

export class Presence {
  mine = false;
  private asking: Promise<boolean> | null = null;
  private wrote = 0;
  private beating: Promise<void> | null = null;
  private once = false;

  constructor(private readonly o: Options) {
    void this.beat();
    // What others do is heard at once; what this window did itself is known.
    listen([`story:${o.story}`], (s) => ["saved", "lock", "here", "missed"].includes(s.name) && (s.by !== o.me || s.name !== "saved") && void this.beat());
    setInterval(() => void this.beat(), beat);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void this.beat());
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (e) => e.persisted && void this.beat());
  }

  beat(): Promise<void> {
    if (this.beating) {
      this.once = true; // something happened meanwhile: ask once more
      return this.beating;
    }
    this.beating = this.tellHere().finally(() => {
      this.beating = null;
      if (this.once) {
        this.once = false;
        void this.beat();
      }
    });
    return this.beating;
  }

  private async tellHere(): Promise<void> {
    if (this.mine && Date.now() - this.wrote > idle) {
      await this.unlock("");
      this.o.idle();
    }
    const { status, body } = await send<Here>(this.o.address + "/here", { tab: this.o.tab });
    if (status !== 200) {
      return;
    }
    const had = this.mine;
    this.mine = !!body.lock?.mine;
    this.o.heard(body);
    if (had !== this.mine) {
      this.o.locked(body.lock, had);
    }
  }

  // wants the lock, as somebody begins to write. It is true where they may.
  write(over = false): Promise<boolean> {
    this.wrote = Date.now();
    if (this.mine && !over) {
      return Promise.resolve(true);
    }
    this.asking ??= this.ask(over).finally(() => (this.asking = null));
    return this.asking;
  }

  private async ask(over: boolean): Promise<boolean> {
    const { status, body } = await send<{ lock: Lock | null }>(this.o.address + "/lock", { tab: this.o.tab, over });
    if (status === 0) {
      return true; // nobody can be asked: what is written is kept, and compared later
    }
    this.mine = status === 200;
    this.o.locked(body.lock ?? null, status !== 200);
    return this.mine;
  }

  async unlock(to: string): Promise<void> {
    this.mine = false;
    await send(this.o.address + "/unlock", { tab: this.o.tab, to });
    await this.beat();
  }

  leave(): void {
    const what = new Blob([JSON.stringify({ tab: this.o.tab })], { type: "application/json" });
    navigator.sendBeacon(this.o.address + "/leave", what);
  }
}
