import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readAnchor } from "#app/ledger/anchor.ts";
import { trustedKeys } from "#app/ledger/trusted-keys.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { type FileVerdict, verifyLedgerFile } from "#app/ledger/verify-file.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";
import { fail } from "./fail.ts";
import { namedPath } from "./named-path.ts";

/**
 * `npm run ledger:verify -- [--anchor FILE] [--keys FILE]` checks the whole ledger, whether the portal runs
 * or not; `--file FILE` checks one that was downloaded instead, without a database. `--anchor` names a seal
 * that was kept elsewhere: its JWS, a mail that holds it, or the file of the latest seal. Ends with 0 when all
 * is in order, with 1 and the first fault when something is not.
 */
const values = readFlags();
const settings = readSettings(process.env);

const publicKeys = await trustedKeys(
  values.keys === undefined ? null : namedPath(values.keys),
  settings.keysFolder,
);
if ("refused" in publicKeys) fail(publicKeys.refused);
const kept =
  values.anchor === undefined
    ? undefined
    : await readFile(namedPath(values.anchor), "utf8").catch(() =>
        fail(`${values.anchor} cannot be read.`),
      );
const anchor = kept === undefined ? undefined : readAnchor(kept);

if (values.file !== undefined) {
  const file = createReadStream(namedPath(values.file), { highWaterMark: 1024 * 1024 });
  const { records, seals, withheld, fault } = await verifyLedgerFile(file, publicKeys, {
    anchor,
  }).catch((problem): FileVerdict => {
    if (problem.syscall) return fail(`${values.file} cannot be read.`);
    throw problem;
  });
  console.log(`${records} records under ${seals} seals are in order.`);
  if (withheld > 0) console.log(`${withheld} records are withheld: their hash alone is covered.`);
  end(fault?.sentence);
} else {
  await withDatabase(settings, async ({ owner }) => {
    const { records, seals, unsealed, fault } = await verifyLedger(owner, publicKeys, { anchor });
    console.log(
      `${records} records under ${seals} seals are in order; ${unsealed} wait for a seal.`,
    );
    end(fault?.sentence);
  });
}

function end(fault: string | undefined): void {
  if (fault) console.error(fault);
  process.exitCode = fault ? 1 : 0;
}

function readFlags() {
  try {
    const file = { type: "string" } as const;
    return parseArgs({ options: { file, anchor: file, keys: file } }).values;
  } catch {
    return fail(
      "The flags are: npm run ledger:verify -- [--file FILE] [--anchor FILE] [--keys FILE]",
    );
  }
}
