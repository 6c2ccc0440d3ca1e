// reads tells the paper that a story was read: once, without a cookie, after
// the page was in view for a few seconds.

const seconds = 5;

export function reads(story: HTMLElement): void {
  let left = seconds;
  const timer = setInterval(() => {
    if (document.visibilityState !== "visible" || --left > 0) return;
    clearInterval(timer);
    navigator.sendBeacon("/reads", story.dataset.story);
  }, 1000);
}
