import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  type AttestationState,
  attestationState,
  attestationStates,
} from "#app/attestation/state.ts";
import { stateOn } from "#app/attestation/state-in-sql.ts";
import { addDays } from "#app/days.ts";
import { openDatabase } from "#app/db.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();
const today = "2026-06-15";
const undone = new Error("Undone, for the next run.");

const near = fc.integer({ min: -3, max: 3 }).map((days) => addDays(today, days));
const span = fc
  .tuple(near, fc.option(near))
  .map(([one, other]) => ({
    fromOn: other && other < one ? other : one,
    untilOn: other && other < one ? one : other,
    isSuperseded: false,
  }))
  .chain((held) => fc.boolean().map((isSuperseded) => ({ ...held, isSuperseded })));
const assignment = fc.record({
  dueOn: near,
  isStarted: fc.boolean(),
  settledAs: fc.option(fc.constantFrom("acknowledged" as const, "refused", "ended")),
  leave: fc.option(span),
  exemption: fc.option(span),
});
type Generated = typeof assignment extends fc.Arbitrary<infer T> ? T : never;

const holds = (row: Generated["leave"]) =>
  row !== null &&
  !row.isSuperseded &&
  row.fromOn <= today &&
  (row.untilOn === null || row.untilOn >= today);

const inCode = (row: Generated) =>
  attestationState(
    {
      startedAt: row.isStarted ? "2026-06-01" : null,
      settledAs: row.settledAs,
      dueOn: row.dueOn,
      isOnLeave: holds(row.leave),
      isExempt: holds(row.exemption),
    },
    today,
  );

// States follow from attempts and acknowledgements by trigger; here they are set, to try every mixture.
beforeAll(async () => {
  await database.owner.unsafe(`
    alter table assignments disable trigger user;
    insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
      select n, n, 'Given', 'Family', '', now() from (select generate_series(0, 30)::text as n) s;
    insert into policy_versions (policy, number, kind, effective_on, published_at, source_digest,
        version_digest, content)
      values ('1', 1, 'substantive', '2020-01-01', now(), '', encode(sha256('{}'), 'hex'), '{}');
    insert into tracks (version_id, id, position) select id, 'track', 1 from policy_versions`);
});

async function inDatabase(rows: Generated[]) {
  let found: { state: AttestationState }[] = [];
  const db = openDatabase(database.owner);
  await db
    .transaction(async (tx) => {
      const given = JSON.stringify(rows.map((row, n) => ({ ...row, n: String(n) })));
      const all = sql`json_to_recordset(${given}::text::json) as g(n text, "dueOn" date,
        "isStarted" boolean, "settledAs" settlement, leave json, exemption json)
        join people p on p.handle = g.n`;
      const dated = (kind: "leave" | "exemption") => sql`
        p.id, (g.${sql.raw(kind)} ->> 'fromOn')::date, (g.${sql.raw(kind)} ->> 'untilOn')::date, now(),
        case when (g.${sql.raw(kind)} ->> 'isSuperseded')::boolean then now() end`;
      await tx.execute(sql`
        insert into leaves (person_id, from_on, until_on, recorded_at, superseded_at)
        select ${dated("leave")} from ${all} where json_typeof(g.leave) = 'object'`);
      await tx.execute(sql`
        insert into exemptions (person_id, from_on, until_on, recorded_at, superseded_at, reason, granted_by)
        select ${dated("exemption")}, 'because', (select id from people where handle = '30')
        from ${all} where json_typeof(g.exemption) = 'object'`);
      await tx.execute(sql`
        insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on,
          started_at, settled_at, settled_as)
        select p.id, (select id from policy_versions), 'track', 'onboarding', 'because', now(), g."dueOn",
          case when g."isStarted" then now() end, case when g."settledAs" is not null then now() end,
          g."settledAs"
        from ${all}`);
      found = await tx.execute<(typeof found)[number]>(sql`
        select ${stateOn(today)} as state
        from assignments a join people p on p.id = a.person_id order by p.handle::int`);
      throw undone;
    })
    .catch((problem) => {
      if (problem !== undone) throw problem;
    });
  return found;
}

test("the database computes every state as the code does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(assignment, { minLength: 20, maxLength: 30 }), async (rows) => {
      const states = rows.map(inCode);

      const found = await inDatabase(rows);

      expect(found.map(({ state }) => state)).toEqual(states);
    }),
    { numRuns: 30 },
  );
});

test("the generated rows reach every state", () => {
  const rows = fc.sample(assignment, 2000);
  expect(new Set(rows.map(inCode))).toEqual(new Set(attestationStates));
});
