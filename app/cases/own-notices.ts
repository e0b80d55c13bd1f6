// What was given to a respondent: notices once they are served, decisions and outcomes at once.
import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { type OpenCase, openOwnCase } from "./open-case.ts";
import { isToAnswer } from "./own-notice-waits.ts";
import { ownReference, readReference } from "./own-reference.ts";

export type OwnNoticeKind = "notice" | "decision" | "outcome";

/** The letter that said what was decided, and its day. */
export type OwnDecided = { reference: string; of: OwnNoticeKind; on: Day };

/** A letter to the viewer, without its words. */
export type OwnNoticeLine = {
  reference: string;
  of: OwnNoticeKind;
  /** The day it was served or issued. */
  on: Day;
  /** Of a notice: the day to answer by. */
  dueOn: Day | null;
  isRead: boolean;
  isAnswered: boolean;
  /** The day on which it was answered first; null also where they do not wish to. */
  answeredOn: Day | null;
  /** Of a notice: the decision or outcome given since, once all that it alleges was found upon. */
  decided: OwnDecided | null;
  /** Of a decision: a grievance about it is open. */
  isGrieved: boolean;
  /** Nothing can be answered any more. */
  isClosed: boolean;
};

/** The act `a` of the case `c` was given to somebody, and can still be read. */
const isGivenTo = ({ personId }: Pick<Viewer, "personId">): SQL => sql`(
  a.person_id = ${personId} and (a.act in ('issued', 'informed') or (a.act = 'noticed' and exists (
    select from case_acts s where s.case_id = a.case_id and s.act = 'served' and s.about = a.number
  ))) and exists (select from respondents r where r.case_id = a.case_id and r.person_id = ${personId})
  and exists (select from data_keys k where k.id = c.key_id and k.wrapped_key is not null))`;

/**
 * The number of the letter that decided the notice `a`, the latest: one given before everything alleged in the notice
 * was found upon, or withdrawn, decides something else.
 */
const decidedBy: SQL = sql`(
  select max(d.number) from case_acts d
  where a.act = 'noticed' and d.case_id = a.case_id and d.person_id = a.person_id
    and d.act in ('issued', 'informed') and d.number > a.number and not exists (
      select from allegations l
      where l.case_id = a.case_id and l.respondent_id = a.person_id and l.number < a.number
        and not exists (
          select from findings f
          where f.case_id = l.case_id and f.allegation = l.number and f.number < d.number
        ) and not exists (
          select from case_acts w
          where w.case_id = l.case_id and w.act = 'allegation-withdrawn' and w.about = l.number
        )
    ))`;

/** A grievance about the act `a` was filed and did not end: one that went to arbitration did not. */
const isGrieved: SQL = sql`(a.act = 'issued' and exists (
    select from case_acts g where g.case_id = a.case_id and g.act = 'grieved' and g.about = a.number
      and not exists (
        select from case_acts e where e.case_id = g.case_id and e.act = 'grievance-ended' and e.about = g.number
          and e.choice <> 'to-arbitration'
      )
  ))`;

/** All that was given to the viewer, the latest first. */
export async function readOwnNotices(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
): Promise<{ clock: Clock; notices: OwnNoticeLine[] }> {
  const rows = await portal.db.execute<
    Omit<OwnNoticeLine, "reference" | "decided"> & {
      caseNumber: string;
      act: number;
      decidedBy: number | null;
    }
  >(sql`
    select c.number as "caseNumber", a.number as act,
      case a.act when 'noticed' then 'notice' when 'issued' then 'decision' else 'outcome' end as of,
      coalesce(s.acted_on, a.acted_on)::text as on,
      case a.act when 'noticed' then a.due_on::text end as "dueOn",
      exists (select from case_acts r where r.case_id = a.case_id and r.act = 'read' and r.about = a.number) as "isRead",
      exists (
        select from case_acts r where r.case_id = a.case_id and r.act = 'responded' and r.about = a.number
          and r.choice <> 'none'
      ) as "isAnswered",
      (
        select min(r.acted_on)::text from case_acts r
        where r.case_id = a.case_id and r.act = 'responded' and r.about = a.number and r.choice = 'response'
      ) as "answeredOn",
      ${decidedBy} as "decidedBy",
      ${isGrieved} as "isGrieved",
      t.stage = 'closed' as "isClosed"
    from case_acts a join cases c on c.id = a.case_id join case_standings t on t.case_id = c.id
      left join case_acts s on s.case_id = a.case_id and s.act = 'served' and s.about = a.number
    where ${isGivenTo(viewer)}
    order by coalesce(s.acted_at, a.acted_at) desc, c.id, a.number desc`);
  return {
    clock: await clockOf(portal),
    notices: rows.map(({ caseNumber, act, decidedBy, ...row }) => {
      const decision = rows.find((one) => one.caseNumber === caseNumber && one.act === decidedBy);
      return {
        ...row,
        reference: ownReference(caseNumber, act),
        decided: decision
          ? {
              ...{ of: decision.of, on: decision.on },
              reference: ownReference(caseNumber, decision.act),
            }
          : null,
      };
    }),
  };
}

/** What of it their home says. */
export type OwnNoticesAtHome = {
  all: number;
  unread: number;
  /** Notices that wait for an answer of theirs, the first day first. */
  toAnswer: { reference: string; dueOn: Day }[];
  /** Decisions about which a grievance of theirs is open. */
  grieved: { reference: string }[];
};

/** How many of them the viewer has not opened yet, which wait for their answer, and which grievances are open. */
export async function countUnreadNotices(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
): Promise<OwnNoticesAtHome> {
  const { notices } = await readOwnNotices(viewer, portal);
  return {
    ...{ all: notices.length, unread: notices.filter(({ isRead }) => !isRead).length },
    toAnswer: notices
      .filter(isToAnswer)
      .flatMap(({ reference, dueOn }) => (dueOn ? [{ reference, dueOn }] : []))
      .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn)),
    grieved: notices.filter((line) => line.isGrieved).map(({ reference }) => ({ reference })),
  };
}

/** The case of something that was given to the viewer, and its act; to everybody else there is none. */
export async function openOwnNotice(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  reference: string,
  db: Executor = portal.db,
): Promise<{ kase: OpenCase; act: number } | undefined> {
  const asked = readReference(reference);
  if (!asked) return undefined;
  const [given] = await db.execute(sql`
    select from case_acts a join cases c on c.id = a.case_id
    where c.number = ${asked.caseNumber} and a.number = ${asked.act} and ${isGivenTo(viewer)}`);
  const kase = given && (await openOwnCase(viewer, portal, asked.caseNumber, db));
  return kase && { kase, act: asked.act };
}

/** What a form of a respondent is about, before it is read: which letter, and whether files are taken with it. */
export async function readWhatIsAnswered(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  reference: string,
): Promise<
  { kase: OpenCase; of: "noticed" | "issued" | "informed"; takesFiles: boolean } | undefined
> {
  const own = await openOwnNotice(viewer, portal, reference);
  if (!own) return undefined;
  const [row] = await portal.db.execute<{
    of: "noticed" | "issued" | "informed";
    isOpen: boolean;
  }>(sql`
    select a.act as of, t.stage not in ('closed', 'disposed') as "isOpen"
    from case_acts a join case_standings t on t.case_id = a.case_id
    where a.case_id = ${own.kase.id} and a.number = ${own.act}`);
  if (!row) return undefined;
  return { kase: own.kase, of: row.of, takesFiles: row.of === "noticed" && row.isOpen };
}
