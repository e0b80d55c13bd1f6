import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";

/** Who handles a case on a day, by name, and as what: HR, the city manager, or the outside officer. */
export type Handlers = {
  names: string[];
  as: "hr" | "city-manager" | "outside-officer" | "nobody";
};

const ranks = { 1: "hr", 2: "city-manager", 3: "outside-officer" } as const;

/** `without`: as if this person, and with `below` also everybody below them, had no part in it. */
export async function readHandlers(
  db: Executor,
  caseId: string,
  day: Day,
  without: { personId: string; below: boolean } | null = null,
): Promise<Handlers> {
  const left = without
    ? sql`where h.person_id <> ${without.personId}
        and not (${without.below} and works_below(h.person_id, ${without.personId}, ${day}))`
    : sql``;
  const rows = await db.execute<{ name: string; rank: 1 | 2 | 3 }>(sql`
    with hands as (select h.* from case_hands(${caseId}, ${day}) h ${left})
    select p.given_name || ' ' || p.family_name as name, h.rank
    from hands h join people p on p.id = h.person_id
    where h.rank = (select min(rank) from hands) order by p.sort_name, p.id`);
  const [first] = rows;
  return { names: rows.map(({ name }) => name), as: first ? ranks[first.rank] : "nobody" };
}

/** Who could be the second person for an act and has not agreed to it yet, by name. */
export async function readSeconds(
  db: Executor,
  caseId: string,
  act: number,
  day: Day,
): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select p.given_name || ' ' || p.family_name as name
    from seconds_for(${caseId}, ${act}, ${day}) s join people p on p.id = s.person_id
    where not exists (
      select from case_acts c where c.case_id = ${caseId} and c.act = 'confirmed' and c.about = ${act}
        and c.by = s.person_id
    )
    order by p.sort_name, p.id`);
  return rows.map(({ name }) => name);
}

/** Whoever is appointed may not investigate any more: they are shut out meanwhile, or have left. */
export async function isBarredInvestigator(
  db: Executor,
  caseId: string,
  personId: string,
  day: Day,
): Promise<boolean> {
  const [found] = await db.execute<{ investigates: boolean }>(sql`
    select investigates_case(${personId}, ${caseId}, ${day}) as investigates`);
  return found?.investigates === false;
}
