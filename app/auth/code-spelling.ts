import { hash, randomBytes } from "node:crypto";

/** Crockford's base 32: no letter that could be read as a digit, and no U. Five bits a character. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

/** A new set-up code: 80 random bits in four groups of four characters. */
export function newCode(): string {
  const characters = Array.from(randomBytes(length), (byte) => alphabet[byte & 31]);
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

/**
 * A code as typed, in its one spelling: spaces and dashes left out, upper case, O read as 0, I and L as 1.
 * Null for what can be no code.
 */
export function foldCode(typed: string): string | null {
  const folded = typed
    .normalize("NFKC")
    .replace(/[\s\p{Pd}]/gu, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const isCode = folded.length === length && [...folded].every((one) => alphabet.includes(one));
  return isCode ? folded : null;
}

/** SHA-256 of a folded code, in hexadecimal: 80 random bits need no slow hash. */
export function hashCode(folded: string): string {
  return hash("sha256", folded);
}
