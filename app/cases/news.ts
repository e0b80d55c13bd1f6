// What others did in a case since somebody last opened it, as far as it is news to them: `case_views` says when.
import { type SQL, sql } from "drizzle-orm";
import { hasRole, type Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { CaseActLine, CaseFile } from "./case-file.ts";
import { newsWords } from "./news-words.ts";
import { sayCaseAct } from "./say-case-act.ts";

/** Something new, as a sentence, with where it stands on the page of its case. */
export type NewsLine = { number: number; act: string; at: Date; sentence: string };

const newsActs = sql.raw(
  Object.keys(newsWords)
    .map((act) => `'${act}'`)
    .join(", "),
);

const lastOpened = ({ personId }: Pick<Viewer, "personId">, kase: SQL): SQL => sql`(
  select max(v.viewed_at) from case_views v
  where v.case_id = ${kase} and v.person_id = ${personId} and v.viewing = 'file'
)`;

/** The act `a` is of a kind that can be news, and somebody else did it. */
const isOfOthers = ({ personId }: Pick<Viewer, "personId">): SQL =>
  sql`a.act in (${newsActs}) and a."by" <> ${personId}`;

/** Acts looked at for a person's home, the latest first. */
const lookedAt = 500;

/**
 * Ids of cases in which something since a day is news to the viewer, at most so many: of HR any case, of everybody
 * else those in which they did something. Whether a case is there for them is asked of what this finds.
 */
export const casesWithNews = (viewer: Viewer, since: Day, most: number): SQL => sql`
  select distinct a.case_id from (
    select a.* from case_acts a
    where ${isOfOthers(viewer)} and a.acted_on > ${since}::date and ${
      hasRole(viewer, "hr-cases")
        ? sql`true`
        : sql`a.case_id in (
            select m.case_id from case_acts m where m."by" = ${viewer.personId}
              or (m.act = 'appointed' and m.person_id = ${viewer.personId})
          )`
    } order by a.acted_on desc limit ${lookedAt}
  ) a where ${isNews(viewer)} limit ${most}`;

/** The act `a` is news to the viewer. */
export const isNews = (viewer: Pick<Viewer, "personId">): SQL => sql`(
  ${isOfOthers(viewer)} and a.acted_at > coalesce(${lastOpened(viewer, sql`a.case_id`)}, '-infinity')
)`;

/** What is new in a case since the viewer opened it: asked before this time is noted. */
export async function readNews(
  viewer: Pick<Viewer, "personId">,
  db: Executor,
  { id, acts }: Pick<CaseFile, "id" | "acts">,
): Promise<NewsLine[]> {
  const rows = await db.execute<{ number: number }>(sql`
    select a.number from case_acts a where a.case_id = ${id} and ${isNews(viewer)} order by a.number`);
  const isNew = new Set(rows.map(({ number }) => number));
  return acts
    .filter(({ number }) => isNew.has(number))
    .map((line) => ({
      ...{ number: line.number, act: line.act, at: line.at },
      sentence: sayNews(
        line,
        acts.find(({ number }) => number === line.about),
      ),
    }));
}

function sayNews(line: CaseActLine, about: CaseActLine | undefined): string {
  const { act, by } = line;
  if (act !== "confirmed" && act !== "declined") return sayCaseAct(line);
  const what = about ? `: ${sayCaseAct(about)}` : "";
  return `${by.name} ${act === "confirmed" ? "agreed" : "did not agree"}${what}`;
}
