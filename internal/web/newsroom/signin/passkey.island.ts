// passkey asks the browser for a passkey, to sign in or to add one, and sends what
// it answers. It stays hidden where the browser knows no passkeys. See
// https://www.w3.org/TR/webauthn-3/.

interface Question {
  token: string;
  options: { publicKey: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON };
}

async function post<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.problem);
  }
  return answer;
}

export function passkey(root: HTMLElement): void {
  const { ask, offer, send, to } = root.dataset;
  const button = root.querySelector("button")!;
  const wrong = root.querySelector<HTMLElement>(".wrong")!;
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    return;
  }
  root.hidden = false;
  button.addEventListener("click", async () => {
    wrong.hidden = true;
    button.disabled = true;
    try {
      const question = await post<Question>((ask ?? offer)!, {});
      const credential = ask
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question.options.publicKey) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question.options.publicKey) });
      const name = root.querySelector("input")?.value ?? "";
      const { to: next } = await post<{ to: string }>(send!, { token: question.token, name, to, answer: (credential as PublicKeyCredential).toJSON() });
      location.assign(next);
    } catch (error) {
      button.disabled = false;
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        return; // the person thought better of it
      }
      wrong.textContent = (error as Error).message;
      wrong.hidden = false;
    }
  });
}
