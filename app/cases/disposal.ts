// What is left of a case that was disposed of: its certificate.
import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Json } from "../ledger/canonical.ts";
import type { Portal } from "../portal.ts";
import { type BoundAct, digestOfAct } from "./case-act.ts";
import { openCase } from "./open-case.ts";
import { countDestroyed, type Destroyed } from "./what-disposal-destroys.ts";

/** Who did something, and when. */
type Doing = { by: string; at: Date };

/** The certificate of a disposal. */
export type Disposal = {
  number: string;
  organization: string;
  clock: Clock;
  openedOn: Day;
  closedOn: Day;
  /** The first day on which its rule allowed it. */
  keptUntil: Day;
  /** By which rule: of cases with a substantiated finding, or of those without. */
  isSubstantiated: boolean;
  proposed: Doing;
  agreed: Doing;
  destroyed: Destroyed;
  /** SHA-256 of each act, as its record in the ledger binds it. */
  digests: { number: number; digest: string }[];
};

/** Reads it; undefined where no case disposed of is there for this viewer. Nothing else of it can be read. */
export async function readDisposal(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<Disposal | undefined> {
  const { db } = portal;
  const kase = await openCase(viewer, portal, number);
  if (kase?.of !== "disposed") return undefined;
  const [row] = await db.execute<DisposalRow>(sql`
    select c.opened_on::text as "openedOn", x.acted_on::text as "closedOn", x.due_on::text as "keptUntil",
      exists (
        select from findings f where f.case_id = c.id and f.outcome = 'substantiated' and is_settled_finding(c.id, f.number)
      ) as "isSubstantiated",
      p.acted_at as "proposedAt", pb.given_name || ' ' || pb.family_name as "proposedBy",
      d.acted_at as "agreedAt", db.given_name || ' ' || db.family_name as "agreedBy"
    from cases c
      join case_acts d on d.case_id = c.id and d.act = 'disposed' join people db on db.id = d."by"
      join case_acts p on p.case_id = c.id and p.number = d.about join people pb on pb.id = p."by"
      join lateral (
        select acted_on, due_on from case_acts
        where case_id = c.id and act = 'closed' and number < p.number order by number desc limit 1
      ) x on true
    where c.id = ${kase.id}`);
  if (!row) throw new Error("A case disposed of was closed, and two people disposed of it.");
  const { proposedAt, proposedBy, agreedAt, agreedBy, ...read } = row;
  return {
    ...read,
    number: kase.number,
    organization: (await portal.organization()).name,
    clock: await clockOf(portal),
    proposed: { by: proposedBy, at: new Date(proposedAt) },
    agreed: { by: agreedBy, at: new Date(agreedAt) },
    destroyed: await countDestroyed(db, kase.id),
    digests: await readDigests(db, kase.id),
  };
}

type DisposalRow = Pick<Disposal, "openedOn" | "closedOn" | "keptUntil" | "isSubstantiated"> & {
  proposedAt: string;
  proposedBy: string;
  agreedAt: string;
  agreedBy: string;
};

/** The digest of each act of a case, worked out anew from what is stored: no key is needed. */
export async function readDigests(
  db: Executor,
  caseId: string,
): Promise<{ number: number; digest: string }[]> {
  const acts = await db.execute<BoundAct>(sql`
    select a.number, a.act, a.form_id as "formId", a.about, a.person_id as "personId", a.choice,
      a.due_on::text as "dueOn", a.words, coalesce(
        (select json_build_object('respondentId', l.respondent_id, 'versionId', l.version_id, 'clause', l.clause,
          'postedFrom', l.posted_from, 'postedUntil', l.posted_until, 'isOffDuty', l.is_off_duty)
          from allegations l where l.case_id = a.case_id and l.number = a.number),
        (select json_build_object('respondentId', f.respondent_id, 'allegation', f.allegation, 'outcome', f.outcome)
          from findings f where f.case_id = a.case_id and f.number = a.number),
        (select json_build_object('respondentId', d.respondent_id, 'measure', d.measure, 'days', d.days,
          'isPaid', d.is_paid, 'sunsetOn', d.sunset_on, 'grounds', (
            select json_agg(g.finding order by g.finding) from discipline_grounds g
            where g.case_id = d.case_id and g.number = d.number
          )) from discipline d where d.case_id = a.case_id and d.number = a.number)
      ) as details
    from case_acts a where a.case_id = ${caseId} order by a.number`);
  return acts.map((act) => ({
    ...{
      number: act.number,
      digest: digestOfAct({ ...act, details: (act.details ?? null) as Json }),
    },
  }));
}
