import { stat } from "node:fs/promises";
import { join } from "node:path";
import { keepDoing } from "#app/keep-doing.ts";
import { ledgerKeysFile, loadKeys } from "#app/ledger/keys.ts";
import type { Portal } from "#app/portal.ts";
import { caseKeysFile, loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { nameKeys } from "#app/secrecy/key-rotation.ts";

/** Which keys the portal works with at the moment. */
export const keysInUse = ({ keys, vault }: Pick<Portal, "keys" | "vault">) =>
  nameKeys(keys, vault.kids);

/**
 * Looks once a second whether the key files were changed, and takes what they hold. Files that are missing or damaged
 * are said to `onError`, and the portal goes on with the keys it has. `onRead` is told of other keys.
 */
export function watchKeys(
  portal: Pick<Portal, "keys" | "vault">,
  folder: string,
  {
    everyMs = 1000,
    onRead,
    onError,
  }: { everyMs?: number; onRead: () => Promise<void>; onError: (problem: unknown) => void },
): { stop(): Promise<void> } {
  let seen = "";
  return keepDoing(
    async () => {
      const state = await stateOf(folder);
      if (state !== seen) {
        seen = state;
        const before = keysInUse(portal);
        await takeKeys(portal, folder);
        if (keysInUse(portal) !== before) await onRead();
      }
      return { moreWaits: false };
    },
    { everyMs, onError },
  );
}

async function takeKeys(portal: Pick<Portal, "keys" | "vault">, folder: string): Promise<void> {
  const [ledger, cases] = await Promise.all([
    loadKeys(folder, { mayCreate: false }),
    loadCaseKeys(folder, { mayCreate: false }),
  ]);
  if ("refused" in ledger) throw new Error(ledger.refused);
  if ("refused" in cases) throw new Error(cases.refused);
  portal.vault.takeKeys(cases);
  // In place: whoever signs holds this object.
  Object.assign(portal.keys, ledger);
}

async function stateOf(folder: string): Promise<string> {
  const files = [ledgerKeysFile, caseKeysFile].map((name) => stat(join(folder, name)));
  return (await Promise.all(files))
    .map(({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`)
    .join();
}
