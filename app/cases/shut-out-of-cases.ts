import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Transaction } from "../db.ts";
import { readCandidates, reporterIndexes } from "../intake/candidates.ts";
import type { Portal } from "../portal.ts";

/**
 * Keeps somebody who is being granted a role out of the cases that began with their own report, and of those whose
 * reports mean them by their words while somebody else is left: the conflict stands with the report from then on, so
 * that the case passes on to whoever is next. Called in the transaction of the grant; without one the database
 * refuses it, and for other roles nothing is found.
 */
export async function shutOutOfCases(
  tx: Transaction,
  portal: Portal,
  personId: string,
): Promise<void> {
  const { today } = await clockOf(portal);
  const [person] = await tx.execute<{ name: string; email: string | null; handles: boolean }>(sql`
    select given_name || ' ' || family_name as name, email, exists (
      select from grants g where g.person_id = p.id and g.revoked_at is null
        and g.role in ('hr-cases', 'city-manager', 'outside-officer')
    ) as handles
    from people p where id = ${personId}`);
  if (!person?.handles) return;
  const { name, email } = person;
  const own = reporterIndexes(portal.vault, { personId, name, email: email ?? "" });
  const candidates = await readCandidates(tx, portal.vault, today);
  const words = candidates.find((one) => one.personId === personId)?.wordIndexes ?? [];
  await tx.execute(sql`
    insert into report_conflicts (report_id, person_id, reason, found_on)
    select r.id, ${personId}, 'filed-by-them', ${today}
    from violation_reports r join case_reports c on c.report_id = r.id
    where r.reporter_indexes && ${texts(own)}
    on conflict do nothing`);
  await tx.execute(sql`
    insert into report_conflicts (report_id, person_id, reason, found_on)
    select r.id, ${personId}, 'about-them', ${today}
    from violation_reports r join case_reports c on c.report_id = r.id
    where r.word_indexes && ${texts(words)} and exists (
      select from case_hands(c.case_id, ${today}) h where h.person_id <> ${personId}
    )
    on conflict do nothing`);
}

const texts = (values: string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
