import type { Portal } from "../../portal.ts";
import { addFaults } from "./add-faults.ts";
import { endWhenFaulty } from "./preview-import.ts";
import { readImport } from "./read-import.ts";

const attempts = 3;

/**
 * Reads a received file. What fails three times, whatever the reason, or took its process with it, ends in
 * words with the file put away: nobody waits for a reading that never ends. `attempt` counts from 1.
 */
export async function readOrGiveUp(
  portal: Portal,
  number: number,
  attempt: number,
  read: typeof readImport = readImport,
): Promise<void> {
  if (attempt > attempts) return giveUp(portal, number);
  try {
    await read(portal, number);
  } catch (problem) {
    if (attempt < attempts) throw problem;
    await giveUp(portal, number);
  }
}

async function giveUp(portal: Portal, number: number): Promise<void> {
  await portal.db.$client.begin(async (tx) => {
    const [waiting] = await tx`
      select number from directory_imports where number = ${number} and stage = 'reading'
      for no key update`;
    if (!waiting) return;
    await tx`delete from directory_import_faults where import = ${number}`;
    await addFaults(tx, number, [[0, { column: "", mend: gaveUp }]]);
    await endWhenFaulty(tx, number);
  });
}

const gaveUp =
  "Send the file again: reading it failed three times. If that fails too, show it to those who look after the portal";
