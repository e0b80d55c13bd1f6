import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { describeReceipt } from "#app/attestation/described-receipt.ts";
import { verifyReceipt } from "#app/ledger/receipt.ts";
import { trustedKeys } from "#app/ledger/trusted-keys.ts";
import { readSettings } from "../settings.ts";

/**
 * `npm run receipt:verify -- FILE [--keys FILE]` checks a receipt without the portal and without a
 * database. Ends with 0 when it is genuine, with 1 and a sentence when it is not.
 */
const { file, values } = readFlags();

// npm runs a script in the project's folder; files are named from where the command was given.
const path = (name: string) => resolve(process.env.INIT_CWD ?? ".", name);

const receiptFile = await readFile(path(file)).catch(() => fail(`${file} cannot be read.`));
const keysFile = values.keys === undefined ? null : path(values.keys);
const publicKeys = await trustedKeys(keysFile, readSettings(process.env).keysFolder);
if ("refused" in publicKeys) fail(publicKeys.refused);

const verified = await verifyReceipt(receiptFile, publicKeys);
if ("refused" in verified) fail(verified.refused);

const { issuer, record } = verified.receipt;
console.log(`This receipt is genuine: it is byte for byte as ${issuer} signed it.`);
console.log(`Its record ${record.id} is sealed in the ledger.\n`);
// A receipt says nothing of the City's time zone: UTC reads the same wherever this runs.
const { locale } = new Intl.DateTimeFormat().resolvedOptions();
const rows = describeReceipt(verified.receipt, locale, "UTC");
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) {
  console.log(`  ${name.padEnd(width)}  ${value.replaceAll("\n", `\n${" ".repeat(width + 4)}`)}`);
}
console.log("\nTimes are UTC.");
if ("paper" in verified.receipt.shown) {
  console.log("A scan handed over with it is the one recorded if it has the SHA-256 above.");
}

function readFlags() {
  const usage = "Name the receipt: npm run receipt:verify -- FILE [--keys FILE]";
  try {
    const options = { keys: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...more] = positionals;
    return file && more.length === 0 ? { file, values } : fail(usage);
  } catch {
    return fail(usage);
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
