// reader starts what the pages of readers' own need beside the site's script.

import { passkey } from "../ui/passkey/passkey.island";

for (const element of document.querySelectorAll<HTMLElement>("[data-island=passkey]")) {
  passkey(element);
}

export {};
