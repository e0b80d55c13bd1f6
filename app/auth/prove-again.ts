import type { Portal } from "../portal.ts";
import { provePassword } from "./prove-password.ts";
import { takePasskey } from "./second-factor/take-passkey.ts";
import type { Viewer } from "./viewer.ts";

/** What somebody shows who proves again who they are: their password, or one of their passkeys. */
export type ShownAgain = {
  password: string;
  /** What the browser answered with a passkey, and the challenge it was given; null where none was used. */
  passkey?: { answer: string; challenge: string | null } | null;
};

export type ProvenAgain =
  | { proven: true; method: "password" | "passkey" }
  | { refused: string; status: 400 | 429; retryAfter?: number };

/**
 * Has somebody who is signed in prove again who they are, before what is theirs alone to do: the one place that says
 * with what. Refuses what is wrong (400), and a password that came too soon (429).
 */
export async function proveAgain(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now" | "organization" | "publicUrl" | "throttle">,
  { password, passkey }: ShownAgain,
): Promise<ProvenAgain> {
  if (passkey) {
    const used = await takePasskey(portal, { ...passkey, personId: viewer.personId });
    return "refused" in used ? { ...used, status: 400 } : { proven: true, method: "passkey" };
  }
  const proof = await provePassword(viewer, portal, { password });
  return "refused" in proof ? proof : { ...proof, method: "password" };
}
