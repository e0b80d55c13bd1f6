import { type Rotation, whyNotRead } from "../secrecy/key-rotation.ts";
import { loadKeys, prepareNextKey, signWithNextKey } from "./keys.ts";
import { writeRecord } from "./record.ts";

/**
 * Makes a new key that signs seals, receipts and exports, while portals run: its public part is published first, and it
 * signs once each running portal has read it. Public keys of before stay published for good. Run again, it goes on where
 * it was. Refuses without keys, and says when it waits for a portal elsewhere.
 */
export async function rotateSigningKey(
  rotation: Rotation,
): Promise<{ kid: string; before: string } | { refused: string }> {
  const { db, folder, now } = rotation;
  const before = await loadKeys(folder, { mayCreate: false });
  if ("refused" in before) return before;
  await prepareNextKey(folder);
  const refused = await whyNotRead(rotation);
  if (refused) return { refused };
  await signWithNextKey(folder);
  const keys = await loadKeys(folder, { mayCreate: false });
  if ("refused" in keys) return keys;
  const facts = { kid: keys.kid, before: before.kid };
  await writeRecord(db, {
    ...{ act: "rotate-signing-key", by: null, about: null, at: now(), facts },
  });
  return facts;
}
