import { type SQL, sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import { prefixQuery } from "../people/person.ts";
import type { Portal } from "../portal.ts";
import { type NoticeState, standsAt } from "./notice.ts";
import type { NoticeFilter } from "./notice-filter.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { isNotPrivate } from "./private-kinds.ts";

/** A notice as a list shows it. */
type ListedNotice = {
  id: string;
  kind: NoticeKind;
  state: NoticeState;
  handle: string;
  givenName: string;
  familyName: string;
  owedAt: Date;
  stateAt: Date;
  /** What the mail server said last, or why it was withdrawn. */
  reason: string | null;
};

/** The order of the list: owed last first. */
export const noticeOrder: Stretch[] = [
  {
    columns: [
      { at: "n.owed_at", holds: "moment" },
      { at: "n.id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** A page of notices; to somebody without the grant there are none. */
export async function readNotices(
  viewer: Viewer,
  portal: Portal,
  filter: NoticeFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedNotice>> {
  const page = await readPage<NoticeRow>(
    noticeOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
      select n.id, n.kind, ${standsAt(portal.now())} as state, p.handle,
        p.given_name as "givenName", p.family_name as "familyName", n.owed_at as "owedAt",
        n.state_at as "stateAt", cut.key,
        (select s.reason from notice_steps s where s.notice_id = n.id and s.number = n.steps) as reason
      from (
        select n.id, ${key} as key from notices n
        where ${isListed(viewer, filter, portal.now())} and ${where}
        order by ${order} limit ${limit}
      ) cut
        join notices n on n.id = cut.id
        join people p on p.id = n.person_id
      order by ${order}`),
  );
  return {
    ...page,
    rows: page.rows.map(({ key: _, ...row }) => ({
      ...row,
      owedAt: new Date(row.owedAt),
      stateAt: new Date(row.stateAt),
    })),
  };
}

type NoticeRow = Omit<ListedNotice, "owedAt" | "stateAt"> & {
  owedAt: string;
  stateAt: string;
  key: string[];
};

function isListed(viewer: Viewer, { q, kind, state }: NoticeFilter, now: Date): SQL {
  const words = prefixQuery(q ?? "");
  return sql`${isSeenBy(viewer)} and ${isNotPrivate}
    ${kind ? sql`and n.kind = ${kind}` : sql``}
    ${state ? sql`and ${isIn(state, now)}` : sql``}
    ${
      words
        ? sql`and n.person_id in (
            select id from people
            where to_tsvector('simple', search_words) @@ to_tsquery('simple', ${words})
          )`
        : sql``
    }`;
}

/** Said by the stored state first, which has an index. */
function isIn(state: NoticeState, now: Date): SQL {
  if (state !== "may-have-been-sent" && state !== "attempting") return sql`n.state = ${state}`;
  return sql`n.state = 'attempting' and ${standsAt(now)} = ${state}`;
}

/** States somebody should look at, or that show how much is under way. */
export const noticesToLookAt = [
  ...(["may-have-been-sent", "failing", "refused", "came-back", "slip", "waiting"] as const),
];

/** How many notices are in the states that want somebody: 1,001 stands for more than 1,000. */
export async function countNotices(
  viewer: Viewer,
  portal: Portal,
): Promise<{ state: NoticeState; count: number }[]> {
  const counts = noticesToLookAt.map(
    (state) => sql`(
      select count(*)::int from (
        select from notices n 
        where ${isSeenBy(viewer)} and ${isNotPrivate} and ${isIn(state, portal.now())} limit 1001
      ) found
    ) as ${sql.identifier(state)}`,
  );
  const [row] = await portal.db.execute<Record<string, number>>(
    sql`select ${sql.join(counts, sql`, `)}`,
  );
  return noticesToLookAt.map((state) => ({ state, count: row?.[state] ?? 0 }));
}
