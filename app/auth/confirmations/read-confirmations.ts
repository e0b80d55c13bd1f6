import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../db.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../../keyset.ts";
import { mayGrantRoles, mayHandleReports, type Viewer } from "../viewer.ts";
import type { ConfirmationEnd, ConfirmationKind } from "./confirmation-words.ts";

/** Something that takes effect only when a second person has confirmed it. */
export type Confirmation = {
  id: string;
  kind: ConfirmationKind;
  personId: string;
  name: string;
  handle: string;
  askedById: string;
  askedBy: string;
  askedAt: Date;
  /** Null while it waits. */
  ended: { as: ConfirmationEnd; by: string; at: Date } | null;
  /** When what was confirmed was done. */
  doneAt: Date | null;
};

/** The order of the list: the last asked for first. */
export const confirmationOrder: Stretch[] = [
  {
    columns: [
      { at: "c.asked_at", holds: "moment" },
      { at: "c.id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** A page of all that was to be confirmed. To whoever holds no grant for it there is none. */
export async function readConfirmations(
  viewer: Viewer,
  db: Executor,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<Confirmation>> {
  const page = await readPage<Row & { key: string[] }>(
    confirmationOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      db.execute(sql`
        select ${key} as key, ${columns} ${from}
        where ${mayLook(viewer)} and ${where}
        order by ${order} limit ${limit}`),
  );
  return { ...page, rows: page.rows.map(confirmationOf) };
}

/** One by its id; undefined where there is none, and for whoever holds no grant for it. */
export async function readConfirmation(
  viewer: Viewer,
  db: Executor,
  id: string,
): Promise<Confirmation | undefined> {
  const [row] = await db.execute<Row>(
    sql`select ${columns} ${from} where ${mayLook(viewer)} and c.id::text = ${id.slice(0, 40)}`,
  );
  return row && confirmationOf(row);
}

/** The last of a kind about a person that waits, or was confirmed within 14 days and not done yet. */
export async function readOpenConfirmation(
  viewer: Viewer,
  db: Executor,
  { kind, personId, now }: { kind: ConfirmationKind; personId: string; now: Date },
): Promise<Confirmation | undefined> {
  const since = new Date(now.getTime() - 14 * 86_400_000).toISOString();
  const [row] = await db.execute<Row>(sql`
    select ${columns} ${from}
    where ${mayLook(viewer)} and c.kind = ${kind} and c.person_id = ${personId} and (
      c.ended_at is null or (
        c.ended_as = 'confirmed' and c.done_at is null and c.ended_at > ${since}::timestamptz
      )
    )
    order by c.asked_at desc limit 1`);
  return row && confirmationOf(row);
}

/**
 * What waits, the first asked for first: to an administrator all of it, to a holder of a case grant what they could
 * confirm, to anybody else nothing. `about` leaves only what is about that person.
 */
export async function readWaitingConfirmations(
  viewer: Viewer,
  db: Executor,
  about: string | null = null,
): Promise<Confirmation[]> {
  const { personId } = viewer;
  const own = mayGrantRoles(viewer)
    ? sql`true`
    : sql`c.asked_by <> ${personId} and c.person_id <> ${personId}`;
  const rows = await db.execute<Row>(sql`
    select ${columns} ${from}
    where ${mayLook(viewer)} and c.ended_at is null and ${own}
      and (${about}::uuid is null or c.person_id = ${about}::uuid)
    order by c.asked_at, c.id limit 100`);
  return rows.map(confirmationOf);
}

/** What waits about the viewer, who may decline it: the last asked for first. */
export async function readConfirmationsAboutSelf(
  viewer: Viewer,
  db: Executor,
): Promise<Confirmation[]> {
  if (!mayHandleReports(viewer)) return [];
  const rows = await db.execute<Row>(sql`
    select ${columns} ${from}
    where c.ended_at is null and c.person_id = ${viewer.personId}
    order by c.asked_at desc, c.id`);
  return rows.map(confirmationOf);
}

/** How many wait for the viewer to confirm; 0 for who confirms none. */
export async function countConfirmations(viewer: Viewer, db: Executor): Promise<number> {
  if (!mayHandleReports(viewer)) return 0;
  const { personId } = viewer;
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from confirmations c
    where c.ended_at is null and c.asked_by <> ${personId} and c.person_id <> ${personId}`);
  return row?.count ?? 0;
}

type Row = Omit<Confirmation, "askedAt" | "ended" | "doneAt"> & {
  askedAt: string;
  endedAs: ConfirmationEnd | null;
  endedBy: string | null;
  endedAt: string | null;
  doneAt: string | null;
};

const columns = sql`c.id, c.kind, c.person_id as "personId", p.given_name || ' ' || p.family_name as name, p.handle,
  c.asked_by as "askedById", a.given_name || ' ' || a.family_name as "askedBy", c.asked_at as "askedAt",
  c.ended_as as "endedAs", e.given_name || ' ' || e.family_name as "endedBy", c.ended_at as "endedAt",
  c.done_at as "doneAt"`;
const from = sql`from confirmations c join people p on p.id = c.person_id join people a on a.id = c.asked_by
  left join people e on e.id = c.ended_by`;

const mayLook = (viewer: Viewer): SQL =>
  mayHandleReports(viewer) || mayGrantRoles(viewer) ? sql`true` : sql`false`;

function confirmationOf({ askedAt, endedAs, endedBy, endedAt, doneAt, ...row }: Row): Confirmation {
  return {
    ...row,
    askedAt: new Date(askedAt),
    ended: endedAs && endedAt ? { as: endedAs, by: endedBy ?? "", at: new Date(endedAt) } : null,
    doneAt: doneAt === null ? null : new Date(doneAt),
  };
}
