import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import type { Candidate } from "./candidates.ts";

/**
 * The report `r` is for this viewer to handle. HR handles reports; where all of HR have a conflict in one, the
 * city manager; where they have too, the outside officer. A conflict is to be what the report is about, to
 * work below whom it is about, to have filed it, or to be named in its words, today or when it was filed; of one
 * that was an exchange also to be part of that, to work below who is, or to have advised in it. Being named in words alone counts only while anybody else is left.
 * Who may have no part in its case has none in the report. Once its case was disposed of, it is there for nobody.
 */
export function isHandledBy(viewer: Pick<Viewer, "personId">, candidates: Candidate[]): SQL {
  const own = candidates.find(({ personId }) => personId === viewer.personId);
  if (!own) return sql`false`;
  const before = candidates.filter(({ rank }) => rank < own.rank);
  const nobodyFree = (some: Candidate[], conflict: Conflict) =>
    some.length === 0
      ? sql`true`
      : sql`not exists (
      select from ${asTable(some)} where not ${conflict(...ofC)}
    )`;
  const isFree = (conflict: Conflict) =>
    sql`exists (select from ${asTable([own])} where not ${conflict(...ofC)})`;
  return sql`(not exists (
    select from data_keys gone where gone.id = r.key_id and gone.wrapped_key is null
  ) and (
    (${isFree(anyConflict)} and ${nobodyFree(before, anyConflict)})
    or (${isFree(hardConflict)} and ${nobodyFree(candidates, anyConflict)} and ${nobodyFree(before, hardConflict)})
  ))`;
}

/** Nobody is left who could handle the report `r`. */
export function isHandledByNobody(candidates: Candidate[]): SQL {
  if (candidates.length === 0) return sql`true`;
  return sql`not exists (
    select from ${asTable(candidates)} where not ${hardConflict(...ofC)}
  )`;
}

/** Those of the candidates who have a conflict in the report, and whether by more than being named in its words. */
export function readConflicts(
  db: Executor,
  { id }: { id: string },
  candidates: Candidate[],
): Promise<{ personId: string; isHard: boolean }[]> {
  return db.execute<{ personId: string; isHard: boolean }>(sql`
    select c.person as "personId", ${hardConflict(...ofC)} as "isHard"
    from violation_reports r, ${asTable(candidates)}
    where r.id = ${id} and ${anyConflict(...ofC)}`);
}

type Conflict = (person: SQL, above: SQL, indexes: SQL, words: SQL) => SQL;

const hardConflict: Conflict = (person, above, indexes) => sql`(
  r.reporter_indexes && ${indexes}
  or exists (select from report_subjects s where s.report_id = r.id and s.person_id = any(${above}))
  or exists (
    select from report_conflicts x
    where x.report_id = r.id and x.person_id = ${person} and x.reason <> 'named-in-words'
  )
  or took_part_before(${person}, r.id)
  or is_party_to_its_case(${person}, r.id)
  or exists (
    select from case_reports o join respondents s on s.case_id = o.case_id
    where o.report_id = r.id and s.person_id = any(${above})
  )
  or exists (
    select from exchange_escalations v join exchanges x on x.id = v.exchange_id
    where v.report_id = r.id and (x.person_id = any(${above}) or exists (
      select from exchange_parties t where t.exchange_id = x.id and t.person_id = any(${above})
    ))
  )
)`;

const anyConflict: Conflict = (person, above, indexes, words) => sql`(
  ${hardConflict(person, above, indexes, words)}
  or r.word_indexes && ${words}
  or exists (select from report_conflicts x where x.report_id = r.id and x.person_id = ${person})
)`;

const ofC = [sql`c.person`, sql`c.above`, sql`c.indexes`, sql`c.words`] as const;

/** The table `c` of some candidates. */
function asTable(candidates: Candidate[]): SQL {
  const rows = candidates.map(({ personId, above, indexes, wordIndexes }) => ({
    ...{ person: personId, above, indexes, words: wordIndexes },
  }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json)
    as c (person uuid, above uuid[], indexes text[], words text[])`;
}
