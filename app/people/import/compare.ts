import type { TransactionSql } from "postgres";
import type { ImportField } from "./fields.ts";

/**
 * Holds the rows of a file against the directory and keeps what a merge would do: the periods it would
 * supersede and add, the list of changes, who is absent, and faults that only the directory's own periods
 * show. Nothing but these working papers is written. What a difference means (E is the day from which the
 * import holds, asked at upload):
 *
 * - A number the directory does not know is a new person with one period of work, from start to end.
 * - The period of work a row speaks of is the one that begins on its start date, with the rows that follow
 *   it without a gap. Where none begins on that day it is the last one, or a new one when the start date
 *   lies after the end of the last: somebody comes back, and stays the same person.
 * - Another start or end date corrects that period: rows are cut or stretched to it, or the one nearest
 *   moves where none would stay. Days of a leave that the period loses go with them.
 * - Another department, position, type or supervisor is a transfer from E: the row in force ends the day
 *   before, and a new one goes on from E. Before the period's start, or after its end, it is a correction.
 * - A leave takes the place of every leave it overlaps. An empty cell speaks of the period of its row alone:
 *   it ends a leave that lasts on E, or on the period's first day when E lies before it, the day before;
 *   after the period's end it says nothing. Leaves that ended, or begin later, stay.
 * - A column the file does not have changes nothing; an empty e-mail address or supervisor takes it away.
 */
