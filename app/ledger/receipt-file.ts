import { z } from "zod";
import { canonicalJson, type Json, whyNotCanonical } from "./canonical.ts";
import { digest } from "./seal.ts";

/** Longer than any receipt, short enough to look at without harm: 256 KiB. */
const longest = 256 * 1024;

const receiptFile = z.strictObject({
  signpost_receipt: z.literal(1),
  issuer: z.string(),
  shown: z.record(z.string(), z.custom<Json>()),
  record: z.strictObject({
    v: z.literal(1),
    id: z.uuid(),
    act: z.literal("acknowledge"),
    by: z.uuid().nullable(),
    about: z.uuid().nullable(),
    at: z.iso.datetime({ precision: 3 }),
    facts: z.looseObject({ shown_digest: digest }),
  }),
  proof: z.strictObject({
    seal: z.string(),
    position: z.int().min(0),
    path: z.array(digest),
  }),
  how_to_verify: z.string(),
  signature: z.string(),
});

/**
 * What a person keeps as proof of an acknowledgement, for people to read and for anyone to check without
 * the portal. `shown` is what the person saw and stated; the record binds it by its digest.
 */
export type Receipt = z.infer<typeof receiptFile>;

/** The one way a receipt is written: its parts in this order, whatever is inside them sorted by name. */
export function writeReceipt(receipt: Receipt): string {
  const { signpost_receipt, issuer, shown, record, proof, how_to_verify, signature }: Receipt =
    JSON.parse(canonicalJson(receipt));
  return `${JSON.stringify(
    { signpost_receipt, issuer, shown, record, proof, how_to_verify, signature },
    null,
    2,
  )}\n`;
}

/**
 * The receipt in a file, its signatures not yet checked. Refuses what is no receipt, and one that is not
 * written exactly as the portal writes it: added spaces, a part repeated or moved, another line end.
 */
export function readReceipt(file: Uint8Array): { receipt: Receipt } | { refused: string } {
  if (file.length > longest) return { refused: "This file is too long to be a Signpost receipt." };
  const found = parseJson(Buffer.from(file).toString());
  if (whyNotCanonical(found) || !receiptFile.safeParse(found).success) {
    return { refused: "This file is not a Signpost receipt, or it is damaged." };
  }
  // Not what the schema made of it: that may have put names in another order.
  const receipt = found as Receipt;
  return Buffer.from(writeReceipt(receipt)).equals(file)
    ? { receipt }
    : {
        refused:
          "This file is not exactly as the portal wrote it: something, if only a space, was changed.",
      };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
