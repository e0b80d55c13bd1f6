import { type SQL, sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import type { Portal } from "../portal.ts";
import type { CaseActName, NewCaseAct } from "./case-act.ts";
import type { OpenCase } from "./open-case.ts";

/** Acts of which a respondent is told that something waits for them in the portal. */
const forRespondents: CaseActName[] = [
  "served",
  "issued",
  "informed",
  "grievance-ended",
  "rescinded",
  "upheld",
];

/**
 * Owes notices of what was done in a case: those who handle it, investigate it or are awaited as second persons hear
 * that something waits, but who did it; a respondent, that something is there to read. At most one a person and hour.
 */
export async function tellOfCaseActs(
  portal: Portal,
  tx: Transaction,
  kase: Pick<OpenCase, "id">,
  by: string,
  done: Pick<NewCaseAct, "act" | "about" | "personId" | "choice">[],
): Promise<void> {
  const hour = portal.now().toISOString().slice(0, 13);
  const staff = (await readWhoActs(portal, tx, kase)).filter((personId) => personId !== by);
  const told = await respondentsOf(tx, kase, done);
  await oweNotices(
    tx,
    [
      ...staff.map((personId) => ({ kind: "case-waiting" as const, personId })),
      ...told.map((personId) => ({ kind: "case-news" as const, personId })),
    ].map((one) => ({ ...one, key: `${one.kind} ${hour} ${one.personId}` })),
    portal.now(),
  );
}

async function readWhoActs(
  portal: Portal,
  db: Executor,
  { id }: Pick<OpenCase, "id">,
): Promise<string[]> {
  const { today } = await clockOf(portal);
  const rows = await db.execute<{ id: string }>(whoActs(sql`${id}::uuid`, today));
  return rows.map(({ id: personId }) => personId);
}

/** Who could have something to do in a case on the day: second persons awaited, the investigator, who handles it. */
export const whoActs = (kase: SQL, today: Day): SQL => sql`
  select s.person_id as id from awaits_second(${kase}, ${today}) w (number), seconds_for(${kase}, w.number, ${today}) s
  union
  select a.person_id from case_acts a
  where a.case_id = ${kase} and a.act = 'appointed' and investigates_case(a.person_id, ${kase}, ${today})
  union
  select h.person_id from case_hands(${kase}, ${today}) h
  where h.rank = (select min(rank) from case_hands(${kase}, ${today}))`;

/** Whom the acts have something to read for: what was served in the portal, or was issued. */
async function respondentsOf(
  db: Executor,
  { id }: Pick<OpenCase, "id">,
  done: Pick<NewCaseAct, "act" | "about" | "personId" | "choice">[],
): Promise<string[]> {
  const found = new Set<string>();
  for (const { act, about, personId, choice } of done) {
    if (!forRespondents.includes(act)) continue;
    // What was served on paper is with them: nothing new waits in the portal.
    if (act === "served" && choice !== "portal") continue;
    if (personId) found.add(personId);
    else if (about !== undefined) {
      const [row] = await db.execute<{ id: string | null }>(sql`
        with recursive up (about, person_id) as (
          select about, person_id from case_acts where case_id = ${id} and number = ${about}
          union all
          select a.about, a.person_id from up join case_acts a on a.case_id = ${id} and a.number = up.about
          where up.person_id is null
        ) select person_id as id from up where person_id is not null limit 1`);
      if (row?.id) found.add(row.id);
    }
  }
  return [...found];
}
