import type { SignInMethod } from "./viewer.ts";

/** Why an administrator ends somebody's sessions. Chosen, not written: the ledger keeps it. */
export const endingReasons = {
  "lost-device": "A phone or computer was lost or stolen",
  "left-signed-in": "Left signed in on a computer that others use",
  "not-them": "Somebody else may be signed in as this person",
  "asked-for": "The person asked for it",
} as const;

export type EndingReason = keyof typeof endingReasons;

export const isEndingReason = (text: string): text is EndingReason =>
  Object.hasOwn(endingReasons, text);

/** How somebody signed in, in words. */
export const methodWords: Record<SignInMethod, string> = {
  password: "Password",
  "set-up-code": "Set-up code",
  passkey: "Passkey",
  provider: "The City’s own sign-in",
};
