import type { SignInChange } from "./sign-in-changes.ts";

/** What changed, as its person reads it on the account page and in a mail; no full stop. */
export function saySignInChange({ act, factor, method }: SignInChange): string {
  const what = factor === "app" ? "An app for codes" : "A passkey";
  switch (act) {
    case "set-password":
      if (method === "present-password") return "Your password was changed";
      return `Your password was set${method === "set-up-code" ? " with a set-up code" : ""}`;
    case "enrol-second-factor":
      return `${what} was added as your second step at sign-in`;
    case "remove-second-factor":
      return `${what} was removed as your second step at sign-in`;
    case "reset-second-factor":
      return "Your second step at sign-in was reset by somebody else";
    case "use-recovery-code":
      return "One of your recovery codes was used to sign in";
  }
}
