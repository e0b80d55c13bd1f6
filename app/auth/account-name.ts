/**
 * An e-mail address or employee number as it is compared: trimmed, NFC, lower case. The throttle counts
 * and the directory looks up exactly this text, so no spelling of one account is counted as another.
 */
export function foldAccountName(typed: string): string {
  return typed.normalize("NFC").trim().toLowerCase();
}
