import { readFile } from "node:fs/promises";
import { describeReceipt } from "#app/attestation/described-receipt.ts";
import { verifyReceipt } from "#app/ledger/receipt.ts";
import { fail } from "./fail.ts";
import { fileToVerify } from "./file-to-verify.ts";

/**
 * `npm run receipt:verify -- FILE [--keys FILE]` checks a receipt without the portal and without a
 * database. Ends with 0 when it is genuine, with 1 and a sentence when it is not.
 */
const { path, publicKeys, unread } = await fileToVerify(
  "Name the receipt: npm run receipt:verify -- FILE [--keys FILE]",
);
const receiptFile = await readFile(path).catch(unread);

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
