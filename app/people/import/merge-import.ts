import type { PostgresError, TransactionSql } from "postgres";
import { clockOf } from "../../clock.ts";
import { type Executor, withinTransaction } from "../../db.ts";
import { enqueue } from "../../enqueue.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import { holdDirectory } from "../hold-directory.ts";
import { whyNotMergedBy } from "./own-reports.ts";
import { digestOfDirectory, endWhenFaulty, forgetPapers, makePreview } from "./preview-import.ts";
import type { ImportCounts } from "./stage.ts";

/**
 * Merges a file HR has looked at: everything in one transaction with its ledger record, or nothing. Goes
 * back to the preview, and says why, when the directory changed since in a way that changes what a merge
 * would do. Merged already, it does nothing.
 */
export async function mergeImport(portal: Portal, number: number): Promise<void> {
  const { today } = await clockOf(portal);
  const now = portal.now();
  try {
    await portal.db.$client.begin(async (tx) => {
      await tx`set local statement_timeout = '10min'`;
      await tx`set local lock_timeout = '2min'`;
      const [asked] = await tx`
        select basis, changes_digest as digest, decided_by as by from directory_imports
        where number = ${number} and stage = 'merging' for no key update`;
      if (!asked) return;
      const executor = withinTransaction(portal.db, tx);
      await holdDirectory(executor);
      if (asked.basis !== (await digestOfDirectory(tx))) {
        const before = await listLines(tx, number);
        await makePreview(tx, number);
        if (await endWhenFaulty(tx, number)) return;
        const note = whatChanged(before, await listLines(tx, number));
        if (note) {
          await backToPreview(tx, number, note);
          return;
        }
      }
      const refused = await listLeavers(tx, number);
      if (refused) {
        await backToPreview(tx, number, refused);
        return;
      }
      const own = await whyNotMergedBy(executor, number, asked.by);
      if (own) {
        await backToPreview(tx, number, `${own}.`);
        return;
      }
      await apply(tx, number, { now, by: asked.by });
      await finish(tx, executor, number, { now, today, by: asked.by });
    });
  } catch (problem) {
    const refusal = problem as PostgresError;
    if (!isRefusal(refusal)) throw problem;
    await portal.db.$client.begin(async (tx) => {
      await tx`set local statement_timeout = '10min'`;
      const [still] = await tx`
        select number from directory_imports where number = ${number} and stage = 'merging'
        for no key update`;
      if (!still) return;
      await makePreview(tx, number);
      if (await endWhenFaulty(tx, number)) return;
      await backToPreview(tx, number, await whyRefused(tx, number, refusal));
    });
  }
}

