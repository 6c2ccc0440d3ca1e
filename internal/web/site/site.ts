// site starts the islands of a reader's page: each element with data-island is
// handed to the island of that name. Every page works before they start.

import { banner } from "../ui/banner/banner.island";
import { account, bookmark } from "../ui/bookmark/bookmark.island";
import { embed } from "../ui/embed/embed.island";
import { gallery } from "../ui/gallery/gallery.island";
import { install } from "../ui/install/install.island";
import { meter } from "../ui/meter/meter.island";
import { offline } from "../ui/offline/offline.island";
import { print } from "../ui/print/print.island";
import { reads } from "../ui/reads/reads.island";
import { settings } from "../ui/settings/settings.island";
import { share } from "../ui/share/share.island";
import { suggest } from "../ui/suggest/suggest.island";

const islands: Record<string, (element: never) => unknown> = { account, banner, bookmark, embed, gallery, install, meter, offline, print, reads, settings, share, suggest };

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  islands[element.dataset.island!]?.(element as never);
}

if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => undefined)); // a page over plain HTTP has none
}

export {};
