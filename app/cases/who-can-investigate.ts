import { type SQL, sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import { reporterIndexes } from "../intake/candidates.ts";
import { inForce } from "../people/in-force.ts";
import { prefixQuery } from "../people/person.ts";
import type { Portal } from "../portal.ts";
import type { OpenCase } from "./open-case.ts";

/** Somebody who could be asked to investigate a case. */
type CanInvestigate = {
  id: string;
  handle: string;
  name: string;
  /** What they do, or that they are from outside. */
  work: string;
  /** Holds a grant to handle or decide cases: as investigator they lose that in this one. */
  isDecider: boolean;
  /** Why they cannot be appointed, after their name: "is a respondent"; null where they can. */
  whyNot: string | null;
};

/** So many are shown; more than that, and the search has to say more. */
export const shownCandidates = 20;

/**
 * Whom a case can be given to: without a search those from outside and those who hold a grant for cases, otherwise
 * whoever it finds of the directory and from outside, by name; one more than are shown where there are more.
 */
export function findInvestigators(
  portal: Portal,
  db: Executor,
  kase: Pick<OpenCase, "id">,
  typed: string,
): Promise<CanInvestigate[]> {
  const words = prefixQuery(typed);
  return readCandidates(
    portal,
    db,
    kase,
    words
      ? sql`to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`
      : sql`(p.is_outside or ${holdsCases})`,
  );
}

/** The same of one person; undefined where nobody here is called so. */
export async function readInvestigator(
  portal: Portal,
  db: Executor,
  kase: Pick<OpenCase, "id">,
  handle: string,
): Promise<CanInvestigate | undefined> {
  const among = sql`p.handle = ${handle.slice(0, 100)}`;
  const [found] = await readCandidates(portal, db, kase, among);
  return found;
}

const holdsCases = sql`exists (
  select from grants g where g.person_id = p.id and g.revoked_at is null
    and g.role in ('hr-cases', 'city-manager', 'outside-officer')
)`;

async function readCandidates(
  portal: Portal,
  db: Executor,
  { id }: Pick<OpenCase, "id">,
  among: SQL,
): Promise<CanInvestigate[]> {
  const { today } = await clockOf(portal);
  const rows = await db.execute<Row>(sql`
    select p.id, p.handle, p.given_name || ' ' || p.family_name as name, p.email,
      coalesce(e.position || ', ' || d.name, 'From outside') as work, ${holdsCases} as "isDecider",
      exists (select from respondents r where r.case_id = ${id} and r.person_id = p.id) as "isRespondent",
      (
        select string_agg(a.given_name || ' ' || a.family_name, ' and ' order by a.sort_name)
        from respondents r join people a on a.id = r.person_id
        where r.case_id = ${id} and works_below(p.id, r.person_id, ${today})
      ) as above,
      is_shut_out(p.id, ${id}, ${today}) as "isShutOut",
      exists (
        select from case_acts a where a.case_id = ${id} and a."by" = p.id
          and a.act in ('confirmed', 'declined', 'proposed', 'issued')
      ) as "hasDecided",
      exists (
        select from grants g where g.person_id = p.id and g.revoked_at is null and g.role in ('administrator', 'auditor')
      ) as "isKeptOut",
      can_sign_in(p.id) as "hasSignIn",
      array(
        select unnest(r.reporter_indexes) from case_reports o join violation_reports r on r.id = o.report_id
        where o.case_id = ${id}
      ) as reporters
    from people p
      left join employments e on e.person_id = p.id and ${inForce("e", today)}
      left join departments d on d.id = e.department_id
    where is_here(p.id, ${today}) and ${among}
    order by p.sort_name, p.id limit ${shownCandidates + 1}`);
  return rows.map(({ id: personId, handle, name, work, isDecider, ...row }) => {
    const known = { personId, name, email: row.email ?? "" };
    const isReporter = reporterIndexes(portal.vault, known).some((index) =>
      row.reporters.includes(index),
    );
    const whyNot = whyNotInvestigator({ ...row, isShutOut: row.isShutOut || isReporter });
    return { id: personId, handle, name, work, isDecider, whyNot };
  });
}

type Row = Omit<CanInvestigate, "whyNot"> & {
  email: string | null;
  isRespondent: boolean;
  above: string | null;
  isShutOut: boolean;
  hasDecided: boolean;
  /** Grants roles, or audits: neither sees a case. */
  isKeptOut: boolean;
  hasSignIn: boolean;
  reporters: string[];
};

/** Why not, without saying who reported: a reporter has no part in the case, as others have none. */
function whyNotInvestigator({
  isRespondent,
  above,
  isShutOut,
  hasDecided,
  isKeptOut,
  hasSignIn,
}: Omit<Row, keyof CanInvestigate | "email" | "reporters">) {
  if (isRespondent) return "is a respondent";
  if (above) return `works below ${above}`;
  if (isShutOut) return "has no part in the case";
  if (hasDecided) return "reviewed or decided something in the case";
  if (isKeptOut) return "grants roles or audits the portal, and so sees no case";
  return hasSignIn ? null : "has no sign-in yet";
}
