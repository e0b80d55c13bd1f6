import { sql } from "drizzle-orm";
import { z } from "zod";
import type { noticeState } from "#drizzle/schema/notices.ts";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { NoticeStep } from "./note-step.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { isNotPrivate } from "./private-kinds.ts";

/** As stored, and what an attempt turns into when no answer came. */
export type NoticeState = (typeof noticeState.enumValues)[number] | "may-have-been-sent";

/** No mail server is waited for so long: whoever was sending died, or lost the answer. */
const answeredWithin = "5 minutes";

/** Where the notice `n` stands at a moment. */
export const standsAt = (now: Date) => sql`case
    when n.state = 'attempting'
      and n.state_at < ${now.toISOString()}::timestamptz - ${answeredWithin}::interval
    then 'may-have-been-sent' else n.state::text end`;

/** One notice, with whom it is for and the words as they were to be sent last. */
export type Notice = {
  id: string;
  kind: NoticeKind;
  state: NoticeState;
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  email: string | null;
  address: string | null;
  owedAt: Date;
  nextAt: Date | null;
  dueOn: Day | null;
  letter: { subject: string; html: string; digest: string } | null;
  history: HistoryLine[];
};

export type HistoryLine = {
  step: NoticeStep;
  at: Date;
  by: string | null;
  reason: string | null;
  nextAt: Date | null;
};

/** A notice by its id; undefined where there is none, or none the viewer may see: none about reports. */
export async function readNotice(
  viewer: Viewer,
  portal: Portal,
  id: string,
): Promise<Notice | undefined> {
  if (!z.guid().safeParse(id).success) return undefined;
  const [row] = await portal.db.execute<
    Omit<Notice, "owedAt" | "nextAt" | "history"> & {
      owedAt: string;
      nextAt: string | null;
      history: { [column in keyof HistoryLine]: string | null }[] | null;
    }
  >(sql`
    select n.id, n.kind, ${standsAt(portal.now())} as state, n.person_id as "personId", p.handle,
      p.given_name as "givenName", p.family_name as "familyName", p.email, n.address,
      n.owed_at as "owedAt", n.next_at as "nextAt", n.due_on::text as "dueOn",
      (
        select json_build_object('subject', s.subject, 'html', s.html, 'digest', s.digest)
        from notice_steps s where s.notice_id = n.id and s.html is not null
        order by s.number desc limit 1
      ) as letter,
      (
        select json_agg(json_build_object('step', s.step, 'at', s.at, 'reason', s.reason,
          'nextAt', s.next_at, 'by', b.given_name || ' ' || b.family_name) order by s.number)
        from notice_steps s left join people b on b.id = s.by where s.notice_id = n.id
      ) as history
    from notices n join people p on p.id = n.person_id
    where n.id = ${id} and ${isSeenBy(viewer)} and ${isNotPrivate}`);
  if (!row) return undefined;
  return {
    ...row,
    owedAt: new Date(row.owedAt),
    nextAt: row.nextAt === null ? null : new Date(row.nextAt),
    history: (row.history ?? []).map(({ step, at, by, reason, nextAt }) => ({
      ...{ step: step as NoticeStep, at: new Date(at ?? 0), by, reason },
      nextAt: nextAt === null ? null : new Date(nextAt),
    })),
  };
}
