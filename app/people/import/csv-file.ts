import { isUtf8 } from "node:buffer";
import { finished } from "node:stream/promises";
import { type CsvError, type Options, parse } from "csv-parse";

/** A file that can be read: what parts its cells, and its first row. */
export type OpenedCsv = { delimiter: string; titles: string[] };

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
  try {
    for await (const { record } of readCsv([Buffer.from(bytes.subarray(0, 65_536))], delimiter)) {
      return { delimiter, titles: record.map((title) => title.trim()) };
    }
  } catch {
    return { refused: "Begin the file with a row of column names: its first row cannot be read" };
  }
  return { refused: "Choose a file that holds something: this one is empty" };
}

const saveAs = "save it as “CSV UTF-8”, then send that file";

/** One record of a file: its row as a spreadsheet counts them, from 1. */
export type CsvRecord = { row: number; record: string[]; bytes: number };

/**
 * Reads the records of a file from its pieces, holding one piece at a time. Rows of empty cells are counted
 * and left out. Throws a `CsvError`, after every record before it, where quotes do not match or a record is
 * longer than 64 KiB.
 */
export async function* readCsv(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  let found: string[][] = [];
  // As a stream the parser would throw away what it read before an error in the same piece.
  const parser = parse({
    ...format,
    delimiter,
    on_record: (record: string[]) => {
      found.push(record);
      return null;
    },
  });
  parser.on("error", () => {});
  let row = 0;
  let bytes = 0;
  const take = function* (): Generator<CsvRecord> {
    for (const record of found) {
      row += 1;
      if (record.some((cell) => cell.trim() !== "")) yield { row, record, bytes };
    }
    found = [];
  };
  let problem: Error | null | undefined;
  for await (const piece of pieces) {
    bytes += piece.length;
    problem = await new Promise<Error | null | undefined>((parsed) => {
      parser.write(piece, parsed);
    });
    yield* take();
    if (problem) break;
  }
  if (!problem) {
    parser.end();
    problem = await finished(parser, { readable: false }).then(
      () => null,
      (fault: Error) => fault,
    );
    yield* take();
  }
  if (problem) throw Object.assign(problem, { row: row + 1 });
}

/** True for what `readCsv` throws about the file itself. */
export function isCsvError(problem: unknown): problem is CsvError & { row: number } {
  return problem instanceof Error && "code" in problem && String(problem.code).startsWith("CSV_");
}

const format: Options = { bom: true, relax_column_count: true, max_record_size: 65_536 };

/** What parts the cells of the first row, quoted ones aside; a comma when there is one cell only. */
function delimiterOf(start: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(start)?.[0].replace(/"(?:[^"]|"")*"/g, "");
  const count = (sign: string) => (first ?? "").split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
