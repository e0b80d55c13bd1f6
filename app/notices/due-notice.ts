import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { inForce } from "../people/in-force.ts";
import { isPresent } from "../people/present-employment.ts";
import type { NoticeKind } from "./owe-notices.ts";

/** An open duty, as a letter speaks of it. */
export type OpenDuty = { id: string; track: string; versionId: string; dueOn: Day; reason: string };

/** A notice whose moment has come, with what decides whether and how it goes out. */
export type DueNotice = {
  id: string;
  /** For what it is owed. */
  key: string;
  kind: NoticeKind;
  personId: string;
  versionId: string | null;
  dueOn: Day | null;
  /** Of the latest seal: which. */
  seal: number | null;
  givenName: string;
  familyName: string;
  handle: string;
  email: string | null;
  /** By what they sign in; null: by nothing yet. */
  signsInBy: "password" | "provider" | null;
  /** The last notice to this address was refused, and nobody asked to send this one again. */
  isRefusing: boolean;
  /** No longer employed, and not to be. */
  isGone: boolean;
  isOutside: boolean;
  isHr: boolean;
  isAuditor: boolean;
  isPaused: boolean;
  /** The person's own, soonest first. */
  duties: OpenDuty[];
  /** Of whom and what the notice is, where it names an assignment. */
  about:
    | (OpenDuty & {
        personId: string;
        name: string;
        isSettled: boolean;
        isPaused: boolean;
        supervisorId: string | null;
      })
    | null;
};

/** Kinds that keep to working hours. */
const inWorkingHours: NoticeKind[] = [
  ...(["due-soon", "due-today", "overdue"] as const),
  ...(["escalation", "digest-supervisor", "digest-hr", "report-due"] as const),
  "follow-up-due",
];

/** Kinds that wait for the first day of work, and for the end of a leave or an exemption. */
const atWorkOnly: NoticeKind[] = ["assignment", "publication-heads", "publication-staff"];

/**
 * Takes the next notice whose moment has come, for this transaction alone; undefined when there is none.
 * Without mail only what goes on paper is taken.
 */
export async function takeDueNotice(
  tx: Transaction,
  {
    now,
    today,
    isWorkingTime,
    hasMail,
  }: { now: Date; today: Day; isWorkingTime: boolean; hasMail: boolean },
): Promise<DueNotice | undefined> {
  const held = isWorkingTime ? sql`true` : sql`n.kind <> all(${textArray(inWorkingHours)})`;
  const [taken] = await tx.execute<{ id: string }>(sql`
    select n.id from notices n join people p on p.id = n.person_id
    where n.state = 'waiting' and n.next_at <= ${now.toISOString()}::timestamptz and ${held}
      and ${hasMail ? sql`true` : sql`p.email is null`}
      and not (n.kind = any(${textArray(atWorkOnly)}) and ${isNotAtWorkYet(today)})
    order by n.next_at limit 1
    for update of n skip locked`);
  if (!taken) return undefined;
  const [found] = await tx.execute<DueNotice>(sql`
    select n.id, n.key, n.kind, n.person_id as "personId", n.version_id as "versionId",
      n.due_on::text as "dueOn", n.seal, p.given_name as "givenName", p.family_name as "familyName", p.email,
      p.handle, case
        when exists (select from credentials c where c.person_id = p.id) and not has_passwords_off(p.id)
          then 'password'
        when can_sign_in(p.id) then 'provider'
      end as "signsInBy",
      p.is_outside as "isOutside", not coalesce(${isPresent(today, "page")}, false) as "isGone",
      exists (
        select from grants g
        where g.person_id = p.id and g.role = 'hr-training' and g.revoked_at is null
      ) as "isHr",
      exists (
        select from grants g
        where g.person_id = p.id and g.role = 'auditor' and g.revoked_at is null
      ) as "isAuditor",
      ${isPaused(sql`p.id`, today)} as "isPaused",
      exists (
        select from notices r where r.person_id = p.id and r.address = p.email
          and r.state in ('refused', 'came-back') and r.id <> n.id
      ) and not exists (
        select from notice_steps s
        where s.notice_id = n.id and s.number = n.steps and s.step = 'again' and s.by is not null
      ) as "isRefusing",
      (
        select coalesce(json_agg(json_build_object('id', a.id, 'track', a.track,
          'versionId', a.version_id, 'dueOn', a.due_on, 'reason', a.reason)
          order by a.due_on, a.track), '[]')
        from assignments a where a.person_id = p.id and a.settled_at is null
      ) as duties,
      (
        select json_build_object('id', a.id, 'track', a.track, 'versionId', a.version_id,
          'dueOn', a.due_on, 'reason', a.reason, 'personId', a.person_id,
          'name', w.given_name || ' ' || w.family_name, 'isSettled', a.settled_at is not null,
          'isPaused', ${isPaused(sql`a.person_id`, today)},
          'supervisorId', (
            select supervisor_id from employments
            where person_id = a.person_id and ${inForce("employments", today)}
          ))
        from assignments a join people w on w.id = a.person_id
        where a.id = n.assignment_id
      ) as about
    from notices n join people p on p.id = n.person_id
    where n.id = ${taken.id}`);
  return found;
}

const isPaused = (person: SQL, day: Day) => sql`(
  exists (select from leaves where person_id = ${person} and ${inForce("leaves", day)})
  or exists (select from exemptions where person_id = ${person} and ${inForce("exemptions", day)})
)`;

/** The person `p` begins later, or is away: what is owed them waits for that day. */
const isNotAtWorkYet = (day: Day) => sql`(
  ${isPaused(sql`p.id`, day)} or (
    exists (
      select from employments
      where person_id = p.id and superseded_at is null and from_on > ${day}
    ) and not exists (select from employments where person_id = p.id and ${inForce("employments", day)})
  )
)`;

const textArray = (values: string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}::notice_kind`),
    sql`, `,
  )}]`;
