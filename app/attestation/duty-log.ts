import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import { peopleFields, readFilter } from "../people/people-filter.ts";
import { prefixQuery } from "../people/person.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import type { AssignmentRule } from "./assignment.ts";
import { type DutyEvent, dutyEvents } from "./duty-events.ts";
import type { EndingReason } from "./end-assignments.ts";
import { asToldToThem } from "./words.ts";

/** What happened to an assignment. */
export type DutyLogLine = {
  id: string;
  at: Date;
  what: DutyEvent;
  handle: string;
  givenName: string;
  familyName: string;
  track: string;
  version: number;
  rule: AssignmentRule;
  /** For an ending. */
  why: EndingReason | null;
  /** For a moved due day. */
  fromOn: Day | null;
  /** The day it is due from then on; of one that ended the day it was due. */
  dueOn: Day;
  words: string;
  /** Null: the portal itself. */
  by: string | null;
};

const filter = z.object({
  q: peopleFields.q,
  what: z.enum(dutyEvents, { error: "Choose from the list what happened" }).optional(),
});

export type DutyLogFilter = z.output<typeof filter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export const readDutyLogFilter = (parameters: URLSearchParams) => readFilter(filter, parameters);

/** The newest first. */
export const dutyLogOrder: Stretch[] = [
  {
    columns: [
      { at: "l.at", holds: "moment" },
      { at: "l.id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** What was made, ended and moved lately; nothing to somebody without the grant. */
export async function readDutyLog(
  viewer: Viewer,
  portal: Portal,
  { q, what }: DutyLogFilter,
  { place, size = 25 }: { place: Place | null; size?: number },
): Promise<PageOf<DutyLogLine>> {
  const found = prefixQuery(q ?? "");
  const asked = what ? [what] : [...dutyEvents];
  const events = sql.join(
    asked.map((one) => sources[one]),
    sql` union all `,
  );
  const page = await readPage<DutyLogRow>(
    dutyLogOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select l.id, l.at, l.what, p.handle, p.given_name as "givenName",
          p.family_name as "familyName", a.track, v.number as version, a.rule, l.why,
          l.from_on::text as "fromOn", coalesce(l.to_on, ${dueAtFirst}, a.due_on)::text as "dueOn",
          coalesce(l.words, a.filed_reason) as words, a.reason,
          b.given_name || ' ' || b.family_name as by, ${key} as key
        from (
          select l.* from (${events}) l
          where ${where} and ${isSeenBy(viewer)} ${
            found
              ? sql`and l.assignment_id in (
                  select a.id from assignments a join people p on p.id = a.person_id
                  where to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${found})
                )`
              : sql``
          }
          order by ${order} limit ${limit}
        ) l
          join assignments a on a.id = l.assignment_id
          join people p on p.id = a.person_id
          join policy_versions v on v.id = a.version_id
          left join people b on b.id = l.by
        order by ${order}`),
  );
  // Drizzle takes the date parsers off its client: moments arrive as text.
  return {
    ...page,
    rows: page.rows.map(({ key, at, words, reason, ...row }) => ({
      ...{ ...row, at: new Date(at) },
      words: words ?? asToldToThem(reason),
    })),
  };
}

/** Of an assignment made: what it was due on then, where that moved since. */
const dueAtFirst = sql`case when l.what = 'made' then (
  select c.from_on from due_day_changes c where c.assignment_id = a.id order by c.number limit 1
) end`;

const sources = {
  made: sql`select id, assigned_at as at, 'made' as what, id as assignment_id, assigned_by as by,
    null::ending_reason as why, null::date as from_on, null::date as to_on, null::text as words
    from assignments`,
  ended: sql`select id, ended_at as at, 'ended' as what, assignment_id, ended_by as by, why,
    null::date as from_on, null::date as to_on, words from assignment_endings`,
  moved: sql`select id, moved_at as at, 'moved' as what, assignment_id, moved_by as by,
    null::ending_reason as why, from_on, to_on, words from due_day_changes`,
} satisfies Record<DutyEvent, unknown>;

type DutyLogRow = Omit<DutyLogLine, "at" | "words"> & {
  at: string;
  words: string | null;
  reason: string;
  key: string[];
};
