import type { Sql } from "postgres";
import { hashPassword } from "#app/auth/password.ts";
import type { FrozenTrack } from "#app/content/frozen-version.ts";

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

/**
 * Moves `size` people in by a few statements as the owner of the tables: employed, assigned the track,
 * signed in, the first `answered` scenarios answered right. The triggers of the tables check each row.
 */
export async function settle(
  owner: Sql,
  {
    size,
    versionId,
    track,
    answered,
  }: { size: number; versionId: string; track: FrozenTrack; answered: number },
): Promise<Resident[]> {
  const passwordHash = await hashPassword(password);
  await owner.begin(async (tx) => {
    await tx`insert into departments (name) values ('Public Works')`;
    await tx`
      insert into people (handle, employee_number, given_name, family_name, email, search_words, created_at)
      select 'B' || n, 'B' || n, 'Robin', 'Benchley ' || n, 'robin' || n || '@example.org',
        'robin benchley ' || n || ' b' || n, now() - interval '60 days'
      from generate_series(10001, 10000 + ${size}::int) n`;
    await tx`
      insert into employments (person_id, department_id, position, type, from_on, recorded_at)
      select p.id, d.id, 'Equipment Operator', 'permanent', current_date - 60, now()
      from people p, departments d`;
    await tx`
      insert into credentials (person_id, password_hash, set_at)
      select id, ${passwordHash}, now() from people`;
    await tx`
      insert into sessions (id, person_id, started_at, expires_at, ends_at)
      select encode(sha256(convert_to('bench-session-of-' || handle, 'UTF8')), 'hex'), id, now(),
        now() + interval '2 hours', now() + interval '12 hours'
      from people`;
    await tx`
      insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
      select id, ${versionId}, ${track.id}, 'onboarding',
        'You are a City employee (permanent): the policy applies to you.',
        now() - interval '30 days', current_date + 14
      from people`;
    await tx`
      insert into attempts (assignment_id, version_id, track, scenario, number, shown, chosen, is_right,
        attempted_at)
      select a.id, a.version_id, a.track, s.id, 1, s.choices, s.right_choices, true,
        now() - interval '1 day' + s.position * interval '1 minute'
      from assignments a cross join (
        select * from scenarios where version_id = ${versionId} and track = ${track.id}
        order by position limit ${answered}
      ) s`;
  });
  await owner`vacuum analyze`;
  return owner<Resident[]>`
    select p.id, p.handle as number, p.given_name || ' ' || p.family_name as name,
      'signpost=bench-session-of-' || p.handle as cookie, a.id as assignment
    from people p join assignments a on a.person_id = p.id order by p.handle`;
}
