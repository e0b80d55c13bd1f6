import type { TransactionSql } from "postgres";
import type { Portal } from "../../portal.ts";
import { addFaults } from "./add-faults.ts";
import { findCircles } from "./circles.ts";
import { type ImportField, importFields } from "./fields.ts";

/**
 * Looks for what no row shows by itself: numbers and addresses that stand twice, in the file or in the
 * directory, supervisors nobody knows, and circles of them. Letters' case makes no difference, as the
 * database sees it. Found again after a restart, they stand once.
 */
export async function findFaults(
  portal: Portal,
  { number, run }: { number: number; run: string },
): Promise<void> {
  await portal.db.$client.begin(async (tx) => {
    await tx`set local statement_timeout = '10min'`;
    await tx`select weigh_import()`;
    const [ours] = await tx`
      select effective_on::text as "effectiveOn", fields, titles from directory_imports
      where number = ${number} and run = ${run} and stage = 'reading' for no key update`;
    if (!ours) return;
    const title: TitleOf = (field) =>
      ours.titles[ours.fields.indexOf(field)] ?? importFields[field].title;
    await findDoubles(tx, number, title);
    await findStrangers(tx, number, title);
    if (!ours.fields.includes("supervisor")) return;
    await findSupervisorCircles(tx, { number, day: ours.effectiveOn }, title);
  });
}

/** What the file calls the column of a field. */
type TitleOf = (field: ImportField) => string;

async function findDoubles(tx: TransactionSql, number: number, title: TitleOf): Promise<void> {
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select import, row, ${title("number")},
      'Keep one row for number ' || employee_number || ': it stands in rows ' || rows
    from (
      select r.*, string_agg(row::text, ', ') over (partition by lower(employee_number)) as rows,
        count(*) over (partition by lower(employee_number)) as times
      from directory_import_rows r where import = ${number} and employee_number is not null
    ) counted where times > 1`;
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select import, row, ${title("email")},
      'Give each person an address of their own, or leave it empty: ' || email || ' stands in rows ' || rows
    from (
      select r.*, string_agg(row::text, ', ') over (partition by lower(email)) as rows,
        count(*) over (partition by lower(email)) as times
      from directory_import_rows r where import = ${number} and email is not null
    ) counted where times > 1`;
}

async function findStrangers(tx: TransactionSql, number: number, title: TitleOf): Promise<void> {
  // An address may pass from one person to another only when the file takes it from the first.
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select r.import, r.row,
      case when lost_zeros then ${title("number")} else ${title("email")} end,
      case when lost_zeros
          then 'Write ' || p.employee_number || ' if this is the same person, and format the column as '
            || 'text so that no zeros are lost; otherwise write another address: '
          else 'Write another address, or leave it empty: ' end || r.email || ' belongs to '
        || p.given_name || ' ' || p.family_name || ' (' || p.handle || ')'
        || case when p.is_outside then ', who is from outside' else '' end
    from directory_import_rows r
      join people p on lower(p.email) = lower(r.email)
        and lower(p.employee_number) is distinct from lower(r.employee_number)
      cross join lateral (
        select coalesce(ltrim(lower(p.employee_number), '0') = ltrim(lower(r.employee_number), '0'), false)
          as lost_zeros
      ) both_numbers
    where r.import = ${number} and not exists (
      select from directory_import_rows o
      where o.import = ${number} and lower(o.employee_number) = lower(p.employee_number)
        and lower(o.email) is distinct from lower(p.email)
    )`;
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select r.import, r.row, ${title("number")},
      'Write another number: ' || r.employee_number || ' is the handle of ' || p.given_name || ' '
        || p.family_name || ', who is from outside'
    from directory_import_rows r
      join people p on p.is_outside and lower(p.handle) = lower(r.employee_number)
    where r.import = ${number}`;
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select r.import, r.row, ${title("supervisor")},
      'Write the number of somebody in the file or the directory: nobody has ' || r.supervisor_number
    from directory_import_rows r
      left join people p on lower(p.employee_number) = lower(r.supervisor_number)
      left join directory_import_rows s
        on s.import = r.import and lower(s.employee_number) = lower(r.supervisor_number)
    where r.import = ${number} and r.supervisor_number is not null and p.id is null and s.row is null`;
}

/** Circles on the day from which the file holds: its own supervisors, and those of people not in it. */
async function findSupervisorCircles(
  tx: TransactionSql,
  { number, day }: { number: number; day: string },
  title: TitleOf,
): Promise<void> {
  const supervisorOf = new Map<string, string>();
  const people = new Map<string, { row: number; name: string }>();
  const known = tx`
    select lower(p.employee_number) as "from", lower(s.employee_number) as "to", 0 as row,
      p.given_name || ' ' || p.family_name as name
    from employments e join people p on p.id = e.person_id join people s on s.id = e.supervisor_id
    where e.superseded_at is null and e.from_on <= ${day} and (e.until_on is null or e.until_on >= ${day})
      and lower(p.employee_number) not in (
        select lower(employee_number) from directory_import_rows
        where import = ${number} and employee_number is not null)`;
  const inFile = tx`
    select lower(employee_number) as "from", lower(supervisor_number) as "to", row,
      concat_ws(' ', given_name, family_name) as name
    from directory_import_rows
    where import = ${number} and employee_number is not null and supervisor_number is not null
      and lower(employee_number) <> lower(supervisor_number)`;
  for (const query of [known, inFile]) {
    for await (const rows of query.cursor(5000)) {
      for (const { from, to, row, name } of rows) {
        supervisorOf.set(from, to);
        people.set(from, { row, name });
      }
    }
  }
  const rowOf = (person: string) => people.get(person)?.row || Number.MAX_SAFE_INTEGER;
  const faults = findCircles(supervisorOf).map(
    (circle): Parameters<typeof addFaults>[2][number] => {
      const first = circle.toSorted((one, other) => rowOf(one) - rowOf(other))[0] ?? "";
      const at = circle.indexOf(first);
      const named = [...circle.slice(at), ...circle.slice(0, at)]
        .slice(0, 20)
        .concat(first)
        .map((person) => `${people.get(person)?.name} (${person})`);
      const mend = `Name another supervisor for one of them: ${named.join(" reports to ")}, in a circle`;
      return [rowOf(first), { column: title("supervisor"), mend }];
    },
  );
  await addFaults(tx, number, faults);
}
