// Makes or uses a passkey where a form asks for one: the answer goes into its hidden field, and the form is sent as any
// other. Loaded on those pages only.

type Said = Record<string, unknown> & { id: string };

const known = typeof PublicKeyCredential === "function" && "credentials" in navigator;

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const shown = form.querySelector<HTMLElement>(
    known ? "[data-passkey-known]" : "[data-passkey-unknown]",
  );
  if (shown) shown.hidden = false;
  if (!known || form.dataset.passkey === "begin") continue;
  const field = form.elements.namedItem("passkey") as HTMLInputElement;
  const fault = form.querySelector<HTMLElement>("[data-passkey-fault]");
  const say = (sentence: string) => {
    if (fault) fault.textContent = sentence;
    if (fault) fault.hidden = sentence === "";
    const none = form.querySelector<HTMLElement>("[data-passkey-none]");
    if (none) none.hidden = sentence === "";
  };
  // Coming back to the page by the browser's own button brings back what the field held.
  window.addEventListener("pageshow", () => {
    field.value = "";
  });
  form.addEventListener("submit", (event) => {
    const pressed = event.submitter ?? form.querySelector("[type=submit]");
    if (field.value || !pressed?.hasAttribute("data-passkey-button")) return;
    event.preventDefault();
    say("");
    ask(form.dataset).then(
      (answer) => {
        field.value = answer;
        form.submit();
      },
      (problem: unknown) => say(reason(problem)),
    );
  });
}

async function ask({ passkey: errand, options }: DOMStringMap): Promise<string> {
  const credential = options
    ? await navigator.credentials.create({ publicKey: toMake(JSON.parse(options)) })
    : await navigator.credentials.get({ publicKey: toUse(await optionsFor(errand)) });
  if (!credential) throw new Error("no passkey");
  return JSON.stringify(written(credential as PublicKeyCredential));
}

async function optionsFor(errand = "use") {
  const response = await fetch(`/passkey-options?to=${errand}`, { cache: "no-store" });
  if (!response.ok) throw new Error("no options");
  return response.json();
}

function reason(problem: unknown): string {
  const name = problem instanceof DOMException ? problem.name : "";
  if (name === "NotAllowedError") return "Nothing was done: it was cancelled, or took too long.";
  if (name === "InvalidStateError") return "This device holds a passkey of yours already.";
  return "No passkey could be used here. Try again, or use another way.";
}

function toMake(
  options: PublicKeyCredentialCreationOptionsJSON,
): PublicKeyCredentialCreationOptions {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  }
  const { challenge, user, excludeCredentials = [] } = options;
  return {
    ...(options as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: excludeCredentials.map(described),
  };
}

function toUse(options: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  }
  const { challenge, allowCredentials = [] } = options;
  return {
    ...(options as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytes(challenge),
    allowCredentials: allowCredentials.map(described),
  };
}

const described = (one: PublicKeyCredentialDescriptorJSON) =>
  ({ ...one, id: bytes(one.id) }) as PublicKeyCredentialDescriptor;

/** As `toJSON` writes it, also where a browser or what stands in for it has none. */
function written(credential: PublicKeyCredential): Said {
  try {
    return credential.toJSON() as Said;
  } catch {
    const response: Record<string, unknown> = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
      const value = (credential.response as unknown as Record<string, unknown>)[part];
      if (value instanceof ArrayBuffer) response[part] = text(value);
    }
    const { id, type } = credential;
    return { id, rawId: id, type, response, clientExtensionResults: {} };
  }
}

function bytes(encoded: string): ArrayBuffer {
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (one) => one.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
