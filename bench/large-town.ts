import postgres from "postgres";
import { dayIn } from "#app/days.ts";
import { migrateDatabase } from "#server/migrate.ts";
import { openMany } from "./large-cases.ts";
import { makeHome, publish, startServer } from "./town.ts";

/** A City of any size, at work for a year: whoever is measured is its HR officer. */
export type LargeTown = {
  home: string;
  portalUrl: string;
  ownerUrl: string;
  /** The HR officer's whole Cookie header; she handles cases, too. */
  cookie: string;
  /** The city manager's: only few of the cases are there for him. */
  managerCookie: string;
  /** A search that finds three in ten, one that finds one in thousands, and one that finds one person. */
  searches: { many: string; some: string; one: string };
  records: number;
};

const departments = 20;

/**
 * Founds a City of so many people with some ten records each (a duty, its attempts, its acknowledgement), by a few
 * statements as the owner with the triggers asleep; the roll-ups are then made from it. Six in ten are done, on
 * days spread over sixty; the rest is due within twenty days of today. A list of either size fills its page.
 */
export async function foundLargeTown(
  leftovers: AsyncDisposableStack,
  size: number,
): Promise<LargeTown> {
  const home = await makeHome(leftovers);
  const server = await startServer(leftovers, home);
  await migrateDatabase(server.ownerUrl);
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const { track, versionId, timeZone } = await publish(owner);
    const today = dayIn(timeZone, new Date());
    await owner`select turn_roll_ups(${today}, ${timeZone})`;
    const tables = [
      ...["people", "employments", "leaves", "assignments", "attempts"],
      ...["acknowledgements", "ledger_records"],
    ];
    for (const table of tables) await owner`alter table ${owner(table)} disable trigger user`;
    await moveMany(owner, size);
    await assignMany(owner, versionId, track.id);
    for (const table of tables) await owner`alter table ${owner(table)} enable trigger user`;
    await owner`select rebuild_roll_ups()`;
    const superuserUrl = server.superuserUrl.replace(/[^/]*$/, "signpost");
    const superuser = postgres(superuserUrl, { max: 1, onnotice: () => {} });
    const doers = { by: "P100002", investigator: "P100004" };
    await openMany(superuser, versionId, { size, ...doers }).finally(() => superuser.end());
    await owner`vacuum analyze`;
    const [counted] = await owner`
      select (select count(*) from people) + (select count(*) from employments)
        + (select count(*) from assignments) + (select count(*) from attempts)
        + (select count(*) from acknowledgements) + (select count(*) from ledger_records)
        + (select count(*) from cases) + (select count(*) from case_acts) as records`;
    return {
      ...{ home, portalUrl: server.portalUrl, ownerUrl: server.ownerUrl },
      cookie: `signpost=${sessionOf("hr")}`,
      managerCookie: `signpost=${sessionOf("manager")}`,
      searches: { many: "mc", some: "mcfamily77 sam", one: "p100042" },
      records: Number(counted?.records),
    };
  } finally {
    await owner.end();
  }
}

/** Three in ten work in one department, and three in ten have a name that begins with Mc. */
async function moveMany(owner: postgres.Sql, size: number): Promise<void> {
  await owner`
    insert into departments (name) select 'Department ' || lpad(n::text, 2, '0')
    from generate_series(1, ${departments}) n`;
  await owner`
    insert into people (handle, employee_number, given_name, family_name, email, search_words, created_at)
    select handle, handle, given, family, case when n % 10 > 0 then handle || '@example.org' end,
      lower(given || ' ' || family || ' ' || handle), now() - interval '1 year'
    from (
      select 'P' || (100000 + n) as handle, hashtext('name' || n) & 2147483647 as n
      from generate_series(1, ${size}::int) n
    ) numbered, lateral (select
      (array['Robin', 'Alex', 'Sam', 'Kim', 'Jo', 'Noor', 'Ash', 'Lee'])[1 + n / 10 % 8] as given,
      case when n / 80 % 10 < 3 then 'Mc' else '' end || 'Family' || n / 800 % 500 as family) names`;
  await owner`
    insert into employments (person_id, department_id, position, type, supervisor_id, from_on, recorded_at)
    select p.id, d.id, 'Equipment Operator',
      (enum_range(null::employment_type))[case when n % 10 < 6 then 1 else 1 + n / 10 % 7 end],
      s.id, current_date - 700, now()
    from (
      select id, handle, substr(handle, 2)::int as place, hashtext('work' || handle) & 2147483647 as n
      from people
    ) p
      join departments d on d.name = 'Department '
        || lpad(case when n / 70 % 10 < 3 then '07' else (1 + n / 700 % ${departments})::text end, 2, '0')
      left join people s on s.handle = 'P' || 100000 + (place - 100000) / 10 and s.handle <> p.handle`;
  await owner`
    insert into leaves (person_id, from_on, until_on, recorded_at)
    select id, current_date - 30, current_date + 30, now() from people
    where (hashtext('leave' || handle) & 2147483647) % 100 < 15`;
  const staff = [
    { handle: "P100002", roles: ["hr-training", "hr-cases"], who: "hr" },
    { handle: "P100003", roles: ["city-manager"], who: "manager" },
  ];
  for (const { handle, roles, who } of staff) {
    await owner`
      insert into given_grants (person_id, role, granted_at)
      select id, unnest(${roles}::granted_role[]), now() from people where handle = ${handle}`;
    await owner`
      insert into sessions (id, person_id, started_at, expires_at, ends_at, method, has_second_factor)
      select encode(sha256(convert_to(${sessionOf(who)}, 'UTF8')), 'hex'), id, now(),
        now() + interval '10 hours', now() + interval '12 hours', 'password', true
      from people where handle = ${handle}`;
  }
}

const sessionOf = (who: string) => `bench-session-of-${who}`;

/** Each has one duty and six first tries, a tenth to a quarter of them wrong by question. */
async function assignMany(owner: postgres.Sql, versionId: string, track: string): Promise<void> {
  await owner`
    insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on, started_at,
      settled_at, settled_as)
    select id, ${versionId}, ${track}, 'new-version', 'The policy applies to every employee.',
      now() - interval '70 days',
      current_date - 20 + n / 10 % 40,
      case when n % 3 > 0 then now() - interval '65 days' end,
      case when n % 10 < 6 then now() - n / 400 % 60 * interval '1 day' - n % 1000 * interval '1 minute' end,
      case when n % 10 < 6 then 'acknowledged'::settlement end
    from (select id, hashtext(handle) & 2147483647 as n from people) p`;
  await owner`
    insert into attempts (assignment_id, version_id, track, scenario, number, shown, chosen, is_right,
      attempted_at)
    select a.id, a.version_id, a.track, s.id, 1, s.choices, s.right_choices,
      (hashtext(p.handle) & 2147483647) % (4 + s.position) > 0, now() - interval '65 days'
    from assignments a join people p on p.id = a.person_id cross join (
      select * from scenarios where version_id = ${versionId} and track = ${track} order by position limit 6
    ) s`;
  await owner`
    with settled as (
      select *, gen_random_uuid() as record_id from assignments where settled_at is not null
    ), recorded as (
      insert into ledger_records (id, act, about, recorded_at, body)
      select record_id, 'acknowledge', person_id, settled_at, '{"pad":"' || repeat('x', 890) || '"}' from settled
    )
    insert into acknowledgements (reference, assignment_id, person_id, version_id, track, grade, typed_name,
      directory_name, method, acknowledged_at, record_id)
    select 'R-' || id, id, person_id, version_id, track, 'self', 'Robin', 'Robin', 'password', settled_at,
      record_id
    from settled`;
}
