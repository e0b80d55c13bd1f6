import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Where a ciphertext belongs. It is bound in: moved to another place, it does not open. */
export type Place = { table: string; column: string; row: string };

/** Bytes a ciphertext is longer than what it says: a nonce before it, a tag behind it. */
export const overhead = 28;

/** AES-256-GCM (NIST SP 800-38D) under a 32-byte key: 12 random bytes of nonce, ciphertext, 16 of tag. */
export function encrypt(key: Uint8Array, place: Place, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(named(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key is another, the place is another, or a byte was changed. */
export function decrypt(key: Uint8Array, place: Place, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < overhead) throw new Error("There is no ciphertext here.");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAAD(named(place));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
}

/** As `encrypt`, of what JSON can say. */
export function encryptJson(key: Uint8Array, place: Place, value: unknown): Uint8Array {
  return encrypt(key, place, Buffer.from(JSON.stringify(value), "utf8"));
}

/** As `decrypt`. What it holds is what this portal wrote: it is not checked again. */
export function decryptJson<T>(key: Uint8Array, place: Place, sealed: Uint8Array): T {
  return JSON.parse(Buffer.from(decrypt(key, place, sealed)).toString("utf8")) as T;
}

/** The parts stand in a list, so that no two places are spelled alike. */
function named({ table, column, row }: Place): Uint8Array {
  return Buffer.from(JSON.stringify([table, column, row]), "utf8");
}
