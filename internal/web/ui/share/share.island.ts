// share copies the link, opens the system's share sheet where there is one, and
// shares to KakaoTalk: by Kakao's own script where the paper has a key, which
// loads only when the reader presses, or else by the share sheet.

declare global {
  interface Window {
    Kakao?: { isInitialized(): boolean; init(key: string): void; Share: { sendScrap(o: { requestUrl: string }): void } };
  }
}

const kakaoScript = "https://t1.kakaocdn.net/kakao_js_sdk/2.7.4/kakao.min.js";

export function share(list: HTMLElement): void {
  const { url = "", title = "", copied = "", kakao } = list.dataset;
  const said = list.querySelector<HTMLElement>("[role=status]");
  list.addEventListener("click", (e) => {
    const link = (e.target as Element).closest<HTMLAnchorElement>("a[data-to]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    switch (link.dataset.to) {
      case "link":
        e.preventDefault();
        void copyOrShare();
        break;
      case "kakao":
        if (kakao) {
          e.preventDefault();
          void toKakao(kakao, link.href);
        } else if (canShare()) {
          e.preventDefault();
          void sheet();
        }
        break;
      case "facebook":
      case "x":
        e.preventDefault();
        open(link.href, "share", "noopener,width=640,height=600");
    }
  });

  function canShare(): boolean {
    return "share" in navigator && matchMedia("(pointer: coarse)").matches;
  }

  async function sheet(): Promise<void> {
    await navigator.share({ url, title }).catch(() => undefined); // the reader closed the sheet
  }

  async function copyOrShare(): Promise<void> {
    if (canShare()) return sheet();
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      const box = document.createElement("textarea");
      box.value = url;
      list.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    if (said) {
      said.textContent = copied;
      setTimeout(() => (said.textContent = ""), 4000);
    }
  }

  async function toKakao(key: string, fallback: string): Promise<void> {
    try {
      if (!window.Kakao) await load(kakaoScript);
      if (!window.Kakao!.isInitialized()) window.Kakao!.init(key);
      window.Kakao!.Share.sendScrap({ requestUrl: url });
    } catch {
      open(fallback, "share", "noopener,width=640,height=600");
    }
  }
}

function load(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.crossOrigin = "anonymous";
    script.onload = () => resolve();
    script.onerror = reject;
    document.head.append(script);
  });
}
