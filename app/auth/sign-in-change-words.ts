import { roleWords } from "./role.ts";
import type { SignInChange } from "./sign-in-changes.ts";

/** What changed, as its person reads it on the account page and in a mail; no full stop. */
export function saySignInChange({ act, factor, method, role, isOver, by }: SignInChange): string {
  const what = factor === "app" ? "An app for codes" : "A passkey";
  const other = by ?? "whoever runs the server";
  const named = role && `“${roleWords[role].title}”`;
  switch (act) {
    case "set-password":
      if (method === "present-password") return "Your password was changed";
      return `Your password was set${method === "set-up-code" ? ` with a set-up code, made by ${other}` : ""}`;
    case "enrol-second-factor":
      return `${what} was added as your second step at sign-in`;
    case "remove-second-factor":
      return `${what} was removed as your second step at sign-in`;
    case "reset-second-factor":
      return `Your second step at sign-in was reset by ${other}`;
    case "use-recovery-code":
      return "One of your recovery codes was used to sign in";
    case "grant-role":
      return `You were given the role ${named} by ${other}`;
    case "confirm-grant":
      return `You were given the role ${named}, confirmed by ${other}`;
    case "revoke-role":
      return `The role ${named} was revoked by ${other}`;
    case "end-grant":
      return `The role ${named} ended: ${isOver ? "its last day was over" : "you had left"}`;
    case "end-sessions":
      return `You were signed out everywhere by ${other}`;
  }
}
