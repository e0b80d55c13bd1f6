import type { Sql } from "postgres";

/** Every row of every table, one line each, begun with its table: as a backup would have it. */
export async function dumpTables(owner: Sql): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await owner.unsafe<{ line: string }[]>(`select t::text as line from ${name} t`);
    for (const { line } of rows) lines.push(`${name}\t${line}`);
  }
  return lines;
}

/** The lines of `after` that do not stand in `before`. */
export function addedTo(before: string[], after: string[]): string[] {
  const known = new Set(before);
  return after.filter((line) => !known.has(line));
}

/** A text as a dump or a log could hold it: plain, in hexadecimal (bytea), in base64. */
export function spellingsOf(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  // Base64 of a text within another begins at any of three places; what surely stands there is compared.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [text, bytes.toString("hex"), ...base64.filter((one) => one.length >= 8)];
}

/**
 * What tells when in the hour something was: moments with their minutes within a day of `now`, written out,
 * in numbers since 1970, or within ids of version 7. A whole hour and a day tell nothing of it.
 */
export function momentsNear(now: Date, line: string): string[] {
  const isNear = (milliseconds: number) => Math.abs(milliseconds - now.getTime()) < 86_400_000;
  const written = line.match(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?/g);
  const numbers = line.match(/(?<![\w.-])\d{10}(\d{3})?(?![\w-])/g);
  const ids = line.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g);
  return [
    ...(written ?? []).filter((text) => {
      const zoned = /(Z|[+-]\d\d)/.test(text.slice(11))
        ? text.replace(/([+-]\d\d)$/, "$1:00")
        : `${text}Z`;
      const at = new Date(zoned.replace(" ", "T")).getTime();
      return isNear(at) && at % 3_600_000 !== 0;
    }),
    ...(numbers ?? []).filter((text) => isNear(Number(text.padEnd(13, "0")))),
    ...(ids ?? []).filter((text) =>
      isNear(Number.parseInt(text.replace("-", "").slice(0, 12), 16)),
    ),
  ];
}
