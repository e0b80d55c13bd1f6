import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readAnchor } from "#app/ledger/anchor.ts";
import { trustedKeys } from "#app/ledger/trusted-keys.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { type FileVerdict, verifyLedgerFile } from "#app/ledger/verify-file.ts";
import { withDatabase } from "../database.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run ledger:verify -- [--anchor FILE] [--keys FILE]` checks the whole ledger, whether the portal runs
 * or not; `--file FILE` checks one that was downloaded instead, without a database. `--anchor` names a seal
 * that was kept elsewhere: its JWS, a mail that holds it, or the file of the latest seal. Ends with 0 when all
 * is in order, with 1 and the first fault when something is not.
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
const kept =
  values.anchor === undefined
    ? undefined
    : await readFile(path(values.anchor), "utf8").catch(() =>
        fail(`${values.anchor} cannot be read.`),
      );
const anchor = kept === undefined ? undefined : readAnchor(kept);

if (values.file !== undefined) {
  const file = createReadStream(path(values.file), { highWaterMark: 1024 * 1024 });
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

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
