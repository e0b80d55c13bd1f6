import { directoryImportPieces, directoryImports } from "#drizzle/schema/imports.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Day } from "../../days.ts";
import { enqueue } from "../../enqueue.ts";
import { sha256Hex } from "../../ledger/canonical.ts";
import type { Portal } from "../../portal.ts";
import type { Upload } from "../../upload.ts";
import { openCsv } from "./csv-file.ts";
import { readHeading } from "./heading.ts";

export const maxFileBytes = 20 * 1024 * 1024;
const pieceBytes = 512 * 1024;

/**
 * Keeps a file of the directory and asks for its reading. `effectiveOn` is the day from which transfers
 * hold; `formId` names the form, so that a doubled post makes one import. Refuses, in words, a file that
 * is no CSV in UTF-8 and one whose first row misses a column.
 */
export async function receiveImport(
  viewer: Viewer,
  portal: Portal,
  { upload, effectiveOn, formId }: { upload: Upload; effectiveOn: Day; formId: string },
): Promise<{ number: number } | { refused: string }> {
  const opened = await openCsv(upload.bytes);
  if ("refused" in opened) return opened;
  const { directoryColumns } = await portal.organization();
  const heading = readHeading(opened.titles, directoryColumns);
  if ("refused" in heading) return heading;
  return portal.db.transaction(async (tx) => {
    const [received] = await tx
      .insert(directoryImports)
      .values({
        formId,
        fileName: upload.name.replace(/[\p{C}]/gu, "").slice(0, 200) || "directory.csv",
        fileDigest: sha256Hex(upload.bytes),
        size: upload.bytes.length,
        effectiveOn,
        fields: heading.fields,
        titles: heading.fieldTitles,
        ignoredColumns: heading.ignored,
        receivedAt: portal.now(),
        receivedBy: viewer.personId,
      })
      .onConflictDoNothing()
      .returning({ number: directoryImports.number });
    if (!received) {
      const before = await tx.query.directoryImports.findFirst({
        columns: { number: true },
        where: (row, { eq }) => eq(row.formId, formId),
      });
      if (!before) throw new Error("The file was not kept.");
      return before;
    }
    for (let from = 0, position = 0; from < upload.bytes.length; from += pieceBytes, position++) {
      const bytes = Buffer.from(upload.bytes.subarray(from, from + pieceBytes));
      await tx.insert(directoryImportPieces).values({ import: received.number, position, bytes });
    }
    await enqueue(tx, "read-import", { import: received.number });
    return received;
  });
}
