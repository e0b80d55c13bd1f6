import { mkdir, rmdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { newestChange } from "./newest-change.ts";

/**
 * Runs `act` while no other process runs one under the same lock folder, which stands only meanwhile. One
 * that died two minutes ago is not waited for.
 */
export async function takeTurn<T>(lock: string, act: () => Promise<T>): Promise<T> {
  while (!(await isTaken(lock))) {
    const since = Date.now() - (await newestChange(lock));
    if (since > 120_000) await rmdir(lock).catch(() => {});
    await setTimeout(100);
  }
  try {
    return await act();
  } finally {
    await rmdir(lock).catch(() => {});
  }
}

async function isTaken(lock: string): Promise<boolean> {
  return mkdir(lock).then(
    () => true,
    () => false,
  );
}
