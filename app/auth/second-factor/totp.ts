import { Secret, TOTP } from "otpauth";

/** RFC 6238 as every app understands it: SHA-1, six digits, a new code each 30 seconds. */
const shape = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** Bytes of a secret: 160 bits, as RFC 4226 recommends. */
export const secretBytes = 20;

/** What an app is told about a secret: the address its camera reads, and the key to type where there is none. */
export function describeSecret(
  secret: Uint8Array,
  { issuer, label }: { issuer: string; label: string },
): { uri: string; key: string } {
  const held = secretOf(secret);
  return {
    uri: new TOTP({ ...shape, issuer, label, secret: held }).toString(),
    key: held.base32.replace(/(.{4})(?=.)/g, "$1 "),
  };
}

/**
 * Which 30 seconds of the epoch a code is of: the present ones, or those before or after, for clocks that differ a
 * little. Null for a code of no such time, and for what is no code.
 */
export function stepOfCode(secret: Uint8Array, typed: string, now: Date): number | null {
  const token = typed.normalize("NFKC").replace(/[\s\p{Pd}]/gu, "");
  if (!/^[0-9]{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = TOTP.validate({ ...shape, token, secret: secretOf(secret), timestamp, window: 1 });
  return delta === null ? null : TOTP.counter({ period: shape.period, timestamp }) + delta;
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