/** Writes what the working papers say, set by set, rows superseded before others take their place. */
async function apply(
  tx: TransactionSql,
  number: number,
  { now, by }: { now: Date; by: string },
): Promise<void> {
  const at = tx`${now.toISOString()}::timestamptz`;
  await tx`
    insert into departments (name)
    select distinct on (lower(p.department)) p.department from directory_import_periods p
    where p.import = ${number} and p.department is not null
      and not exists (select from departments d where lower(d.name) = lower(p.department))
    order by lower(p.department), p.department`;
  const changed = tx`
    from directory_import_changes c
    where c.import = ${number} and c.kind in ('changed', 'returning') and c.person_id = p.id`;
  // An address may pass from one person to another: all are taken before any is given.
  await tx`
    update people p set email = null ${changed}
      and exists (select from jsonb_array_elements(c.changes) f where f ->> 0 = 'email')
      and p.email is not null`;
  await tx`
    insert into people
      (id, handle, employee_number, given_name, family_name, email, search_words, created_at)
    select r.fresh_id, r.employee_number, r.employee_number, r.given_name, r.family_name, r.email,
      r.search_words, ${at}
    from directory_import_changes c
      join directory_import_rows r on r.import = c.import and r.fresh_id = c.person_id
    where c.import = ${number} and c.kind = 'new'`;
  await tx`
    update people p set given_name = r.given_name, family_name = r.family_name,
      email = case when 'email' = any(i.fields) then r.email else p.email end,
      search_words = case when 'email' = any(i.fields) or p.email is null then r.search_words
        else r.search_words || ' ' || regexp_replace(lower(p.email), '[^[:alnum:]]+', ' ', 'g') end
    from directory_import_changes c
      join directory_imports i on i.number = c.import
      join directory_import_rows r
        on r.import = c.import and lower(r.employee_number) = lower(c.number)
    where c.import = ${number} and c.kind in ('changed', 'returning') and c.person_id = p.id
      and exists (
        select from jsonb_array_elements(c.changes) f
        where f ->> 0 in ('givenName', 'familyName', 'email')
      )`;
  await tx`
    update employments e set superseded_at = ${at} from directory_import_periods p
    where p.import = ${number} and p.holds = 'work' and p.supersedes = e.id`;
  await tx`
    insert into employments (person_id, department_id, position, type, supervisor_id, from_on, until_on,
      recorded_at, recorded_by)
    select p.person_id, d.id, p.position, p.type, p.supervisor_id, p.from_on, p.until_on, ${at},
      nullif(${by}::uuid, p.person_id)
    from directory_import_periods p join departments d on lower(d.name) = lower(p.department)
    where p.import = ${number} and p.holds = 'work' and p.supersedes is null`;
  await tx`
    update leaves l set superseded_at = ${at} from directory_import_periods p
    where p.import = ${number} and p.holds = 'leave' and p.supersedes = l.id`;
  await tx`
    insert into leaves (person_id, from_on, until_on, recorded_at, recorded_by)
    select p.person_id, p.from_on, p.until_on, ${at}, nullif(${by}::uuid, p.person_id)
    from directory_import_periods p
    where p.import = ${number} and p.holds = 'leave' and p.supersedes is null`;
}

/** Puts those whom HR says to leave on the list; a sentence when one of them cannot leave on that day. */
async function listLeavers(tx: TransactionSql, number: number): Promise<string | null> {
  const rest = tx`
    from directory_import_absences a join people p on p.id = a.person_id
      join employments e on e.person_id = a.person_id and e.superseded_at is null
        and (e.until_on is null or e.until_on > a.last_on)
    where a.import = ${number} and a.last_on is not null`;
  const [early] = await tx`
    select p.given_name || ' ' || p.family_name as name
    from directory_import_absences a join people p on p.id = a.person_id
    where a.import = ${number} and a.last_on is not null and not exists (
      select from employments e
      where e.person_id = a.person_id and e.superseded_at is null and e.from_on <= a.last_on
    ) limit 1`;
  if (early) return `Choose a later last day for ${early.name}, who had not started on that day.`;
  await tx`
    insert into directory_import_changes
      (import, kind, number, person_id, given_name, family_name, changes)
    select ${number}::int, 'leaving', p.employee_number, p.id, p.given_name, p.family_name,
      jsonb_build_array(jsonb_build_array('untilOn',
        case when bool_or(e.until_on is null) then null else max(e.until_on) end, a.last_on))
    ${rest} group by p.id, a.last_on`;
  await tx`
    insert into directory_import_periods
      (import, holds, person_id, department, position, type, supervisor_id, from_on, until_on)
    select ${number}::int, 'work', e.person_id, d.name, e.position, e.type, e.supervisor_id, e.from_on,
      a.last_on
    from directory_import_absences a
      join employments e on e.person_id = a.person_id and e.superseded_at is null
        and (e.until_on is null or e.until_on > a.last_on) and e.from_on <= a.last_on
      join departments d on d.id = e.department_id
    where a.import = ${number}`;
  await tx`
    insert into directory_import_periods (import, holds, supersedes, person_id)
    select ${number}::int, 'work', e.id, e.person_id ${rest}`;
  return null;
}

