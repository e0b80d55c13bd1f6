import { isUtf8 } from "node:buffer";
import { finished } from "node:stream/promises";
import { type CsvError, type Options, parse } from "csv-parse";

/** A file that can be read: what parts its cells, and its first row. */
type OpenedCsv = { delimiter: string; titles: string[] };

/** Looks whether bytes are a CSV file in UTF-8 that has a first row. Refuses in words how to save it. */
export async function openCsv(bytes: Uint8Array): Promise<OpenedCsv | { refused: string }> {
  const starts = (...first: number[]) => first.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) {
    return { refused: `This is a workbook. Open it in the spreadsheet program and ${saveAs}` };
  }
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff) || bytes.subarray(0, 1000).includes(0)) {
    return { refused: `This file is in UTF-16. Open it in the spreadsheet program and ${saveAs}` };
  }
  if (!isUtf8(bytes)) {
    return {
      refused: `The letters of this file are not in UTF-8, so names would come out wrong. Open it in the spreadsheet program and ${saveAs}`,
    };
  }
  if (bytes.includes(0)) {
    return { refused: "Remove the characters U+0000 from the file: no name holds one" };
  }
  const start = new TextDecoder().decode(bytes.subarray(0, 65_536));
  const delimiter = delimiterOf(start);
  for await (const first of readCsv([Buffer.from(bytes.subarray(0, 65_536))], delimiter)) {
    if ("unread" in first) return { refused: noTitles };
    return { delimiter, titles: first.record.map((title) => title.trim()) };
  }
  return { refused: "Choose a file that holds something: this one is empty" };
}

const noTitles =
  "Begin the file with a row of column names, without quotation marks inside a name: its first row cannot be read";
const saveAs = "save it as “CSV UTF-8”, then send that file";

/** One record of a file: its row as a spreadsheet counts them, from 1. */
type CsvRecord = { row: number; record: string[]; bytes: number };

/** A row that could not be taken apart: what is wrong with it, and the place of the cell where that shows. */
type UnreadRow = { row: number; unread: UnreadCause; cell: number | null; bytes: number };
export type UnreadCause = "stray-quote" | "text-after-quote" | "open-quote" | "too-long" | "other";

const causes: Record<string, UnreadCause> = {
  INVALID_OPENING_QUOTE: "stray-quote",
  CSV_INVALID_CLOSING_QUOTE: "text-after-quote",
  CSV_QUOTE_NOT_CLOSED: "open-quote",
  CSV_MAX_RECORD_SIZE: "too-long",
};

/**
 * Reads the records of a file from its pieces, holding one piece at a time. Rows of empty cells are counted
 * and left out. A row with a quotation mark in the middle of a cell is named and reading goes on below it;
 * after any other row that cannot be taken apart, or is longer than 64 KiB, nobody knows where the next one
 * begins: it is the last.
 */
export async function* readCsv(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<CsvRecord | UnreadRow> {
  let found: (string[] | CsvError)[] = [];
  let skipped = null as CsvError | null;
  // As a stream the parser would throw away what it read before an error in the same piece.
  const parser = parse({
    ...format,
    delimiter,
    on_record: (record: string[]) => {
      found.push(record);
      skipped = null;
      return null;
    },
    skip_records_with_error: true,
    on_skip: (problem) => {
      if (!problem || causes[problem.code] !== "stray-quote") throw problem;
      if (!skipped || skipped.lines !== problem.lines) found.push(problem);
      skipped = problem;
    },
  });
  parser.on("error", () => {});
  let row = 0;
  let bytes = 0;
  const unread = (problem: Error): UnreadRow => {
    const { code, column } = problem as Partial<CsvError>;
    const cell = typeof column === "number" ? column : null;
    return { row, unread: causes[code ?? ""] ?? "other", cell, bytes };
  };
  const take = function* (): Generator<CsvRecord | UnreadRow> {
    for (const record of found) {
      row += 1;
      if (record instanceof Error) yield unread(record);
      else if (record.some((cell) => cell.trim() !== "")) yield { row, record, bytes };
    }
    found = [];
  };
  let problem: Error | null | undefined;
  for await (const piece of pieces) {
    bytes += piece.length;
    problem = await new Promise<Error | null | undefined>((parsed) => {
      parser.write(piece, parsed);
    });
    if (problem) break;
    yield* take();
  }
  if (!problem) {
    parser.end();
    problem = await finished(parser, { readable: false }).then(
      () => null,
      (fault: Error) => fault,
    );
  }
  yield* take();
  if (problem) {
    // A row with a fault of each kind counts once.
    const isSameRow = skipped !== null && "lines" in problem && skipped.lines === problem.lines;
    if (!isSameRow) row += 1;
    yield unread(problem);
  }
}

const format: Options = { bom: true, relax_column_count: true, max_record_size: 65_536 };

/** What parts the cells of the first row, quoted ones aside; a comma when there is one cell only. */
function delimiterOf(start: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(start)?.[0].replace(/"(?:[^"]|"")*"/g, "");
  const count = (sign: string) => (first ?? "").split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
