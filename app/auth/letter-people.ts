import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type Circle, isIn } from "../people/circle.ts";
import { isPresent } from "../people/present-employment.ts";
import type { LetterFilter } from "./letter-filter.ts";
import type { Viewer } from "./viewer.ts";

/** Somebody for whom a set-up letter can be printed. */
export type LetterPerson = { personId: string; handle: string; name: string };

type LetterQuestion = {
  circle: Circle;
  filter: LetterFilter;
  today: Day;
  now: Date;
};

/** The people a filter asks for whom the viewer may hand a code to, the first `limit` by name. */
export async function readLetterPeople(
  viewer: Viewer,
  db: Executor,
  question: LetterQuestion,
  limit: number,
): Promise<LetterPerson[]> {
  return db.execute<LetterPerson>(sql`
    select p.id as "personId", p.handle, p.given_name || ' ' || p.family_name as name
    from people p
    where ${isAskedFor(viewer, question)} and not ${holdsMore(question.circle)}
    order by p.sort_name, p.id limit ${limit}`);
}

/** How many the filter asks for, and how many of them an administrator hands a code to. */
export async function countLetterPeople(
  viewer: Viewer,
  db: Executor,
  question: LetterQuestion,
): Promise<{ count: number; leftOut: number }> {
  const more = holdsMore(question.circle);
  const [counted] = await db.execute<{ count: number; leftOut: number }>(sql`
    select count(*) filter (where not ${more})::int as count,
      count(*) filter (where ${more})::int as "leftOut"
    from people p where ${isAskedFor(viewer, question)}`);
  return counted ?? { count: 0, leftOut: 0 };
}

function isAskedFor(viewer: Viewer, { circle, filter, today, now }: LetterQuestion): SQL {
  const { person, department, fresh, mailless, uncoded } = filter;
  const whom = sql`${isIn(circle, viewer, today)} and p.id <> ${viewer.personId}
    and ${isPresent(today, "all")} and not has_passwords_off(p.id)`;
  if (person) return sql`${whom} and p.handle = ${person}`;
  return sql`${whom}
    ${fresh ? sql`and not exists (select from credentials where person_id = p.id)` : sql``}
    ${mailless ? sql`and p.email is null` : sql``}
    ${
      department
        ? sql`and exists (
            select from employments e join departments d on d.id = e.department_id
            where e.person_id = p.id and d.name = ${department} and e.superseded_at is null
              and (e.until_on is null or e.until_on >= ${today})
          )`
        : sql``
    }
    ${
      uncoded
        ? sql`and not exists (
            select from set_up_codes c
            where c.person_id = p.id and c.used_at is null and c.withdrawn_at is null
              and c.expires_at > ${now.toISOString()}::timestamptz
          )`
        : sql``
    }`;
}

/** Whose code only an administrator hands over: as `issueSetUpCode` refuses. */
function holdsMore(circle: Circle): SQL {
  return sql`(
    exists (
      select from grants g where g.person_id = p.id and g.revoked_at is null
        ${circle === "hr" ? sql`and g.role <> 'hr-training'` : sql``}
    ) or exists (
      select from case_standings c where c.investigator_id = p.id and c.stage <> 'disposed'
    )
  )`;
}
