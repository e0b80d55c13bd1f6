import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { reportsTo } from "../people/reports.ts";
import type { Portal } from "../portal.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { isNotPrivate } from "./private-kinds.ts";

/** A notice on paper, for somebody without an address that works. */
export type Slip = {
  id: string;
  kind: NoticeKind;
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  subject: string;
  html: string;
  owedAt: Date;
};

/**
 * What the people who report to the viewer directly are to be handed, by name. Also what a mail server
 * refused or sent back: that person has not read it.
 */
export async function readSlips(viewer: Viewer, portal: Portal): Promise<Slip[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<Omit<Slip, "owedAt"> & { owedAt: string }>(sql`
    select n.id, n.kind, n.person_id as "personId", p.handle, p.given_name as "givenName",
      p.family_name as "familyName", said.subject, said.html, n.owed_at as "owedAt"
    from people p
      join notices n on n.person_id = p.id
      join lateral (
        select s.subject, s.html from notice_steps s
        where s.notice_id = n.id and s.html is not null order by s.number desc limit 1
      ) said on true
    where ${reportsTo(viewer, today, "directly")}
      and n.state in ('slip', 'refused', 'came-back')
      and n.kind not in ('escalation', 'digest-supervisor', 'digest-hr', 'latest-seal') and ${isNotPrivate}
    order by p.sort_name, n.owed_at, n.id`);
  return rows.map((row) => ({ ...row, owedAt: new Date(row.owedAt) }));
}
