import { randomBytes } from "node:crypto";

/**
 * A number for something that is kept from most: the letters it begins with, and 40 random bits in Crockford's
 * base 32, so that no number leads to another.
 */
export function newNumber(of: "VR" | "EX" | "CS"): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const letters = Array.from(randomBytes(8), (byte) => alphabet[byte & 31]).join("");
  return `${of}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
