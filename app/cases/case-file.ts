import { sql } from "drizzle-orm";
import type { caseStage } from "#drizzle/schema/case-standings.ts";
import type { disciplineMeasure } from "#drizzle/schema/discipline.ts";
import type { findingOutcome } from "#drizzle/schema/findings.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type CaseActName, readSaid } from "./case-act.ts";
import type { OpenCase } from "./open-case.ts";
import type { Said } from "./said.ts";

export type CaseStage = (typeof caseStage.enumValues)[number];
export type FindingOutcome = (typeof findingOutcome.enumValues)[number];
export type Measure = (typeof disciplineMeasure.enumValues)[number];

/** Somebody of the directory, as a case names them. */
export type CasePerson = { id: string; handle: string; name: string };

/** Something that was done in a case, as whoever the case is there for reads it. */
export type CaseActLine<A extends CaseActName = CaseActName> = {
  [One in A]: {
    number: number;
    act: One;
    by: CasePerson;
    at: Date;
    on: Day;
    formId: string;
    /** The number of the earlier act it is about. */
    about: number | null;
    person: CasePerson | null;
    choice: string | null;
    dueOn: Day | null;
    said: Said<One> | null;
  };
}[A];

export type Allegation = {
  number: number;
  respondentId: string;
  versionId: string;
  clause: string;
  postedFrom: Day;
  postedUntil: Day;
  isOffDuty: boolean;
};

export type Finding = {
  number: number;
  allegation: number;
  respondentId: string;
  outcome: FindingOutcome;
};

export type Discipline = {
  number: number;
  respondentId: string;
  measure: Measure;
  /** Calendar days of a suspension. */
  days: number | null;
  isPaid: boolean | null;
  sunsetOn: Day | null;
  /** Numbers of the findings it rests on. */
  grounds: number[];
};

/** All that was done in a case, decrypted, in order. Where it stands follows from it: standing.ts. */
export type CaseFile = {
  id: string;
  number: string;
  acts: CaseActLine[];
  respondents: CasePerson[];
  allegations: Allegation[];
  findings: Finding[];
  discipline: Discipline[];
  /** Who agreed to something and may have no part in the case any more: their approvals do not count. */
  barred: string[];
};

/** Reads a case whole, for whoever opened it, as it is on a day. */
export async function readCaseFile(db: Executor, kase: OpenCase, today: Day): Promise<CaseFile> {
  const { id, number } = kase;
  const acts = await db.execute<ActRow>(sql`
    select a.number, a.act, a.acted_at as at, a.acted_on::text as on, a.form_id as "formId", a.about, a.choice,
      a.due_on::text as "dueOn", a.words, b.id as "byId", b.handle as "byHandle",
      b.given_name || ' ' || b.family_name as "byName", p.id as "personId", p.handle as "personHandle",
      p.given_name || ' ' || p.family_name as "personName"
    from case_acts a join people b on b.id = a.by left join people p on p.id = a.person_id
    where a.case_id = ${id} order by a.number`);
  const respondents = await db.execute<CasePerson>(sql`
    select p.id, p.handle, p.given_name || ' ' || p.family_name as name
    from respondents r join people p on p.id = r.person_id where r.case_id = ${id} order by p.sort_name, p.id`);
  const allegations = await db.execute<Allegation>(sql`
    select number, respondent_id as "respondentId", version_id as "versionId", clause,
      posted_from::text as "postedFrom", posted_until::text as "postedUntil", is_off_duty as "isOffDuty"
    from allegations where case_id = ${id} order by number`);
  const findings = await db.execute<Finding>(sql`
    select number, allegation, respondent_id as "respondentId", outcome
    from findings where case_id = ${id} order by number`);
  const discipline = await db.execute<Discipline>(sql`
    select d.number, d.respondent_id as "respondentId", d.measure, d.days, d.is_paid as "isPaid",
      d.sunset_on::text as "sunsetOn",
      (select json_agg(g.finding order by g.finding) from discipline_grounds g
        where g.case_id = d.case_id and g.number = d.number) as grounds
    from discipline d where d.case_id = ${id} order by d.number`);
  const barred = await db.execute<{ id: string }>(sql`
    select c."by" as id from case_acts c
    where c.case_id = ${id} and c.act = 'confirmed' group by c."by" having is_shut_out(c."by", ${id}, ${today})`);
  return {
    ...{ id, number, respondents, allegations, findings, discipline },
    barred: barred.map((one) => one.id),
    acts: acts.map((row) => lineOf(kase, row)),
  };
}

type ActRow = {
  number: number;
  act: CaseActName;
  at: string;
  on: Day;
  formId: string;
  about: number | null;
  choice: string | null;
  dueOn: Day | null;
  words: Uint8Array | null;
  byId: string;
  byHandle: string;
  byName: string;
  personId: string | null;
  personHandle: string | null;
  personName: string | null;
};

function lineOf(kase: OpenCase, row: ActRow): CaseActLine {
  const { at, words, byId, byHandle, byName, personId, personHandle, personName, ...same } = row;
  return {
    ...same,
    at: new Date(at),
    by: { id: byId, handle: byHandle, name: byName },
    person: personId ? { id: personId, handle: personHandle ?? "", name: personName ?? "" } : null,
    said: words && readSaid(kase, row.number, words),
  } as CaseActLine;
}
