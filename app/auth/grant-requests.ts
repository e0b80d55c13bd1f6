import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { GrantAnswer } from "./answer-grant-request.ts";
import { operator, requestDays, shownFor } from "./case-roles.ts";
import { type GrantedRole, mayGrantRoles, mayHandleReports, type Viewer } from "./viewer.ts";

/** A role that was asked for, as those who have a say in it see it. */
export type GrantRequest = {
  number: number;
  personId: string;
  /** Full name and handle. */
  name: string;
  handle: string;
  role: GrantedRole;
  untilOn: Day | null;
  askedBy: string;
  askedByName: string;
  askedAt: Date;
  lapsesAt: Date;
  waits: boolean;
  /** The viewer is one of those who may confirm or decline it. */
  mayAnswer: boolean;
  /** Nobody of the portal may confirm it: whoever runs the server does. */
  isForOperator: boolean;
  answer: GrantAnswer | null;
  answeredByName: string | null;
  answeredAt: Date | null;
};

/**
 * Requests that wait, the first asked first, or those of the last months that do not, the last first. To somebody who
 * neither administers the portal nor has a part in cases there is none.
 */
export async function readGrantRequests(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now">,
  which: "waiting" | "over",
): Promise<GrantRequest[]> {
  const now = sql`${portal.now().toISOString()}::timestamptz`;
  const rows = await portal.db.execute<Row>(
    which === "waiting"
      ? sql`${requests(viewer, now)} and grant_request_waits(r.number, ${now}) order by r.number`
      : sql`${requests(viewer, now)} and not grant_request_waits(r.number, ${now})
          and r.asked_at > ${now} - make_interval(days => ${shownFor})
          order by r.number desc limit 100`,
  );
  return rows.map(inMoments);
}

/** One request by its number; undefined where there is none for this viewer. */
export async function readGrantRequest(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now">,
  number: string | undefined,
): Promise<GrantRequest | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(number ?? "")) return undefined;
  const now = sql`${portal.now().toISOString()}::timestamptz`;
  const [row] = await portal.db.execute<Row>(
    sql`${requests(viewer, now)} and r.number = ${Number(number)}`,
  );
  return row && inMoments(row);
}

/** How many requests wait for this viewer's answer; 0 for who answers none. */
export async function countAwaitedGrants(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
): Promise<number> {
  if (!mayHandleReports(viewer) && !mayGrantRoles(viewer)) return 0;
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from grant_requests r
    where grant_request_waits(r.number, ${now().toISOString()}::timestamptz)
      and ${viewer.personId} in (select answerers_of_grant_request(r.number))`);
  return row?.count ?? 0;
}

type Row = Omit<GrantRequest, "askedAt" | "lapsesAt" | "answeredAt"> & {
  askedAt: string;
  lapsesAt: string;
  answeredAt: string | null;
};

const requests = (viewer: Viewer, now: SQL) => sql`
  select r.number, r.person_id as "personId", p.given_name || ' ' || p.family_name as name, p.handle, r.role,
    r.until_on::text as "untilOn", r.asked_by as "askedBy", b.given_name || ' ' || b.family_name as "askedByName",
    r.asked_at as "askedAt", r.asked_at + make_interval(days => ${requestDays}) as "lapsesAt",
    grant_request_waits(r.number, ${now}) as waits,
    ${viewer.personId} in (select answerers_of_grant_request(r.number)) as "mayAnswer",
    not exists (select from able_to_answer_grant_request(r.number)) as "isForOperator",
    a.answer, coalesce(c.given_name || ' ' || c.family_name, ${operator}) as "answeredByName", a.answered_at as "answeredAt"
  from grant_requests r join people p on p.id = r.person_id join people b on b.id = r.asked_by
    left join grant_answers a on a.request = r.number left join people c on c.id = a.answered_by
  where exists (
    select from grants own where own.person_id = ${viewer.personId} and own.revoked_at is null
      and own.role in ('administrator', 'hr-cases', 'city-manager', 'outside-officer')
  )`;

function inMoments({ askedAt, lapsesAt, answeredAt, ...row }: Row): GrantRequest {
  return {
    ...row,
    askedAt: new Date(askedAt),
    lapsesAt: new Date(lapsesAt),
    answeredAt: answeredAt === null ? null : new Date(answeredAt),
  };
}
