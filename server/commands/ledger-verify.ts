import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { trustedKeys } from "#app/ledger/trusted-keys.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run ledger:verify -- [--anchor FILE] [--keys FILE]` checks the whole ledger, whether the portal runs
 * or not; `--anchor` names a seal that was kept elsewhere. Ends with 0 when all is in order, with 1 and the
 * first fault when something is not.
 */
const values = readFlags();
const settings = readSettings(process.env);

// npm runs a script in the project's folder; files are named from where the command was given.
const path = (name: string) => resolve(process.env.INIT_CWD ?? ".", name);

const publicKeys = await trustedKeys(
  values.keys === undefined ? null : path(values.keys),
  settings.keysFolder,
);
if ("refused" in publicKeys) fail(publicKeys.refused);
const anchor =
  values.anchor === undefined
    ? undefined
    : await readFile(path(values.anchor), "utf8").catch(() =>
        fail(`${values.anchor} cannot be read.`),
      );

await withDatabase(settings, async ({ owner }) => {
  const verdict = await verifyLedger(owner, publicKeys, { anchor: anchor?.trim() });
  const { records, seals, unsealed, fault } = verdict;
  console.log(`${records} records under ${seals} seals are in order; ${unsealed} wait for a seal.`);
  if (fault) console.error(fault.sentence);
  process.exitCode = fault ? 1 : 0;
});

function readFlags() {
  try {
    const options = { anchor: { type: "string" }, keys: { type: "string" } } as const;
    return parseArgs({ options }).values;
  } catch {
    return fail("The flags are: npm run ledger:verify -- [--anchor FILE] [--keys FILE]");
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
