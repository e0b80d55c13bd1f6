import { sql } from "drizzle-orm";
import type { FrozenLesson, FrozenScenario } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { LessonsTaken } from "../paper/paper-facts.ts";
import type { Portal } from "../portal.ts";
import type { PostSpan } from "./post-span.ts";

/** A lesson that teaches the clause of an allegation, and how far the respondent had come in it by the post. */
export type LessonThen = {
  version: number;
  /** It is of the version the allegation cites. */
  isCited: boolean;
  slug: string;
  title: string;
  track: string;
  /** Which of the clauses asked for it teaches. */
  clauses: string[];
  /** When it was assigned; null: not by then. */
  assignedAt: Date | null;
  /** When its last scenario was answered right; null: not by then. */
  takenAt: Date | null;
  /** Of somebody who signed on paper by then: how the lessons were taken. */
  paper: { lessons: LessonsTaken; readOn: Day | null; reader: string | null } | null;
  scenarios: ScenarioThen[];
};

type ScenarioThen = {
  id: string;
  situation: string[];
  ask: string;
  /** The first answer, in the words of the choices; null: not answered by then. */
  firstTry: { at: Date; isRight: boolean; chosen: string[] } | null;
};

/** Reads the lessons of the cited version and of earlier ones that teach one of the clauses, the cited first. */
export async function readLessonsThen(
  portal: Portal,
  db: Executor,
  personId: string,
  { cited, clauses }: { cited: PolicyVersion; clauses: string[] },
  span: PostSpan,
): Promise<LessonThen[]> {
  const rows = await readAssigned(db, personId, cited, span);
  const assigned = await Promise.all(
    rows.map(async (row) =>
      taught(await portal.shelf.version(row.versionId), clauses)
        .filter(({ trackId }) => trackId === row.track)
        .map(({ lesson, ...where }) => ({
          ...{ ...where, version: row.version, isCited: row.version === cited.number },
          ...lessonOf(lesson, row),
        })),
    ),
  );
  const tracks = new Set(
    rows.filter(({ versionId }) => versionId === cited.id).map(({ track }) => track),
  );
  const unassigned = taught(cited, clauses)
    .filter(({ trackId }) => !tracks.has(trackId))
    .map(({ lesson, ...where }) => ({
      ...{ ...where, version: cited.number, isCited: true },
      ...lessonOf(lesson, null),
    }));
  return [...assigned.flat(), ...unassigned]
    .map(({ trackId: _, ...lesson }) => lesson)
    .sort((one, other) => other.version - one.version);
}

/** A track that was assigned by then, with first tries and right answers made by then. */
type Assigned = {
  versionId: string;
  version: number;
  track: string;
  assignedAt: string;
  answers: { scenario: string; number: number; chosen: string[]; isRight: boolean; at: string }[];
  paper: LessonThen["paper"];
};

function readAssigned(
  db: Executor,
  personId: string,
  { policy, number }: PolicyVersion,
  { until, end }: PostSpan,
): Promise<Assigned[]> {
  return db.execute<Assigned>(sql`
    select a.version_id as "versionId", v.number as version, a.track, a.assigned_at as "assignedAt", (
        select coalesce(json_agg(json_build_object('scenario', t.scenario, 'number', t.number, 'chosen', t.chosen,
          'isRight', t.is_right, 'at', t.attempted_at) order by t.scenario, t.number), '[]')
        from attempts t where t.assignment_id = a.id and (t.number = 1 or t.is_right)
          and t.attempted_at < ${end}::timestamptz
      ) as answers,
      case when y.signed_on is not null then json_build_object('lessons', y.lessons, 'readOn', y.read_on,
        'reader', y.reader_name) end as paper
    from assignments a join policy_versions v on v.id = a.version_id
      left join acknowledgements k on k.assignment_id = a.id
      left join paper_acknowledgements y on y.acknowledgement_id = k.id and y.signed_on <= ${until}::date
    where a.person_id = ${personId} and v.policy = ${policy} and v.number <= ${number}
      and (a.assigned_at < ${end}::timestamptz or y.signed_on is not null)
    order by v.number desc, a.assigned_at, a.id`);
}

function taught({ content: { tracks } }: PolicyVersion, clauses: string[]) {
  return tracks.flatMap(({ id: trackId, title: track, lessons }) =>
    lessons.flatMap((lesson) => {
      const own = clauses.filter((clause) => lesson.teaches.includes(clause));
      return own.length > 0 ? [{ trackId, track, clauses: own, lesson }] : [];
    }),
  );
}

function lessonOf(lesson: FrozenLesson, row: Assigned | null) {
  const { slug, title, scenarios } = lesson;
  const rights = scenarios.map(
    ({ id }) => row?.answers.find((one) => one.scenario === id && one.isRight)?.at,
  );
  const isTaken = rights.length > 0 && rights.every((at) => at !== undefined);
  const last = Math.max(0, ...rights.map((at) => new Date(at ?? 0).getTime()));
  return {
    ...{ slug, title },
    assignedAt: row && new Date(row.assignedAt),
    takenAt: isTaken ? new Date(last) : null,
    paper: row?.paper ?? null,
    scenarios: scenarios.map((scenario) => scenarioOf(scenario, row)),
  };
}

function scenarioOf({ id, situation, ask, choices }: FrozenScenario, row: Assigned | null) {
  const first = row?.answers.find((one) => one.scenario === id && one.number === 1);
  const wordsOf = (choice: string) => choices.find((one) => one.id === choice)?.text ?? choice;
  return {
    ...{ id, situation, ask },
    firstTry: first
      ? { at: new Date(first.at), isRight: first.isRight, chosen: first.chosen.map(wordsOf) }
      : null,
  };
}
