import { sql } from "drizzle-orm";
import { mayGrantRoles, type Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";

/** How mail fares: how many notices of every kind wait and since when, when one was last taken, and what was last said against one. */
export type MailState = {
  waiting: number;
  waitingSince: Date | null;
  lastSentAt: Date | null;
  lastRefusal: { at: Date; said: string } | null;
};

/** More than so many are not counted: 1,001 stands for more. */
const countedUpTo = 1000;

/** To somebody who is no administrator there is nothing. A refusal is in the mail server's words, without a name. */
export async function readMailState(viewer: Viewer, db: Executor): Promise<MailState> {
  if (!mayGrantRoles(viewer)) {
    return { waiting: 0, waitingSince: null, lastSentAt: null, lastRefusal: null };
  }
  const [row] = await db.execute<{
    waiting: number;
    waitingSince: string | null;
    lastSentAt: string | null;
    refusedAt: string | null;
    said: string | null;
  }>(sql`
    select (
        select count(*)::int from (
          select from notices where state in ('waiting', 'attempting', 'failing') limit ${countedUpTo + 1}
        ) counted
      ) as waiting,
      (select min(owed_at) from notices where state in ('waiting', 'attempting', 'failing')) as "waitingSince",
      (select state_at from notices where state = 'sent' order by owed_at desc, id desc limit 1) as "lastSentAt",
      refusal.at as "refusedAt", refusal.reason as said
    from (select) one left join lateral (
      select s.at, s.reason from notices n
        join notice_steps s on s.notice_id = n.id and s.number = n.steps
      where n.state in ('refused', 'failing') order by s.at desc limit 1
    ) refusal on true`);
  const moment = (text: string | null | undefined) => (text ? new Date(text) : null);
  const refusedAt = moment(row?.refusedAt);
  return {
    waiting: row?.waiting ?? 0,
    waitingSince: moment(row?.waitingSince),
    lastSentAt: moment(row?.lastSentAt),
    lastRefusal: refusedAt && {
      at: refusedAt,
      said: (row?.said ?? "").replace(/[^\s<>]+@[^\s<>]+/g, "…"),
    },
  };
}
