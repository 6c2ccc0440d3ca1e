// meter says how many of the month's free stories this browser has read. The
// number is in a cookie and not in the page: the page is the same for everybody.

export function meter(line: HTMLElement): void {
  const [, read, most] = /(?:^|; )ilbo-read=(\d+)\.(\d+)(?:;|$)/.exec(document.cookie) ?? [];
  if (!read || !most) return;
  line.querySelector("span")!.textContent = line.dataset.say!.replace("{read}", read).replace("{most}", most);
  line.hidden = false;
}
