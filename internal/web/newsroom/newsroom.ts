// newsroom starts the islands of the newsroom's pages. Every page works before
// they start, but for passkeys, which no form can send.

import { board } from "./board/board.island";
import { bell } from "./bell/bell.island";
import { board as frontBoard } from "./fronts/board.island";
import { copy } from "./staff/copy.island";
import { lineup } from "./lineup/lineup.island";
import { makeup } from "./issue/makeup.island";
import { mention } from "./notes/mention.island";
import { notes } from "./notes/notes.island";
import { teach } from "./lesson/teach.island";
import { drop } from "./pictures/drop.island";
import { frame } from "./pictures/frame.island";
import { list } from "./stories/list.island";
import { passkey } from "../ui/passkey/passkey.island";
import { refresh } from "./refresh/refresh.island";
import { take, wire } from "./wire/wire.island";

const islands: Record<string, (element: HTMLElement) => unknown> = {
  bell, board, "front-board": frontBoard, copy, lineup, list, makeup, mention: (field) => mention(field as HTMLTextAreaElement), notes, passkey, refresh, take, teach, wire,
  drop: (form) => drop(form as HTMLFormElement), frame: (form) => frame(form as HTMLFormElement),
};

// What somebody of the newsroom reads in this browser is not counted: see ui/reads.
try {
  if (document.body.dataset.live) localStorage.setItem("ilbo-staff", "1");
} catch {
  // the browser keeps nothing
}

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  islands[element.dataset.island!]?.(element);
}

export {};