async function finish(
  tx: TransactionSql,
  executor: Executor,
  number: number,
  { now, today, by }: { now: Date; today: string; by: string },
): Promise<void> {
  const [merged] = await tx`
    select digest_of_import(i.number) as changes, i.file_digest as file, i.counts,
      i.effective_on::text as "effectiveOn",
      (select count(*)::int from directory_import_changes c
        where c.import = i.number and c.kind = 'leaving') as leaving
    from directory_imports i where i.number = ${number}`;
  if (!merged) throw new Error(`There is no import ${number}.`);
  const { changes, file, effectiveOn, leaving } = merged;
  const counts: ImportCounts & { leaving: number } = { ...merged.counts, leaving };
  const { id } = await writeRecord(executor, {
    act: "import-directory",
    by,
    about: null,
    at: now,
    facts: { import: number, changes, file, effectiveOn, day: today, counts },
  });
  await forgetPapers(tx, number);
  await tx`
    update directory_imports set stage = 'merged', record_id = ${id}, changes_digest = ${changes},
      counts = ${JSON.stringify(counts)}::text::jsonb, note = null
    where number = ${number}`;
  await enqueue(executor, "bring-duties-up-to-date", {}, { key: "bring-duties-up-to-date" });
}

async function backToPreview(tx: TransactionSql, number: number, note: string): Promise<void> {
  await tx`
    update directory_imports set stage = 'ready', note = ${note}, decided_at = null, decided_by = null
    where number = ${number}`;
}

type Lines = Map<string, { name: string; line: string }>;

async function listLines(tx: TransactionSql, number: number): Promise<Lines> {
  const rows = await tx`
    select number, given_name || ' ' || family_name as name, md5(concat(kind, changes::text)) as line
    from directory_import_changes where import = ${number}`;
  return new Map(rows.map(({ number, name, line }) => [number, { name, line }]));
}

/** Whose changes are not as they were shown, in a sentence; null when all are. */
function whatChanged(before: Lines, after: Lines): string | null {
  const names = [...new Set([...before.keys(), ...after.keys()])]
    .filter((number) => before.get(number)?.line !== after.get(number)?.line)
    .map((number) => `${(after.get(number) ?? before.get(number))?.name} (${number})`);
  if (names.length === 0) return null;
  const others = names.length > 5 ? ` and ${names.length - 5} others` : "";
  return `The directory changed since you looked, so nothing was merged. What would change is new for ${names.slice(0, 5).join(", ")}${others}. Look again, then merge.`;
}

/** A rule of the database that only the directory of this moment breaks. */
function isRefusal({ constraint_name, code }: PostgresError): boolean {
  return constraint_name === noCircle || code === "23505" || code === "23P01";
}

const noCircle = "employments_close_no_circle";

/** Why the database refused a merge; of a circle, who is in it: new people are known by their rows alone. */
async function whyRefused(
  tx: TransactionSql,
  number: number,
  { constraint_name, detail = "" }: PostgresError,
): Promise<string> {
  if (constraint_name !== noCircle) {
    return "Nothing was merged: somebody changed the directory in the same moment. Look again, then merge.";
  }
  const [circle] = await tx`
    select string_agg(coalesce(
      p.given_name || ' ' || p.family_name || ' (' || p.handle || ')',
      r.given_name || ' ' || r.family_name || ' (' || r.employee_number || ')'
    ), ' reports to ' order by c.place) as words
    from unnest(string_to_array(${detail}, ' ')::uuid[]) with ordinality c (id, place)
      left join people p on p.id = c.id
      left join directory_import_rows r on r.import = ${number} and r.fresh_id = c.id and p.id is null
    where c.place <= 12`;
  return `Nothing was merged: on some day ${circle?.words}, in a circle. Compare their supervisors of earlier and later periods with those of the file, mend them, and merge again.`;
}
