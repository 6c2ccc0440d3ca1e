// vault keeps copy in the browser until the newsroom has it: a window that dies,
// or a newsroom that is away, loses nothing. One entry a story and window.

import type { Copy } from "./copy";

export interface Kept {
  story: number;
  tab: string;
  base: number; // the version that the copy was written upon
  at: number; // milliseconds since 1970
  copy: Copy;
}

const name = "ilbo-newsroom";
const shelf = "copy";

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(shelf, { keyPath: ["story", "tab"] });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

// change is on the disk when it is done: "strict" has the browser wait for that.
async function change(act: (shelf: IDBObjectStore) => void): Promise<void> {
  const db = await open();
  try {
    await new Promise<void>((done, failed) => {
      const t = db.transaction(shelf, "readwrite", { durability: "strict" });
      t.oncomplete = () => done();
      t.onerror = t.onabort = () => failed(t.error);
      act(t.objectStore(shelf));
    });
  } finally {
    db.close();
  }
}

export const keep = (kept: Kept) => change((s) => s.put(kept));
export const forget = (story: number, tab: string) => change((s) => s.delete([story, tab]));

// left are what windows kept of a story, the last one first.
export async function left(story: number): Promise<Kept[]> {
  const db = await open();
  try {
    return await new Promise<Kept[]>((done, failed) => {
      const asked = db.transaction(shelf).objectStore(shelf).getAll(IDBKeyRange.bound([story, ""], [story, "\uffff"]));
      asked.onsuccess = () => done((asked.result as Kept[]).sort((a, b) => b.at - a.at));
      asked.onerror = () => failed(asked.error);
    });
  } finally {
    db.close();
  }
}
