import type { JSONWebKeySet } from "jose";
import type { Fault } from "./fault.ts";
import { type FileRest, fileSource } from "./file-source.ts";
import { ledgerFoot, readLine } from "./ledger-file.ts";
import { openSigned } from "./signature.ts";
import { type Against, type SealsVerdict, verifySource } from "./verify.ts";

/** How many of the records are withheld: there they are covered by their hash only. */
export type FileVerdict = SealsVerdict & { withheld: number };

/**
 * Checks a ledger that was downloaded as a file, without a database, against public keys that came from
 * elsewhere: what `verifyLedger` checks, and then that the file is whole and as the portal signed it.
 */
export async function verifyLedgerFile(
  file: AsyncIterable<Buffer>,
  publicKeys: JSONWebKeySet,
  against: Against = {},
): Promise<FileVerdict> {
  const read = await fileSource(file);
  if ("refused" in read) {
    return { records: 0, seals: 0, withheld: 0, fault: ofTheFile(read.refused) };
  }
  const { source, rest } = read;
  const verdict = await verifySource(
    {
      ...source,
      // A file is read once: a record that went elsewhere in it is said to be removed from where it was.
      findElsewhere: async () => null,
      nameLooseEnd: async ({ last, sealed }) => {
        const sentence = await whyNotWhole(rest, { seals: last, records: sealed }, publicKeys);
        return sentence === null ? null : ofTheFile(sentence);
      },
    },
    publicKeys,
    against,
  );
  return { ...verdict, withheld: rest.withheld };
}

const ofTheFile = (sentence: string): Fault => ({
  ...{ seal: null, position: null, recordId: null },
  sentence,
});

async function whyNotWhole(
  { end, sha256, withheld, isOverlong }: FileRest,
  found: { seals: number; records: number },
  publicKeys: JSONWebKeySet,
): Promise<string | null> {
  if (end === null) {
    return "The file ends before its last line: the download broke off, or its end was removed.";
  }
  if (isOverlong) return "Something was added behind the last line of the file.";
  const opened = await openSigned(end, "ledger", publicKeys);
  if ("refused" in opened) return `The last line of the file was changed. ${opened.refused}`;
  const foot = readLine(ledgerFoot, Buffer.from(opened.text));
  const isWhole =
    foot?.sha256 === sha256 &&
    foot.seals === found.seals &&
    foot.records === found.records &&
    foot.withheld === withheld;
  return isWhole
    ? null
    : "Every seal and record is as it was, but something beside them was changed: the first line, or the act that is named for a withheld record.";
}
