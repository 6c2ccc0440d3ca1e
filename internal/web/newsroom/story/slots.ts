// slots shows in which places of the paper a headline fits.

export interface Slot {
  name: string;
  room: number; // Latin letters; a syllable of Hangul, and a sign of hanja, takes two
}

export function units(text: string): number {
  let n = 0;
  for (const sign of text.normalize("NFC")) {
    n += /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1;
  }
  return n;
}

export function showSlots(list: HTMLElement, slots: Slot[], headline: string, words: Record<string, string>): void {
  const long = units(headline.trim());
  list.replaceChildren(
    ...slots.map((slot) => {
      const item = document.createElement("li");
      const over = long - slot.room;
      item.className = over > 0 ? "slots__long" : "";
      item.textContent = `${over > 0 ? "✕" : "✓"} ${slot.name}: ${over > 0 ? words.long!.replace("%d", String(over)) : `${long}/${slot.room}`}`;
      return item;
    }),
  );
}
