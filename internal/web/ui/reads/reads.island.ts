// reads tells the paper that a story was read, how far down and roughly how long:
// without a cookie and without a name. Of a story that is locked it tells that its
// wall was in view. It is silent where the browser asks for that, and where somebody
// of the newsroom looks.

const seconds = 5; // in view, before a story was read
const times = [15, 30, 60, 120, 240, 480]; // seconds: ilbo.ReadTimes

// staff reports whether the newsroom was open in this browser: see newsroom.ts.
function staff(): boolean {
  try {
    return !!localStorage.getItem("ilbo-staff");
  } catch {
    return false; // it keeps nothing
  }
}

export function reads(story: HTMLElement): void {
  const n = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (n.globalPrivacyControl || n.doNotTrack === "1" || staff()) return;
  const body = story.querySelector(".story__body")!;
  const tell = (what = "") => n.sendBeacon("/reads", story.dataset.story + what);
  let shown = 0;
  let quarters = 0;
  let last = "";
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    const { top, height } = body.getBoundingClientRect();
    quarters = Math.max(quarters, Math.min(4, Math.floor((4 * (innerHeight - top)) / height)));
    if (++shown === seconds) tell(story.querySelector(".wall") ? " wall" : "");
  }, 1000);
  addEventListener("visibilitychange", () => {
    const what = ` ${quarters} ${times.filter((t) => shown >= t).length}`;
    if (document.visibilityState === "visible" || shown < seconds || what === last || story.querySelector(".wall")) return;
    tell((last = what));
  });
}
