import type { Portal } from "../portal.ts";
import { provePassword } from "./prove-password.ts";
import { wasShownAnew, whereToProve } from "./provider/own-provider.ts";
import { takePasskey } from "./second-factor/take-passkey.ts";
import type { Viewer } from "./viewer.ts";

/** What somebody shows who proves again who they are: their password, or one of their passkeys. */
export type ShownAgain = {
  password: string;
  /** What the browser answered with a passkey, and the challenge it was given; null where none was used. */
  passkey?: { answer: string; challenge: string | null } | null;
};

type ProvenAgain =
  | { proven: true; method: "password" | "passkey" | "provider" }
  | {
      /** Beside which field. */
      at: "password" | "passkey" | "form";
      refused: string;
      status: 400 | 429;
      retryAfter?: number;
    };

/** For a page that asks for it: at which provider, and whether it was done just now. Null: by password. */
export type ProvingThere = {
  /** What people call the provider. */
  label: string;
  /** The address by which to go there and come back to the page. */
  there: string;
  isShown: boolean;
} | null;

/** Where the viewer proves again who they are before what the page at `to` is for. */
export async function readProvingThere(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now" | "providers">,
  to: string,
): Promise<ProvingThere> {
  const provider = await whereToProve(viewer, portal);
  if (!provider) return null;
  return {
    label: provider.label,
    there: `/sign-in/with/${provider.id}?${new URLSearchParams({ again: "yes", to })}`,
    isShown: await wasShownAnew(viewer, portal),
  };
}

/**
 * Has somebody who is signed in prove again who they are, before what is theirs alone to do: the one place that says
 * with what. Who signs in at a provider does so by having signed in there anew, or by a passkey. Refuses what is wrong
 * (400), and a password that came too soon (429).
 */
export async function proveAgain(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now" | "organization" | "providers" | "publicUrl" | "throttle">,
  { password, passkey }: ShownAgain,
): Promise<ProvenAgain> {
  if (passkey) {
    const used = await takePasskey(portal, { ...passkey, personId: viewer.personId });
    return "refused" in used
      ? { ...used, at: "passkey", status: 400 }
      : { proven: true, method: "passkey" };
  }
  const provider = await whereToProve(viewer, portal);
  if (provider) {
    if (await wasShownAnew(viewer, portal)) return { proven: true, method: "provider" };
    const refused = `Show who you are with ${provider.label} first. That holds for five minutes`;
    return { at: "form", refused, status: 400 };
  }
  const proof = await provePassword(viewer, portal, { password });
  return "refused" in proof ? { ...proof, at: "password" } : { ...proof, method: "password" };
}
