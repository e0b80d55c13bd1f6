import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TransactionSql } from "postgres";
import type { Portal } from "../../portal.ts";
import { addFaults } from "./add-faults.ts";
import { openCsv, readCsv, type UnreadCause } from "./csv-file.ts";
import { findFaults } from "./find-faults.ts";
import { readHeading } from "./heading.ts";
import { previewImport } from "./preview-import.ts";
import { type ReadRow, type RowFault, readRow, typeNames } from "./read-row.ts";

const batchRows = 5000;
const maxRows = 200_000;

type Batch = { rows: [number, ReadRow][]; faults: [number, RowFault][] };

/**
 * Reads a received file into rows, in batches whose progress is committed, then holds it against the
 * directory: either its faults stand, all of them, or its preview. A reading that died starts over; of two
 * at once the later one goes on.
 */
export async function readImport(portal: Portal, number: number): Promise<void> {
  const sql = portal.db.$client;
  const run = randomUUID();
  const [started] = await sql`
    update directory_imports set run = ${run}, rows_read = 0, bytes_read = 0
    where number = ${number} and stage = 'reading' returning number`;
  if (!started) return;
  await sql.begin(async (tx) => {
    await tx`delete from directory_import_rows where import = ${number}`;
    await tx`delete from directory_import_faults where import = ${number}`;
  });
  const { employmentTypes, directoryColumns } = await portal.organization();
  const types = typeNames(employmentTypes as Parameters<typeof typeNames>[0]);
  const [first] = await sql`
    select bytes from directory_import_pieces where import = ${number} and position = 0`;
  const opened = await openCsv(first?.bytes ?? new Uint8Array());
  if ("refused" in opened) throw new Error(opened.refused);
  const heading = readHeading(opened.titles, directoryColumns);
  if ("refused" in heading) throw new Error(heading.refused);

  let batch: Batch = { rows: [], faults: [] };
  let read = { rows: 0, bytes: 0 };
  const keep = async () => {
    const isOurs = await keepBatch(portal, { number, run }, batch, read);
    batch = { rows: [], faults: [] };
    return isOurs;
  };
  let isWhole = true;
  for await (const one of readCsv(piecesOf(portal, number), opened.delimiter)) {
    const { row, bytes } = one;
    if (row === 1) continue;
    if (read.rows === maxRows) {
      const mend = `Send at most ${maxRows} people in one file: the rows from here on were not read`;
      batch.faults.push([row, { column: "", mend }]);
      isWhole = false;
      break;
    }
    if ("unread" in one) {
      const column = one.cell === null ? "" : (heading.titles[one.cell] ?? "");
      batch.faults.push([row, { column, mend: unreadWords[one.unread] }]);
      isWhole = false;
    } else {
      const found = readRow(one.record, heading, types);
      batch.rows.push([row, found.row]);
      batch.faults.push(...found.faults.map((fault) => [row, fault] as [number, RowFault]));
    }
    read = { rows: read.rows + 1, bytes };
    if (batch.rows.length + batch.faults.length >= batchRows && !(await keep())) return;
  }
  if (read.rows === 0 && batch.faults.length === 0) {
    batch.faults.push([0, { column: "", mend: "Add a row for each person: the file holds none" }]);
  }
  if (!(await keep())) return;
  // Of people whose rows were not read it would say that nobody has their number.
  if (isWhole) await findFaults(portal, { number, run });
  await previewImport(portal, { number, run });
}

/** The file's bytes, one piece at a time. */
async function* piecesOf(portal: Portal, number: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const [piece] = await portal.db.$client`
      select bytes from directory_import_pieces where import = ${number} and position = ${position}`;
    if (!piece) return;
    yield piece.bytes;
  }
}

/** Commits a batch with the progress it makes; false when another reading has begun meanwhile. */
async function keepBatch(
  portal: Portal,
  { number, run }: { number: number; run: string },
  { rows, faults }: Batch,
  read: { rows: number; bytes: number },
): Promise<boolean> {
  return portal.db.$client.begin(async (tx) => {
    const [ours] = await tx`
      update directory_imports set rows_read = ${read.rows}, bytes_read = ${read.bytes}
      where number = ${number} and run = ${run} and stage = 'reading' returning number`;
    if (!ours) return false;
    await copyRows(tx, number, rows);
    await addFaults(tx, number, faults);
    return true;
  });
}

async function copyRows(
  tx: TransactionSql,
  number: number,
  rows: [number, ReadRow][],
): Promise<void> {
  if (rows.length === 0) return;
  const into = await tx`
    copy directory_import_rows (import, row, employee_number, given_name, family_name, email, department,
      position, type, supervisor_number, from_on, until_on, leave_from_on, leave_until_on, search_words)
    from stdin`.writable();
  let text = "";
  for (const [at, row] of rows) {
    text += `${number}\t${at}\t${Object.values(row).map(copyCell).join("\t")}\n`;
  }
  await pipeline(Readable.from([Buffer.from(text)]), into);
}

/** A value in the text format of COPY. */
function copyCell(value: string | null): string {
  if (value === null) return "\\N";
  return value.includes("\\") ? value.replaceAll("\\", "\\\\") : value;
}

/** What to do about a row that could not be taken apart. */
const unreadWords: Record<UnreadCause, string> = {
  "stray-quote":
    "A quotation mark stands in the middle of a cell. Take it out, or save the file again as CSV. The rest of this row was not read",
  "text-after-quote":
    "A quotation mark stands in the middle of a cell that begins with one. Take it out, or write it twice. Nothing after it was read",
  "open-quote":
    "Close the quote that begins in this row, and write a quote inside a cell twice. Nothing after it was read",
  "too-long":
    "Shorten this row, or close a quote that was left open: it is longer than 64 KiB. Nothing after it was read",
  other: "Save the file again as CSV: this row cannot be read. Nothing after it was read",
};
