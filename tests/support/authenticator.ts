import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What a test bends: by default everything is as the portal asks. */
type Bent = {
  origin?: string;
  /** The site the key is for. */
  site?: string;
  /** What the device says of having asked for a finger, a face or a PIN. */
  isVerified?: boolean;
  counter?: number;
};

/**
 * A device that makes passkeys and signs with them, as a browser answers for it (WebAuthn level 2, without
 * attestation): what it says can be bent, which no real one allows.
 */
export function authenticator({
  site: ownSite,
  origin: ownOrigin,
}: {
  site: string;
  origin: string;
}) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let count = 0;

  const clientData = (type: string, challenge: string, { origin = ownOrigin }: Bent) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = ({ site = ownSite, isVerified = true, counter }: Bent, flags: number) => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter ?? ++count);
    const said = 0x01 | (isVerified ? 0x04 : 0) | flags;
    return Buffer.concat([sha256(Buffer.from(site)), Buffer.from([said]), counted]);
  };
  const answer = (response: Record<string, string>) => {
    const named = id.toString("base64url");
    const said = { id: named, rawId: named, type: "public-key", response };
    return JSON.stringify({ ...said, clientExtensionResults: {} });
  };

  return {
    make(challenge: string, bent: Bent = {}): string {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const authData = new Uint8Array(Buffer.concat([head(bent, 0x40), credential]));
      const attested = isoCBOR.encode(
        new Map<string, unknown>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", authData],
        ]) as never,
      );
      return answer({
        clientDataJSON: clientData("webauthn.create", challenge, bent).toString("base64url"),
        attestationObject: Buffer.from(attested).toString("base64url"),
      });
    },
    use(challenge: string, bent: Bent = {}): string {
      const authData = head(bent, 0);
      const said = clientData("webauthn.get", challenge, bent);
      const signature = sign("sha256", Buffer.concat([authData, sha256(said)]), privateKey);
      return answer({
        clientDataJSON: said.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signature.toString("base64url"),
      });
    },
  };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** A P-256 key as COSE writes it (RFC 9053), for ES256. */
function coseKey(key: KeyObject): Uint8Array {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));
  return isoCBOR.encode(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]) as never,
  );
}
