import type { Section } from "./document.ts";
import type { Writing } from "./write-document.ts";

/** The ledger records behind all this, in ledger order, each with its place under a seal. */
export function writeRecords({ packet, moment }: Writing): Section {
  return {
    id: "records",
    title: "The ledger records behind this packet",
    blocks: [
      {
        words:
          "Every act is written into a ledger in the same step as the act itself. Once a second the new " +
          "records are put under a seal: a digest over all of them, chained to the seal before and signed. " +
          "The machine-readable part of this file holds each record, its place under its seal and the seal.",
      },
      {
        table: {
          columns: ["Act", "When", "Seal", "Position", "Record"],
          rows: packet.records.map(({ record, proof }) => [
            actTitle(record.act),
            moment(record.at),
            proof ? String(proof.seal) : "not yet",
            proof ? String(proof.position) : "not yet",
            record.id,
          ]),
        },
      },
    ],
  };
}

/** "record-employment" as "Record employment": close enough to find it in the machine-readable part. */
export function actTitle(act: string): string {
  const words = act.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
