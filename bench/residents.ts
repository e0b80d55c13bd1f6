import type { Sql } from "postgres";
import { hashPassword } from "#app/auth/password.ts";
import type { FrozenTrack } from "#app/content/frozen-version.ts";
import { formRecord } from "#app/ledger/record.ts";

/** A person of a measured town, signed in already. */
export type Resident = {
  id: string;
  number: string;
  name: string;
  /** The whole Cookie header; the database knows the SHA-256 of what it holds. */
  cookie: string;
  assignment: string;
};

/** What all of them sign in with. */
export const password = "prairie crocus in april";

type Version = { versionId: string; track: FrozenTrack };

/**
 * Moves people in by a few statements as the owner of the tables, whose triggers check each row: employed,
 * assigned the track, signed in, the first `answered` scenarios answered right. `letter` begins their
 * employee numbers.
 */
export async function moveIn(
  owner: Sql,
  { versionId, track }: Version,
  { letter, size, answered }: { letter: string; size: number; answered: number },
): Promise<Resident[]> {
  const passwordHash = await hashPassword(password);
  const theirs = `${letter}%`;
  await owner.begin(async (tx) => {
    await tx`insert into departments (name) values ('Public Works') on conflict do nothing`;
    await tx`
      insert into people (handle, employee_number, given_name, family_name, email, search_words, created_at)
      select number, number, 'Robin', 'Benchley ' || number, number || '@example.org',
        'robin benchley ' || lower(number), now() - interval '60 days'
      from (select ${letter} || n as number from generate_series(10001, 10000 + ${size}::int) n) numbers`;
    await tx`
      insert into employments (person_id, department_id, position, type, from_on, recorded_at)
      select p.id, d.id, 'Equipment Operator', 'permanent', current_date - 60, now()
      from people p, departments d where p.handle like ${theirs}`;
    await tx`
      insert into credentials (person_id, password_hash, set_at)
      select id, ${passwordHash}, now() from people where handle like ${theirs}`;
    await tx`
      insert into sessions (id, person_id, started_at, expires_at, ends_at, method, has_second_factor)
      select encode(sha256(convert_to('bench-session-of-' || handle, 'UTF8')), 'hex'), id, now(),
        now() + interval '2 hours', now() + interval '12 hours', 'password', false
      from people where handle like ${theirs}`;
    await tx`
      insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
      select id, ${versionId}, ${track.id}, 'onboarding',
        'You are a City employee (permanent): the policy applies to you.',
        now() - interval '30 days', current_date + 14
      from people where handle like ${theirs}`;
    await tx`
      insert into attempts (assignment_id, version_id, track, scenario, number, shown, chosen, is_right,
        attempted_at)
      select a.id, a.version_id, a.track, s.id, 1, s.choices, s.right_choices, true,
        now() - interval '1 day' + s.position * interval '1 minute'
      from assignments a join people p on p.id = a.person_id cross join (
        select * from scenarios where version_id = ${versionId} and track = ${track.id}
        order by position limit ${answered}
      ) s
      where p.handle like ${theirs}`;
  });
  return owner<Resident[]>`
    select p.id, p.handle as number, p.given_name || ' ' || p.family_name as name,
      'signpost=bench-session-of-' || p.handle as cookie, a.id as assignment
    from people p join assignments a on a.person_id = p.id
    where p.handle like ${theirs} order by p.handle`;
}

/** Has people acknowledge, with records that no seal will cover: none of them waits for one. */
export async function settle(owner: Sql, residents: Resident[], digest: string): Promise<void> {
  const at = new Date(Date.now() - 3_600_000);
  const records = residents.map(({ id: person, number, assignment }) => {
    const reference = `R-${number}`;
    const digests = { version_digest: digest, shown_digest: digest };
    const facts = { assignment, grade: "self", reference, ...digests };
    const record = formRecord({ act: "acknowledge", by: person, about: person, at, facts });
    return { ...record, reference, person, assignment };
  });
  const column = (name: keyof (typeof records)[number]) => records.map((one) => one[name]);
  await owner`
    with given as (
      select * from unnest(
        ${column("id")}::uuid[], ${column("body")}::text[], ${column("reference")}::text[],
        ${column("person")}::uuid[], ${column("assignment")}::uuid[]
      ) as given (id, body, reference, person, assignment)
    ), kept as (
      insert into ledger_records (id, act, about, recorded_at, body)
      select id, 'acknowledge', person, ${at.toISOString()}::timestamptz, body from given
    )
    insert into acknowledgements (reference, assignment_id, person_id, version_id, track, grade,
      typed_name, directory_name, method, acknowledged_at, record_id)
    select given.reference, a.id, person, a.version_id, a.track, 'self', 'Robin Benchley',
      'Robin Benchley', 'password', ${at.toISOString()}::timestamptz, given.id
    from given join assignments a on a.id = assignment`;
}
