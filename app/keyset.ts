import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isDay } from "./days.ts";
import { sha256Hex } from "./ledger/canonical.ts";

/**
 * A list in pages that begin where the page before ended: however deep, a page costs the same. `on` goes
 * forward from a row, `back` goes backward. `stretch` says in which part of the list the row stands.
 */
export type Place = { going: "on" | "back"; stretch: number; key: string[] };

/** A column a list is ordered by, and what it holds. */
type OrderColumn = { at: string; holds: "name" | "uuid" | "day" | "moment" | "number" };

/** A part of a list in the order of one index, whose columns are the first `indexed` ones. */
export type Stretch = { of?: SQL; columns: OrderColumn[]; indexed: number; falling?: true };

/** What a query needs to read on from a place; `key` is to be selected as `key`. */
export type Cut = { key: SQL; where: SQL; order: SQL; limit: number };

export type PageOf<R> = { rows: R[]; next: Place | null; previous: Place | null };

/** Reads one page of at most `size` rows; `read` asks the database for a cut of one stretch. */
export async function readPage<R extends { key: string[] }>(
  order: Stretch[],
  { place, size }: { place: Place | null; size: number },
  read: (cut: Cut) => Promise<R[]>,
): Promise<PageOf<R>> {
  const back = place?.going === "back";
  const found: { row: R; stretch: number }[] = [];
  for (const [stretch, part] of toRead(order, place)) {
    const rows = await read({
      key: keyOf(part),
      where: cutOff(part, stretch === place?.stretch ? place.key : null, back),
      order: inOrder(part, back),
      limit: size + 1 - found.length,
    });
    found.push(...rows.map((row) => ({ row, stretch })));
    if (found.length > size) break;
  }
  const isMore = found.length > size;
  // Whoever comes back to the beginning gets a whole first page.
  if (back && !isMore) return readPage(order, { place: null, size }, read);
  const page = found.slice(0, size);
  if (back) page.reverse();
  const at = (going: Place["going"], entry: (typeof page)[number] | undefined) =>
    entry ? { going, stretch: entry.stretch, key: entry.row.key } : null;
  return {
    rows: page.map(({ row }) => row),
    next: back || isMore ? at("on", page.at(-1)) : null,
    previous: place ? at("back", page[0]) : null,
  };
}

/** The whole list in order, stretch by stretch. */
export function wholeList(order: Stretch[]): Pick<Cut, "where" | "order">[] {
  return order.map((part) => ({
    where: cutOff(part, null, false),
    order: inOrder(part, false),
  }));
}

/** A place as it stands in an address: opaque, and bound to the list by its name. */
export function writePlace(list: string, { stretch, key }: Omit<Place, "going">): string {
  const text = JSON.stringify([stretch, ...key]);
  return `${Buffer.from(text).toString("base64url")}.${checksum(list, text)}`;
}

/** The place of `?after=` or `?before=`; null without one. Refuses one that is damaged or of another list. */
export function readPlace(
  parameters: URLSearchParams,
  list: string,
  order: Stretch[],
): { place: Place | null } | { refused: string } {
  const [after, before] = [parameters.get("after"), parameters.get("before")];
  const given = after ?? before;
  if (!given) return { place: null };
  const place = parsePlace(given.slice(0, 2000), order);
  if (!place || writePlace(list, place) !== given) {
    return {
      refused: "This address of a page of the list is damaged. Begin again at its first page",
    };
  }
  return { place: { ...place, going: after ? "on" : "back" } };
}

const placeText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.int()], z.string()));

function parsePlace(written: string, order: Stretch[]): Omit<Place, "going"> | null {
  const [body = ""] = written.split(".");
  const parsed = placeText.safeParse(Buffer.from(body, "base64url").toString());
  if (!parsed.success) return null;
  const [stretch, ...key] = parsed.data;
  const columns = order[stretch]?.columns;
  const fits =
    columns?.length === key.length && columns.every(({ holds }, i) => canHold[holds](key[i] ?? ""));
  return fits ? { stretch, key } : null;
}

const canHold: Record<OrderColumn["holds"], (text: string) => boolean> = {
  name: (text) => !text.includes("\0"),
  uuid: (text) => z.guid().safeParse(text).success,
  day: isDay,
  moment: (text) => momentText.test(text) && isDay(text.slice(0, 10)),
  number: (text) => /^\d{1,9}$/.test(text),
};

/** A moment as PostgreSQL writes it: `2026-07-31 12:00:00.123456+00`. */
const momentText =
  /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;

const casts = { name: "text", uuid: "uuid", day: "date", moment: "timestamptz", number: "integer" };

function toRead(order: Stretch[], place: Place | null): [number, Stretch][] {
  const parts = [...order.entries()];
  if (!place) return parts;
  return place.going === "on"
    ? parts.slice(place.stretch)
    : parts.slice(0, place.stretch + 1).reverse();
}

function keyOf({ columns }: Stretch): SQL {
  return sql.raw(`array[${columns.map(({ at }) => `${at}::text`).join(", ")}]`);
}

function inOrder(part: Stretch, back: boolean): SQL {
  const direction = isFalling(part, back) ? " desc" : "";
  return sql.raw(part.columns.map(({ at }) => at + direction).join(", "));
}

const isFalling = ({ falling }: Stretch, back: boolean) => Boolean(falling) !== back;

/** Rows beyond a key. An index serves a comparison of its own columns only, so it gets one of its own. */
function cutOff(part: Stretch, key: string[] | null, back: boolean): SQL {
  const of = part.of ?? sql`true`;
  if (!key) return of;
  const beyond = isFalling(part, back) ? "<" : ">";
  const compare = (columns: OrderColumn[], operator: string) => {
    const names = columns.map(({ at }) => at).join(", ");
    const values = columns.map(({ holds }, i) => sql`${key[i]}::${sql.raw(casts[holds])}`);
    return sql`(${sql.raw(names)}) ${sql.raw(operator)} (${sql.join(values, sql`, `)})`;
  };
  return sql`${of} and ${compare(part.columns.slice(0, part.indexed), `${beyond}=`)}
    and ${compare(part.columns, beyond)}`;
}

function checksum(list: string, text: string): string {
  return sha256Hex(`${list} ${text}`).slice(0, 8);
}
