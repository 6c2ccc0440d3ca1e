// upload sends pictures to the picture desk.

// A Figure is a picture as a story prints it: ilbo.Figure.
export interface Figure {
  picture: string;
  width: number;
  height: number;
  alt?: string;
  caption?: string;
  credit?: string;
}

// A FiledPicture is what the picture desk says of a picture.
export interface FiledPicture {
  figure?: Figure;
  name: string;
  url?: string;
  preview?: string;
  problem?: string;
  usable: boolean;
}

export const desk = "/newsroom/pictures";

const words = {
  en: { away: "The newsroom does not answer. Try again when you are connected.", strange: "The newsroom gave an answer that cannot be read. Try again." },
  ko: { away: "편집국에 연결되지 않습니다. 연결된 뒤에 다시 하십시오.", strange: "편집국의 답을 읽지 못했습니다. 다시 하십시오." },
};

export function inWords<T>(list: { en: T; ko: T }): T {
  return document.documentElement.lang === "ko" ? list.ko : list.en;
}

// sendPicture files a picture, tells how much of it has gone, from 0 to 1, and
// gives what the desk says of it. An error's message is a sentence for people.
export function sendPicture(file: File, progress: (fraction: number) => void): Promise<FiledPicture> {
  return new Promise((resolve, reject) => {
    const say = inWords(words);
    const request = new XMLHttpRequest();
    request.open("POST", desk);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        progress(event.loaded / event.total);
      }
    });
    request.addEventListener("error", () => reject(new Error(say.away)));
    request.addEventListener("abort", () => reject(new Error(say.away)));
    request.addEventListener("load", () => {
      const answer = request.response as { pictures?: FiledPicture[]; problem?: string } | null;
      const filed = answer?.pictures?.[0];
      if (filed?.figure) {
        progress(1);
        resolve(filed);
      } else {
        reject(new Error(filed?.problem || answer?.problem || say.strange));
      }
    });
    const form = new FormData();
    form.append("file", file, file.name || "picture");
    request.send(form);
  });
}

// uploadPicture is sendPicture for who wants the figure alone.
export async function uploadPicture(file: File, progress: (fraction: number) => void): Promise<Figure> {
  return (await sendPicture(file, progress)).figure!;
}

// filesOf are the files that were dropped or pasted.
export function filesOf(from: DataTransfer | null): File[] {
  return [...(from?.files ?? [])];
}
