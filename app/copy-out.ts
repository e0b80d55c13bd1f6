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
    const lines = windowsLines();
    try {
      for await (const piece of rows.iterator({ destroyOnReturn: false })) yield lines(piece);
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

/** Ends each record with CR LF, as RFC 4180 has it; a line end inside quotes stays as it is. */
function windowsLines(): (piece: Uint8Array) => Uint8Array {
  const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d];
  let isQuoted = false;
  return (piece) => {
    const written = new Uint8Array(piece.length * 2);
    let length = 0;
    for (const byte of piece) {
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === lineFeed && !isQuoted) written[length++] = carriageReturn;
      written[length++] = byte;
    }
    return written.subarray(0, length);
  };
}
