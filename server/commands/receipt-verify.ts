import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { verifyReceipt } from "#app/ledger/receipt.ts";
import { readSettings } from "#server/settings.ts";
import { readPublicKeys } from "./public-keys.ts";

/** `npm run receipt:verify -- FILE [--keys FILE]`: needs neither portal nor database. Exits 0 or 1. */
async function verifyReceiptFile(): Promise<string | { refused: string }> {
}
