// passkey asks the browser for a passkey, to sign in or to add one, and sends what
// it answers. It stays hidden where the browser knows no passkeys,
// which is said where there is a place for it. Where one signs
// in, the field of the name offers them too, in browsers that do that, without the
// button being pressed. See https://www.w3.org/TR/webauthn-3/.

interface Question {
  token: string;
  options: { publicKey: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON };
}

async function post<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.problem);
  }
  return answer;
}

// patience is how long a question of the field stands, in milliseconds: less than
// the paper waits for its answer.
const patience = 240_000;

export function passkey(root: HTMLElement): void {
  const { ask, offer, send, to, unable } = root.dataset;
  const button = root.querySelector("button")!;
  const wrong = root.querySelector<HTMLElement>("[role=alert]")!;
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    if (unable) {
      document.getElementById(unable)!.hidden = false;
    }
    return;
  }
  root.hidden = false;
  let filling = new AbortController(); // the field's question, which the button's takes the place of

  const question = (): Promise<Question> => post<Question>((ask ?? offer)!, {});
  const get = ({ options }: Question, more: CredentialRequestOptions = {}): Promise<Credential | null> =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey), ...more });
  const create = ({ options }: Question): Promise<Credential | null> =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) });

  async function reply({ token }: Question, credential: Credential | null): Promise<void> {
    const name = root.querySelector("input")?.value ?? "";
    const { to: next } = await post<{ to: string }>(send!, { token, name, to, answer: (credential as PublicKeyCredential).toJSON() });
    location.assign(next);
  }

  function say(error: unknown): void {
    if (error instanceof DOMException && error.name === "NotAllowedError") {
      return; // the person thought better of it
    }
    wrong.textContent = (error as Error).message;
    wrong.hidden = false;
  }

  // fill has the field offer passkeys, and says nothing where it cannot: there is
  // the button. The question is asked anew before the paper has forgotten it, as long
  // as somebody looks at the page.
  async function fill(): Promise<void> {
    filling.abort();
    if (document.hidden) {
      document.addEventListener("visibilitychange", () => void fill(), { once: true });
      return;
    }
    const { signal } = (filling = new AbortController());
    const renewed = setTimeout(() => void fill(), patience);
    signal.addEventListener("abort", () => clearTimeout(renewed));
    const asked = await question().catch(() => undefined);
    const credential = asked && !signal.aborted && (await get(asked, { mediation: "conditional", signal }).catch(() => undefined));
    if (asked && credential) {
      await reply(asked, credential).catch(say);
    }
  }

  const fills = ask ? PublicKeyCredential.isConditionalMediationAvailable?.() : undefined;
  const offers = (): void => void fills?.then((can) => void (can && fill()));

  button.addEventListener("click", async () => {
    wrong.hidden = true;
    button.disabled = true;
    filling.abort();
    try {
      const asked = await question();
      await reply(asked, await (ask ? get(asked) : create(asked)));
    } catch (error) {
      say(error);
      button.disabled = false;
      offers();
    }
  });
  offers();
}