export async function compareWithDirectory(
  tx: TransactionSql,
  { number, effectiveOn, fields }: { number: number; effectiveOn: string; fields: string[] },
): Promise<void> {
  const has = (field: ImportField) => tx`${fields.includes(field)}::boolean`;
  const n = tx`${number}::int`;
  const day = tx`${effectiveOn}::date`;
  await tx`delete from directory_import_periods where import = ${number}`;
  await tx`delete from directory_import_changes where import = ${number}`;
  await tx`
    with asked as materialized (
      select r.given_name, r.family_name, r.department, r.position,
        r.type, r.from_on as s, r.until_on as u, r.leave_from_on as l1, r.leave_until_on as l2,
        p.id is null as is_new, coalesce(p.id, r.fresh_id) as person_id,
        coalesce(p.employee_number, r.employee_number) as known_number,
        case when ${has("email")} then r.email else p.email end as email,
        coalesce(sp.id, sr.fresh_id) as supervisor_id,
        coalesce(sp.given_name || ' ' || sp.family_name || ' (' || sp.handle || ')',
          sr.given_name || ' ' || sr.family_name || ' (' || sr.employee_number || ')') as supervisor,
        p.given_name as old_given_name, p.family_name as old_family_name, p.email as old_email
      from directory_import_rows r
        left join people p on lower(p.employee_number) = lower(r.employee_number)
        left join people sp on lower(sp.employee_number) = lower(r.supervisor_number)
        left join directory_import_rows sr on sp.id is null and sr.import = r.import
          and lower(sr.employee_number) = lower(r.supervisor_number)
      where r.import = ${n}
    ),
    numbered as (
      select e.*, a.s, a.u,
        e.from_on is distinct from
          lag(e.until_on) over (partition by e.person_id order by e.from_on) + 1 as is_first_after_gap
      from asked a join employments e on e.person_id = a.person_id and e.superseded_at is null
      where not a.is_new
    ),
    islands as (
      select n.*, count(*) filter (where is_first_after_gap)
        over (partition by person_id order by from_on) as island
      from numbered n
    ),
    held as materialized (
      select i.*,
        max(island) filter (where from_on = s) over whole as anchor,
        max(island) over whole as last_island,
        first_value(until_on) over (partition by person_id order by from_on desc) as last_until
      from islands i window whole as (partition by person_id)
    ),
    segment as materialized (
      select h.*, d.name as department from held h join departments d on d.id = h.department_id
      where case when anchor is not null then island = anchor and from_on >= s
        else (last_until is null or last_until >= s) and island = last_island end
    ),
    bounds as materialized (
      select person_id, min(from_on) as from_on,
        case when bool_or(until_on is null) then null else max(until_on) end as until_on
      from segment group by person_id
    ),
    kept as (
      select g.*,
        lag(g.from_on) over one is null as is_first, lead(g.from_on) over one is null as is_last
      from segment g join bounds b on b.person_id = g.person_id
      where (g.until_on is null or g.until_on >= s)
        and (u is null or g.from_on <= greatest(u, b.from_on))
      window one as (partition by g.person_id order by g.from_on)
    ),
    clipped as (
      select k.person_id, k.department, k.position, k.type, k.supervisor_id,
        case when is_first then k.s else k.from_on end as f,
        case when is_last then k.u else k.until_on end as t, k.s, k.u
      from kept k
    ),
    turned as (
      select c.*, case when ${day} < s then s
        when u is not null and ${day} > u then max(f) over (partition by person_id)
        else ${day} end as turn
      from clipped c
    ),
    placed as materialized (
      select t.person_id, t.f, t.t, t.turn, t.department, t.position, t.type, t.supervisor_id,
        a.department as new_department, a.position as new_position, a.type as new_type,
        case when ${has("supervisor")} then a.supervisor_id else t.supervisor_id end
          as new_supervisor_id,
        a.supervisor as new_supervisor,
        t.f <= t.turn and (t.t is null or t.t >= t.turn) and (
          lower(t.department) <> lower(a.department) or t.position <> a.position or t.type <> a.type
          or (${has("supervisor")} and t.supervisor_id is distinct from a.supervisor_id)
        ) as differs
      from turned t join asked a on a.person_id = t.person_id
    ),
    target as materialized (
      select person_id, f as from_on, case when differs then turn - 1 else t end as until_on,
        department, position, type, supervisor_id
      from placed where not differs or f < turn
      union all
      select person_id, turn, t, new_department, new_position, new_type, new_supervisor_id
      from placed where differs
      union all
      select a.person_id, a.s, a.u, a.department, a.position, a.type, a.supervisor_id
      from asked a where not exists (select from placed p where p.person_id = a.person_id)
    ),
    fresh_work as (
      insert into directory_import_periods
        (import, holds, person_id, department, position, type, supervisor_id, from_on, until_on)
      select ${n}, 'work', t.person_id, t.department, t.position, t.type, t.supervisor_id, t.from_on,
        t.until_on
      from target t left join segment g on ${sameWork(tx)}
      where g.id is null
    ),
    stale_work as (
      insert into directory_import_periods (import, holds, supersedes, person_id)
      select ${n}, 'work', g.id, g.person_id
      from segment g left join target t on ${sameWork(tx)}
      where t.person_id is null
    ),
    held_leaves as (
      select l.id, l.person_id, l.from_on, l.until_on, daterange(l.from_on, l.until_on, '[]') as span,
        case when ${has("leaveFromOn")} then daterange(a.l1, a.l2, '[]') end as asked_span,
        a.l1, greatest(${day}, a.s) as spoken_on, a.u,
        case when b.person_id is null then '{}' else datemultirange(
          daterange(b.from_on, b.until_on, '[]')) - datemultirange(daterange(a.s, a.u, '[]')) end
          as lost
      from asked a join leaves l on l.person_id = a.person_id and l.superseded_at is null
        left join bounds b on b.person_id = a.person_id
    ),
    left_leaves as (
      select h.*, datemultirange(span) - case
          when l1 is not null and span = asked_span then '{}'
          when l1 is not null and span && asked_span then datemultirange(span)
          when ${has("leaveFromOn")} and l1 is null and span @> spoken_on
            and (u is null or ${day} <= u) then lost + datemultirange(daterange(spoken_on, null))
          else lost end as rest
      from held_leaves h
    ),
    stale_leaves as materialized (select * from left_leaves where rest <> datemultirange(span)),
    fresh_leaves as materialized (
      select a.person_id, a.l1 as from_on, a.l2 as until_on from asked a
      where a.l1 is not null and not exists (
        select from leaves l where l.person_id = a.person_id and l.superseded_at is null
          and l.from_on = a.l1 and l.until_on is not distinct from a.l2
      )
      union all
      select person_id, lower(part), upper(part) - 1 from stale_leaves, unnest(rest) part
    ),
    keep_leaves as (
      insert into directory_import_periods (import, holds, supersedes, person_id, from_on, until_on)
      select ${n}, 'leave', id, person_id, null::date, null::date from stale_leaves
      union all
      select ${n}, 'leave', null, person_id, from_on, until_on from fresh_leaves
    ),
    differences (person_id, place, field, before, after) as (
      select person_id, 1, 'givenName', old_given_name, given_name from asked
      where not is_new and given_name <> old_given_name
      union all
      select person_id, 2, 'familyName', old_family_name, family_name from asked
      where not is_new and family_name <> old_family_name
      union all
      select person_id, 3, 'email', old_email, email from asked
      where not is_new and email is distinct from old_email
      union all
      select person_id, 4, 'department', department, new_department from placed
      where differs and lower(department) <> lower(new_department)
      union all
      select person_id, 5, 'position', position, new_position from placed
      where differs and position <> new_position
      union all
      select person_id, 6, 'type', type::text, new_type::text from placed
      where differs and type <> new_type
      union all
      select p.person_id, 7, 'supervisor',
        s.given_name || ' ' || s.family_name || ' (' || s.handle || ')', p.new_supervisor
      from placed p left join people s on s.id = p.supervisor_id
      where differs and p.supervisor_id is distinct from p.new_supervisor_id
      union all
      select a.person_id, 8, 'fromOn', b.from_on::text, a.s::text
      from asked a join bounds b on b.person_id = a.person_id where b.from_on <> a.s
      union all
      select a.person_id, 9, 'untilOn', b.until_on::text, a.u::text
      from asked a join bounds b on b.person_id = a.person_id where b.until_on is distinct from a.u
      union all
      select coalesce(f.person_id, s.person_id), 10, 'leave', s.span, f.span
      from (select person_id, string_agg(from_on || ' to ' || coalesce(until_on::text, ''), ', '
          order by from_on) as span from stale_leaves group by person_id) s
        full join (select person_id, string_agg(from_on || ' to ' || coalesce(until_on::text, ''), ', '
          order by from_on) as span from fresh_leaves group by person_id) f
          on f.person_id = s.person_id
    ),
    by_person as materialized (
      select person_id, jsonb_agg(jsonb_build_array(field, before, after) order by place) as changes
      from differences d
      where exists (select from asked a where a.person_id = d.person_id and not a.is_new)
      group by person_id
    )
    insert into directory_import_changes
      (import, kind, number, person_id, given_name, family_name, changes)
    select ${n}, case when a.is_new then 'new' else 'returning' end, a.known_number, a.person_id,
      a.given_name, a.family_name,
      case when a.is_new then jsonb_build_array(
        jsonb_build_array('email', null, a.email),
        jsonb_build_array('leave', null, a.l1 || ' to ' || coalesce(a.l2::text, '')))
        else coalesce(b.changes, '[]') end || jsonb_build_array(
        jsonb_build_array('department', null, a.department),
        jsonb_build_array('position', null, a.position), jsonb_build_array('type', null, a.type),
        jsonb_build_array('supervisor', null, a.supervisor),
        jsonb_build_array('fromOn', null, a.s), jsonb_build_array('untilOn', null, a.u))
    from asked a left join by_person b on b.person_id = a.person_id
    where a.is_new or not exists (select from bounds o where o.person_id = a.person_id)
    union all
    select ${n}, 'changed', a.known_number, a.person_id, a.given_name, a.family_name, b.changes
    from asked a join by_person b on b.person_id = a.person_id join bounds o on o.person_id = a.person_id`;
}

/** The planned row `t` and the recorded row `g` say the same. */
function sameWork(tx: TransactionSql) {
  return tx`g.person_id = t.person_id and g.from_on = t.from_on
    and g.until_on is not distinct from t.until_on and lower(g.department) = lower(t.department)
    and g.position = t.position and g.type = t.type
    and g.supervisor_id is not distinct from t.supervisor_id`;
}
