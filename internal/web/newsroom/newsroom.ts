// newsroom starts the islands of the newsroom's pages. Every page works before
// they start, but for passkeys, which no form can send.

import { copy } from "./staff/copy.island";
import { passkey } from "./signin/passkey.island";
import { take, wire } from "./wire/wire.island";

const islands: Record<string, (element: HTMLElement) => unknown> = { copy, passkey, take, wire };

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  islands[element.dataset.island!]?.(element);
}

export {};
