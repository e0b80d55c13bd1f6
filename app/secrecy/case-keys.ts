import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { createSecretFile, readIfThere, replaceSecretFile } from "../ledger/key-file.ts";

/** What opens texts and files of reports and cases. It never leaves the machine, and stands in no backup. */
export type CaseKeys = {
  /** The first wraps new keys; those after it still open what they wrapped. 32 bytes each. */
  wrapping: { kid: string; key: Uint8Array }[];
  /** While a rotation is under way: the kid of the last of them, which wraps once every process has read it. */
  next: string | null;
  /** 32 bytes, for the keyed digests by which encrypted things are found and named. */
  indexKey: Uint8Array;
};

/** The file in the folder of keys. */
export const caseKeysFile = "case-keys.json";
const secretKey = z.object({
  kty: z.literal("oct"),
  kid: z.string().min(1).max(100),
  k: z.string().regex(/^[\w-]{43}$/),
});
/** A JWK Set (RFC 7517): the key of digests, the key that wraps, then others that open; `next` names one to wrap next. */
const keyFile = z.object({
  keys: z.tuple([secretKey.extend({ kid: z.literal("index") }), secretKey], secretKey),
  next: z.string().optional(),
});

/**
 * Reads the keys in `folder`; with `mayCreate`, makes them when there are none, so that processes started
 * at once agree. Refuses when they are missing and may not be made, and when they are damaged: with other
 * keys no report could be read.
 */
export async function loadCaseKeys(
  folder: string,
  { mayCreate }: { mayCreate: boolean },
): Promise<CaseKeys | { refused: string }> {
  const path = join(folder, caseKeysFile);
  let text = await readIfThere(path);
  if (text === null && mayCreate) {
    await createSecretFile(
      path,
      textOf({ indexKey: randomBytes(32), wrapping: [newWrappingKey()], next: null }),
    );
    text = await readIfThere(path);
  }
  if (text === null) {
    return { refused: `There are no case keys at ${path}. Put your copy of the file there.` };
  }
  const keys = readKeys(text);
  return (
    keys ?? { refused: `The case keys at ${path} are damaged. Put your copy of the file there.` }
  );
}

/** Writes other keys in place of those in `folder`: for `rotateWrappingKey`, which keeps what still wraps. */
export async function keepCaseKeys(folder: string, keys: CaseKeys): Promise<void> {
  await replaceSecretFile(join(folder, caseKeysFile), textOf(keys));
}

/** A key to wrap with, of no one's choosing. */
export function newWrappingKey(): CaseKeys["wrapping"][number] {
  return { kid: `wrap-${randomBytes(6).toString("hex")}`, key: randomBytes(32) };
}

function textOf({ indexKey, wrapping, next }: CaseKeys): string {
  const written = [{ kid: "index", key: indexKey }, ...wrapping].map(({ kid, key }) => {
    return { kty: "oct", kid, k: Buffer.from(key).toString("base64url") };
  });
  return `${JSON.stringify({ keys: written, ...(next ? { next } : {}) }, null, 2)}\n`;
}

function readKeys(text: string): CaseKeys | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = keyFile.safeParse(json);
  if (!parsed.success) return null;
  const [index, ...wrapping] = parsed.data.keys;
  if (new Set(wrapping.map(({ kid }) => kid)).size < wrapping.length) return null;
  const { next = null } = parsed.data;
  if (next && wrapping.at(-1)?.kid !== next) return null;
  const bytesOf = ({ k }: z.infer<typeof secretKey>) => Buffer.from(k, "base64url");
  return {
    wrapping: wrapping.map((one) => ({ kid: one.kid, key: bytesOf(one) })),
    indexKey: bytesOf(index),
    next,
  };
}
