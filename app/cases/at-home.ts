import { type SQL, sql } from "drizzle-orm";
import { mayHaveCases, type Viewer } from "../auth/viewer.ts";
import { addDays } from "../days.ts";
import type { Portal } from "../portal.ts";
import { casesWithNews } from "./news.ts";
import { newsCountedUpTo } from "./news-words.ts";
import { readCaseAccess } from "./open-case.ts";

/** What waits for whoever has cases: 101 of a kind stands for more than 100. */
export type CasesAtHome = {
  /** Cases in which something waits for this viewer as a second person. */
  awaited: number;
  /** Open cases that this viewer handles or investigates, and that are to be concluded before today. */
  overdue: number;
  /** Open cases that this viewer is to investigate, and of these the ones they have not declared about. */
  toInvestigate: number;
  undeclared: number;
  /** Cases in which others answered, grieved or agreed in the last weeks, since this viewer last opened them: up to 21. */
  news: number;
};

/** Days within which something is news at home; the list of cases says it as long as nobody looked. */
const newsWithin = 30;

/** More than so many are not counted. */
const countedUpTo = 100;

/** How many cases wait for the viewer, and for what; null for who has none and could have none. */
export async function readCasesAtHome(viewer: Viewer, portal: Portal): Promise<CasesAtHome | null> {
  if (!mayHaveCases(viewer)) return null;
  const { today, isSeen } = await readCaseAccess(viewer, portal);
  const { personId } = viewer;
  // What is cheap is asked first: whether a case is seen is dear, and of all cases few wait.
  const count = (which: SQL) => sql`(
    select count(*)::int from (
      select from case_standings s join cases c on c.id = s.case_id
      where case when ${which} then ${isSeen} else false end limit ${countedUpTo + 1}
    ) found
  )`;
  const isOpen = sql`s.stage not in ('closed', 'disposed')`;
  const isMine = sql`s.investigator_id = ${personId} and ${isOpen} and investigates_case(${personId}, c.id, ${today})`;
  const [row] = await portal.db.execute<CasesAtHome>(sql`
    select ${count(sql`s.is_awaited and exists (
        select from awaits_second(c.id, ${today}) w (number), seconds_for(c.id, w.number, ${today}) b
        where b.person_id = ${personId} and not exists (
          select from case_acts d where d.case_id = c.id and d.act = 'confirmed' and d.about = w.number
            and d.by = ${personId}
        )
      )`)} as awaited,
      ${count(sql`${isOpen} and s.due_on < ${today} and (
        s.investigator_id = ${personId} or handles_case(${personId}, c.id, ${today})
      )`)} as overdue,
      ${count(isMine)} as "toInvestigate",
      ${count(sql`${isMine} and not has_declared(${personId}, c.id, ${today})`)} as undeclared, (
        select count(*)::int
        from (${casesWithNews(viewer, addDays(today, -newsWithin), newsCountedUpTo + 1)}) n
          join case_standings s on s.case_id = n.case_id join cases c on c.id = n.case_id
        where s.stage <> 'disposed' and ${isSeen} and (
          s.investigator_id is distinct from ${personId}
          or has_declared(${personId}, c.id, ${today}) or handles_case(${personId}, c.id, ${today})
        )
      ) as news`);
  return row ?? null;
}
