import type { confirmationEnd, confirmationKind } from "#drizzle/schema/second-factors.ts";
import { type Asking, askingThem } from "../second-factor/asking-words.ts";

export type ConfirmationKind = (typeof confirmationKind.enumValues)[number];
export type ConfirmationEnd = (typeof confirmationEnd.enumValues)[number];

/** What is to be confirmed: as a title, and what follows once it is, whatever the portal asks for. */
export const confirmationWords: Record<ConfirmationKind, { title: string; follows: string }> = {
  "reset-password": {
    title: "New password",
    follows:
      "The administrator can then make one set-up code, within 14 days, and hand it over. With it the person sets a new password and is signed out everywhere.",
  },
  "reset-second-factor": {
    title: "New second step at sign-in",
    follows:
      "The person’s app, passkeys and recovery codes stop working at once, and they are signed out everywhere.",
  },
};

export const endWords: Record<ConfirmationEnd, string> = {
  confirmed: "Confirmed",
  declined: "Declined",
  withdrawn: "Withdrawn",
};

/** The whole of what follows once it is confirmed. */
export const sayFollows = (kind: ConfirmationKind, asking: Asking) =>
  kind === "reset-second-factor"
    ? `${confirmationWords[kind].follows} ${askingThem[asking]}`
    : confirmationWords[kind].follows;

/** What came of it, for whoever just ended it; null while it waits. */
export function sayEnded({
  kind,
  name,
  askedBy,
  ended,
  asking,
}: {
  kind: ConfirmationKind;
  name: string;
  askedBy: string;
  ended: { as: ConfirmationEnd } | null;
  asking: Asking;
}): string | null {
  if (!ended) return null;
  if (ended.as !== "confirmed") return `It is ${ended.as}. Nothing changes for ${name}.`;
  return kind === "reset-password"
    ? `It is confirmed. ${askedBy} can now hand over a set-up code to ${name}.`
    : `It is confirmed. The second step of ${name} is reset. ${askingThem[asking]}`;
}

/** Whether a text from an address names what can be confirmed. */
export function isConfirmationKind(text: string | undefined): text is ConfirmationKind {
  return text !== undefined && Object.hasOwn(confirmationWords, text);
}
