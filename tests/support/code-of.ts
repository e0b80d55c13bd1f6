import { Secret, TOTP } from "otpauth";

/** The code an app shows at a moment. */
export function codeOf(secret: Uint8Array, at: Date): string {
  const held = new Secret({ buffer: new Uint8Array(secret).buffer });
  const asApps = { algorithm: "SHA1", digits: 6, period: 30 };
  return TOTP.generate({ ...asApps, secret: held, timestamp: at.getTime() });
}
