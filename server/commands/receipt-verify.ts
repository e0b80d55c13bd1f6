import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
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

const { issuer, record, shown } = verified.receipt;
console.log(`This receipt is genuine: it is byte for byte as ${issuer} signed it.`);
console.log(`Record ${record.id} of ${record.at} is sealed in the ledger.`);
for (const [name, value] of Object.entries(shown)) {
  const words = typeof value === "string" ? value : JSON.stringify(value);
  console.log(`  ${name.replaceAll("_", " ")}: ${words}`);
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
