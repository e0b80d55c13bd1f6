import type { TransactionSql } from "postgres";
import type { Portal } from "../../portal.ts";
import { compareWithDirectory } from "./compare.ts";
import { importFields } from "./fields.ts";
import type { ImportCounts } from "./stage.ts";

/**
 * Ends the reading of a file: with faults it is faulty, and what was read of it is forgotten but for them;
 * otherwise its preview is ready.
 */
export async function previewImport(
  portal: Portal,
  { number, run }: { number: number; run: string },
): Promise<void> {
  await portal.db.$client.begin(async (tx) => {
    await tx`set local statement_timeout = '10min'`;
    const [ours] = await tx`
      select number from directory_imports
      where number = ${number} and run = ${run} and stage = 'reading' for no key update`;
    if (!ours) return;
    if (await endWhenFaulty(tx, number)) return;
    await makePreview(tx, number);
    if (await endWhenFaulty(tx, number)) return;
    await tx`update directory_imports set stage = 'ready' where number = ${number}`;
  });
}

/** Makes the preview of what was read, from the directory as it is, in place of an earlier one. */
export async function makePreview(tx: TransactionSql, number: number): Promise<void> {
  const [asked] = await tx`
    select effective_on::text as "effectiveOn", fields, titles
    from directory_imports where number = ${number}`;
  if (!asked) throw new Error(`There is no import ${number}.`);
  const { effectiveOn, fields, titles } = asked;
  await compareWithDirectory(tx, { number, effectiveOn, fields });
  await findOverlaps(tx, number, titles[fields.indexOf("fromOn")] ?? importFields.fromOn.title);
  await listAbsent(tx, { number, effectiveOn });
  const counts = await countChanges(tx, number);
  await tx`
    update directory_imports set basis = ${await digestOfDirectory(tx)},
      changes_digest = digest_of_import(number), counts = ${JSON.stringify(counts)}::text::jsonb
    where number = ${number}`;
}

/** Says in one number which directory this is: any change of a person, period or leave makes another. */
export async function digestOfDirectory(tx: TransactionSql): Promise<string> {
  const [found] = await tx`
    select concat_ws(' ',
      (select count(*) || ' ' || coalesce(sum(hashtextextended(
        concat_ws(chr(31), id, given_name, family_name, email), 0)), 0) from people),
      (select count(*) || ' ' || coalesce(sum(hashtextextended(id::text, 0)), 0)
        from employments where superseded_at is null),
      (select count(*) || ' ' || coalesce(sum(hashtextextended(id::text, 0)), 0)
        from leaves where superseded_at is null)) as digest`;
  return found?.digest;
}

/** Where faults stand the import is faulty, and there is nothing to decide. */
export async function endWhenFaulty(tx: TransactionSql, number: number): Promise<boolean> {
  const [faults] = await tx`
    select count(*)::int as count from directory_import_faults where import = ${number}`;
  if (!faults?.count) return false;
  await tx`
    update directory_imports set stage = 'faulty', faults = ${faults.count}, decided_at = null, decided_by = null
    where number = ${number}`;
  await forgetPapers(tx, number);
  await tx`delete from directory_import_changes where import = ${number}`;
  return true;
}

/** Removes the file and what was read of it. The list of changes and the faults stay. */
export async function forgetPapers(tx: TransactionSql, number: number): Promise<void> {
  await tx`delete from directory_import_pieces where import = ${number}`;
  await tx`delete from directory_import_rows where import = ${number}`;
  await tx`delete from directory_import_periods where import = ${number}`;
  await tx`delete from directory_import_absences where import = ${number}`;
}

/** A period that the file would stretch over another one of the same person. */
async function findOverlaps(tx: TransactionSql, number: number, title: string): Promise<void> {
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select ${number}::int, r.row, ${title}::text,
      'Write the start and end of one period of work: the directory has another one of this person, from '
        || e.from_on || coalesce(' to ' || e.until_on, ' on') || ', which these days overlap'
    from directory_import_periods f
      join employments e on e.person_id = f.person_id and e.superseded_at is null
        and daterange(e.from_on, e.until_on, '[]') && daterange(f.from_on, f.until_on, '[]')
      join people p on p.id = f.person_id
      join directory_import_rows r
        on r.import = f.import and lower(r.employee_number) = lower(p.employee_number)
    where f.import = ${number} and f.holds = 'work' and f.supersedes is null
      and not exists (
        select from directory_import_periods s where s.import = f.import and s.supersedes = e.id
      )`;
}

/** Who works here on the day or later and is not in the file; what HR said of them before stays said. */
async function listAbsent(
  tx: TransactionSql,
  { number, effectiveOn }: { number: number; effectiveOn: string },
): Promise<void> {
  const absent = tx`
    select p.id from people p
    where not p.is_outside
      and p.id in (
        select person_id from employments
        where superseded_at is null and (until_on is null or until_on >= ${effectiveOn})
      )
      and not exists (
        select from directory_import_rows r
        where r.import = ${number} and lower(r.employee_number) = lower(p.employee_number)
      )`;
  await tx`
    delete from directory_import_absences where import = ${number} and person_id not in (${absent})`;
  await tx`
    insert into directory_import_absences (import, person_id)
    select ${number}::int, id from (${absent}) absent on conflict do nothing`;
}

async function countChanges(tx: TransactionSql, number: number): Promise<ImportCounts> {
  const [counts] = await tx<[Omit<ImportCounts, "unchanged">]>`
    select count(*) filter (where kind = 'new')::int as new,
      count(*) filter (where kind = 'returning')::int as returning,
      count(*) filter (where kind = 'changed')::int as changed,
      (select count(*)::int from directory_import_rows where import = ${number}) as rows,
      (select count(*)::int from directory_import_absences where import = ${number}) as absent,
      (select count(distinct lower(department))::int from directory_import_rows r
        where import = ${number}
          and not exists (select from departments d where lower(d.name) = lower(r.department))
      ) as departments
    from directory_import_changes where import = ${number}`;
  const { rows, new: added, returning, changed } = counts;
  return { ...counts, unchanged: rows - added - returning - changed };
}
