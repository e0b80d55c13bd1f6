import { inclusionOf } from "../ledger/proof.ts";
import { makeReceipt } from "../ledger/receipt.ts";
import type { Portal } from "../portal.ts";
import { type Acknowledgement, whatWasShown } from "./acknowledgement.ts";

/** The receipt file of an acknowledgement, or null while its record waits for a seal (about a second). */
export async function receiptFile(
  portal: Portal,
  acknowledgement: Acknowledgement,
): Promise<string | null> {
  const { record, version, track } = acknowledgement;
  const inclusion = await inclusionOf(portal.db, record.id);
  if (!inclusion) return null;
  return makeReceipt(portal.keys, {
    issuer: `${version.content.organization.name}, ${portal.publicUrl}`,
    body: record.body,
    shown: whatWasShown(acknowledgement, version, track),
    inclusion,
  });
}
