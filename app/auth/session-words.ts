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

/** What somebody showed when they signed in, as they read it of their own sessions. Which second step is not kept. */
export function sayShown({
  method,
  hasSecondFactor,
}: {
  method: SignInMethod;
  hasSecondFactor: boolean;
}): string {
  if (method === "passkey") return "Passkey alone";
  return `${methodWords[method]}${hasSecondFactor ? " and a second step" : ", without a second step"}`;
}

/** How somebody signed in, in words. */
export const methodWords: Record<SignInMethod, string> = {
  password: "Password",
  "set-up-code": "Set-up code",
  passkey: "Passkey",
  provider: "The City’s own sign-in",
};
