import { randomBytes } from "node:crypto";
import { hashPassword } from "../auth/password.ts";

/** The code a reporter comes back with. `lookup` finds the report; only of `secret` there is a slow hash. */
export type ReceiptCode = { lookup: string; secret: string };

/** Crockford's base 32: no letter that could be read as a digit, and no U. Five bits a character. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const [lookupLength, secretLength] = [8, 16];

/** A new code: 40 bits that find the report, 80 that are secret. */
export function newReceiptCode(): ReceiptCode {
  const letters = (count: number) =>
    Array.from(randomBytes(count), (byte) => alphabet[byte & 31]).join("");
  return { lookup: letters(lookupLength), secret: letters(secretLength) };
}

/** As it is written down: six groups of four characters. */
export function writeReceiptCode({ lookup, secret }: ReceiptCode): string {
  return (lookup + secret).replace(/(.{4})(?=.)/g, "$1-");
}

/**
 * A code as typed: spaces and dashes left out, upper case, O read as 0, I and L as 1. Null for what can be no
 * code.
 */
export function readReceiptCode(typed: string): ReceiptCode | null {
  const folded = typed
    .normalize("NFKC")
    .replace(/[\s\p{Pd}]/gu, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const isCode =
    folded.length === lookupLength + secretLength &&
    [...folded].every((one) => alphabet.includes(one));
  return isCode
    ? { lookup: folded.slice(0, lookupLength), secret: folded.slice(lookupLength) }
    : null;
}

/** Argon2id of the secret part. */
export function hashSecret(secret: string): Promise<string> {
  return hashPassword(secret);
}
