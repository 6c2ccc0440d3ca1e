// editor is the script of the pages on which a story or a letter is written. It leaves one
// name, openBody: what the page's own script opens the body with.

import { openBody } from "./editor/body";
import { letter } from "./letter/letter";
import { story } from "./story/story";

declare global {
  interface Window {
    openBody: typeof openBody;
  }
}

window.openBody = openBody;

for (const page of document.querySelectorAll<HTMLElement>("[data-island=story]")) {
  story(page);
}

for (const page of document.querySelectorAll<HTMLElement>("[data-island=letter]")) {
  letter(page);
}
