import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { NoticeKind } from "./owe-notices.ts";

/** So long something stands on a home page: days. */
const shownFor = 30;

/** A notice that stands on the home page of whom it is for. */
export type HomeNotice = { id: string; kind: NoticeKind; subject: string; html: string; at: Date };

/** What the viewer would have got by mail, had they an address: of each kind but escalations the last. */
export async function readNoticesAtHome(viewer: Viewer, portal: Portal): Promise<HomeNotice[]> {
  const since = daysAgo(portal).toISOString();
  const rows = await portal.db.execute<Omit<HomeNotice, "at"> & { at: string }>(sql`
    select distinct on (case n.kind when 'escalation' then n.id::text else n.kind::text end)
      n.id, n.kind, s.subject, s.html, s.at
    from notices n join notice_steps s on s.notice_id = n.id and s.number = n.steps
    where n.person_id = ${viewer.personId} and n.state = 'at-home'
      and s.at > ${since}::timestamptz
    order by case n.kind when 'escalation' then n.id::text else n.kind::text end, s.at desc`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** The version published last, while it is news to whoever works here. */
export async function readNewVersion(portal: Portal) {
  const [latest] = await portal.shelf.all();
  if (!latest || latest.publishedAt < daysAgo(portal)) return null;
  const { policy, number, effectiveOn } = latest;
  const { content } = await portal.shelf.version(latest.id);
  return { policy, number, effectiveOn, title: content.policy.title };
}

const daysAgo = (portal: Portal) => new Date(portal.now().getTime() - shownFor * 86_400_000);
