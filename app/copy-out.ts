import { finished } from "node:stream/promises";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";

/** Nobody downloads for longer; a reader who is slow is none the less served. */
const patience = "10min";

/**
 * The rows of a query as CSV (RFC 4180, no header), streamed as PostgreSQL writes it: several times faster
 * than row by row, and no more in memory than what the reader has not taken yet. COPY takes no parameters, so
 * the database itself quotes them first.
 */
export async function* copyOut(sql: Sql, query: SQL): AsyncGenerator<Uint8Array> {
  const { sql: text, params } = new PgDialect().sqlToQuery(query);
  const connection = await sql.reserve();
  try {
    await connection`begin read only`;
    await connection`select set_config('statement_timeout', ${patience}, true)`;
    const quoted = await connection<{ literal: string }[]>`
      select quote_nullable(value) as literal
      from unnest(${params.map(String)}::text[]) with ordinality as given (value, place) order by place`;
    const whole = text.replace(
      /\$(\d+)/g,
      (_, place) => quoted[Number(place) - 1]?.literal ?? "null",
    );
    const rows = await connection.unsafe(`copy (${whole}) to stdout (format csv)`).readable();
    try {
      yield* inWindowsLines(rows.iterator({ destroyOnReturn: false }));
    } finally {
      // Who went away leaves rows behind: the connection is not free before they are taken.
      rows.resume();
      if (!rows.readableEnded) await finished(rows).catch(() => {});
    }
  } finally {
    // Also for who went away in the middle: nothing was written, so there is nothing to keep.
    await connection`rollback`.catch(() => {});
    connection.release();
  }
}

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d];

/**
 * Ends each record with CR LF, as RFC 4180 has it; a line end inside quotes stays as it is. COPY sends row by
 * row: rows are gathered to pieces of 64 KiB, since each piece is handed through several hands.
 */
async function* inWindowsLines(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const size = 65_536;
  let piece = new Uint8Array(size);
  let length = 0;
  let isQuoted = false;
  for await (const row of rows) {
    if (length + 2 * row.length > piece.length) {
      yield piece.subarray(0, length);
      piece = new Uint8Array(Math.max(size, 2 * row.length));
      length = 0;
    }
    for (let at = 0; at < row.length; at++) {
      const byte = row[at] ?? 0;
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === lineFeed && !isQuoted) piece[length++] = carriageReturn;
      piece[length++] = byte;
    }
  }
  if (length > 0) yield piece.subarray(0, length);
}
